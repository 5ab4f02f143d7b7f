import { z } from 'zod'
import {
  ozonAmount,
  ozonCount,
  ozonId,
  ozonIdOrNone,
  ozonList,
  ozonText,
  ozonTextOrNone,
  ozonTimeOrNone,
} from '../schemas.ts'
import { type CallOptions, type OzonClient, ozonMethod } from './method.ts'

const withSku = z.looseObject({ sku: ozonIdOrNone })

const productInfo = z
  .looseObject({
    id: ozonId,
    offer_id: ozonText,
    sku: ozonIdOrNone,
    name: ozonTextOrNone,
    price: ozonAmount,
    old_price: ozonAmount,
    currency_code: ozonTextOrNone,
    images: ozonList(ozonText),
    primary_image: ozonList(ozonText),
    is_archived: z.boolean().nullish(),
    description_category_id: ozonIdOrNone,
    type_id: ozonIdOrNone,
    updated_at: ozonTimeOrNone,
    statuses: z.looseObject({ status_name: ozonTextOrNone }).nullish(),
    sources: ozonList(withSku),
    stocks: z
      .looseObject({
        stocks: ozonList(withSku.extend({ source: ozonTextOrNone, present: ozonCount, reserved: ozonCount })),
      })
      .nullish(),
  })
  .transform((wire) => {
    const stocks = wire.stocks?.stocks ?? []
    const skus = [wire.sku, ...wire.sources.map(({ sku }) => sku), ...stocks.map(({ sku }) => sku)]
    return {
      productId: wire.id,
      offerId: wire.offer_id,
      sku: wire.sku,
      /** Every SKU under which buyers may know the product: FBO and FBS could have one each. */
      skus: [...new Set(skus.filter((sku) => sku !== undefined))],
      name: wire.name,
      price: wire.price,
      oldPrice: wire.old_price,
      currency: wire.currency_code,
      images: [...new Set([...wire.primary_image, ...wire.images])],
      isArchived: wire.is_archived ?? false,
      descriptionCategoryId: wire.description_category_id,
      typeId: wire.type_id,
      statusName: wire.statuses?.status_name,
      updatedAt: wire.updated_at,
      stocks: stocks.map(({ sku, source, present, reserved }) => ({
        sku,
        /** `fbo`, `fbs` … */
        source,
        present: present ?? 0,
        reserved: reserved ?? 0,
      })),
    }
  })

export type ProductInfo = z.infer<typeof productInfo>

type ProductInfoRequest = { sku?: string[]; offer_id?: string[]; product_id?: string[] }

export const productInfoMethod = ozonMethod<ProductInfoRequest>()(
  '/v3/product/info/list',
  { repeat: 'harmless' },
  z.looseObject({ items: ozonList(productInfo) }).transform((wire) => ({ products: wire.items })),
)

export type ProductKeys = { skus?: string[]; offerIds?: string[]; productIds?: string[] }

/** Cards of the named products, at most 1000 keys of all kinds together. */
export function readProductInfo(client: OzonClient, keys: ProductKeys, options?: CallOptions) {
  const request: ProductInfoRequest = {}
  if (keys.skus?.length) request.sku = keys.skus
  if (keys.offerIds?.length) request.offer_id = keys.offerIds
  if (keys.productIds?.length) request.product_id = keys.productIds
  return client.call(productInfoMethod, request, options)
}
