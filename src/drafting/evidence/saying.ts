import { type Clause, readClauses, readWords, type Word } from '../../domain/text/clauses.ts'
import { type PlacedFact, readFacts } from '../../knowledge/findings/facts.ts'
import { type Name, readBareNumbers, readCodes, readNames } from './names.ts'
import { periodsIn, readRates } from './rates.ts'

/** A stretch of a sentence that speaks of one thing: «Вес: 2 кг», «холод — до 24 часов». */
export type Segment = { start: number; end: number; sentence: number; words: Word[] }

/** A text with everything in it that can be compared, read once. */
export type Saying = {
  text: string
  /** What it answers: the question of an entry, the name of an attribute. Empty for a sentence of a draft. */
  title: string
  clauses: Clause[]
  segments: Segment[]
  facts: PlacedFact[]
  names: Name[]
}

export function readSaying(text: string, title = ''): Saying {
  const clauses = readClauses(text)
  const statement = { part: '', questions: [title], text }
  const read = readFacts(statement)
  const codes = readCodes(text)
  const periods = periodsIn(text)
  const isNone = ({ kind, start, end }: PlacedFact) =>
    kind === 'quantity' && (meets(codes, start, end) || isPeriod(periods, read, start, end))
  const told = [...read.filter((fact) => !isNone(fact)), ...ratesIn(text, clauses, statement, read)]
  const facts = [...told, ...unitsUnsaid(text, clauses, statement, told)]
  return {
    text,
    title,
    clauses,
    segments: segmentsOf(text, clauses, facts),
    facts,
    names: readNames(
      text,
      facts.filter(({ kind }) => kind === 'quantity' || kind === 'size'),
    ),
  }
}

type Span = { start: number; end: number }
const meets = (spans: readonly Span[], start: number, end: number) =>
  spans.some((span) => start < span.end && span.start < end)

/** «за час 600 литров»: the hour is no length of time where something else is measured in it. */
const isPeriod = (periods: readonly Span[], facts: readonly PlacedFact[], start: number, end: number) =>
  meets(periods, start, end) &&
  facts.some(
    (fact) =>
      fact.kind === 'quantity' && (fact.end <= start || end <= fact.start) && fact.dimension !== 'time',
  )

function ratesIn(
  text: string,
  clauses: Clause[],
  statement: PlacedFact['statement'],
  read: PlacedFact[],
): PlacedFact[] {
  return readRates(text).flatMap((rate) => {
    const clause = clauses.find(({ start, end }) => rate.start < end && rate.end > start)
    if (!clause || read.some((fact) => fact.kind === 'quantity' && meets([fact], rate.start, rate.end)))
      return []
    const sentenceClauses = clauses.filter(({ sentence }) => sentence === clause.sentence)
    return [{ kind: 'quantity' as const, ...rate, clause, statement, sentenceClauses }]
  })
}

/** «Обычно 14 дней, крупногабарит — 7.», «без него — 8 часов, с ним — 5»: the unit of the number before goes for this one. */
function unitsUnsaid(
  text: string,
  clauses: Clause[],
  statement: PlacedFact['statement'],
  told: PlacedFact[],
): PlacedFact[] {
  const measured = told.filter((fact) => fact.kind === 'quantity')
  return readBareNumbers(
    text,
    told.filter(({ kind }) => kind !== 'claim'),
  ).flatMap((number) => {
    if (
      !/[-–—] ?(?:за |около |примерно )?$/u.test(text.slice(0, number.start)) ||
      !/^\s*(?:[.,;)]|$)/u.test(text.slice(number.end))
    )
      return []
    const clause = clauses.find(({ start, end }) => number.start < end && number.end > start)
    const before = measured.filter(({ end }) => end <= number.start).at(-1)
    if (!clause || !before || before.clause.sentence !== clause.sentence) return []
    const [raw] = readBareNumbers(text.slice(before.start, before.end), [])
    if (raw?.value === 0 || before.bound === 'range') return []
    // «гарантия год, на косилку — три»: one of the unit is not said.
    const value = (before.from / (raw?.value ?? 1)) * number.value
    const sentenceClauses = clauses.filter(({ sentence }) => sentence === clause.sentence)
    const { dimension, counted, days } = before
    const unit = { dimension, ...(counted === undefined ? {} : { counted }), ...(days ? { days } : {}) }
    const place = { start: number.start, end: number.end, clause, statement, sentenceClauses }
    return [
      {
        kind: 'quantity' as const,
        ...unit,
        from: value,
        to: value,
        bound: 'exact' as const,
        isApproximate: false,
        ...place,
      },
    ]
  })
}

/** Said aside, between commas that divide nothing. */
export const ASIDE = /^\s*(?:к сожалению|пожалуйста|увы|конечно|например|кстати)\s*$/iu

/** Clauses without the cuts at a dash or a colon, and with one between two numbers joined by «и». */
function segmentsOf(text: string, clauses: Clause[], facts: PlacedFact[]): Segment[] {
  const joined: { start: number; end: number; sentence: number }[] = []
  let isAside = false
  for (const { start, end, sentence } of clauses) {
    const last = joined.at(-1)
    const between = last ? text.slice(last.end, start) : ''
    const wasAside = isAside
    isAside = ASIDE.test(text.slice(start, end))
    const isOne = last?.sentence === sentence && (isAside || wasAside || /^\s*(?::|[-–—])\s*$/u.test(between))
    if (last && isOne) last.end = end
    else joined.push({ start, end, sentence })
  }
  return joined.flatMap((one) =>
    cutAtAnd(text, one, facts).map(({ start, end }) => ({
      start,
      end,
      sentence: one.sentence,
      words: readWords(text.slice(start, end), start),
    })),
  )
}

/** «12 шт. на складе Ozon и 3 шт. на складе магазина» are two: each side of «и» measures something. */
function cutAtAnd(
  text: string,
  { start, end }: { start: number; end: number },
  facts: readonly PlacedFact[],
) {
  const measures = (from: number, to: number) =>
    facts.some((fact) => fact.kind === 'quantity' && fact.start >= from && fact.end <= to)
  const parts: { start: number; end: number }[] = []
  let from = start
  for (const { index, 0: and } of text.slice(start, end).matchAll(/\s(?:и|а|при)\s/gu)) {
    const at = start + index
    const isOne = ONE.test(text.slice(at + and.length, end))
    if (!measures(from, at) || !(isOne || measures(at + and.length, end))) continue
    parts.push({ start: from, end: at })
    from = at + and.length
  }
  return [...parts, { start: from, end }]
}

/** «… и одно стекло» counts too. */
const ONE = /^одн(?:а|о|у|ого|ой|им)?(?!\p{L})/iu

/** The segment a place stands in. */
export function segmentAt({ segments }: Saying, start: number, end: number): Segment | undefined {
  return segments.find((segment) => start < segment.end && end > segment.start) ?? segments[0]
}
