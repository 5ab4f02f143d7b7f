const MINUTE = 60_000
const HOUR = 60 * MINUTE

export type Urgency = 'overdue' | 'soon' | 'today' | 'calm'

/** How pressing a moment is, seen from now: two hours and a working day are the steps. */
export function urgencyOf(untilMs: number, nowMs: number): Urgency {
  const left = untilMs - nowMs
  if (left <= 0) return 'overdue'
  if (left < 2 * HOUR) return 'soon'
  return left < 12 * HOUR ? 'today' : 'calm'
}

/** `5:12` (hours and minutes), `0:40`, from two days up whole days. Pure digits: reads the same everywhere. */
export function clockLeft(untilMs: number, nowMs: number) {
  const left = Math.max(0, untilMs - nowMs)
  const hours = Math.floor(left / HOUR)
  return `${hours}:${String(Math.floor((left % HOUR) / MINUTE)).padStart(2, '0')}`
}

const MOSCOW = 'Europe/Moscow'

/** Buyers, the marketplace and its windows live by Moscow's clock, wherever the agent sits. */
export function moscowTime(iso: string, language: string) {
  return new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: MOSCOW,
  }).format(new Date(iso))
}

export function moscowDay(iso: string, language: string) {
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: MOSCOW }).format(
    new Date(iso),
  )
}

export function moscowDayTime(iso: string, language: string) {
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: MOSCOW,
  }).format(new Date(iso))
}

/** Of today only the hour is said. */
export function moscowMoment(iso: string, nowMs: number, language: string) {
  const isToday = moscowDay(iso, language) === moscowDay(new Date(nowMs).toISOString(), language)
  return isToday ? moscowTime(iso, language) : moscowDayTime(iso, language)
}

/** "2 min ago" in the interface language. */
export function ago(iso: string, nowMs: number, language: string) {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'always', style: 'short' })
  const seconds = Math.min(0, Math.round((new Date(iso).getTime() - nowMs) / 1000))
  if (seconds > -60) return format.format(seconds, 'second')
  if (seconds > -3600) return format.format(Math.round(seconds / 60), 'minute')
  if (seconds > -86_400) return format.format(Math.round(seconds / 3600), 'hour')
  return format.format(Math.round(seconds / 86_400), 'day')
}

export function roubles(amount: number, currency: string, language: string) {
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 0,
  }).format(amount)
}
