import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  chineseDate,
  type Day,
  daysBetween,
  daysInMonth,
  moscowClock,
  moscowDay,
  russianDate,
  startOfDay,
} from './moscow-time.ts'

const day = (text: string): Day => {
  const [year = 0, month = 0, date = 0] = text.split('-').map(Number)
  return { year, month, day: date }
}
/** Any day since Moscow stopped moving its clocks. */
const anyDay = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2099-12-01'), noInvalidDate: true })
  .map(moscowDay)
const anyMoment = fc.date({ min: new Date('2015-01-01'), max: new Date('2099-12-01'), noInvalidDate: true })

describe('the day in Moscow', () => {
  it('changes at 21:00 UTC, summer and winter alike', () => {
    for (const date of ['2026-01-15', '2026-07-15']) {
      expect(moscowDay(new Date(`${date}T20:59:59.999Z`))).toEqual(day(date))
      expect(moscowDay(new Date(`${date}T21:00:00Z`))).toEqual(addDays(day(date), 1))
    }
  })
  it('agrees with the time zone database', () => {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Moscow' })
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Moscow', timeStyle: 'short' })
    fc.assert(
      fc.property(anyMoment, (at) => {
        expect(moscowDay(at)).toEqual(day(format.format(at)))
        expect(moscowClock(at)).toBe(clock.format(at))
      }),
    )
  })
  it('begins at a moment of that day, and the moment before is the day before', () => {
    fc.assert(
      fc.property(anyDay, (one) => {
        const start = startOfDay(one)
        expect(moscowDay(start)).toEqual(one)
        expect(moscowDay(new Date(start.getTime() - 1))).toEqual(addDays(one, -1))
      }),
    )
  })
})

describe('adding months', () => {
  it('keeps the date where the month has it, and takes the last day where it has not', () => {
    expect(addMonths(day('2026-01-31'), 1)).toEqual(day('2026-02-28'))
    expect(addMonths(day('2024-01-31'), 1)).toEqual(day('2024-02-29'))
    expect(addMonths(day('2024-02-29'), 12)).toEqual(day('2025-02-28'))
    expect(addMonths(day('2024-02-29'), 48)).toEqual(day('2028-02-29'))
    expect(addMonths(day('2026-08-31'), 6)).toEqual(day('2027-02-28'))
    expect(addMonths(day('2026-11-12'), 14)).toEqual(day('2028-01-12'))
  })
  it('never leaves the month it is counted to, nor changes the date without need', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 120 }), (start, months) => {
        const end = addMonths(start, months)
        expect(end.year * 12 + end.month).toBe(start.year * 12 + start.month + months)
        expect(end.day).toBe(Math.min(start.day, daysInMonth(end)))
        expect(startOfDay(end).getTime()).toBeGreaterThanOrEqual(startOfDay(start).getTime())
      }),
    )
  })
  it('is never earlier for a later start', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 40 }),
        (start, months, later) => {
          const one = addMonths(start, months)
          const other = addMonths(addDays(start, later), months)
          expect(daysBetween(one, other)).toBeGreaterThanOrEqual(0)
        },
      ),
    )
  })
})

it('counts days there and back', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -2_000, max: 2_000 }), (start, days) => {
      expect(daysBetween(start, addDays(start, days))).toBe(days)
    }),
  )
})

it('writes dates as people do, the year only when it is another one', () => {
  const now = day('2026-11-21')
  expect(russianDate(day('2026-11-25'), now)).toBe('25 ноября')
  expect(russianDate(day('2027-05-01'), now)).toBe('1 мая 2027 года')
  expect(chineseDate(day('2026-11-25'), now)).toBe('11月25日')
  expect(chineseDate(day('2027-05-01'), now)).toBe('2027年5月1日')
})
