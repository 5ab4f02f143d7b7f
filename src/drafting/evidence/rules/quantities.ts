import type { Clause } from '../../../domain/text/clauses.ts'
import { foldInPlace } from '../../../domain/text/fold-in-place.ts'
import { type Quantity, readQuantities } from '../../../domain/text/quantities.ts'
import { aspectOf } from '../../../knowledge/findings/rules/quantities.ts'
import { meaningsOf, wholeBefore } from '../matter.ts'
import { readBareNumbers } from '../names.ts'
import type { RuleFinding, RuleInput, Source } from '../rule.ts'
import { type Saying, segmentAt } from '../saying.ts'
import { checkValues, type Of } from './values.ts'

type Fact = Of<'quantity'>

/** Numbers with their units: «1,5 л» is «1500 мл», «12 месяцев» is «1 год», «до 5 дней» is carried by «3–5 дней». */
export function quantities(input: RuleInput): RuleFinding[] {
  const bare = input.cited.flatMap(({ saying }) => [
    ...readBareNumbers(saying.text, saying.facts),
    ...saying.facts
      .filter(({ kind }) => kind === 'size')
      .flatMap(({ start, end }) =>
        readBareNumbers(saying.text.slice(start, end).replace(/[x×х]/giu, ' , '), []),
      ),
  ])
  const asked = input.cited.flatMap(({ saying }) => readQuantities(saying.title))
  return checkValues(input, {
    kind: 'quantity',
    areRivals: (said, known) => said.dimension === known.dimension && countSame(said, known),
    carries: (known, said, source) => carries(known, said, source),
    name: (said, rival) => (rival && firstNumber(said) === firstNumber(rival) ? 'unit' : 'number'),
    leaning,
    // «две батарейки AA» where the evidence says «нужны две AA».
    isElsewhere: (said) =>
      (said.dimension === 'count' &&
        (bare.some(({ value }) => value === said.from) || isCountedOtherwise(said, input))) ||
      isSideOfSize(said, input) ||
      // What the question names may be named; yes and no have rules of their own.
      asked.some(
        (one) => one.dimension === said.dimension && one.from === said.from && one.bound === said.bound,
      ),
  })
}

/** «шесть порций» for «шесть чашек»: the same number of a thing under a name that the evidence counts nothing by. */
function isCountedOtherwise(said: Fact, { cited }: RuleInput): boolean {
  const counts = cited.flatMap(({ saying }) =>
    saying.facts.filter((fact) => fact.kind === 'quantity' && fact.dimension === 'count'),
  )
  const isNamed = cited.some(({ saying }) =>
    meaningsOf(`${saying.title} ${saying.text}`).has(said.counted ?? ''),
  )
  return !isNamed && counts.some((fact) => fact.kind === 'quantity' && boundsCarry(fact, said))
}

/** «высота 46 см» of «203×152×46 см»: sizes are written in the order length, width, height. */
function isSideOfSize(said: Fact, { sentence, cited }: RuleInput): boolean {
  if (said.dimension !== 'length') return false
  const segment = segmentAt(sentence, said.start, said.end)
  const words = foldInPlace(sentence.text.slice(segment?.start, segment?.end))
  return cited.some(({ saying }) =>
    saying.facts.some((fact) => {
      if (fact.kind !== 'size') return false
      const side = SIDES.find(([, name]) => name.test(words))?.[0]
      const sides = side === undefined ? [] : [fact.sides[side === -1 ? fact.sides.length - 1 : side]]
      return sides.some((one) => one !== undefined && Math.abs(one - said.from) <= EXACT * one)
    }),
  )
}
const SIDES: [number, RegExp][] = [
  [0, /(?<!\p{L})длин/u],
  [1, /(?<!\p{L})ширин/u],
  [-1, /(?<!\p{L})высот/u],
]

function carries(known: Fact, said: Fact, { saying }: Source): boolean {
  if (isEvery(said, known) || isEvery(known, said)) return true
  if (said.dimension !== known.dimension) return false
  if (isFrost(said) && known.from === -said.from) return true
  if (!countSame(said, known, meaningsOf(`${saying.title} ${saying.text}`))) return false
  // Ten working days are more than ten days.
  if (said.dimension === 'time' && said.days !== known.days && (said.days || known.days === 'working'))
    return false
  return boundsCarry(known, said)
}

/** «120 деталей» against «Количество деталей: 120 шт.»: a piece is a piece of whatever is spoken of. */
function countSame(said: Fact, known: Fact, about?: ReadonlySet<string>): boolean {
  if (said.dimension !== 'count') return true
  const [a, b] = [said.counted ?? '', known.counted ?? '']
  return (
    a === b ||
    PIECE.test(a) ||
    PIECE.test(b) ||
    SYNONYMS.some((one) => one.test(a) && one.test(b)) ||
    about?.has(a) === true
  )
}
const PIECE = /^(?:шт|единиц|экземпляр|предмет)/u
const SYNONYMS = [
  /^(?:режим|скорост|ступен)/u,
  /^(?:розетк|гнезд)/u,
  /^(?:оборот|об$)/u,
  /^(?:стр|страниц|лист)/u,
]

const EXACT = 0.0001
/** A month is 30 or 31 days: only where one side counts in days and the other in months. */
const CALENDAR = 0.035
const ABOUT = 0.1
const MONTH_HOURS = 24 * 30.4375

function boundsCarry(known: Quantity, said: Quantity): boolean {
  const near = (a: number, b: number) =>
    Math.abs(a - b) <= tolerance(known, said) * Math.max(Math.abs(a), Math.abs(b))
  if (said.bound === 'range')
    return known.bound === 'range' && near(said.from, known.from) && near(said.to, known.to)
  if (known.bound === 'range') {
    // «при обхвате 56 см» lies in «54–58 см».
    if (said.bound === 'exact' && isCase(said) && said.from >= known.from && said.from <= known.to)
      return true
    // «примерно раз в месяц» for «раз в 3–4 недели»
    if (said.isApproximate && said.from >= known.from * (1 - ABOUT) && said.from <= known.to * (1 + ABOUT))
      return true
    if (said.bound === 'max') return near(said.to, known.to)
    return said.bound === 'min' && near(said.from, known.from)
  }
  if (known.bound === 'exact' && isLoose(said, known.from)) return true
  if (said.bound === 'min' && known.bound === 'max') return false
  if (said.bound === 'max' && known.bound === 'min') return false
  return near(said.from, known.from)
}

/** «раз в год» for what lasts a year. */
function isEvery(rate: Quantity, span: Quantity): boolean {
  if (rate.dimension !== 'rate' || span.dimension !== 'time') return false
  const isApproximate = rate.isApproximate || span.isApproximate
  // «примерно раз в месяц» for «раз в 3–4 недели»
  const longest = isApproximate ? span.to : span.from
  const margin = isApproximate ? ABOUT : CALENDAR
  return rate.from * longest >= 1 - margin && rate.from * span.from <= 1 + margin
}

/** «двадцатиградусный мороз»: below zero without a sign. */
const isFrost = ({ dimension, from, statement, end }: Fact): boolean =>
  dimension === 'temperature' && from > 0 && /^ мороз/u.test(foldInPlace(statement.text.slice(end, end + 8)))

const CASE = /(?<!\p{L})(?:при|рост\p{L}*|весом|обхват\p{L}*|толщин\p{L}+|диаметр\p{L}+) (?:\p{L}+ ){0,2}$/iu
const SUPPOSED = /(?<!\p{L})если [^,.;:]{0,40}$/iu
const isCase = ({ statement, start }: Quantity & Partial<Fact>): boolean =>
  statement !== undefined &&
  [CASE, SUPPOSED].some((pattern) => pattern.test(statement.text.slice(Math.max(0, start - 50), start)))
const LOOSE = /^(?:чуть |немного )?(?:меньше|менее|больше|более|свыше)(?!\p{L})/u
/** «меньше 4 кг» for 3,8 kg, «больше 20 часов» for 21: near it, on the side that is told. */
function isLoose(said: Quantity & Partial<Fact>, known: number): boolean {
  const words = said.statement ? foldInPlace(said.statement.text.slice(said.start, said.end)) : ''
  if (!LOOSE.test(words)) return false
  const [low, high] =
    said.bound === 'max' ? [LEAST_OF * said.from, said.from] : [said.from, said.from / LEAST_OF]
  return known >= low && known <= high
}
const LEAST_OF = 0.85

function tolerance(known: Quantity, said: Quantity): number {
  if (said.isApproximate && !known.isApproximate) return ABOUT
  if (known.dimension !== 'time') return EXACT
  if (countsMonths(known.from) === countsMonths(said.from)) return EXACT
  return countsWeeks(known.from) || countsWeeks(said.from) ? WEEKS : CALENDAR
}
/** «два месяца» are eight weeks to whoever speaks. */
const WEEKS = 0.09
const countsWeeks = (hours: number) => hours % (24 * 7) === 0 && hours >= 24 * 28
const countsMonths = (hours: number) =>
  Math.abs(hours / (MONTH_HOURS / 2) - Math.round(hours / (MONTH_HOURS / 2))) < 1e-6

const firstNumber = (fact: Fact): string =>
  /\d+(?:[.,]\d+)?/.exec(fact.statement.text.slice(fact.start, fact.end).replaceAll(' ', ''))?.[0] ?? ''

type Placed = { fact: Fact; saying: Saying }

/** Height is no width; a charge is no time of work. */
function leaning(said: Placed, known: Placed): number {
  return (
    leaningOfAspect(said, known) +
    leaningOfMost(said, known) +
    leaningOfPartner(said, known) +
    leaningOfRange(said, known)
  )
}

/** «с 3 м — 100 дюймов»: where the other value of the sentence stands too, this one is meant. */
function leaningOfPartner(said: Placed, known: Placed): number {
  const beside = ({ fact, saying }: Placed) => {
    const segment = segmentAt(saying, fact.start, fact.end)
    return saying.facts.flatMap((one) =>
      one.kind === 'quantity' &&
      one.start !== fact.start &&
      segment &&
      segment.start <= one.start &&
      one.end <= segment.end
        ? [one]
        : [],
    )
  }
  const theirs = beside(known)
  const isShared = beside(said).some((one) =>
    theirs.some(
      (other) => other.dimension === one.dimension && other.from === one.from && other.to === one.to,
    ),
  )
  return isShared ? PARTNER : 0
}
const PARTNER = 0.8

/** The same range from end to end is hardly another thing's. */
const leaningOfRange = ({ fact: said }: Placed, { fact: known }: Placed): number =>
  said.bound === 'range' && known.bound === 'range' && boundsCarry(known, said) ? 0.8 : 0

/** «до 32 ГБ» is the most there may be, «установлено 32 ГБ» is not. */
function leaningOfMost(said: Placed, known: Placed): number {
  if (!isMost(known)) return 0
  return isMost(said) ? 0.5 : -0.5
}
const isMost = ({ fact, saying }: Placed): boolean => {
  const segment = segmentAt(saying, fact.start, fact.end)
  return /(?<!\p{L})максим/iu.test(saying.text.slice(segment?.start, segment?.end)) || fact.bound === 'max'
}

function leaningOfAspect(said: Placed, known: Placed): number {
  const [a, b] = [aspectIn(said), aspectIn(known)]
  if (a === undefined || b === undefined) return 0
  if (a === b) return 1
  // What only the question names tells less than what the answer does.
  return aspectIn(withoutQuestion(known)) === undefined ? -1 : -2
}

const withoutQuestion = ({ fact, saying }: Placed): Placed => ({
  fact: { ...fact, statement: { ...fact.statement, questions: [] } },
  saying,
})

/** Read from the segment, which a dash does not end: «длина — 2,1 м, ширина — 0,9 м». */
function aspectIn({ fact, saying }: Placed): string | undefined {
  const own = segmentAt(saying, fact.start, fact.end)
  const whole = own && wholeBefore(saying, own)
  // «гарантия на инструмент — 2 года, на аккумулятор — 6 месяцев»: a warranty both.
  const segment = own && whole ? { ...own, words: [...whole.words, ...own.words] } : own
  const isOfOther = (clause: Clause) =>
    saying.facts.some(
      (other) =>
        other.kind === 'quantity' &&
        other.start !== fact.start &&
        other.start < clause.end &&
        clause.start < other.end,
    )
  // What measures something itself says nothing about this one.
  const sentenceClauses = fact.sentenceClauses.filter((clause) => !isOfOther(clause))
  return aspectOf(segment ? { ...fact, clause: segment, sentenceClauses } : fact)
}
