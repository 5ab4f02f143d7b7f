import { CATEGORIES, type Category } from '../../domain/category.ts'
import type { RiskFlag } from '../../domain/draft.ts'
import type { OwnCategories } from '../../domain/shop-category.ts'
import { normalise } from '../../domain/text/normalise.ts'
import { hashText } from '../../llm/hash-embedder.ts'
import { CUES } from './cues.ts'
import { EXAMPLES } from './examples.ts'
import { MORE_EXAMPLES } from './more-examples.ts'

type Vector = number[]

const shipped = CATEGORIES.flatMap((category) =>
  [...EXAMPLES[category], ...MORE_EXAMPLES[category]].map((text) => ({ category, vector: hashText(text) })),
)

type Input = {
  /** The turn without greetings and the like, and with them. */
  matter: string
  readable: string
  riskFlags: readonly RiskFlag[]
  own: OwnCategories
}

/** The nearest example of each category, helped by its second and third, plus the cue words and risks found. */
export function scoreCategories({ matter, readable, riskFlags, own }: Input): Record<Category, number> {
  const vector = hashText(matter)
  const likeness = new Map<Category, number[]>(CATEGORIES.map((category) => [category, []]))
  for (const example of shipped) likeness.get(example.category)?.push(dot(vector, example.vector))
  const said = new Map<Category, number>()
  for (const { category, text } of own.examples) {
    const like = dot(vector, vectorOf(text))
    likeness.get(category)?.push(like)
    if (like >= SAME) said.set(category, SAID_BY_SHOP)
  }
  const scores = Object.fromEntries(
    CATEGORIES.map((category) => {
      const [first = 0, second = 0, third = 0] = (likeness.get(category) ?? []).sort((a, b) => b - a)
      return [category, first + 0.5 * second + 0.25 * third + (said.get(category) ?? 0)]
    }),
  ) as Record<Category, number>
  const words = normalise(readable)
  for (const [category, cue, weight] of CUES) if (cue.test(words)) scores[category] += weight
  for (const [category, more] of fromRisks(riskFlags, words)) scores[category] += more
  return scores
}

/** From this likeness on a turn says what the shop's own example says, and the shop has said what that is. */
const SAME = 0.75
const SAID_BY_SHOP = 0.8

/** What a risk says of the category, where the words say little else. */
function fromRisks(riskFlags: readonly RiskFlag[], words: string): [Category, number][] {
  const found: [Category, number][] = []
  const has = (flag: RiskFlag) => riskFlags.includes(flag)
  if (has('abuse')) found.push(['abuse', 0.9])
  if (has('health_safety')) found.push(['defect', 0.45])
  if (has('legal_threat') || has('public_threat') || has('money_demand')) found.push(['complaint', 0.4])
  if (has('asks_for_human')) found.push(['complaint', 0.5])
  if (has('self_harm')) found.push(['complaint', 0.8])
  // Orders to an assistant that are about money are an attempt to get it.
  if (has('prompt_injection'))
    found.push([
      /возврат|деньг|рубл|оплат|выплат|скидк|refund|money|退款|退钱|免费/u.test(words)
        ? 'fraud'
        : 'off_topic',
      0.9,
    ])
  return found
}

const known = new Map<string, Vector>()

/** The vectors of what shops wrote are computed once. */
function vectorOf(text: string): Vector {
  const cached = known.get(text)
  if (cached) return cached
  // Shops write few examples; a flood only costs a refill.
  if (known.size > 5_000) known.clear()
  const vector = hashText(text)
  known.set(text, vector)
  return vector
}

function dot(a: Vector, b: Vector): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}
