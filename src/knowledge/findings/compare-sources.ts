import { type Clause, readClauses, readWords } from '../../domain/text/clauses.ts'
import { hashText } from '../../llm/hash-embedder.ts'
import { deniedThings, deniedVerb, plainVerb, verbOf } from './claims.ts'
import { compareFacts, sureEnough } from './compare-facts.ts'
import { isCompatibility, namesThing } from './compatibility.ts'
import { impliedBy } from './concepts.ts'
import { type Asked, askOfOthers } from './contrasts.ts'
import { type PlacedFact, readFacts } from './facts.ts'
import {
  isConditional,
  type Matter,
  matterOf,
  meanings,
  sameMatter,
  sameQuestion,
  sayingOf,
  speaksAside,
} from './matter.ts'
import { areOtherCases } from './other-cases.ts'
import { type Source, type Statement, scopesOverlap } from './source.ts'
import { impliedByValue } from './values.ts'

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
    right.statements.flatMap((b) => differencesOf(a, b, left, right, given)),
  )
  return strongest(found)
}

/** A card says little and means all of it: what an entry says beside that is of something else. */
const CARD_EXCESS = 0.3
/** What is claimed of a part of something is not claimed of the whole: «гарантия не распространяется на удары». */
const CLAIM_EXCESS = 0.3

/** Differences that no other statement of the card takes back: «ширина 168» beside «ширина спального места 160». */
function differencesOf(a: Statement, b: Statement, left: ReadSource, right: ReadSource, given: Set<string>) {
  const isCard = !right.id.startsWith('entry:')
  const said = (left.facts.get(a) ?? []).filter(
    (fact) => !isCard || left.scope.skus.length === 1 || !isOfSome(fact),
  )
  const found = differencesIn(said, right.facts.get(b) ?? [], given, a, b)
  const isTakenBack = ({ facts: [one], difference }: Apart) =>
    right.statements.some((other) => {
      if (other === b) return false
      const twins = (right.facts.get(other) ?? []).filter((fact) => compareFacts(one, fact) === 'same')
      if (twins.length === 0) return false
      const surenessOf = surenessBetween(
        a,
        other,
        given,
        left.facts.get(a) ?? [],
        right.facts.get(other) ?? [],
      )
      return twins.some((twin) => surenessOf(one, twin) >= difference.sureness - TWIN_SLACK)
    })
  const isOfMany = isCard && left.scope.skus.length !== 1
  return found
    .filter((one) => !(isOfMany && one.difference.sureness < SURE_OF_MANY) && !isTakenBack(one))
    .map(({ difference }) => difference)
}

/** An entry on many goods says of each less surely what its card says. */
const SURE_OF_MANY = 0.55

/** «если порт поддерживает …», «обычно 18–30 Вт»: said of some of many goods, no statement about each card. */
const isOfSome = ({ sentenceClauses }: PlacedFact): boolean =>
  sentenceClauses.some(({ words }) => words.some(({ word }) => OF_SOME.test(word)))
const OF_SOME =
  /^(?:если|обычно|большинств\p{L}+|средн(?:ем|ий|ее)|зависит|некотор\p{L}+|част\p{L}{1,2}|чаще|нередко|примерно)$/u

type Apart = { facts: readonly [PlacedFact, PlacedFact]; difference: Difference }

function surenessBetween(
  a: Statement,
  b: Statement,
  given: ReadonlySet<string>,
  left: PlacedFact[],
  right: PlacedFact[],
) {
  const [questionA, questionB] = nearestQuestions(a, b)
  const sides: [Asked, Asked] = [
    { question: questionA, text: a.text },
    { question: questionB, text: b.text },
  ]
  return createSureness(sides, given, onlyOnes(left, right))
}

function differencesIn(
  ours: PlacedFact[],
  theirs: PlacedFact[],
  given: ReadonlySet<string>,
  a: Statement,
  b: Statement,
): Apart[] {
  const left = [...ours, ...plainVerbs(theirs, a)]
  const right = [...theirs, ...plainVerbs(ours, b)]
  const apart = left.flatMap((one) =>
    right.flatMap((other) => (compareFacts(one, other) === 'differ' ? [[one, other] as const] : [])),
  )
  // Most pairs have nothing to differ in: what each is about is worked out only for the rest.
  if (apart.length === 0) return []
  const surenessOf = surenessBetween(a, b, given, left, right)
  return apart.flatMap(([one, other]) => {
    const sureness = surenessOf(one, other)
    const least = one.kind === other.kind ? sureEnough(one, other) : SURE_OF_NONE
    if (sureness < least) return []
    const isTwin = (x: PlacedFact, y: PlacedFact) =>
      compareFacts(x, y) === 'same' && surenessOf(x, y) >= sureness - TWIN_SLACK
    // One of the two says the same as well: they complete each other.
    if (right.some((twin) => isTwin(one, twin)) || left.some((twin) => isTwin(twin, other))) return []
    const what = one.kind === other.kind ? one.kind : 'claim'
    const difference = { what, left: sideOf(one), right: sideOf(other), sureness }
    return [{ facts: [one, other] as const, difference }]
  })
}

const TWIN_SLACK = 0.15
/** A denial and a number must be of the very same matter. */
const SURE_OF_NONE = 0.7

function impliedIn(fact: PlacedFact): Iterable<string> {
  if (fact.kind === 'value') return impliedByValue(fact.of)
  if (fact.kind === 'weekdays' || fact.kind === 'hours') return OF_TIMETABLES
  const implied = fact.kind === 'quantity' ? impliedBy(fact.dimension) : undefined
  return implied === undefined ? [] : [implied]
}

/** What days and hours say already. */
const OF_TIMETABLES = ['opened', 'working-time', 'закрыт', 'закрыва']

/** Facts that are the only ones of their kind, claims apart, in their statement. */
function onlyOnes(...sides: PlacedFact[][]): (fact: PlacedFact) => boolean {
  const key = (fact: PlacedFact) => (fact.kind === 'quantity' ? fact.dimension : fact.kind)
  const alone = sides.flatMap((facts) =>
    [...Map.groupBy(facts, key).values()].flatMap((group) => (group.length === 1 ? group : [])),
  )
  const known = new Set(alone.filter(({ kind }) => kind !== 'claim'))
  return (fact) => known.has(fact)
}

/** How surely a fact of the left and one of the right speak of the same; each is weighed once. */
function createSureness(
  [askedA, askedB]: [Asked, Asked],
  known: ReadonlySet<string>,
  isOnly: (fact: PlacedFact) => boolean,
) {
  const weighed = new Map<PlacedFact, { matter: Matter; saying: string }>()
  const areOthers = askOfOthers(askedA, askedB)
  const weigh = (fact: PlacedFact, question: string) => {
    const found = weighed.get(fact) ?? { matter: matterOf(fact, question), saying: sayingOf(fact, question) }
    weighed.set(fact, found)
    return found
  }
  return (one: PlacedFact, other: PlacedFact): number => {
    if (isCompatibility(other)) return sureOfCompatibility(one, other, askedA.question)
    if (isCompatibility(one)) return sureOfCompatibility(other, one, askedB.question)
    const [left, right] = [weigh(one, askedA.question), weigh(other, askedB.question)]
    if (areOthers || areOtherCases(left.saying, right.saying, { ignoreSchemes: one.kind === 'scheme' }))
      return 0
    const given = new Set([...known, ...impliedIn(one)])
    const excess = one.kind === 'claim' ? CLAIM_EXCESS : known.size > 0 ? CARD_EXCESS : 0
    const isPartial =
      holdsInPart(one, left.matter, right.matter) || holdsInPart(other, right.matter, left.matter)
    const sureness = sameMatter(left.matter, right.matter, given, excess)
    const answers = isOnly(one) && isOnly(other) && one.clause.sentence === 0 && other.clause.sentence === 0
    const asAsked = answers ? ONLY_ANSWER * sameQuestion(left.matter, right.matter, given) : 0
    const isAside =
      one.kind === 'claim' &&
      (speaksAside(left.matter, right.matter) || speaksAside(right.matter, left.matter))
    return (isPartial ? IN_PART : 1) * (isAside ? ASIDE : 1) * Math.max(sureness, asAsked)
  }
}

/** What fits is claimed of the very thing, or of another one. */
function sureOfCompatibility(fact: PlacedFact, row: PlacedFact, question: string): number {
  const thing = row.statement.questions[0] ?? ''
  return fact.kind === 'claim' && fact.isMain && namesThing(sayingOf(fact, question), thing) ? 1 : 0
}

/** A claim about a thing that neither its own question nor the other side names: «… в комплекте, медиаторов нет». */
const ASIDE = 0.6

/** «если плёнка снята, вернуть нельзя» excepts from «вернуть можно»; «можно, если …» stands against «нельзя». */
const holdsInPart = (fact: PlacedFact, own: Matter, other: Matter): boolean =>
  isConditional(own, other) && !(fact.kind === 'claim' && fact.isPositive && fact.topic !== 'need')
const IN_PART = 0.7
/** The one number in an answer answers the question, in whatever words. */
const ONLY_ANSWER = 0.8

const sideOf = ({ statement, start, end }: PlacedFact): Side => ({ part: statement.part, start, end })

/** A verb that one side denies, plain on the other side: «складывается» against «не складывается». */
function plainVerbs(denying: PlacedFact[], statement: Statement): PlacedFact[] {
  const verbs = new Set(denying.flatMap((fact) => (fact.kind === 'claim' ? (deniedVerb(fact) ?? []) : [])))
  const things = new Set(denying.flatMap((fact) => (fact.kind === 'claim' ? deniedThings(fact) : [])))
  if (verbs.size === 0 && things.size === 0) return []
  const own = clausesOf(statement)
  return own.flatMap((clause) => {
    const claims = [
      ...[...verbs].map((verb) => plainVerb(clause, verb)),
      ...[...things].map((thing) => verbOf(clause, thing)),
    ]
    return claims.flatMap((claim) => {
      const sentenceClauses = own.filter(({ sentence }) => sentence === clause.sentence)
      return claim ? [{ ...claim, clause, statement, sentenceClauses }] : []
    })
  })
}

const clauses = new WeakMap<Statement, Clause[]>()

function clausesOf(statement: Statement): Clause[] {
  const known = clauses.get(statement) ?? readClauses(statement.text)
  clauses.set(statement, known)
  return known
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
