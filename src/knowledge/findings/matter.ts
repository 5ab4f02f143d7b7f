import { type Clause, readWords, type Word } from '../../domain/text/clauses.ts'
import { areKin, isVerb, meaningOf, weightOf } from './concepts.ts'
import type { PlacedFact } from './facts.ts'

/** What a fact is about: meanings, each with its weight. */
export type Matter = {
  full: Map<string, number>
  /** Of the question alone. */
  asked: Map<string, number>
  clause: Set<string>
  /** Named by the question and again by the answer: what it is all about. */
  core: Set<string>
  /** What has to be so for it to hold: «если плёнка снята, …». */
  condition: Set<string>
}

const ASKED = 1
const SAID = 0.8

/** The meanings of the clause without the fact's own words, and those of the question. */
export function matterOf(fact: PlacedFact, question: string): Matter {
  const isClaim = fact.kind === 'claim'
  // «без чека не вернём» is of the receipt; to send and to bring is one way of the goods.
  const isNeed = isClaim && fact.topic === 'need'
  const isMoved = isClaim || fact.kind === 'scheme' || fact.kind === 'role' || fact.kind === 'place'
  // The verb of a claim is what it is about, the words of a number are not.
  const isVerbOfClaim = isClaim && !fact.isPhrase
  const isOwn = (word: Word) => !isVerbOfClaim && word.start < fact.end && word.end > fact.start
  const answersQuestion = isClaim && fact.answersQuestion
  // How often one does something is said of the doing.
  const isDoing = fact.kind === 'role' && fact.act === 'do'
  const marksVerbs = !isClaim && !isDoing && !(fact.kind === 'quantity' && fact.dimension === 'rate')
  const read = (words: Word[]) =>
    meanings(words, marksVerbs).map((meaning) => {
      if (isNeed && meaning.startsWith('без-')) return meaning.slice('без-'.length)
      return isMoved && meaning === 'dispatch' ? 'delivery' : meaning
    })
  const said = answersQuestion ? [] : fact.clause.words.filter((word) => !isOwn(word))
  const clause = new Set(read(said).map((one) => (isClaim && isOwnVerb(fact, one) ? VERB_MARK + one : one)))
  // A clause too short to name its matter borrows from its sentence: «…, не более 10 дней».
  if (!answersQuestion && clause.size === 0)
    for (const meaning of read(
      fact.sentenceClauses.flatMap(({ words }) => words.filter((word) => !isOwn(word))),
    ))
      clause.add(meaning)
  const full = new Map<string, number>()
  for (const meaning of clause) full.set(meaning, weigh(meaning, SAID))
  const asked = read(readWords(question))
  for (const meaning of asked) full.set(meaning, weigh(meaning, ASKED))
  const core = new Set(asked.filter((meaning) => [...clause].some((other) => isSame(meaning, other))))
  const conditions = fact.sentenceClauses.filter(({ words }) => words.some(({ word }) => word === 'если'))
  // «зимой раз в две недели»: a season or a time of day is a case of its own.
  const seasons = [...fact.sentenceClauses.flatMap(({ words }) => words), ...readWords(question)].filter(
    ({ word }) => SEASON.test(word),
  )
  return {
    full,
    asked: weighed(new Set(asked)),
    clause,
    core,
    condition: new Set(read([...conditions.flatMap(({ words }) => words), ...seasons])),
  }
}

const SEASON = /^(?:зимой|летом|осенью|весной|ночью)$/u

/** The verb that a claim itself chose: «выдаём чек» is of the receipt. */
const isOwnVerb = ({ sense, clause }: { sense: string; clause: Clause }, meaning: string) =>
  sense === meaning && clause.words.length > 2

/** Marks a meaning that only a freely chosen verb gave. */
const VERB_MARK = '~'
const VERB_WEIGHT = 0.3

/** The matters that words name; `marksVerbs` where verbs say little, as beside a number. */
export function meanings(words: Word[], marksVerbs = false): string[] {
  return words.flatMap((word, i) => {
    // «при получении» is a case, «после получения» only counts the days.
    if (words[i - 1]?.word === 'при' && word.word.startsWith('получ')) return ['при-получ']
    if (/^(?:посудомо|стиральн)/u.test(words[i - 1]?.word ?? '') && word.word.startsWith('машин')) return []
    const meaning = meaningOf(word.word)
    if (meaning === undefined) return []
    if (words[i - 1]?.word === 'без') return [`без-${meaning}`]
    return [marksVerbs && meaning === word.stem && isVerb(word.word) ? `${VERB_MARK}${meaning}` : meaning]
  })
}

const weigh = (meaning: string, weight: number) =>
  weight * (meaning.startsWith(VERB_MARK) ? VERB_WEIGHT : weightOf(meaning))

/**
 * How surely two facts answer the same question, 0 to 1: what both name against what each names alone. A side that says
 * more than the other is no difference; two sides that each name something of their own are. `excess`: how much it counts
 * when one side says more than the other.
 */
export function sameMatter(a: Matter, b: Matter, given: ReadonlySet<string>, excess = 0): number {
  const contrast = isBeside(a, b, given) && isBeside(b, a, given) ? OTHER_CORE : 1
  const sureness = Math.max(
    overlap(a.full, b.full, given, 1, excess),
    overlap(weighed(a.clause), weighed(b.clause), given, 2, excess),
  )
  return sureness * contrast
}

/** How surely two questions are one, whatever words the answers choose. */
export const sameQuestion = (a: Matter, b: Matter, given: ReadonlySet<string>): number =>
  overlap(a.asked, b.asked, given, 1, 0) * (isBeside(a, b, given) && isBeside(b, a, given) ? OTHER_CORE : 1)

/** Both sides name, in question and answer, a thing that the other does not: «высота спинки», «высота сиденья». */
const OTHER_CORE = 0.6

const isBeside = (a: Matter, b: Matter, given: ReadonlySet<string>): boolean =>
  [...a.core].some(
    (meaning) =>
      !meaning.startsWith(VERB_MARK) &&
      weightOf(meaning) === 1 &&
      !given.has(meaning) &&
      ![...b.full.keys()].some((other) => isSame(meaning, other)),
  )

/** Whether the clause of a fact is about a thing of its own: neither its question nor the other side names it. */
export function speaksAside({ clause, asked }: Matter, other: Matter): boolean {
  const things = [...clause].filter((meaning) => !meaning.startsWith(VERB_MARK) && weightOf(meaning) === 1)
  const known = [...asked.keys(), ...other.full.keys()]
  return things.length > 0 && !things.some((meaning) => known.some((one) => isSame(meaning, one)))
}

/** Whether a side holds only in a case that the other does not name. */
export const isConditional = ({ condition }: Matter, other: Matter): boolean =>
  [...condition].some((meaning) => ![...other.full.keys()].some((known) => isSame(meaning, known)))

const weighed = (meanings: Set<string>) =>
  new Map([...meanings].map((meaning) => [meaning, weigh(meaning, 1)] as const))

function overlap(
  a: Map<string, number>,
  b: Map<string, number>,
  given: ReadonlySet<string>,
  least: number,
  excess: number,
): number {
  let common = 0
  let count = 0
  let onlyA = 0
  const left = new Map(b)
  for (const [meaning, weight] of a) {
    const twin = [...left.keys()].find((other) => isSame(meaning, other))
    if (twin !== undefined) {
      common += Math.max(weight, left.get(twin) ?? 0)
      count += 1
      left.delete(twin)
    } else if (!given.has(meaning)) onlyA += weight
  }
  let onlyB = 0
  for (const [meaning, weight] of left) if (!given.has(meaning)) onlyB += weight
  if (count < least) return 0
  return common / (common + Math.min(onlyA, onlyB) + excess * Math.abs(onlyA - onlyB))
}

/**
 * Snowball leaves some forms apart («чехл», «чехол»): stems with a long common start are one, and so are a compound and
 * its second half («велокресло», «кресло»).
 */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [one.replace(VERB_MARK, ''), other.replace(VERB_MARK, '')]
  if (
    a === b ||
    areKin(a, b) ||
    withoutVowel(a) === b ||
    withoutVowel(b) === a ||
    isDiminutive(a, b) ||
    isDiminutive(b, a)
  )
    return true
  if (a.length < 4 || b.length < 4 || !/^[а-я]+$/u.test(a) || !/^[а-я]+$/u.test(b)) return false
  const shorter = Math.min(a.length, b.length)
  if (shorter >= 5 && (a.endsWith(b) || b.endsWith(a))) return true
  const start = Math.max(4, shorter - 1)
  return Math.abs(a.length - b.length) <= 3 && a.slice(0, start) === b.slice(0, start)
}

/** «ковёр», «ковра»: the last vowel comes and goes. */
const withoutVowel = (stem: string): string =>
  stem.length < 4 ? stem : stem.replace(/[еёо](?=[бвгджзклмнпрстфхцчшщ]$)/u, '')

/** «мышка» of «мышь», «баночка» of «банка»: the stem goes on with an ending that makes things small. */
const isDiminutive = (one: string, other: string): boolean =>
  other.length > one.length &&
  one.length >= 3 &&
  other.startsWith(one.replace(/(?<=.{3})к$/u, '')) &&
  /^(?:к|ок|ек|ик|чик|очк|ечк|еньк|оньк|ушк|юшк)$/u.test(other.slice(one.replace(/(?<=.{3})к$/u, '').length))

export function sayingOf(fact: PlacedFact, question: string): string {
  const { text } = fact.statement
  const clauses: Clause[] = fact.sentenceClauses
  const [start, end] = [clauses[0]?.start ?? 0, clauses.at(-1)?.end ?? text.length]
  // «IPX7» looks like a model, and is what is compared.
  if (fact.kind === 'value')
    return `${question}\n${text.slice(start, Math.max(start, fact.start))} ${text.slice(fact.end, end)}`
  return `${question}\n${text.slice(start, end)}`
}
