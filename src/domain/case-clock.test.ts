import { expect, test } from 'vitest'
import { sharedClock, sharedWorkMs } from './case-clock.ts'
import { clockDue, clockMs } from './working-clock.ts'

const ALWAYS = { hours: null, holidays: [] }
const DAY = Date.parse('2026-11-02T00:00:00+03:00')
const at = (hour: number) => new Date(DAY + hour * 3_600_000)
const pause = (from: number, to: number | null) => ({ from: at(from), to: to === null ? null : at(to) })
const HOUR = 3_600_000

test('the clock of a case begins with the first word anywhere and runs while anybody waits', () => {
  const first = { openedAt: at(8), pauses: [pause(10, null)] }
  const second = { openedAt: at(9), pauses: [pause(12, 14)] }
  expect(sharedClock([first, second])).toEqual({ openedAt: at(8), pauses: [pause(12, 14)] })
  expect(sharedClock([second, first])).toEqual(sharedClock([first, second]))
})

test('hours in which two wait at once count once; hours in which nobody waits do not count', () => {
  const both = sharedClock([
    { openedAt: at(8), pauses: [pause(11, null)] },
    { openedAt: at(9), pauses: [pause(10, 15)] },
  ])
  expect(both).toEqual({ openedAt: at(8), pauses: [pause(11, 15)] })
  const clock = { from: at(8), pauses: both?.pauses ?? [] }
  expect(clockMs(ALWAYS, { ...clock, to: at(16) })).toBe(4 * HOUR)
  expect(clockDue(ALWAYS, { ...clock, targetMs: 4 * HOUR })).toEqual(at(16))
})

test('of one conversation it is that conversation’s own', () => {
  const own = { openedAt: at(8), pauses: [pause(9, 10), pause(12, null)] }
  expect(sharedClock([own])).toEqual(own)
  expect(sharedClock([])).toBeUndefined()
  expect(sharedClock([{ openedAt: at(8), pauses: [pause(8, null)] }])).toBeUndefined()
})

test('what a case took is the time in which any of its turns waited, pauses and overlaps apart', () => {
  const turn = (from: number, to: number | null, ...pauses: ReturnType<typeof pause>[]) => ({
    startedAt: at(from),
    answeredAt: to === null ? null : at(to),
    pauses,
  })
  expect(sharedWorkMs(ALWAYS, [turn(8, 10), turn(9, 12)])).toBe(4 * HOUR)
  expect(sharedWorkMs(ALWAYS, [turn(8, 10), turn(8, 10)])).toBe(2 * HOUR)
  expect(sharedWorkMs(ALWAYS, [turn(8, 12, pause(9, 11)), turn(10, 11)])).toBe(3 * HOUR)
  expect(sharedWorkMs(ALWAYS, [turn(8, 9), turn(20, null)])).toBe(HOUR)
  const hours = { hours: Array.from({ length: 7 }, () => ({ from: '09:00', to: '18:00' })), holidays: [] }
  expect(sharedWorkMs(hours as never, [turn(8, 10), turn(17, 20)])).toBe(2 * HOUR)
})

test('counted hour by hour, whatever begins and stands still when, it comes to the same', () => {
  const whole = (below: number) => Math.floor(Math.random() * below)
  for (let round = 0; round < 300; round++) {
    const members = Array.from({ length: 1 + whole(4) }, () => ({
      openedAt: at(whole(20)),
      pauses: Array.from({ length: whole(4) }, () => {
        const from = whole(24)
        return pause(from, whole(5) === 0 ? null : from + whole(6))
      }),
    }))
    const runs = (member: (typeof members)[number], hour: number) =>
      at(hour) >= member.openedAt &&
      !member.pauses.some(({ from, to }) => from <= at(hour) && (!to || at(hour) < to))
    const counted = Array.from({ length: 48 }, (_, hour) => hour).filter((hour) =>
      members.some((member) => runs(member, hour)),
    )
    const shared = sharedClock(members)
    const told = shared ? clockMs(ALWAYS, { from: shared.openedAt, to: at(48), pauses: shared.pauses }) : 0
    expect(told, JSON.stringify(members)).toBe(counted.length * HOUR)
  }
})
