import { describe, expect, it } from 'vitest'
import type { WarrantyFacts } from '../domain/product.ts'
import { describeReturnDeadline } from './describe-return-deadline.ts'
import { describeWarranty } from './describe-warranty.ts'

const at = (text: string) => new Date(text)
const delivered = (text: string) => ({
  status: 'delivered',
  deliveredAt: at(text),
  paidAt: null,
  createdAt: null,
})
const LISTS = { coverage: [], exclusions: [], serviceSteps: [] }
const textOf = (facts: { id: string; textRu: string }[], id: string) =>
  facts.find((fact) => fact.id === id)?.textRu

/** Delivery and moment are written with the Moscow offset: that is where the days are counted. */
describe('the last day of a return', () => {
  it.each([
    // Received a second before midnight and a second after are two different days.
    [
      '2026-11-14T23:59:59+03:00',
      '2026-11-15T00:00:00+03:00',
      'до 21 ноября включительно',
      'осталось 6 дней',
    ],
    [
      '2026-11-15T00:00:00+03:00',
      '2026-11-15T00:00:00+03:00',
      'до 22 ноября включительно',
      'осталось 7 дней',
    ],
    ['2026-11-14T12:00:00+03:00', '2026-11-20T23:59:59+03:00', 'до 21 ноября', 'остался 1 день'],
    ['2026-11-14T12:00:00+03:00', '2026-11-21T00:00:01+03:00', 'до 21 ноября', 'сегодня последний день'],
    ['2026-11-14T12:00:00+03:00', '2026-11-21T23:59:59+03:00', 'до 21 ноября', 'сегодня последний день'],
    ['2026-11-14T12:00:00+03:00', '2026-11-22T00:00:01+03:00', 'закончился 21 ноября', ''],
    // Over the leap day, over the year's end.
    ['2028-02-25T12:00:00+03:00', '2028-02-28T12:00:00+03:00', 'до 3 марта', 'осталось 4 дня'],
    ['2026-12-28T12:00:00+03:00', '2026-12-31T12:00:00+03:00', 'до 4 января 2027 года', 'осталось 4 дня'],
  ])('of %s, at %s: %s, %s', (received, now, lastDay, left) => {
    const told = textOf(describeReturnDeadline(delivered(received), at(now)), 'c:return_deadline')
    expect(told).toContain(lastDay)
    expect(told).toContain(left)
    if (left === '') expect(told).not.toMatch(/остал|последний/u)
  })
})

describe('the last day of a warranty', () => {
  it.each([
    // Where the month has no such day, its last one (Civil Code, art. 192).
    [
      1,
      '2026-01-31T12:00:00+03:00',
      '2026-02-28T23:59:59+03:00',
      '28 февраля',
      'Сегодня последний день гарантии.',
    ],
    [
      1,
      '2028-01-31T12:00:00+03:00',
      '2028-02-28T12:00:00+03:00',
      '29 февраля',
      'До конца гарантии остался 1 день.',
    ],
    [
      12,
      '2028-02-29T12:00:00+03:00',
      '2029-02-27T12:00:00+03:00',
      '28 февраля',
      'До конца гарантии остался 1 день.',
    ],
    [
      48,
      '2024-02-29T12:00:00+03:00',
      '2028-02-29T00:00:00+03:00',
      '29 февраля',
      'Сегодня последний день гарантии.',
    ],
    [
      1,
      '2026-10-31T23:59:59+03:00',
      '2026-11-01T00:00:00+03:00',
      '30 ноября',
      'До конца гарантии осталось 29 дней.',
    ],
    [
      1,
      '2026-11-01T00:00:00+03:00',
      '2026-11-01T00:00:00+03:00',
      '1 декабря',
      'До конца гарантии осталось 30 дней.',
    ],
  ])('of %i months from %s, at %s', (months, received, now, end, left) => {
    const terms: WarrantyFacts = { months, startEvent: 'delivery', ...LISTS }
    const facts = describeWarranty({ terms }, delivered(received), at(now))
    expect(textOf(facts, 'c:warranty_end')).toBe(`Гарантия действует до ${end} включительно.`)
    expect(textOf(facts, 'c:warranty_left')).toBe(left)
  })

  it('passes with midnight in Moscow; then the law’s two years are told as long as they run', () => {
    const terms: WarrantyFacts = { months: 12, startEvent: 'delivery', ...LISTS }
    const told = (now: string) => describeWarranty({ terms }, delivered('2025-11-21T18:00:00+03:00'), at(now))
    expect(textOf(told('2026-11-21T23:59:59+03:00'), 'c:defect_claim_end')).toBeUndefined()
    const over = told('2026-11-22T00:00:00+03:00')
    expect(textOf(over, 'c:warranty_end')).toBe('Гарантийный срок закончился 21 ноября.')
    expect(textOf(over, 'c:warranty_left')).toBeUndefined()
    expect(textOf(over, 'c:defect_claim_end')).toContain('до 21 ноября 2027 года включительно')
    expect(textOf(told('2027-11-22T00:00:00+03:00'), 'c:defect_claim_end')).toContain('закончился 21 ноября')
  })
})
