import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lastMomentBefore, shopHours } from './shop-hours.ts'
import { DEFAULT_POLICY, type ShopPolicy } from './shop-policy.ts'
import { latestSnooze, snoozeChoices, whyNotSnooze } from './snooze.ts'

type Hours = Pick<ShopPolicy, 'hours' | 'holidays'>

const ALWAYS: Hours = DEFAULT_POLICY
const day = { from: '09:00', to: '18:00' }
/** Monday to Friday, 9 to 18 in Moscow. */
const OFFICE: Hours = { hours: [day, day, day, day, day, null, null], holidays: [] }
const moscow = (text: string) => new Date(`${text}:00+03:00`)
// A Wednesday.
const NOW = moscow('2026-11-25T10:00')

describe('a case may sleep until', () => {
  test.each([
    ['an hour before the 24 h are over', ALWAYS, '2026-11-25T09:00', '2026-11-27T09:00', '2026-11-26T08:00'],
    ['an hour before the window closes', ALWAYS, '2026-11-25T09:00', '2026-11-25T20:00', '2026-11-25T19:00'],
    [
      'an hour before the shop closes for the night in which the 24 h end',
      OFFICE,
      '2026-11-25T03:00',
      '2026-11-27T03:00',
      '2026-11-25T17:00',
    ],
    [
      'what is left of the evening, when the morning is too short',
      OFFICE,
      '2026-11-25T09:30',
      '2026-11-27T09:30',
      '2026-11-25T17:30',
    ],
    [
      'an hour before the window, where the 24 h are lost already',
      ALWAYS,
      '2026-11-24T08:00',
      '2026-11-26T08:00',
      '2026-11-26T07:00',
    ],
    ['two days, where nothing sets an end', ALWAYS, '2026-11-23T10:00', null, '2026-11-27T10:00'],
  ])('%s', (_, hours, since, window, latest) => {
    const waiting = { awaitingSince: moscow(since), replyWindowUntil: window ? moscow(window) : null }
    expect(latestSnooze(waiting, hours, NOW)).toEqual(moscow(latest))
  })

  test.each([
    ['nothing waits for an answer', null, '2026-11-27T10:00'],
    ['less than an hour is left of the 24 h', '2026-11-24T10:30', '2026-11-26T10:30'],
    ['less than an hour is left of the window', '2026-11-25T09:00', '2026-11-25T10:59'],
  ])('no time at all when %s', (_, since, window) => {
    const waiting = { awaitingSince: since ? moscow(since) : null, replyWindowUntil: moscow(window) }
    expect(latestSnooze(waiting, ALWAYS, NOW)).toBeNull()
  })

  test('a Friday evening is the latest where the weekend would eat the window', () => {
    const friday = moscow('2026-11-27T17:30')
    const waiting = { awaitingSince: friday, replyWindowUntil: moscow('2026-11-29T17:30') }
    expect(latestSnooze(waiting, OFFICE, friday)).toBeNull()
    const noon = moscow('2026-11-27T12:00')
    expect(latestSnooze({ ...waiting, awaitingSince: noon }, OFFICE, noon)).toEqual(
      moscow('2026-11-27T17:00'),
    )
  })
})

test('a wish is taken only between a minute from now and the latest', () => {
  const latest = moscow('2026-11-25T12:00')
  expect(whyNotSnooze(latest, latest, NOW)).toBeUndefined()
  expect(whyNotSnooze(new Date(latest.getTime() + 1), latest, NOW)).toBe('too_late')
  expect(whyNotSnooze(NOW, latest, NOW)).toBe('too_soon')
  expect(whyNotSnooze(latest, null, NOW)).toBe('too_late')
})

test('only what is in time is offered, the latest moment always', () => {
  const morning = moscow('2026-11-26T09:00')
  const names = (latest: string) => snoozeChoices(moscow(latest), NOW, morning).map(({ choice }) => choice)
  expect(names('2026-11-26T10:00')).toEqual(['half_hour', 'hour', 'three_hours', 'morning', 'latest'])
  expect(names('2026-11-25T10:45')).toEqual(['half_hour', 'latest'])
  expect(names('2026-11-25T10:10')).toEqual(['latest'])
})

const HOUR_MS = 3_600_000
const STEP_MS = 30 * 60_000

const clock = fc.integer({ min: 0, max: 47 })
const halfHour = (halves: number) =>
  `${String(Math.floor(halves / 2)).padStart(2, '0')}:${halves % 2 ? '30' : '00'}`
const anyDay = fc.option(
  fc.tuple(clock, clock).map(([a, b]) => ({
    from: halfHour(Math.min(a, b)),
    to: Math.max(a, b) === Math.min(a, b) ? '24:00' : halfHour(Math.max(a, b)),
  })),
)
const anyHours: fc.Arbitrary<Hours> = fc.record({
  hours: fc.option(fc.array(anyDay, { minLength: 7, maxLength: 7 })),
  holidays: fc.constantFrom<Hours['holidays']>([], [{ from: '2026-11-26', to: '2026-11-27' }]),
})

/** Counted by asking the clock of the shop every half hour, as nothing in the rule does. */
function openTime(hours: Hours, from: Date, to: Date): number {
  let open = 0
  for (let at = from.getTime(); at < to.getTime(); at += STEP_MS)
    if (shopHours(hours, new Date(at)).isOpen) open += Math.min(STEP_MS, to.getTime() - at)
  return open
}

test('whatever the hours of the shop, an hour of them is left, and not a half hour more', () => {
  const end = fc.integer({ min: 0, max: 14 * 48 }).map((step) => new Date(NOW.getTime() + step * STEP_MS))
  fc.assert(
    fc.property(anyHours, end, (hours, deadline) => {
      const at = lastMomentBefore(hours, deadline, HOUR_MS)
      expect(at.getTime()).toBeLessThanOrEqual(deadline.getTime() - HOUR_MS)
      // A shop that never opens has no working time to leave.
      fc.pre(hours.hours === null || hours.hours.some((one) => one !== null))
      expect(openTime(hours, at, deadline)).toBeGreaterThanOrEqual(HOUR_MS)
      expect(openTime(hours, new Date(at.getTime() + STEP_MS), deadline)).toBeLessThan(HOUR_MS)
    }),
    { numRuns: 300 },
  )
})

test('no case sleeps into its window or its 24 h, whenever it is put to sleep', () => {
  const hoursAgo = fc
    .integer({ min: 0, max: 47 * 60 })
    .map((minutes) => new Date(NOW.getTime() - minutes * 60_000))
  fc.assert(
    fc.property(
      anyHours,
      hoursAgo,
      fc.option(fc.integer({ min: -60, max: 96 * 60 })),
      (hours, since, left) => {
        const window = left === null ? null : new Date(NOW.getTime() + left * 60_000)
        const latest = latestSnooze({ awaitingSince: since, replyWindowUntil: window }, hours, NOW)
        if (!latest) return
        const ends = [window, new Date(since.getTime() + 24 * HOUR_MS)].filter(
          (at) => at !== null && at > NOW,
        )
        for (const end of ends) expect(latest.getTime()).toBeLessThanOrEqual((end?.getTime() ?? 0) - HOUR_MS)
        expect(latest.getTime()).toBeGreaterThan(NOW.getTime())
      },
    ),
    { numRuns: 500 },
  )
})
