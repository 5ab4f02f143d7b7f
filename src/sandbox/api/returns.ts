import { z } from 'zod'
import { unknownThing } from '../api-error.ts'
import { OZON_WAREHOUSE } from '../pushes/order-pushes.ts'
import type { Posting, Shop } from '../world.ts'
import { bigId, iso, method } from './method.ts'

/** FBO and FBS returns; those of rFBS are in their own method only. */
export const returnsList = method(
  z.object({
    limit: z.int().min(1).max(500),
    last_id: bigId.optional(),
    filter: z
      .object({
        order_id: bigId.optional(),
        posting_numbers: z.array(z.string()).max(50).default([]),
        offer_id: z.string().optional(),
        return_schema: z.string().optional(),
      })
      .default({ posting_numbers: [] }),
  }),
  ({ shop }, { filter, limit, last_id }) => {
    const found = returned(shop)
      .filter((posting) => posting.scheme !== 'rFBS')
      .filter(
        (posting) =>
          (filter.posting_numbers.length === 0 || filter.posting_numbers.includes(posting.postingNumber)) &&
          (filter.order_id === undefined || filter.order_id === posting.orderId) &&
          (!filter.offer_id || posting.lines.some((line) => line.offerId === filter.offer_id)) &&
          (!filter.return_schema || filter.return_schema.toUpperCase() === posting.scheme),
      )
      .filter((posting) => !last_id || (posting.returnId ?? 0n) > last_id)
    return { returns: found.slice(0, limit).map(present), has_next: found.length > limit }
  },
)

/** Documented as one object; live accounts saw an array (`quirks.rfbsReturnsAsArray`). */
export const rfbsReturnsList = method(
  z.object({
    limit: z.int().min(1).max(1000),
    last_id: z.int().optional(),
    filter: z.object({ posting_number: z.string().optional(), offer_id: z.string().optional() }).default({}),
  }),
  ({ world, shop }, { filter, limit }) => {
    const found = returned(shop).filter(
      (posting) =>
        posting.scheme === 'rFBS' &&
        (!filter.posting_number || filter.posting_number === posting.postingNumber) &&
        (!filter.offer_id || posting.lines.some((line) => line.offerId === filter.offer_id)),
    )
    const items = found.slice(0, limit).map(presentRfbs)
    if (world.quirks.rfbsReturnsAsArray) return { returns: items }
    return items[0] ? { returns: items[0] } : {}
  },
)

export const rfbsReturnGet = method(z.object({ return_id: bigId }), ({ shop }, body) => {
  const posting = returned(shop).find((one) => one.scheme === 'rFBS' && one.returnId === body.return_id)
  if (!posting) throw unknownThing('return not found')
  const { return_id: _, state, ...rest } = presentRfbs(posting)
  return {
    returns: {
      ...rest,
      state: { state: state.state, state_name: state.state_name },
      comment: '',
      client_photo: [],
      return_reason: { id: 1, is_defect: true, name: 'Товар с браком' },
      return_method_description: 'Почтой России',
      ru_post_tracking_number: '',
      available_actions: [],
    },
  }
})

function returned(shop: Shop): Posting[] {
  return [...shop.postings.values()]
    .filter((posting) => posting.returnedAt !== undefined)
    .sort((left, right) => ((left.returnId ?? 0n) < (right.returnId ?? 0n) ? -1 : 1))
}

function present(posting: Posting) {
  const line = posting.lines[0]
  const at = iso(posting.returnedAt ?? posting.changedAt)
  return {
    id: posting.returnId,
    company_id: 0,
    exemplars: [],
    return_reason_name: 'Не подошёл размер',
    type: 'ClientReturn',
    schema: posting.scheme === 'FBO' ? 'Fbo' : 'Fbs',
    order_id: posting.orderId,
    order_number: posting.orderNumber,
    posting_number: posting.postingNumber,
    place: { id: OZON_WAREHOUSE, name: 'ПВЗ Москва', address: 'Москва' },
    target_place: { id: OZON_WAREHOUSE, name: 'Склад возвратов', address: 'Москва' },
    product: {
      sku: BigInt(line?.sku ?? 0),
      offer_id: line?.offerId ?? '',
      name: line?.name ?? '',
      price: { currency_code: 'RUB', price: line?.price ?? 0 },
      quantity: line?.quantity ?? 0,
    },
    logistic: { return_date: at, barcode: '' },
    visual: {
      status: { id: 1, display_name: 'Едет на склад Ozon', sys_name: 'MovingToOzon' },
      change_moment: at,
    },
    additional_info: { is_opened: false, is_super_econom: false },
  }
}

function presentRfbs(posting: Posting) {
  const line = posting.lines[0]
  return {
    return_id: posting.returnId ?? 0n,
    return_number: `R-${posting.returnId}`,
    client_name: 'Покупатель',
    created_at: iso(posting.returnedAt ?? posting.changedAt),
    order_number: posting.orderNumber,
    posting_number: posting.postingNumber,
    product: {
      sku: BigInt(line?.sku ?? 0),
      offer_id: line?.offerId ?? '',
      name: line?.name ?? '',
      price: line?.price ?? 0,
      currency_code: 'RUB',
    },
    state: {
      group_state: 'New',
      money_return_state_name: 'Деньги не возвращены',
      state: 'CreatedByClient',
      state_name: 'Новая заявка',
    },
  }
}
