import { describe, expect, test } from 'vitest'
import { editSize } from './edit-size.ts'
import { type ChatWait, OZON_RATINGS, ozonRatings, ratingValue } from './ozon-ratings.ts'
import { type Spoken, turnsOf } from './turns.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = new Date('2026-11-22T12:00:00Z')
const ago = (ms: number) => new Date(NOW.getTime() - ms)
const wait = (
  dialogue: string,
  startedAgo: number,
  answeredAfter: number | null,
  isFirst = true,
): ChatWait => ({
  dialogue,
  startedAt: ago(startedAgo),
  answeredAt: answeredAfter === null ? null : ago(startedAgo - answeredAfter),
  isFirst,
})
const values = (waits: ChatWait[]) => {
  const ratings = ozonRatings(waits, NOW)
  return OZON_RATINGS.map((rating) => ratingValue(rating, ratings[rating]))
}

test('the first answer in a chat, every answer, and dialogues answered within 24 hours', () => {
  const waits = [
    wait('a', 5 * DAY, 2 * HOUR),
    wait('a', 4 * DAY, 30 * HOUR, false),
    wait('b', 3 * DAY, 26 * HOUR),
    wait('c', HOUR, null),
  ]
  expect(values(waits)).toEqual([14 * 3_600, (58 * 3_600) / 3, 50])
  expect(values([])).toEqual([null, null, null])
})

describe('to the second', () => {
  test.each([
    [-1_000, 100],
    [0, 100],
    [1_000, 0],
  ])('an answer %i ms beside 24 hours', (offset, share) => {
    expect(values([wait('a', 2 * DAY, DAY + offset)])[2]).toBe(share)
  })

  test.each([
    [-1_000, null],
    [0, 0],
    [1_000, 0],
  ])('without an answer %i ms beside 24 hours', (offset, share) => {
    expect(values([wait('a', DAY + offset, null)])[2]).toBe(share)
  })

  test.each([
    [-1_000, 3_600],
    [0, 3_600],
    [1_000, null],
  ])('a wait that began %i ms beside 30 days ago', (offset, seconds) => {
    expect(values([wait('a', 30 * DAY + offset, HOUR)])[0]).toBe(seconds)
  })

  test.each([
    [-1_000, 3_599],
    [0, 3_600],
    [1_000, null],
  ])('an answer %i ms beside the moment itself', (offset, seconds) => {
    expect(values([wait('a', HOUR, HOUR + offset)])[1]).toBe(seconds)
  })
})

const said = (
  seq: number,
  author: string,
  minute: number,
  authorType = 'x',
  moderation: string | null = null,
) =>
  ({
    seq: String(seq),
    author,
    authorType,
    moderation,
    externalId: `m${seq}`,
    sentAt: new Date(NOW.getTime() + minute * 60_000),
  }) satisfies Spoken

describe('turns', () => {
  const thread = [
    said(1, 'marketplace', 0),
    said(2, 'buyer', 1),
    said(3, 'buyer', 2),
    said(4, 'seller', 3, 'Acknowledgement'),
    said(5, 'buyer', 4),
    said(6, 'seller', 10),
    said(7, 'seller', 11),
    said(8, 'buyer', 20),
    said(9, 'seller', 30, 'x', 'refused'),
  ]
  const told = (view: 'own' | 'ozon') =>
    turnsOf(thread, view).map(({ startedSeq, answerId, isFirst }) => [startedSeq, answerId, isFirst])

  test('«we have received your message» answers for the marketplace, not for the shop; what was refused answers nobody', () => {
    expect(told('own')).toEqual([
      ['2', 'm6', true],
      ['8', null, false],
    ])
    expect(told('ozon')).toEqual([
      ['2', 'm4', true],
      ['5', 'm6', false],
      ['8', null, false],
    ])
  })

  test('what was dealt with elsewhere is no wait, and the next word begins another turn', () => {
    const turns = turnsOf([said(1, 'buyer', 0), said(5, 'buyer', 9), said(6, 'seller', 12)], 'own', '3')
    expect(turns.map(({ isHandled, answerId }) => [isHandled, answerId])).toEqual([
      [true, null],
      [false, 'm6'],
    ])
    expect(turnsOf([said(1, 'buyer', 0)], 'own', '3')[0]?.isHandled).toBe(true)
    expect(turnsOf([said(4, 'buyer', 0)], 'own', '3')[0]?.isHandled).toBe(false)
  })
})

test.each([
  ['Да, чайник греет воду до 90 °C.', ' Да, чайник греет воду до 90 °C. ', 'unchanged'],
  ['Да, чайник греет воду до 90 °C.', 'Да, чайник греет воду до 95 °C!', 'light'],
  ['Да, чайник греет воду до 90 °C.', 'Да, чайник греет воду до 90 °C', 'light'],
  ['Да, чайник греет воду до 90 °C.', 'К сожалению, подогрев у этой модели не предусмотрен.', 'rewritten'],
])('«%s» sent as «%s» is %s', (before, after, size) => {
  expect(editSize(before, after)).toBe(size)
})
