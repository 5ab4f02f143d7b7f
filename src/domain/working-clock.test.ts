import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextStart } from './shop-hours.ts'
import { afterWorking, clockDue, clockMs, type Pause, workingMs } from './working-clock.ts'

const day = { from: '10:00', to: '19:00' }
const WEEK = { hours: [day, day, day, day, day, null, null], holidays: [] }
const ALWAYS = { hours: null, holidays: [] }
const NEVER = { hours: Array.from({ length: 7 }, () => null), holidays: [] }
const HOUR = 3_600_000
/** Moscow time. 2026-11-20 is a Friday. */
const at = (text: string) => new Date(`${text}+03:00`)

describe('at every boundary', () => {
  test.each([
    ['2026-11-20T09:59:59', 0],
    ['2026-11-20T10:00:00', 0],
    ['2026-11-20T10:00:01', 1_000],
    ['2026-11-20T18:59:59', 9 * HOUR - 1_000],
    ['2026-11-20T19:00:00', 9 * HOUR],
    ['2026-11-20T19:00:01', 9 * HOUR],
    ['2026-11-23T09:59:59', 9 * HOUR],
    ['2026-11-23T10:00:00', 9 * HOUR],
    ['2026-11-23T10:00:01', 9 * HOUR + 1_000],
  ])('from Friday morning until %s so much was worked', (until, ms) => {
    expect(workingMs(WEEK, at('2026-11-20T08:00'), at(until))).toBe(ms)
  })

  test.each([
    ['2026-11-20T17:59:59', '2026-11-20T18:59:59'],
    ['2026-11-20T18:00:00', '2026-11-20T19:00:00'],
    ['2026-11-20T18:00:01', '2026-11-23T10:00:01'],
    ['2026-11-20T18:59:59', '2026-11-23T10:59:59'],
    ['2026-11-20T19:00:00', '2026-11-23T11:00:00'],
    ['2026-11-20T19:00:01', '2026-11-23T11:00:00'],
    ['2026-11-23T09:59:59', '2026-11-23T11:00:00'],
    ['2026-11-23T10:00:01', '2026-11-23T11:00:01'],
  ])('an hour of work from %s ends at %s', (from, until) => {
    expect(afterWorking(WEEK, at(from), HOUR)).toEqual(at(until))
  })

  test.each([
    ['2026-11-20T09:59:59', '2026-11-20T10:00:00'],
    ['2026-11-20T10:00:00', '2026-11-23T10:00:00'],
    ['2026-11-20T10:00:01', '2026-11-23T10:00:00'],
    ['2026-11-20T18:59:59', '2026-11-23T10:00:00'],
    ['2026-11-20T19:00:00', '2026-11-23T10:00:00'],
    ['2026-11-22T23:59:59', '2026-11-23T10:00:00'],
  ])('seen from %s the team starts again at %s', (now, start) => {
    expect(nextStart(WEEK, at(now))).toEqual(at(start))
  })
})

test('holidays stop the clock; a shop that never opens has no end, one that is always open stops for holidays only', () => {
  const newYear = { ...WEEK, holidays: [{ from: '2026-12-31', to: '2027-01-10' }] }
  expect(workingMs(newYear, at('2026-12-30T18:00'), at('2027-01-11T11:00'))).toBe(2 * HOUR)
  expect(afterWorking(newYear, at('2026-12-30T18:00'), 2 * HOUR)).toEqual(at('2027-01-11T11:00'))
  expect(afterWorking(NEVER, at('2026-12-30T18:00'), 1)).toBeNull()
  expect(nextStart(NEVER, at('2026-12-30T18:00'))).toBeNull()
  expect(nextStart(ALWAYS, at('2026-12-30T18:00'))).toBeNull()
  const onlyHolidays = { hours: null, holidays: [{ from: '2026-12-31', to: '2026-12-31' }] }
  expect(workingMs(onlyHolidays, at('2026-12-30T23:00'), at('2027-01-01T01:00'))).toBe(2 * HOUR)
  expect(nextStart(onlyHolidays, at('2026-12-30T12:00'))).toEqual(at('2027-01-01T00:00'))
})

test('a clock stands still in its pauses, whatever their order and overlap', () => {
  const from = at('2026-11-20T10:00')
  const pauses = [
    { from: at('2026-11-20T13:00'), to: at('2026-11-20T14:00') },
    { from: at('2026-11-20T11:00'), to: at('2026-11-20T13:30') },
  ]
  expect(clockMs(WEEK, { from, to: at('2026-11-20T15:00'), pauses })).toBe(2 * HOUR)
  expect(clockDue(WEEK, { from, targetMs: 2 * HOUR, pauses })).toEqual(at('2026-11-20T15:00'))
  expect(clockDue(WEEK, { from, targetMs: HOUR, pauses })).toEqual(at('2026-11-20T11:00'))
  const stillOn = [...pauses, { from: at('2026-11-20T16:00'), to: null }]
  expect(clockDue(WEEK, { from, targetMs: 3 * HOUR, pauses: stillOn })).toEqual(at('2026-11-20T16:00'))
  expect(clockDue(WEEK, { from, targetMs: 3 * HOUR + 1, pauses: stillOn })).toBeNull()
})

const START = at('2026-11-16T00:00').getTime()
const moment = fc.integer({ min: 0, max: 40 * 24 * 3_600 }).map((s) => new Date(START + s * 1_000))
const week = fc.constantFrom(WEEK, ALWAYS, {
  hours: [{ from: '00:00', to: '24:00' }, day, { from: '22:00', to: '24:00' }, null, day, day, day],
  holidays: [
    { from: '2026-11-24', to: '2026-11-25' },
    { from: '2026-12-12', to: '2026-12-12' },
  ],
})
const pause = fc
  .tuple(moment, fc.integer({ min: 0, max: 5 * 24 * 3_600 }))
  .map(([from, s]): Pause => ({ from, to: new Date(from.getTime() + s * 1_000) }))
const pausesOf = fc.array(pause, { maxLength: 5 })

describe('whatever the hours and the pauses', () => {
  test('a clock never runs backwards, and the sum of the pieces is the whole', () => {
    fc.assert(
      fc.property(week, pausesOf, fc.tuple(moment, moment, moment), (hours, pauses, moments) => {
        const [a, b, c] = moments.toSorted((x, y) => x.getTime() - y.getTime())
        if (!a || !b || !c) return
        const shown = (to: Date) => clockMs(hours, { from: a, to, pauses })
        const rest = clockMs(hours, { from: b, to: c, pauses })
        expect(shown(b)).toBeLessThanOrEqual(shown(c))
        expect(shown(b) + rest).toBe(shown(c))
        expect(rest).toBeLessThanOrEqual(c.getTime() - b.getTime())
      }),
    )
  })

  test('pausing never makes a clock show more, nor a target come sooner', () => {
    fc.assert(
      fc.property(week, pausesOf, pause, moment, moment, (hours, pauses, more, from, to) => {
        const longer = [...pauses, more]
        expect(clockMs(hours, { from, to, pauses: longer })).toBeLessThanOrEqual(
          clockMs(hours, { from, to, pauses }),
        )
        const targetMs = 6 * HOUR
        const [due, later] = [pauses, longer].map((list) => clockDue(hours, { from, targetMs, pauses: list }))
        expect(later?.getTime()).toBeGreaterThanOrEqual(due?.getTime() ?? Number.NaN)
      }),
    )
  })

  test('at its target the clock shows just that, a millisecond before it less', () => {
    fc.assert(
      fc.property(
        week,
        pausesOf,
        moment,
        fc.integer({ min: 1, max: 100 * HOUR }),
        (hours, pauses, from, ms) => {
          const due = clockDue(hours, { from, targetMs: ms, pauses })
          if (!due) throw new Error('no end within a year')
          expect(clockMs(hours, { from, to: due, pauses })).toBe(ms)
          expect(clockMs(hours, { from, to: new Date(due.getTime() - 1), pauses })).toBe(ms - 1)
        },
      ),
    )
  })
})
