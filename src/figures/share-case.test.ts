import { expect, test } from 'vitest'
import { DEFAULT_POLICY } from '../domain/shop-policy.ts'
import type { CountedTurn } from './count-thread.ts'
import { shareCase } from './share-case.ts'

const HOUR = 3_600_000
const at = (hour: number) => new Date(Date.parse('2026-11-02T00:00:00+03:00') + hour * HOUR)

/** A turn of a conversation, by the hours at which it began and was answered. */
function turn(conversationId: string, from: number, to: number | null, part: object = {}): CountedTurn {
  const row = {
    shopId: 's',
    conversationId,
    view: 'both',
    startedSeq: String(from),
    channel: 'ozon-chat',
    startedAt: at(from),
    day: '2026-11-02',
    hour: 0,
    isFirst: true,
    isHandled: false,
    answeredAt: to === null ? null : at(to),
    caseMs: to === null ? null : (to - from) * HOUR,
    cameBack: false,
    ...part,
  }
  return { row, isCourtesy: false }
}

const counted = (turns: CountedTurn[], pauses = new Map()) =>
  shareCase(turns, { policy: DEFAULT_POLICY, pauses }).map(({ row }) => [
    (row.caseMs ?? 0) / HOUR,
    row.cameBack,
  ])

test('a merged case takes its time once, at the answer that ended it, and hours of both count once', () => {
  expect(counted([turn('a', 1, 5), turn('b', 3, 6)])).toEqual([
    [0, false],
    [5, false],
  ])
  expect(counted([turn('a', 1, 2), turn('b', 4, 6)])).toEqual([
    [0, true],
    [3, false],
  ])
})

test('it has taken none while any of it waits, unless that was dealt with elsewhere', () => {
  expect(counted([turn('a', 1, 5), turn('b', 3, null)])).toEqual([
    [0, false],
    [0, false],
  ])
  expect(counted([turn('a', 1, 5), turn('b', 3, null, { isHandled: true })])[0]).toEqual([4, false])
})

test('a buyer who comes back in two places at once came back once; who only thanks did not', () => {
  const back = counted([turn('a', 1, 2), turn('b', 1, 3), turn('a', 5, 7), turn('b', 6, 8)])
  expect(back.filter(([, cameBack]) => cameBack)).toHaveLength(1)
  expect(back[1]?.[1]).toBe(true)
  const thanks = { ...turn('b', 5, 6), isCourtesy: true }
  expect(counted([turn('a', 1, 2), thanks]).some(([, cameBack]) => cameBack)).toBe(false)
})

test('after a week of silence it is another case, and waiting for the buyer is nobody’s time', () => {
  const late = 24 * 9
  expect(counted([turn('a', 1, 2), turn('b', late, late + 2)])).toEqual([
    [1, false],
    [2, false],
  ])
  const pauses = new Map([['a', [{ from: at(2), to: at(4) }]]])
  expect(counted([turn('a', 1, 5), turn('b', 7, 8)], pauses)[1]?.[0]).toBe(3)
})

test('the marketplace’s own view of a turn has no part in it', () => {
  const [own, ozon] = [turn('a', 1, 5, { view: 'own' }), turn('a', 1, 2, { view: 'ozon' })]
  expect(counted([own, ozon, turn('b', 2, 3)])).toEqual([
    [4, false],
    [0, false],
    [0, false],
  ])
})
