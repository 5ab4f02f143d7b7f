import { pushDeliveryDateChanged, pushPostingChanged, pushPostingNew } from './pushes/order-pushes.ts'
import type { OrderSeed, OrderState } from './types.ts'
import type { Posting, Shop, World } from './world.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

export function createOrder(world: World, seed: OrderSeed): Posting {
  const shop = shopOf(world, seed.clientId)
  const product = shop.products.get(seed.sku)
  const now = world.now()
  const state = seed.state ?? 'awaiting_packaging'
  const orderedAt = seed.orderedAt?.getTime() ?? now - (seed.daysAgo ?? 0) * DAY
  const numbers = orderNumbers(world, seed.orderNumber)
  const posting: Posting = {
    clientId: seed.clientId,
    scheme: seed.scheme,
    ...numbers,
    lines: [
      {
        sku: seed.sku,
        offerId: product?.offerId ?? `ART-${seed.sku}`,
        name: product?.name.ru ?? 'Товар',
        price: product?.price ?? 1000,
        quantity: seed.quantity ?? 1,
        size: seed.size,
      },
    ],
    state: 'awaiting_packaging',
    orderedAt,
    paidAt: seed.paidAt?.getTime() ?? orderedAt,
    cutoffAt: orderedAt + DAY,
    deliveryFrom: orderedAt + 3 * DAY,
    deliveryTo: orderedAt + 5 * DAY,
    changedAt: orderedAt,
  }
  advance(world, posting, state, momentOf(state, seed, orderedAt, now))
  if (seed.deliveredAt) posting.deliveredAt = seed.deliveredAt.getTime()
  if (seed.cancelledAt) posting.cancelledAt = seed.cancelledAt.getTime()
  shop.postings.set(posting.postingNumber, posting)
  world.events.emit({ kind: 'order', postingNumber: posting.postingNumber })
  if (seed.announce ?? false) pushPostingNew(world, posting)
  return posting
}

/** Moves an order to a state and tells whoever listens; `at` is now unless said otherwise. */
export function changeOrder(
  world: World,
  postingNumber: string,
  state: OrderState,
  at = world.now(),
): Posting {
  const posting = postingOrThrow(world, postingNumber)
  const before = posting.state
  if (before === state) return posting
  advance(world, posting, state, at)
  world.events.emit({ kind: 'order', postingNumber })
  pushPostingChanged(world, posting, before)
  return posting
}

/** The promised delivery moves, earlier or later. */
export function moveDelivery(world: World, postingNumber: string, from: Date, to: Date): void {
  const posting = postingOrThrow(world, postingNumber)
  const old = { from: posting.deliveryFrom, to: posting.deliveryTo }
  posting.deliveryFrom = from.getTime()
  posting.deliveryTo = to.getTime()
  world.events.emit({ kind: 'order', postingNumber })
  pushDeliveryDateChanged(world, posting, old)
}

function postingOrThrow(world: World, postingNumber: string): Posting {
  for (const shop of world.shops.values()) {
    const posting = shop.postings.get(postingNumber)
    if (posting) return posting
  }
  throw new Error(`The sandbox has no order ${postingNumber}`)
}

export function shopOf(world: World, clientId: string): Shop {
  const shop = world.shops.get(clientId)
  if (!shop) throw new Error(`The sandbox has no shop ${clientId}`)
  return shop
}

function advance(world: World, posting: Posting, state: OrderState, at: number): void {
  posting.state = state
  posting.changedAt = at
  const isOnTheWay = state === 'delivering' || state === 'delivered' || state === 'returned'
  if (isOnTheWay) posting.deliveringAt ??= Math.min(at, posting.paidAt + DAY)
  if (state === 'delivered' || state === 'returned') posting.deliveredAt ??= at
  if (state === 'cancelled') posting.cancelledAt = at
  if (state === 'returned') {
    posting.returnedAt = world.now()
    posting.returnId ??= 1_000_000_000n + BigInt(Math.floor(world.random('return-id') * 1_000_000_000))
  }
}

/** When the last change happened, for an order that starts with a past: somewhere between order and now. */
function momentOf(state: OrderState, seed: OrderSeed, orderedAt: number, now: number): number {
  const given = seed.deliveredAt ?? seed.cancelledAt
  if (given) return given.getTime()
  const age = Math.max(0, now - orderedAt)
  if (state === 'awaiting_packaging') return orderedAt
  if (state === 'delivered' || state === 'returned') return orderedAt + Math.min(4 * DAY, age * 0.7)
  return orderedAt + age * 0.5
}

function orderNumbers(world: World, given: string | undefined) {
  const digits = (count: number) =>
    Array.from({ length: count }, () => Math.floor(world.random('order') * 10)).join('')
  const orderNumber = given ?? `${1 + Math.floor(world.random('order') * 8)}${digits(7)}-${digits(4)}`
  return {
    orderNumber,
    postingNumber: `${orderNumber}-1`,
    orderId: 20_000_000_000n + BigInt(Math.floor(world.random('order') * 1_000_000_000)),
  }
}
