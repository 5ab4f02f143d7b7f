import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, moscowDay, startOfDay } from './moscow-time.ts'
import { returnDeadline } from './return-deadline.ts'
import { defectClaimTerm, mostSpecificWarranty, type ScopedWarranty, warrantyTerm } from './warranty.ts'

const at = (text: string) => new Date(text)
const year = { months: 12, startEvent: 'delivery' as const }

describe('warranty', () => {
  it('counts from the Moscow day of delivery, whatever the day in UTC', () => {
    const moments = { deliveredAt: at('2026-11-11T21:30:00Z'), purchasedAt: null }
    expect(warrantyTerm(year, moments, at('2026-11-21T09:00:00Z'))).toEqual({
      start: { year: 2026, month: 11, day: 12 },
      end: { year: 2027, month: 11, day: 12 },
      daysLeft: 356,
    })
  })
  it('ends with the last day of a shorter month', () => {
    const moments = { deliveredAt: at('2026-08-31T09:00:00Z'), purchasedAt: null }
    const term = warrantyTerm({ months: 6, startEvent: 'delivery' }, moments, at('2026-09-01T00:00:00Z'))
    expect(term?.end).toEqual({ year: 2027, month: 2, day: 28 })
  })
  it('counts from the purchase where the card says so', () => {
    const moments = { deliveredAt: at('2026-11-12T09:00:00Z'), purchasedAt: at('2026-11-05T09:00:00Z') }
    const term = warrantyTerm({ months: 1, startEvent: 'purchase' }, moments, at('2026-11-21T09:00:00Z'))
    expect(term?.end).toEqual({ year: 2026, month: 12, day: 5 })
  })
  it('is not stated while its first day is unknown, nor without a warranty', () => {
    const now = at('2026-11-21T09:00:00Z')
    expect(warrantyTerm(year, { deliveredAt: null, purchasedAt: now }, now)).toBeUndefined()
    expect(warrantyTerm({ ...year, months: 0 }, { deliveredAt: now, purchasedAt: now }, now)).toBeUndefined()
  })
  it('holds through its last day in Moscow and not a moment longer', () => {
    fc.assert(
      fc.property(
        fc.date({ min: at('2020-01-01'), max: at('2040-01-01'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 60 }),
        (deliveredAt, months) => {
          const left = (now: Date) =>
            warrantyTerm({ months, startEvent: 'delivery' }, { deliveredAt, purchasedAt: null }, now)
          const end = left(deliveredAt)?.end
          expect(end).toBeDefined()
          if (!end) return
          const midnight = startOfDay(addDays(end, 1)).getTime()
          expect(left(new Date(midnight - 1))?.daysLeft).toBe(0)
          expect(left(new Date(midnight))?.daysLeft).toBe(-1)
        },
      ),
    )
  })
  it('leaves two years for a defect when the shop set none', () => {
    const term = defectClaimTerm(at('2024-02-29T12:00:00Z'), at('2024-03-01T12:00:00Z'))
    expect(term.end).toEqual({ year: 2026, month: 2, day: 28 })
  })
})

describe('return of goods of good quality', () => {
  it('ends seven days after the day of receipt, counted in Moscow', () => {
    // Received on the 13th at half past midnight in Moscow, still the 12th in UTC.
    const received = at('2026-11-12T21:30:00Z')
    expect(returnDeadline(received, at('2026-11-20T20:59:59Z'))).toEqual({
      lastDay: { year: 2026, month: 11, day: 20 },
      daysLeft: 0,
    })
    expect(returnDeadline(received, at('2026-11-20T21:00:00Z')).daysLeft).toBe(-1)
  })
  it('gives the same last day at every hour of the day of receipt', () => {
    fc.assert(
      fc.property(
        fc.date({ min: at('2020-01-01'), max: at('2040-01-01'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 86_399_999 }),
        (some, offset) => {
          const start = startOfDay(moscowDay(some))
          const { lastDay } = returnDeadline(new Date(start.getTime() + offset), some)
          expect(lastDay).toEqual(addDays(moscowDay(some), 7))
        },
      ),
    )
  })
})

describe('of several sets of terms', () => {
  const now = at('2026-11-21T09:00:00Z')
  const scoped = (name: string, more: Partial<ScopedWarranty>) => ({
    name,
    skus: [],
    category: null,
    brand: null,
    schemes: [],
    validFrom: null,
    validUntil: null,
    updatedAt: now,
    ...more,
  })
  const goods = { sku: '1', category: 'Наушники', brand: 'Zvenar', scheme: 'FBS' }
  const best = (...all: ReturnType<typeof scoped>[]) => mostSpecificWarranty(all, goods, now)?.name
  const [sku, category, brand] = [
    scoped('sku', { skus: ['1', '2'] }),
    scoped('category', { category: 'наушники' }),
    scoped('brand', { brand: 'ZVENAR' }),
  ]

  it('those of the SKU hold before those of the category, those before those of the brand', () => {
    expect(best(brand, category, sku)).toBe('sku')
    expect(best(brand, category)).toBe('category')
    expect(best(brand)).toBe('brand')
    expect(best(brand, category, scoped('both', { brand: 'Zvenar', category: 'Наушники' }))).toBe('both')
  })
  it('none holds for another SKU, category, brand or scheme, nor out of its time', () => {
    for (const more of [
      { skus: ['2'] },
      { category: 'Чехлы', brand: 'Zvenar' },
      { brand: 'Iskrum' },
      { brand: 'Zvenar', schemes: ['rFBS'] },
      { brand: 'Zvenar', validFrom: at('2026-12-01T00:00:00Z') },
      { brand: 'Zvenar', validUntil: at('2026-11-21T09:00:00Z') },
      {},
    ])
      expect(best(scoped('other', more))).toBeUndefined()
  })
  it('of two that hold alike the newer one is taken', () => {
    const older = scoped('older', { brand: 'Zvenar', updatedAt: at('2026-01-01T00:00:00Z') })
    expect(best(older, brand)).toBe('brand')
    expect(best(brand, older)).toBe('brand')
  })
})
