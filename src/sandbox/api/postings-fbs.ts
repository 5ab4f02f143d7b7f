import { z } from 'zod'
import { badRequest } from '../api-error.ts'
import { SELLER_WAREHOUSE } from '../pushes/order-pushes.ts'
import type { Posting } from '../world.ts'
import { pageAfter } from './cursor.ts'
import { bigId, iso, method, moment } from './method.ts'
import { findPosting, includes, listFields, onePosting, sortedPostings, statusOf } from './posting-find.ts'
import { money } from './product-find.ts'

/** FBS and rFBS together; the period is compulsory and at most a year. */
export const fbsList = method(
  z.object({
    ...listFields,
    limit: z.int().min(1).max(100),
    filter: z.object({
      since: moment,
      to: moment,
      order_numbers: z.array(z.string()).max(100).default([]),
      order_id: bigId.optional(),
      statuses: z.array(z.string()).default([]),
    }),
  }),
  ({ shop }, { filter, ...body }) => {
    if (filter.to - filter.since > 366 * 86_400_000) throw badRequest('PERIOD_IS_TOO_LONG')
    const found = sortedPostings(shop, (posting) => posting.scheme !== 'FBO', body.sort_dir).filter(
      (posting) =>
        posting.paidAt >= filter.since &&
        posting.paidAt <= filter.to &&
        includes(filter.order_numbers, posting.orderNumber) &&
        includes(filter.statuses, statusOf(posting.state)) &&
        (filter.order_id === undefined || filter.order_id === posting.orderId),
    )
    const { page, cursor, hasNext } = pageAfter(found, (one) => one.postingNumber, body.cursor, body.limit)
    return { postings: page.map(fbsListItem), cursor, has_next: hasNext }
  },
)

export const fbsGet = method(onePosting, ({ shop }, body) => {
  const posting = findPosting(shop, body.posting_number, (scheme) => scheme !== 'FBO')
  return {
    result: {
      ...fbsHead(posting),
      ...(posting.deliveredAt === undefined ? {} : { fact_delivery_date: iso(posting.deliveredAt) }),
      delivery_price: '',
      related_postings: { related_posting_numbers: [] },
      products: posting.lines.map((line) => ({
        sku: BigInt(line.sku),
        name: line.name,
        offer_id: line.offerId,
        quantity: line.quantity,
        price: money(line.price),
        currency_code: 'RUB',
        mandatory_mark: [],
      })),
    },
  }
})

function fbsListItem(posting: Posting) {
  return {
    ...fbsHead(posting),
    delivery_schema: posting.scheme === 'rFBS' ? 'RFBS' : 'FBS',
    products: posting.lines.map((line) => ({
      sku: BigInt(line.sku),
      name: line.name,
      offer_id: line.offerId,
      quantity: line.quantity,
      price: { amount: money(line.price), currency: 'RUB' },
      product_color: '',
      imei: [],
    })),
  }
}

function fbsHead(posting: Posting) {
  const isSellersDelivery = posting.scheme === 'rFBS'
  return {
    posting_number: posting.postingNumber,
    order_number: posting.orderNumber,
    order_id: posting.orderId,
    parent_posting_number: '',
    status: statusOf(posting.state),
    substatus: `posting_${posting.state}`,
    in_process_at: iso(posting.paidAt),
    shipment_date: iso(posting.cutoffAt),
    ...(posting.deliveringAt === undefined ? {} : { delivering_date: iso(posting.deliveringAt) }),
    tpl_integration_type: isSellersDelivery ? 'non_integrated' : 'ozon',
    tracking_number: posting.deliveringAt === undefined ? '' : `TRK${posting.orderId}`,
    is_express: false,
    is_multibox: false,
    multi_box_qty: 0,
    delivery_method: {
      id: 23_000_001n,
      name: isSellersDelivery ? 'Доставка продавца' : 'Доставка Ozon самостоятельно',
      tpl_provider: isSellersDelivery ? 'Продавец' : 'Доставка Ozon',
      tpl_provider_id: isSellersDelivery ? 0 : 24,
      warehouse: 'Основной склад',
      warehouse_id: SELLER_WAREHOUSE,
    },
    analytics_data: {
      region: 'Москва',
      city: 'Москва',
      delivery_type: 'PVZ',
      is_premium: false,
      is_legal: false,
      payment_type_group_name: 'Карты оплаты',
      tpl_provider: isSellersDelivery ? 'Продавец' : 'Доставка Ozon',
      warehouse: 'Основной склад',
      warehouse_id: SELLER_WAREHOUSE,
      delivery_date_begin: iso(posting.deliveryFrom),
      delivery_date_end: iso(posting.deliveryTo),
      client_delivery_date_begin: iso(posting.deliveryFrom),
      client_delivery_date_end: iso(posting.deliveryTo),
    },
    cancellation: {
      affect_cancellation_rating: false,
      cancel_reason: posting.state === 'cancelled' ? 'Покупатель отменил заказ' : '',
      cancel_reason_id: posting.state === 'cancelled' ? 352 : 0,
      cancellation_initiator: posting.state === 'cancelled' ? 'Клиент' : '',
      cancellation_type: posting.state === 'cancelled' ? 'client' : '',
      cancelled_after_ship: posting.deliveringAt !== undefined && posting.state === 'cancelled',
    },
    available_actions: [],
  }
}
