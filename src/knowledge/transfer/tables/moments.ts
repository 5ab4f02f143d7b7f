import { daysInMonth, moscowDay, startOfDay } from '../../../domain/moscow-time.ts'

const two = (value: number) => String(value).padStart(2, '0')

/** Moscow time as far as it says something: `2026-12-31`, `2026-12-31 18:00`; else the moment in UTC. */
export function formatMoment(iso: string): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return iso
  const { year, month, day } = moscowDay(at)
  if (year < 1000 || year > 9999) return iso
  const date = `${year}-${two(month)}-${two(day)}`
  const minutes = (at.getTime() - startOfDay({ year, month, day }).getTime()) / 60_000
  if (minutes === 0) return date
  return Number.isInteger(minutes) ? `${date} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` : iso
}

const ISO_ORDER = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/
const RUSSIAN_ORDER = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?$/

/** ISO 8601 in UTC; a date without a zone is Moscow's, without a time its beginning. Undefined for anything else. */
export function parseMoment(text: string): string | undefined {
  const trimmed = text.trim()
  const [, ...isoOrder] = ISO_ORDER.exec(trimmed) ?? []
  const [, d, m, y, ...time] = RUSSIAN_ORDER.exec(trimmed) ?? []
  const parts = isoOrder.length > 0 ? isoOrder : y === undefined ? [] : [y, m, d, ...time]
  if (parts.length === 0) return withZone(trimmed)
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = parts.map((one) =>
    Number(one ?? 0),
  )
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth({ year, month })) return undefined
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined
  const from = startOfDay({ year, month, day }).getTime()
  return new Date(from + ((hours * 60 + minutes) * 60 + seconds) * 1000).toISOString()
}

function withZone(text: string): string | undefined {
  if (!/^[+-]?\d{4,6}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/.test(text))
    return undefined
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}
