import { expect, test } from 'vitest'
import { findStopWord } from './find-stop-word.ts'
import { shopHours } from './shop-hours.ts'
import { DEFAULT_POLICY, shopPolicySchema } from './shop-policy.ts'

const day = { from: '10:00', to: '19:00' }
const WEEK = { hours: [day, day, day, day, day, { from: '11:00', to: '16:00' }, null], holidays: [] }
const at = (text: string) => new Date(`${text}+03:00`)
const closed = (since: string, until: string) => ({ isOpen: false, since: at(since), until: at(until) })

test('a shop without hours is always open, but for its holidays', () => {
  expect(shopHours(DEFAULT_POLICY, at('2026-11-22T03:00'))).toEqual({ isOpen: true })
  const holidays = [{ from: '2026-11-22', to: '2026-11-22' }]
  expect(shopHours({ hours: null, holidays }, at('2026-11-22T03:00'))).toEqual(
    closed('2026-11-22T00:00', '2026-11-23T00:00'),
  )
})

test('hours are those of Moscow, the opening minute belongs to the day and the closing one does not', () => {
  expect(shopHours(WEEK, new Date('2026-11-20T07:00:00Z')).isOpen).toBe(true)
  expect(shopHours(WEEK, at('2026-11-20T09:59')).isOpen).toBe(false)
  expect(shopHours(WEEK, at('2026-11-20T18:59')).isOpen).toBe(true)
  expect(shopHours(WEEK, at('2026-11-20T19:00')).isOpen).toBe(false)
})

test('a closed period runs from the last closing to the next opening, over weekends and holidays', () => {
  expect(shopHours(WEEK, at('2026-11-20T23:30'))).toEqual(closed('2026-11-20T19:00', '2026-11-21T11:00'))
  // After midnight it is still the same closed period.
  expect(shopHours(WEEK, at('2026-11-21T02:00'))).toEqual(closed('2026-11-20T19:00', '2026-11-21T11:00'))
  expect(shopHours(WEEK, at('2026-11-22T12:00'))).toEqual(closed('2026-11-21T16:00', '2026-11-23T10:00'))
  const newYear = { ...WEEK, holidays: [{ from: '2026-12-31', to: '2027-01-10' }] }
  expect(shopHours(newYear, at('2027-01-03T12:00'))).toEqual(closed('2026-12-30T19:00', '2027-01-11T10:00'))
  const never = { hours: Array.from({ length: 7 }, () => null), holidays: [] }
  expect(shopHours(never, at('2026-11-20T12:00'))).toEqual({ isOpen: false, since: null, until: null })
})

test('hours that make no sense are refused', () => {
  const hours = (first: unknown) => ({ hours: [first, day, day, day, day, day, null] })
  expect(shopPolicySchema.safeParse(hours({ from: '19:00', to: '10:00' })).success).toBe(false)
  expect(shopPolicySchema.safeParse(hours({ from: '10:00', to: '25:00' })).success).toBe(false)
  expect(shopPolicySchema.safeParse(hours({ from: '10:00', to: '24:00' })).success).toBe(true)
  expect(shopPolicySchema.safeParse({ holidays: [{ from: '2026-02-30', to: '2026-03-01' }] }).success).toBe(
    false,
  )
})

test.each([
  ['Хочу ВОЗВРАТ денег', ['возврат'], 'возврат'],
  ['Оформляю возврата', ['возврат'], 'возврат'],
  ['Верните деньги за вoзвpaт', ['возврат'], 'возврат'],
  ['верните д е н ь г и', ['деньги'], 'деньги'],
  ['воз\u200bврат', ['возврат'], 'возврат'],
  ['Ещё один', ['еще'], 'еще'],
  ['подам в суд', ['подам в суд'], 'подам в суд'],
  ['подам завтра в суд', ['подам в суд'], undefined],
  ['рассудите нас', ['суд'], undefined],
  ['судебный иск', ['суд*'], 'суд*'],
  ['какой-то сосуд', ['суд*'], undefined],
  ['WhatsApp есть?', ['whatsapp'], 'whatsapp'],
  ['ничего такого', [' ', '***', '!'], undefined],
])('«%s» with the stop words %j', (text, words, found) => {
  expect(findStopWord(text, words)).toBe(found)
})
