import { CATEGORIES, type Category } from '../../domain/category.ts'
import type { Classification } from '../../domain/draft.ts'
import { splitAsks } from '../../domain/text/asks.ts'
import { fixKeyboardLayout } from '../../domain/text/keyboard-layout.ts'
import { clean, normalise } from '../../domain/text/normalise.ts'
import { stripPoliteness } from '../../domain/text/politeness.ts'
import { contentStems } from '../../domain/text/tokens.ts'
import { hashText } from '../../llm/hash-embedder.ts'
import { CUES, SHOP_TALK } from './cues.ts'
import { EXAMPLES } from './examples.ts'
import { detectLanguage } from './language.ts'
import { negativeKind, readTone } from './mood.ts'
import { findRiskFlags, needsPerson } from './risk-flags.ts'

/** Reads a turn by likeness to labelled examples and by cue words; no model, no database, the same answer every time. */
export function classifyTurn(text: string): Classification {
  const lines = clean(text.slice(0, LONGEST_TURN)).split('\n').map(fixKeyboardLayout)
  const readable = lines.join('\n')
  const matter = stripPoliteness(readable)
  const language = detectLanguage(readable)
  const riskFlags = findRiskFlags(readable)
  const asks = splitAsks(readable)
  const { category, confidence } = pickCategory(readable, matter, riskFlags)
  const isPleasantry = category === 'thanks' && !readable.includes('?')
  const isNonsense = category === 'off_topic' && !isWorded(matter)
  const needsHuman = needsPerson(riskFlags) || category === 'abuse' || category === 'fraud'
  const read = { words: normalise(readable), text: readable, category, riskFlags }
  return {
    category,
    confidence,
    needsReply: needsHuman || !(isPleasantry || isNonsense),
    needsHuman,
    riskFlags,
    language,
    asks: isPleasantry || isNonsense ? [] : asks,
    tone: readTone(read),
    negative: negativeKind(read),
  }
}

/** A burst of several full messages; what is longer is no question any more. */
const LONGEST_TURN = 5_000

function pickCategory(
  readable: string,
  matter: string,
  riskFlags: Classification['riskFlags'],
): { category: Category; confidence: number } {
  if (!/\p{L}/u.test(readable)) {
    const isPraise =
      /[\u{1F44D}\u{1F64F}\u{1F44C}\u{1F525}❤\u{1F970}\u{1F60A}\u{1F339}\u{1F490}\u{1F389}]/u.test(readable)
    return { category: isPraise ? 'thanks' : 'off_topic', confidence: 0.8 }
  }
  if (riskFlags.includes('fraud')) return { category: 'fraud', confidence: 0.8 }
  if (matter === '' || contentStems(matter).length === 0) {
    return { category: matter.includes('?') ? 'off_topic' : 'thanks', confidence: 0.7 }
  }
  const scores = scoreCategories(matter, readable)
  if (riskFlags.includes('abuse')) scores.abuse += 0.6
  if (riskFlags.includes('prompt_injection')) {
    // Orders to an assistant that are about money are an attempt to get it.
    scores[/возврат|деньг|рубл|оплат|скидк/u.test(normalise(readable)) ? 'fraud' : 'off_topic'] += 0.9
  }
  const ranked = CATEGORIES.map((category) => ({ category, score: scores[category] })).sort(
    (a, b) => b.score - a.score,
  )
  const total = ranked.reduce((sum, { score }) => sum + Math.exp(score * SHARPNESS), 0)
  // Thanks without a word of thanks are most often a question in disguise, and a question must not be left unread.
  const words = normalise(readable)
  const isThanked = THANKS.test(words) || ASSENT.test(words)
  const best = ranked.find(({ category }) => category !== 'thanks' || isThanked) ?? {
    category: 'off_topic' as const,
    score: 0,
  }
  if (best.score < UNLIKE_ANYTHING && !SHOP_TALK.test(normalise(readable))) {
    return { category: 'off_topic', confidence: 0.5 }
  }
  return { category: best.category, confidence: Math.exp(best.score * SHARPNESS) / total }
}

const THANKS =
  /(?<!\p{L})(?:спасиб|спс(?!\p{L})|пасиб|благодар|довол|рекоменд|респект|супер|отличн|огонь|класс|молодц|понрав|нравит|рад[аы]?(?!\p{L})|восторг|обожа|люб[иля]|не расста|лучш|счаст|удач|здоровь|разобрал|заработал|решен|снимается|получил(?:ось|и)|thank)|❤|👍|🙏/u

/** «ок, понял»: the whole of a short message. */
const ASSENT =
  /^[^\p{L}]*(?:(?:ну|да|все|ок|окей|понял[аи]?|понятно|ясно|хорошо|ладно|договорились|принял[аи]?|жду|буду ждать)(?!\p{L})[^\p{L}?]*){1,5}$/u

/** Turns the spread of the scores into a share; fitted on the demo shop's scripted buyers. */
const SHARPNESS = 8
/** Below this likeness nothing known resembles the turn. */
const UNLIKE_ANYTHING = 0.2

const examples = CATEGORIES.flatMap((category) =>
  EXAMPLES[category].map((text) => ({ category, vector: hashText(text) })),
)

/** The nearest example of each category, helped by its second and third, plus the cue words found. */
function scoreCategories(matter: string, readable: string): Record<Category, number> {
  const vector = hashText(matter)
  const likeness = new Map<Category, number[]>(CATEGORIES.map((category) => [category, []]))
  for (const example of examples) likeness.get(example.category)?.push(dot(vector, example.vector))
  const scores = Object.fromEntries(
    CATEGORIES.map((category) => {
      const [first = 0, second = 0, third = 0] = (likeness.get(category) ?? []).sort((a, b) => b - a)
      return [category, first + 0.5 * second + 0.25 * third]
    }),
  ) as Record<Category, number>
  const words = normalise(readable)
  for (const [category, cue, weight] of CUES) if (cue.test(words)) scores[category] += weight
  return scores
}

/** At least one word that looks like one: has a vowel, is not «ываыва» and not a heap of consonants. */
function isWorded(text: string): boolean {
  if (/\p{Script=Han}/u.test(text)) return true
  const words = normalise(text).match(/\p{L}{3,}/gu) ?? []
  return words.some(
    (word) =>
      /[аеиоуыэюяaeiouy]/.test(word) &&
      !/^(.{1,3})\1+$|^(.)\2+$|[бвгджзйклмнпрстфхцчшщ]{5}/.test(word.slice(0, 40)),
  )
}

function dot(a: number[], b: number[]): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}
