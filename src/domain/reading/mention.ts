import type { Dimension } from '../text/measure-units.ts'

/** One thing that can be compared between two languages. Quantities are in the base unit of their dimension. */
export type Atom =
  | { kind: 'quantity'; dimension: Dimension; value: number; factor: number }
  /** Day 0 = the month as a whole. */
  | { kind: 'date'; day: number; month: number; year?: number | undefined }
  /** Minutes of the day. */
  | { kind: 'time'; minutes: number }
  /** Millimetres, in the order in which they are written. */
  | { kind: 'size'; sides: number[] }
  /** 1 = Monday. */
  | { kind: 'weekday'; day: number }
  /** 0 = today, 1 = tomorrow, 2 = the day after, -1 = yesterday. */
  | { kind: 'day'; offset: number }
  /** A number without a unit we know: an article, an order; `listed` = what it is with the unit of its list. */
  | { kind: 'number'; digits: string; listed?: { dimension: Dimension; value: number } }

/** A number, sum, size, date or time as it stands in a text; a range has two atoms. */
export type Mention = {
  words: string
  start: number
  end: number
  atoms: Atom[]
  /** A spelled number («两个», «two»): may answer to one of the other text, says nothing when it does not. */
  isSoft?: true
}

/** Mentions of `from` that have no equal in `to`, each wording once. */
export function missingMentions(from: readonly Mention[], to: readonly Mention[]): Mention[] {
  const there = to.flatMap(({ atoms }) => atoms)
  const missing = from.filter(
    ({ atoms, isSoft }) => !isSoft && !atoms.every((one) => there.some((other) => isSame(one, other))),
  )
  return [...new Map(missing.map((one) => [one.words, one])).values()]
}

function isSame(a: Atom, b: Atom): boolean {
  switch (a.kind) {
    case 'quantity':
      return isSameQuantity(a, b)
    case 'date':
      return (
        b.kind === 'date' &&
        a.day === b.day &&
        a.month === b.month &&
        (a.year === undefined || b.year === undefined || a.year === b.year)
      )
    case 'time':
      return b.kind === 'time' ? a.minutes === b.minutes : b.kind === 'quantity' && isHourOf(b, a)
    case 'size':
      return (
        b.kind === 'size' &&
        a.sides.length === b.sides.length &&
        a.sides.every((side, i) => isClose(side, b.sides[i] ?? 0))
      )
    case 'weekday':
      return b.kind === 'weekday' && a.day === b.day
    case 'day':
      return b.kind === 'day' && a.offset === b.offset
    case 'number':
      return b.kind === 'number' ? a.digits === b.digits : b.kind === 'quantity' && isSameQuantity(b, a)
  }
}

type OfKind<K extends Atom['kind']> = Extract<Atom, { kind: K }>

function isSameQuantity(a: OfKind<'quantity'>, b: Atom): boolean {
  if (b.kind === 'time') return isHourOf(a, b)
  if (b.kind === 'number')
    return isCountOf(a, b) || (b.listed?.dimension === a.dimension && isClose(a.value, b.listed.value))
  return b.kind === 'quantity' && a.dimension === b.dimension && isClose(a.value, b.value)
}

/** What is counted is named by a word of each language: only the number is compared. */
const isCountOf = (quantity: OfKind<'quantity'>, { digits }: OfKind<'number'>) =>
  quantity.dimension === 'count' && isClose(quantity.value, Number(digits))

/** «до 18 часов» is a time of the day or a span: either reading is right. */
const isHourOf = ({ dimension, value }: OfKind<'quantity'>, { minutes }: OfKind<'time'>) =>
  dimension === 'time' && isClose(value * 60, minutes)

/** A number that is cut after a few decimals on the way to its base unit is still the same. */
const isClose = (a: number, b: number) => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b))

const LIST = /^\s*(?:[/、,，;；&+]|и|или|либо|和|或|及|and|or)?\s*$/iu

/** «12 и 24 вольта», «6/4/2,5 ч»: the numbers of a list have the unit of its last one. In order of their places. */
export function shareUnits(text: string, mentions: Mention[]): Mention[] {
  let next: { start: number; dimension: Dimension; factor: number } | undefined
  return mentions
    .toReversed()
    .map((mention): Mention => {
      const [atom] = mention.atoms
      if (atom?.kind === 'quantity' && atom.dimension !== 'count') {
        next = { start: mention.start, dimension: atom.dimension, factor: atom.factor }
        return mention
      }
      const follows = next !== undefined && LIST.test(text.slice(mention.end, next.start))
      if (atom?.kind !== 'number' || !next || !follows) {
        next = undefined
        return mention
      }
      const { dimension, factor } = next
      next = { ...next, start: mention.start }
      return { ...mention, atoms: [{ ...atom, listed: { dimension, value: Number(atom.digits) * factor } }] }
    })
    .reverse()
}
