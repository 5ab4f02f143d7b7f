/**
 * Dates as buyers on Ozon live them. Moscow has kept UTC+3 without daylight saving since 26 October 2014; nothing
 * a shop answers about is older.
 */
const OFFSET_MS = 3 * 3_600_000
const DAY_MS = 86_400_000

/** A calendar day, months from 1. */
export type Day = { year: number; month: number; day: number }

const MONTHS_GENITIVE = [
  'января', 'февраля', 'марта', 'апреля', 'мая', 'июня',
  'июля', 'августа', 'сентября', 'октября', 'ноября', 'декабря',
] // biome-ignore format: a calendar

/** The day it is in Moscow at this moment. */
export function moscowDay(at: Date): Day {
  const local = new Date(at.getTime() + OFFSET_MS)
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() }
}

/** The moment at which this day begins in Moscow. */
export const startOfDay = ({ year, month, day }: Day): Date =>
  new Date(Date.UTC(year, month - 1, day) - OFFSET_MS)

export const addDays = (day: Day, days: number): Day =>
  moscowDay(new Date(startOfDay(day).getTime() + days * DAY_MS))

/** The same date so many months later; where that month has no such date, its last day (Civil Code, art. 192). */
export function addMonths({ year, month, day }: Day, months: number): Day {
  const count = year * 12 + (month - 1) + months
  const target = { year: Math.floor(count / 12), month: (((count % 12) + 12) % 12) + 1 }
  return { ...target, day: Math.min(day, daysInMonth(target)) }
}

export const daysInMonth = ({ year, month }: { year: number; month: number }): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate()

/** Whole calendar days from one date to another, negative when the other is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((startOfDay(to).getTime() - startOfDay(from).getTime()) / DAY_MS)

/** «25 ноября», with the year when it is not that of `now`. */
export function russianDate(day: Day, now: Day): string {
  const date = `${day.day} ${MONTHS_GENITIVE[day.month - 1]}`
  return day.year === now.year ? date : `${date} ${day.year} года`
}

/** «11月25日», with the year when it is not that of `now`. */
export function chineseDate(day: Day, now: Day): string {
  const date = `${day.month}月${day.day}日`
  return day.year === now.year ? date : `${day.year}年${date}`
}

/** `2026-11-25`. */
export const isoDay = ({ year, month, day }: Day): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

/** The day that `isoDay` wrote. */
export function dayOfIso(text: string): Day {
  const [year = 0, month = 1, day = 1] = text.split('-').map(Number)
  return { year, month, day }
}

/** 0 to 23, Moscow time. */
export const moscowHour = (at: Date): number => new Date(at.getTime() + OFFSET_MS).getUTCHours()

/** «14:05», Moscow time. */
export const moscowClock = (at: Date): string =>
  new Date(at.getTime() + OFFSET_MS).toISOString().slice(11, 16)
