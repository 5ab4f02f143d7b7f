import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTimeZone, localClock, momentOf } from './local-time.ts'
import { type QuietHours, quietUntil } from './quiet-hours.ts'

const berlin = (from: string, to: string): QuietHours => ({ from, to, timeZone: 'Europe/Berlin' })
const until = (hours: QuietHours, at: string) => quietUntil(hours, new Date(at))?.toISOString() ?? null

describe('quiet hours', () => {
  it.each([
    ['a second before', '2026-01-10T20:59:59Z', null],
    ['their first moment', '2026-01-10T21:00:00Z', '2026-01-11T07:00:00.000Z'],
    ['a second after', '2026-01-10T21:00:01Z', '2026-01-11T07:00:00.000Z'],
    ['over midnight', '2026-01-10T23:30:00Z', '2026-01-11T07:00:00.000Z'],
    ['a second before their end', '2026-01-11T06:59:59Z', '2026-01-11T07:00:00.000Z'],
    ['their end', '2026-01-11T07:00:00Z', null],
    ['a second after their end', '2026-01-11T07:00:01Z', null],
  ])('22:00 to 08:00 in winter, %s', (_name, at, end) => {
    expect(until(berlin('22:00', '08:00'), at)).toBe(end)
  })

  it('within one day: 13:00 to 14:00', () => {
    expect(until(berlin('13:00', '14:00'), '2026-07-01T10:59:59Z')).toBeNull()
    expect(until(berlin('13:00', '14:00'), '2026-07-01T11:00:00Z')).toBe('2026-07-01T12:00:00.000Z')
    expect(until(berlin('13:00', '14:00'), '2026-07-01T12:00:00Z')).toBeNull()
  })

  it('are an hour shorter in the night when clocks go forward, and longer when they go back', () => {
    expect(until(berlin('22:00', '08:00'), '2026-03-28T22:00:00Z')).toBe('2026-03-29T06:00:00.000Z')
    expect(until(berlin('22:00', '08:00'), '2026-10-24T21:00:00Z')).toBe('2026-10-25T07:00:00.000Z')
  })

  it('end with the gap when clocks skip their end', () => {
    expect(until(berlin('22:00', '02:30'), '2026-03-28T23:00:00Z')).toBe('2026-03-29T01:00:00.000Z')
  })

  it('hold again when clocks show their last half hour a second time', () => {
    const hours = berlin('22:00', '02:30')
    expect(until(hours, '2026-10-25T00:15:00Z')).toBe('2026-10-25T00:30:00.000Z')
    expect(until(hours, '2026-10-25T00:45:00Z')).toBeNull()
    expect(until(hours, '2026-10-25T01:15:00Z')).toBe('2026-10-25T01:30:00.000Z')
  })

  it('end at the first minute that their clock does not count as quiet, in any zone', () => {
    const zones = ['Europe/Berlin', 'Asia/Shanghai', 'America/St_Johns', 'Australia/Lord_Howe', 'UTC']
    const clock = fc
      .integer({ min: 0, max: 1439 })
      .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`)
    // Around the changes of clocks of 2026 in these zones.
    const near = ['2026-03-08T06:00Z', '2026-03-29T01:00Z', '2026-04-04T15:00Z', '2026-10-25T01:00Z']
    const moment = fc
      .tuple(fc.constantFrom(...near), fc.integer({ min: -1200, max: 1200 }))
      .map(([day, minutes]) => new Date(Date.parse(day) + minutes * 60_000))
    fc.assert(
      fc.property(fc.constantFrom(...zones), clock, clock, moment, (timeZone, from, to, at) => {
        fc.pre(from !== to)
        const isQuiet = (m: Date) => {
          const shown = localClock(m, timeZone).toISOString().slice(11, 16)
          return from < to ? from <= shown && shown < to : shown >= from || shown < to
        }
        let first = at.getTime()
        while (isQuiet(new Date(first))) first += 60_000
        expect(quietUntil({ from, to, timeZone }, at)?.getTime() ?? at.getTime()).toBe(first)
      }),
      { numRuns: 60 },
    )
  })
})

it('nine in the morning of a Monday is found in any zone, also where clocks just changed', () => {
  const nine = (day: string, timeZone: string) => {
    const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
    return momentOf({ year, month, day: date }, 9 * 60, timeZone).toISOString()
  }
  expect(nine('2026-11-23', 'Europe/Moscow')).toBe('2026-11-23T06:00:00.000Z')
  expect(nine('2026-11-23', 'Asia/Shanghai')).toBe('2026-11-23T01:00:00.000Z')
  expect(nine('2026-03-30', 'Europe/Berlin')).toBe('2026-03-30T07:00:00.000Z')
  expect(nine('2026-03-29', 'Europe/Berlin')).toBe('2026-03-29T07:00:00.000Z')
  expect(nine('2026-10-25', 'Europe/Berlin')).toBe('2026-10-25T08:00:00.000Z')
  const skipped = momentOf({ year: 2026, month: 3, day: 29 }, 150, 'Europe/Berlin')
  expect(skipped.toISOString()).toBe('2026-03-29T01:30:00.000Z')
  expect(isTimeZone('Europe/Berlin')).toBe(true)
  expect(isTimeZone('Nowhere/Else')).toBe(false)
})
