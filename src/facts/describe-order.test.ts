import { describe, expect, it } from 'vitest'
import { describeOrder } from './describe-order.ts'
import { KNOWN_STATUSES } from './order-status.ts'
import type { OrderRow } from './rows.ts'

const now = new Date('2026-11-21T09:00:00Z')
const at = (text: string) => new Date(text)

function order(change: Partial<OrderRow> = {}): OrderRow {
  return {
    shopId: 'shop',
    postingNumber: '12345678-0001-1',
    orderNumber: '12345678-0001',
    scheme: 'FBS',
    status: 'delivering',
    products: [{ sku: '1', name: 'Чайник электрический', quantity: 2 }],
    createdAt: null,
    paidAt: at('2026-11-18T09:00:00Z'),
    shipmentDate: null,
    deliveryFrom: null,
    deliveryUntil: null,
    deliveredAt: null,
    cancelledAt: null,
    cancelReason: null,
    trackingNumber: null,
    returns: [],
    asOf: at('2026-11-21T08:58:00Z'),
    ...change,
  }
}

const facts = (change: Partial<OrderRow>, options: Partial<Parameters<typeof describeOrder>[1]> = {}) =>
  describeOrder(order(change), { now, isStale: false, ...options })
const textOf = (id: string, ...input: Parameters<typeof facts>) =>
  facts(...input).find((fact) => fact.id === id)?.textRu

describe('status', () => {
  it('is a sentence in both languages for every status the marketplace has', () => {
    for (const status of KNOWN_STATUSES) {
      const [fact] = facts({ status })
      expect(fact?.id).toBe('o:status')
      expect(fact?.textRu).toMatch(/^[А-ЯЁ].*\.$/u)
      expect(fact?.textRu).not.toMatch(/_|[a-z]{4}/)
      expect(fact?.textZh).toMatch(/^\p{Script=Han}.*。$/u)
    }
  })
  it('is not invented for a word we do not know', () => {
    expect(textOf('o:status', { status: 'teleported' })).toBeUndefined()
  })
  it('names the day of delivery as it was in Moscow', () => {
    const change = { status: 'delivered', deliveredAt: at('2026-11-19T21:10:00Z') }
    expect(textOf('o:status', change)).toBe('Заказ доставлен 20 ноября.')
  })
  it('carries the time at which it was seen', () => {
    expect(facts({})[0]?.asOf).toBe('2026-11-21T08:58:00.000Z')
  })
  it('says as of when it holds, when the marketplace cannot be asked', () => {
    const stale = { isStale: true }
    expect(textOf('o:status', { asOf: at('2026-11-20T11:05:00Z') }, stale)).toBe(
      'По данным на 20 ноября, 14:05 (МСК): заказ в пути.',
    )
    const delivered = { status: 'delivered', deliveredAt: at('2026-11-19T12:00:00Z') }
    expect(textOf('o:status', delivered, stale)).toBe('Заказ доставлен 19 ноября.')
  })
})

describe('delivery date', () => {
  it('is one day, or a period with the month said once', () => {
    const day = { deliveryFrom: at('2026-11-25T06:00:00Z'), deliveryUntil: at('2026-11-25T18:00:00Z') }
    expect(textOf('o:delivery', day)).toBe('Плановая дата доставки заказа — 25 ноября.')
    expect(textOf('o:delivery', { ...day, deliveryUntil: at('2026-11-27T18:00:00Z') })).toBe(
      'Доставка заказа запланирована на период с 25 по 27 ноября.',
    )
    expect(textOf('o:delivery', { ...day, deliveryUntil: at('2026-12-02T18:00:00Z') })).toBe(
      'Доставка заказа запланирована на период с 25 ноября по 2 декабря.',
    )
    const newYear = { deliveryFrom: at('2026-12-30T09:00:00Z'), deliveryUntil: at('2027-01-03T09:00:00Z') }
    expect(textOf('o:delivery', newYear)).toBe(
      'Доставка заказа запланирована на период с 30 декабря по 3 января 2027 года.',
    )
  })
  it('does not run into the next day when the period ends at midnight', () => {
    const day = { deliveryFrom: at('2026-11-24T21:00:00Z'), deliveryUntil: at('2026-11-25T21:00:00Z') }
    expect(textOf('o:delivery', day)).toBe('Плановая дата доставки заказа — 25 ноября.')
  })
  it('is still today until midnight in Moscow, and past after it', () => {
    const until = { deliveryUntil: at('2026-11-21T10:00:00Z') }
    expect(textOf('o:delivery', until, { now: at('2026-11-21T20:59:00Z') })).toBe(
      'Плановая дата доставки заказа — 21 ноября.',
    )
    expect(textOf('o:delivery', until, { now: at('2026-11-21T21:00:00Z') })).toBe(
      'Плановый срок доставки заказа (21 ноября) уже прошёл.',
    )
  })
  it('is not told of an order that arrived or was cancelled', () => {
    const deliveryUntil = at('2026-11-25T18:00:00Z')
    expect(textOf('o:delivery', { status: 'delivered', deliveryUntil })).toBeUndefined()
    expect(textOf('o:delivery', { status: 'cancelled', deliveryUntil })).toBeUndefined()
  })
})

describe('shipment', () => {
  const shipmentDate = at('2026-11-22T10:00:00Z')
  it('is a plan before the order left and a fact after', () => {
    expect(textOf('o:ship_by', { status: 'awaiting_packaging', shipmentDate })).toBe(
      'По плану заказ передадут в доставку не позднее 22 ноября.',
    )
    expect(textOf('o:shipped', { status: 'delivering', shipmentDate })).toBe(
      'Заказ передан в доставку 22 ноября.',
    )
  })
  it('is not promised once the day has passed', () => {
    const later = { now: at('2026-11-23T10:00:00Z') }
    expect(textOf('o:ship_by', { status: 'awaiting_deliver', shipmentDate }, later)).toBeUndefined()
  })
})

it('tells the cancellation with the reason the marketplace gave', () => {
  const cancelled = { status: 'cancelled', cancelReason: 'Покупатель отменил заказ' }
  expect(textOf('o:status', cancelled)).toBe('Заказ отменён.')
  expect(textOf('o:cancel_reason', cancelled)).toBe(
    'Причина отмены, указанная на Ozon: «Покупатель отменил заказ».',
  )
  expect(textOf('o:cancel_reason', { ...cancelled, status: 'delivering' })).toBeUndefined()
})

it('tells of a return what concerns the buyer, and of unknown states only that there is one', () => {
  expect(textOf('o:return', { returns: [{ status: 'MovingToOzon' }] })).toBe(
    'Товар по возврату в пути на склад Ozon.',
  )
  expect(textOf('o:return', { returns: [{ status: 'CompensationRejectedBySla' }] })).toBe(
    'По этому заказу оформлен возврат.',
  )
  expect(textOf('o:return', { returns: [{ status: 'constructor' }] })).toBe(
    'По этому заказу оформлен возврат.',
  )
})

it('says what is in the order and how it can be followed', () => {
  const known = { trackingNumber: 'TRK17' }
  expect(textOf('o:items', known)).toBe('В заказе: Чайник электрический — 2 шт.')
  expect(textOf('o:tracking', known)).toBe('Трек-номер отправления: TRK17.')
})

it('keeps several parcels of one order apart', () => {
  const parcel = { index: 2, postingNumber: '12345678-0001-2' }
  expect(textOf('o:2:status', {}, { parcel })).toBe('Отправление 12345678-0001-2: заказ в пути.')
})
