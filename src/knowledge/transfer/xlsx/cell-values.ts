import { type Reason, reason } from '../reasons.ts'
import type { Cell } from '../shapes.ts'
import type { StringStore } from './string-store.ts'

/** A cell as the sheet says it: its type, style, whether a formula made it, its raw value. */
export type RawCell = {
  ref: string
  type: string
  style: number
  hasFormula: boolean
  value: string
  inline: string
}

export type CellContext = { strings: StringStore; dateStyles: ReadonlySet<number>; is1904: boolean }

/** The text that a person sees in the cell, near enough; of a formula its last result. */
export function cellText(cell: RawCell, { strings, dateStyles, is1904 }: CellContext): Cell {
  const { type, value } = cell
  if (type === 'inlineStr') return unescapeXlsx(cell.inline)
  if (type === 's') return unescapeXlsx(strings.get(Number(value)) ?? '')
  if (type === 'str') return unescapeXlsx(value)
  if (type === 'e') return { problem: reason('cell_error', { cell: cell.ref, got: value }) }
  if (type === 'b') return value === '1' ? 'true' : 'false'
  if (type === 'd') return value.replace('T', ' ').replace(/ 00:00(:00(\.0+)?)?$/, '')
  if (value === '') return cell.hasFormula ? problem('formula_empty', cell) : ''
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  if (dateStyles.has(cell.style)) return dateText(number, is1904)
  if (Number.isInteger(number)) {
    if (Math.abs(number) >= 1e15) return problem('number_rounded', cell)
    return String(number)
  }
  // Sheets count in binary and show 15 digits.
  return String(Number(number.toPrecision(15)))
}

const problem = (code: 'formula_empty' | 'number_rounded', { ref }: RawCell): { problem: Reason } => ({
  problem: reason(code, { cell: ref }),
})

const DAY_MS = 86_400_000
const DAYS_1904 = 1462

/** A day number as a date; a part of a day alone as a time. Day 60 of 1900, which never was, is passed over. */
function dateText(serial: number, is1904: boolean): string {
  const days = is1904 ? serial + DAYS_1904 : serial
  const at = new Date(
    Date.UTC(1899, 11, 30) + Math.round(((days < 60 ? days + 1 : days) * DAY_MS) / 1000) * 1000,
  )
  if (Number.isNaN(at.getTime())) return String(serial)
  const iso = at.toISOString()
  const time = iso.slice(11, 19)
  if (serial >= 0 && serial < 1 && !is1904) return time.replace(/:00$/, '')
  return time === '00:00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${time.replace(/:00$/, '')}`
}

/** Formats 14-22, 27-36, 45-47 and 50-58 are dates without saying so (ECMA-376 18.8.30, with the East Asian ones). */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined)
    return (
      (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
    )
  const letters = code
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/_./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .replace(/General/gi, '')
  return /[ymdhs]/i.test(letters)
}

/** Signs that XML cannot hold stand as `_x000D_` (ST_Xstring). */
const unescapeXlsx = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

export const escapeXlsx = (text: string): string =>
  text
    .replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')
    .replace(
      /(?![\t\n])[\p{Cc}\ufffe\uffff]/gu,
      (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
