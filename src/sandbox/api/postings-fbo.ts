import { z } from 'zod'
import { OZON_WAREHOUSE } from '../pushes/order-pushes.ts'
import type { Posting } from '../world.ts'
import { pageAfter } from './cursor.ts'
import { iso, method, moment } from './method.ts'
import { findPosting, includes, listFields, onePosting, sortedPostings, statusOf } from './posting-find.ts'
import { money } from './product-find.ts'

export const fboList = method(
  z.object({
    ...listFields,
    limit: z.int().min(1).max(100).default(100),
    filter: z
      .object({
        since: moment.optional(),
        to: moment.optional(),
        order_numbers: z.array(z.string()).max(1000).default([]),
        posting_numbers: z.array(z.string()).max(1000).default([]),
        statuses: z.array(z.string()).default([]),
      })
      .default({ order_numbers: [], posting_numbers: [], statuses: [] }),
  }),
  ({ shop }, { filter, ...body }) => {
    const found = sortedPostings(shop, (posting) => posting.scheme === 'FBO', body.sort_dir).filter(
      (posting) =>
        posting.orderedAt >= (filter.since ?? 0) &&
        posting.orderedAt <= (filter.to ?? Number.POSITIVE_INFINITY) &&
        includes(filter.order_numbers, posting.orderNumber) &&
        includes(filter.posting_numbers, posting.postingNumber) &&
        includes(filter.statuses, statusOf(posting.state)),
    )
    const { page, cursor, hasNext } = pageAfter(found, (one) => one.postingNumber, body.cursor, body.limit)
    return { postings: page.map(fboListItem), cursor, has_next: hasNext }
  },
)

export const fboGet = method(onePosting, ({ shop }, body) => {
  const posting = findPosting(shop, body.posting_number, (scheme) => scheme === 'FBO')
  return {
    result: {
      ...fboHead(posting),
      ...(posting.deliveredAt === undefined ? {} : { fact_delivery_date: iso(posting.deliveredAt) }),
      products: posting.lines.map((line) => ({
        sku: BigInt(line.sku),
        name: line.name,
        offer_id: line.offerId,
        quantity: line.quantity,
        price: money(line.price),
        currency_code: 'RUB',
        digital_codes: [],
      })),
    },
  }
})

function fboListItem(posting: Posting) {
  return {
    ...fboHead(posting),
    products: posting.lines.map((line) => ({
      sku: BigInt(line.sku),
      name: line.name,
      offer_id: line.offerId,
      quantity: line.quantity,
      price: { amount: money(line.price), currency: 'RUB' },
      digital_codes: [],
    })),
  }
}

function fboHead(posting: Posting) {
  return {
    posting_number: posting.postingNumber,
    order_number: posting.orderNumber,
    order_id: posting.orderId,
    status: statusOf(posting.state),
    substatus: `posting_${posting.state}`,
    created_at: iso(posting.orderedAt),
    in_process_at: iso(posting.paidAt),
    cancel_reason_id: posting.state === 'cancelled' ? 352 : 0,
    analytics_data: {
      city: 'Москва',
      delivery_type: 'PVZ',
      is_premium: false,
      is_legal: false,
      payment_type_group_name: 'Карты оплаты',
      warehouse_id: OZON_WAREHOUSE,
      warehouse_name: 'ХОРУГВИНО_РФЦ',
      client_delivery_date_begin: iso(posting.deliveryFrom),
      client_delivery_date_end: iso(posting.deliveryTo),
    },
    additional_data: [],
  }
}
