import { z } from 'zod'
import {
  ozonAmount,
  ozonCount,
  ozonEnum,
  ozonId,
  ozonIdOrNone,
  ozonList,
  ozonText,
  ozonTextOrNone,
} from '../schemas.ts'
import { type CallOptions, type OzonClient, ozonMethod } from './method.ts'

type PageRequest = {
  filter: { offer_id?: string[]; product_id?: string[]; visibility: 'ALL' }
  limit: number
  cursor?: string
}

const stockOfProduct = z
  .looseObject({
    product_id: ozonId,
    offer_id: ozonText,
    stocks: ozonList(
      z.looseObject({
        sku: ozonIdOrNone,
        type: ozonTextOrNone,
        shipment_type: ozonEnum,
        present: ozonCount,
        reserved: ozonCount,
      }),
    ),
  })
  .transform((wire) => ({
    productId: wire.product_id,
    offerId: wire.offer_id,
    stocks: wire.stocks.map(({ sku, type, shipment_type, present, reserved }) => ({
      sku,
      /** `fbo`, `fbs`, `rfbs` … */
      type: type?.toLowerCase(),
      shipmentType: shipment_type,
      present: present ?? 0,
      reserved: reserved ?? 0,
    })),
  }))

export type ProductStock = z.infer<typeof stockOfProduct>

export const productStocksMethod = ozonMethod<PageRequest>()(
  '/v4/product/info/stocks',
  { repeat: 'harmless' },
  z
    .looseObject({
      items: ozonList(stockOfProduct),
      cursor: ozonTextOrNone,
      total_items: ozonCount,
      total: ozonCount,
    })
    .transform((wire) => ({ items: wire.items, cursor: wire.cursor, total: wire.total_items ?? wire.total })),
)

const priceOfProduct = z
  .looseObject({
    product_id: ozonId,
    offer_id: ozonText,
    price: z.looseObject({
      price: ozonAmount,
      old_price: ozonAmount,
      marketing_seller_price: ozonAmount,
      min_price: ozonAmount,
      currency_code: ozonTextOrNone,
    }),
  })
  .transform(({ price, ...wire }) => ({
    productId: wire.product_id,
    offerId: wire.offer_id,
    price: price.price,
    /** Crossed out on the card; "0" when there is none. */
    oldPrice: price.old_price,
    /** With the shop's own promotions. */
    promotionPrice: price.marketing_seller_price,
    minPrice: price.min_price,
    currency: price.currency_code,
  }))

export type ProductPrice = z.infer<typeof priceOfProduct>

export const productPricesMethod = ozonMethod<PageRequest>()(
  '/v5/product/info/prices',
  { repeat: 'harmless' },
  z
    .looseObject({
      items: ozonList(priceOfProduct),
      cursor: ozonTextOrNone,
      total_items: ozonCount,
      total: ozonCount,
    })
    .transform((wire) => ({ items: wire.items, cursor: wire.cursor, total: wire.total_items ?? wire.total })),
)

type Page = { offerIds?: string[]; productIds?: string[]; limit?: number; cursor?: string }

/** One page; without keys of the whole catalogue. SKUs are no key here: find the product id first. */
export function readProductStocks(client: OzonClient, page: Page, options?: CallOptions) {
  return client.call(productStocksMethod, pageRequest(page), options)
}

/** One page; without keys of the whole catalogue. */
export function readProductPrices(client: OzonClient, page: Page, options?: CallOptions) {
  return client.call(productPricesMethod, pageRequest(page), options)
}

function pageRequest({ offerIds, productIds, limit = 1000, cursor }: Page): PageRequest {
  const filter: PageRequest['filter'] = { visibility: 'ALL' }
  if (offerIds?.length) filter.offer_id = offerIds
  if (productIds?.length) filter.product_id = productIds
  return { filter, limit, ...(cursor ? { cursor } : {}) }
}
