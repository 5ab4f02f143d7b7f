const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** A length of time in the unit that suits it: «12 min», «4.5 h», «3.2 d»; a dash where nothing was counted. */
export function duration(ms: number | null, tag: string): string {
  if (ms === null) return '–'
  const [value, unit] =
    ms < HOUR ? [ms / MINUTE, 'minute'] : ms < 48 * HOUR ? [ms / HOUR, 'hour'] : [ms / (24 * HOUR), 'day']
  return new Intl.NumberFormat(tag, {
    style: 'unit',
    unit: String(unit),
    unitDisplay: 'short',
    maximumFractionDigits: unit === 'minute' ? 0 : 1,
  }).format(Number(value))
}

/** «87 %»; a dash where there is nothing to be a part of. */
export function share(part: number, whole: number, tag: string): string {
  if (whole === 0) return '–'
  return new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 }).format(part / whole)
}

/** Of a value in per cent. */
export const percent = (value: number, tag: string): string =>
  new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 }).format(value / 100)

export const decimal = (value: number | null, tag: string, digits = 1): string =>
  value === null ? '–' : new Intl.NumberFormat(tag, { maximumFractionDigits: digits }).format(value)

/** «25 Nov» of `2026-11-25`. */
export const shortDay = (day: string, tag: string): string =>
  new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
