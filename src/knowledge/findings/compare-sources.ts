import { readWords } from '../../domain/text/clauses.ts'
import { hashText } from '../../llm/hash-embedder.ts'
import { deniedVerb, plainVerb } from './claims.ts'
import { compareFacts, SURE_ENOUGH } from './compare-facts.ts'
import { type PlacedFact, readFacts } from './facts.ts'
import { areOtherCases, type Matter, matterOf, meanings, sameMatter, sayingOf } from './matter.ts'
import { type Source, type Statement, scopesOverlap } from './source.ts'

export type Side = { part: string; start: number; end: number }
/** One thing that two sources say differently, with the words of both. */
export type Difference = { what: PlacedFact['kind']; left: Side; right: Side; sureness: number }

/** A source with what it says, read once however often it is compared. */
export type ReadSource = Source & { facts: Map<Statement, PlacedFact[]>; subjectMeanings: Set<string> }

export function readSource(source: Source): ReadSource {
  return {
    ...source,
    facts: new Map(source.statements.map((statement) => [statement, readFacts(statement)])),
    subjectMeanings: new Set(meanings(readWords(source.subject))),
  }
}

const MOST_DIFFERENCES = 8

/** What two sources contradict each other in; empty where their scopes never meet. The surest first. */
export function contradictionsOf(left: ReadSource, right: ReadSource): Difference[] {
  if (!scopesOverlap(left.scope, right.scope)) return []
  const given = new Set([...left.subjectMeanings, ...right.subjectMeanings])
  const found = left.statements.flatMap((a) =>
    right.statements.flatMap((b) =>
      differencesOf(left.facts.get(a) ?? [], right.facts.get(b) ?? [], given, a, b),
    ),
  )
  return strongest(found)
}

/** A card says little and means all of it: what an entry says beside that is of something else. */
const CARD_EXCESS = 0.3
/** What is claimed of a part of something is not claimed of the whole: «гарантия не распространяется на удары». */
const CLAIM_EXCESS = 0.3

function differencesOf(
  ours: PlacedFact[],
  theirs: PlacedFact[],
  given: ReadonlySet<string>,
  a: Statement,
  b: Statement,
): Difference[] {
  const left = [...ours, ...plainVerbs(theirs, ours, a)]
  const right = [...theirs, ...plainVerbs(ours, theirs, b)]
  const apart = left.flatMap((one) =>
    right.flatMap((other) => (compareFacts(one, other) === 'differ' ? [[one, other] as const] : [])),
  )
  // Most pairs have nothing to differ in: what each is about is worked out only for the rest.
  if (apart.length === 0) return []
  const surenessOf = createSureness(nearestQuestions(a, b), given)
  return apart.flatMap(([one, other]) => {
    const sureness = surenessOf(one, other)
    if (sureness < SURE_ENOUGH[one.kind]) return []
    const isTwin = (x: PlacedFact, y: PlacedFact) =>
      compareFacts(x, y) === 'same' && surenessOf(x, y) >= sureness - TWIN_SLACK
    // One of the two says the same as well: they complete each other.
    if (right.some((twin) => isTwin(one, twin)) || left.some((twin) => isTwin(twin, other))) return []
    return [{ what: one.kind, left: sideOf(one), right: sideOf(other), sureness }]
  })
}

const TWIN_SLACK = 0.15

/** How surely a fact of the left and one of the right speak of the same; each is weighed once. */
function createSureness([questionA, questionB]: [string, string], given: ReadonlySet<string>) {
  const weighed = new Map<PlacedFact, { matter: Matter; saying: string }>()
  const weigh = (fact: PlacedFact, question: string) => {
    const known = weighed.get(fact) ?? { matter: matterOf(fact, question), saying: sayingOf(fact, question) }
    weighed.set(fact, known)
    return known
  }
  return (one: PlacedFact, other: PlacedFact): number => {
    const [left, right] = [weigh(one, questionA), weigh(other, questionB)]
    if (areOtherCases(left.saying, right.saying, one.kind === 'scheme')) return 0
    return sameMatter(
      left.matter,
      right.matter,
      given,
      one.kind === 'claim' ? CLAIM_EXCESS : given.size > 0 ? CARD_EXCESS : 0,
    )
  }
}

const sideOf = ({ statement, start, end }: PlacedFact): Side => ({ part: statement.part, start, end })

/** A verb that one side denies, plain on the other side. */
function plainVerbs(denying: PlacedFact[], other: PlacedFact[], statement: Statement): PlacedFact[] {
  const verbs = new Set(denying.flatMap((fact) => (fact.kind === 'claim' ? (deniedVerb(fact) ?? []) : [])))
  if (verbs.size === 0) return []
  const clauses = [...new Set(other.flatMap(({ sentenceClauses }) => sentenceClauses))]
  return clauses.flatMap((clause) =>
    [...verbs].flatMap((verb) => {
      const claim = plainVerb(clause, verb)
      const sentenceClauses = clauses.filter(({ sentence }) => sentence === clause.sentence)
      return claim ? [{ ...claim, clause, statement, sentenceClauses }] : []
    }),
  )
}

/** The two ways of asking that are most alike: what variants have in common is what was meant. */
export function nearestQuestions(a: Statement, b: Statement): [string, string] {
  let best: [string, string] = [a.questions[0] ?? '', b.questions[0] ?? '']
  let bestLikeness = -1
  for (const one of a.questions) {
    for (const other of b.questions) {
      const likeness = cosine(vectorOf(one), vectorOf(other))
      if (likeness > bestLikeness) [best, bestLikeness] = [[one, other], likeness]
    }
  }
  return best
}

function strongest(differences: Difference[]): Difference[] {
  const taken: Difference[] = []
  for (const difference of differences.toSorted((a, b) => b.sureness - a.sureness)) {
    const isTold = taken.some(
      ({ left, right }) => isSameSide(left, difference.left) || isSameSide(right, difference.right),
    )
    if (!isTold) taken.push(difference)
  }
  return taken.slice(0, MOST_DIFFERENCES)
}

const isSameSide = (a: Side, b: Side) => a.part === b.part && a.start < b.end && b.start < a.end

const remembered = new Map<string, number[]>()

/** Hashing is the dearest step, and the same questions come up against many neighbours. */
export function vectorOf(text: string): number[] {
  const known = remembered.get(text)
  if (known) return known
  if (remembered.size >= 4_000) remembered.clear()
  const vector = hashText(text)
  remembered.set(text, vector)
  return vector
}

export function cosine(a: number[], b: number[]): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}
