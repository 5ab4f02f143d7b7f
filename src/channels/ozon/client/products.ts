import { z } from 'zod'
import { RawInteger } from '../../../shared/lossless-json.ts'
import { ozonCount, ozonId, ozonIdOrNone, ozonList, ozonText, ozonTextOrNone } from '../schemas.ts'
import { type CallOptions, type OzonClient, ozonMethod } from './method.ts'

type Filter = {
  offer_id?: string[]
  product_id?: string[]
  sku?: string[]
  skus?: string[]
  visibility?: 'ALL' | 'VISIBLE' | 'ARCHIVED'
}

const listedProduct = z
  .looseObject({ product_id: ozonId, offer_id: ozonText, sku: ozonIdOrNone, archived: z.boolean().nullish() })
  .transform((wire) => ({
    productId: wire.product_id,
    offerId: wire.offer_id,
    sku: wire.sku,
    isArchived: wire.archived ?? false,
  }))

export const productListMethod = ozonMethod<{ filter: Filter; limit: number; last_id?: string }>()(
  '/v3/product/list',
  { repeat: 'harmless' },
  z
    .looseObject({
      result: z.looseObject({
        items: ozonList(listedProduct),
        last_id: ozonTextOrNone,
        total_items: ozonCount,
        // Goes away on 2026-11-23 in favour of total_items.
        total: ozonCount,
      }),
    })
    .transform(({ result }) => ({
      products: result.items,
      lastId: result.last_id,
      total: result.total_items ?? result.total,
    })),
)

const attribute = z
  .looseObject({ id: ozonId, values: ozonList(z.looseObject({ value: ozonTextOrNone })) })
  .transform((wire) => ({
    /** The names of attributes are kept per category elsewhere; here is only the number. */
    attributeId: wire.id,
    values: wire.values.map(({ value }) => value).filter((value) => value !== undefined),
  }))

const productAttributes = z
  .looseObject({
    id: ozonId,
    offer_id: ozonText,
    sku: ozonIdOrNone,
    name: ozonTextOrNone,
    attributes: ozonList(attribute),
    height: ozonCount,
    width: ozonCount,
    depth: ozonCount,
    dimension_unit: ozonTextOrNone,
    weight: ozonCount,
    weight_unit: ozonTextOrNone,
  })
  .transform((wire) => ({
    productId: wire.id,
    offerId: wire.offer_id,
    sku: wire.sku,
    name: wire.name,
    attributes: wire.attributes,
    /** Of the packed article. */
    size: { height: wire.height, width: wire.width, depth: wire.depth, unit: wire.dimension_unit },
    weight: { value: wire.weight, unit: wire.weight_unit },
  }))

export type ProductAttributes = z.infer<typeof productAttributes>

export const productAttributesMethod = ozonMethod<{ filter: Filter; limit: number; last_id?: string }>()(
  '/v4/product/info/attributes',
  { repeat: 'harmless' },
  z
    .looseObject({
      result: ozonList(productAttributes),
      last_id: ozonTextOrNone,
      total_items: ozonCount,
      total: ozonCount,
    })
    .transform((wire) => ({
      products: wire.result,
      lastId: wire.last_id,
      total: wire.total_items ?? wire.total,
    })),
)

export const productDescriptionMethod = ozonMethod<{ offer_id: string } | { product_id: RawInteger }>()(
  '/v1/product/info/description',
  { repeat: 'harmless' },
  z
    .looseObject({
      result: z.looseObject({
        id: ozonId,
        offer_id: ozonText,
        name: ozonTextOrNone,
        description: ozonTextOrNone,
      }),
    })
    .transform(({ result }) => ({
      productId: result.id,
      offerId: result.offer_id,
      name: result.name,
      /** HTML, as the shop wrote it. */
      descriptionHtml: result.description ?? '',
    })),
)

type ListProducts = { visibility?: 'ALL' | 'VISIBLE' | 'ARCHIVED'; limit?: number; lastId?: string }

/** One page of the catalogue; go on with `lastId` until it is empty or a page is. */
export function listProducts(client: OzonClient, input: ListProducts = {}, options?: CallOptions) {
  const { visibility = 'ALL', limit = 1000, lastId } = input
  const page = lastId ? { last_id: lastId } : {}
  return client.call(productListMethod, { filter: { visibility }, limit, ...page }, options)
}

type ReadAttributes = {
  skus?: string[]
  offerIds?: string[]
  productIds?: string[]
  limit?: number
  lastId?: string
}

/** Without keys it pages through the whole catalogue. */
export function readProductAttributes(client: OzonClient, input: ReadAttributes, options?: CallOptions) {
  const filter: Filter = { visibility: 'ALL' }
  if (input.skus?.length) filter.sku = input.skus
  if (input.offerIds?.length) filter.offer_id = input.offerIds
  if (input.productIds?.length) filter.product_id = input.productIds
  const page = input.lastId ? { last_id: input.lastId } : {}
  return client.call(productAttributesMethod, { filter, limit: input.limit ?? 1000, ...page }, options)
}

export function readProductDescription(
  client: OzonClient,
  key: { offerId: string } | { productId: string },
  options?: CallOptions,
) {
  const request = 'offerId' in key ? { offer_id: key.offerId } : { product_id: new RawInteger(key.productId) }
  return client.call(productDescriptionMethod, request, options)
}
