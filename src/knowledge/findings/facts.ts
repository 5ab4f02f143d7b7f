import { type DateSpan, readDates } from '../../domain/text/calendar-dates.ts'
import { type Clause, readClauses } from '../../domain/text/clauses.ts'
import { foldInPlace } from '../../domain/text/fold-in-place.ts'
import { type Hours, readHours, readWeekdays, type Weekdays } from '../../domain/text/opening-times.ts'
import { type Quantity, readQuantities } from '../../domain/text/quantities.ts'
import { readSizes, type Size } from '../../domain/text/sizes.ts'
import { type Claim, readClaims } from './claims.ts'
import {
  type Place,
  type Role,
  readPlaces,
  readRoles,
  readSchemes,
  readStarts,
  type SchemeFact,
  type StartFact,
} from './parties.ts'
import { readSaidQuantities } from './said-quantities.ts'
import { readMonths } from './said-spans.ts'
import type { Statement } from './source.ts'
import { readValues, type Value } from './values.ts'

export type Fact =
  | ({ kind: 'quantity' } & Quantity)
  | ({ kind: 'size' } & Size)
  | ({ kind: 'date' } & DateSpan)
  | Hours
  | Weekdays
  | Claim
  | Role
  | Place
  | SchemeFact
  | StartFact
  | Value

/** A fact with the clause it stands in: what it is about is read from there. */
export type PlacedFact = Fact & { clause: Clause; statement: Statement; sentenceClauses: Clause[] }

/** Everything comparable that a statement says. */
export function readFacts(statement: Statement): PlacedFact[] {
  const { text } = statement
  const clauses = readClauses(text)
  const sizes = readSizes(text)
  const named = readDates(text)
  const folded = foldInPlace(text)
  const dates = [...named, ...readMonths(folded).filter((month) => !meets(month, named))]
  const question = statement.questions[0] ?? ''
  const hours = readHours(text, question)
  const said = readSaidQuantities(text, question)
  const weekdays = readWeekdays(text)
  // A clock, a date and a size are no quantities: blanked, so that «с 9 до 21 часа» is not 21 hours.
  const rest = blank(text, [...sizes, ...dates, ...hours, ...said])
  // «модель 2026 года» is a year, no length of time.
  const measured = readQuantities(rest).filter(({ start, end }) => !YEAR.test(text.slice(start, end)))
  const facts: Fact[] = [
    ...sizes.map((size) => ({ kind: 'size' as const, ...size })),
    ...dates.map((date) => ({ kind: 'date' as const, ...date })),
    ...hours,
    ...weekdays,
    ...joined([...said, ...measured], text).map((quantity) => ({
      kind: 'quantity' as const,
      ...quantity,
    })),
    ...readClaims(statement, clauses),
    ...readRoles(clauses, statement),
    ...readPlaces(clauses, statement),
    ...readSchemes(clauses, statement),
    ...readStarts(text),
    ...readValues(statement),
  ]
  return facts.flatMap((fact) => {
    const clause = clauses.find(({ start, end }) => fact.start < end && fact.end > start) ?? clauses[0]
    if (!clause) return []
    const sentenceClauses = clauses.filter(({ sentence }) => sentence === clause.sentence)
    return [{ ...fact, clause, statement, sentenceClauses }]
  })
}

const YEAR = /^(?:19|20)\d\d г/u

const meets = (one: Span, others: Span[]) =>
  others.some(({ start, end }) => one.start < end && start < one.end)

/** «1 м 20 см», «2 часа 30 минут»: one amount in two units, the greater first. */
function joined(quantities: Quantity[], text: string): Quantity[] {
  const done: Quantity[] = []
  for (const next of quantities.toSorted((a, b) => a.start - b.start)) {
    const last = done.at(-1)
    const isOne =
      last?.dimension === next.dimension &&
      next.dimension !== 'count' &&
      next.bound === 'exact' &&
      last.bound !== 'range' &&
      next.from < last.from &&
      /^ (?:и )?$/u.test(text.slice(last.end, next.start))
    if (last && isOne) Object.assign(last, sumOf(last, next))
    else done.push({ ...next })
  }
  return done
}

const sumOf = (one: Quantity, other: Quantity) => ({
  from: one.from + other.from,
  to: one.to + other.to,
  end: other.end,
})

type Span = { start: number; end: number }

function blank(text: string, spans: { start: number; end: number }[]): string {
  let out = text
  for (const { start, end } of spans) out = out.slice(0, start) + ' '.repeat(end - start) + out.slice(end)
  return out
}
