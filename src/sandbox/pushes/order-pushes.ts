import { randomUuid } from '../random.ts'
import type { OrderState } from '../types.ts'
import type { Posting, World } from '../world.ts'
import type { PushType } from './push-types.ts'
import { sellerIdFor } from './seller-id.ts'

export const SELLER_WAREHOUSE = 12_850_503_335_000n
export const OZON_WAREHOUSE = 18_044_249_781_000n

const iso = (ms: number): string => new Date(ms).toISOString()

/** States as pushes name them; they differ from the API's statuses. */
const PUSH_STATES: Record<OrderState, string> = {
  awaiting_packaging: 'posting_created',
  awaiting_deliver: 'posting_transferring_to_delivery',
  delivering: 'posting_in_carriage',
  delivered: 'posting_delivered',
  cancelled: 'posting_canceled',
  returned: 'posting_returned',
}

export function pushPostingNew(world: World, posting: Posting): void {
  if (posting.scheme === 'FBO') {
    emit(world, posting, 'TYPE_FBO_POSTING_NEW', {
      products: lines(posting),
      creation_date: iso(posting.orderedAt),
    })
  } else {
    emit(world, posting, 'TYPE_NEW_POSTING', {
      products: posting.lines.map((line) => ({
        sku: BigInt(line.sku),
        offer_id: line.offerId,
        quantity: line.quantity,
      })),
      in_process_at: iso(posting.paidAt),
      shipment_date: iso(posting.cutoffAt),
      tpl_integration_type: posting.scheme === 'rFBS' ? 'non_integrated' : 'ozon',
      is_express: false,
      tracking_number: '',
      delivery_date_begin: iso(posting.deliveryFrom),
      delivery_date_end: iso(posting.deliveryTo),
    })
  }
  emitOrder(world, posting, 'TYPE_ORDER_NEW', { created_at: iso(posting.orderedAt) })
}

export function pushPostingChanged(world: World, posting: Posting, before: OrderState): void {
  const now = iso(world.now())
  const states = { old_state: PUSH_STATES[before], new_state: PUSH_STATES[posting.state] }
  const isFbo = posting.scheme === 'FBO'
  if (posting.state === 'cancelled') {
    const reason = { id: 352, message: 'Покупатель отменил заказ' }
    const change = isFbo ? { cancel_date: now } : { changed_state_date: now }
    emit(world, posting, isFbo ? 'TYPE_FBO_POSTING_CANCELLED' : 'TYPE_POSTING_CANCELLED', {
      products: lines(posting),
      ...states,
      ...change,
      reason,
    })
    emitOrder(world, posting, 'TYPE_ORDER_CANCELLED', { cancelled_at: now })
    return
  }
  emit(world, posting, isFbo ? 'TYPE_FBO_POSTING_STATE_CHANGED' : 'TYPE_STATE_CHANGED', {
    new_state: states.new_state,
    changed_state_date: now,
  })
  if (posting.state === 'delivering' || posting.state === 'delivered') {
    const delivered = posting.state === 'delivered'
    emitOrder(world, posting, 'TYPE_ORDER_STATE_CHANGED', {
      old_state: delivered ? 'order_in_delivery' : 'order_created',
      new_state: delivered ? 'order_done' : 'order_in_delivery',
      updated_at: now,
    })
  }
}

export function pushDeliveryDateChanged(
  world: World,
  posting: Posting,
  old: { from: number; to: number },
): void {
  const isFbo = posting.scheme === 'FBO'
  emit(world, posting, isFbo ? 'TYPE_FBO_POSTING_DELIVERY_DATE_CHANGED' : 'TYPE_DELIVERY_DATE_CHANGED', {
    new_delivery_date_begin: iso(posting.deliveryFrom),
    new_delivery_date_end: iso(posting.deliveryTo),
    old_delivery_date_begin: iso(old.from),
    old_delivery_date_end: iso(old.to),
  })
}

const lines = (posting: Posting) =>
  posting.lines.map((line) => ({ sku: BigInt(line.sku), quantity: line.quantity }))

function emit(world: World, posting: Posting, type: PushType, fields: Record<string, unknown>): void {
  const isFbo = posting.scheme === 'FBO'
  world.pushes.emit(posting.clientId, type, {
    message_type: type,
    posting_number: posting.postingNumber,
    ...(isFbo ? { order_number: posting.orderNumber, uuid: randomUuid(world.random, 'push-uuid') } : {}),
    ...fields,
    warehouse_id: isFbo ? OZON_WAREHOUSE : SELLER_WAREHOUSE,
    seller_id: sellerIdFor(world, posting.clientId),
  })
}

function emitOrder(world: World, posting: Posting, type: PushType, fields: Record<string, unknown>): void {
  world.pushes.emit(posting.clientId, type, {
    message_type: type,
    order_number: posting.orderNumber,
    order_id: posting.orderId,
    uuid: randomUuid(world.random, 'push-uuid'),
    ...fields,
    seller_id: sellerIdFor(world, posting.clientId),
  })
}
