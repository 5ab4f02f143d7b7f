import { type Clause, readClauses, readWords, type Word } from '../../domain/text/clauses.ts'
import { type PlacedFact, readFacts } from '../../knowledge/findings/facts.ts'
import { type Name, readNames } from './names.ts'

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
  const facts = readFacts({ part: '', questions: [title], text })
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
