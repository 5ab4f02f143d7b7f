import { z } from 'zod'
import { badRequest, unknownThing } from '../api-error.ts'
import { OZON_WAREHOUSE, SELLER_WAREHOUSE } from '../pushes/order-pushes.ts'
import { hash } from '../random.ts'
import { pageAfter } from './cursor.ts'
import { type Call, idList, iso, method } from './method.ts'
import { findProducts, money, type Product, pageLimit, productFilter, singleProduct } from './product-find.ts'

export const productList = method(
  z.object({ filter: productFilter, last_id: z.string().optional(), limit: pageLimit(1000, 100) }),
  ({ world, shop, path }, body) => {
    const isRefused =
      body.last_id && world.faults.draw('cursorRefused', { clientId: shop.clientId, method: path })
    if (isRefused) throw badRequest('Request validation error: invalid cursor')
    const found = findProducts(shop, body.filter)
    const { page, cursor } = pageAfter(found, (product) => product.productId, body.last_id, body.limit)
    return {
      result: {
        items: page.map((product) => ({
          archived: product.archived ?? false,
          has_fbo_stocks: product.stock.fbo > 0,
          has_fbs_stocks: product.stock.fbs > 0,
          is_discounted: false,
          offer_id: product.offerId,
          product_id: BigInt(product.productId),
          sku: BigInt(product.sku),
          quants: [],
        })),
        last_id: cursor,
        total_items: found.length,
      },
    }
  },
)

export const productInfoList = method(
  z.object({
    offer_id: z.array(z.string()).max(1000).default([]),
    product_id: idList(1000),
    sku: idList(1000),
  }),
  (call, body) => {
    if (body.offer_id.length + body.product_id.length + body.sku.length === 0) {
      throw badRequest('use either offer_id or product_id or sku')
    }
    const found = findProducts(call.shop, { ...body, skus: [], visibility: 'ANY' })
    return { items: found.map((product) => describe(call, product)) }
  },
)

export const productStocks = method(
  z.object({ filter: productFilter, cursor: z.string().optional(), limit: pageLimit(1000, 100) }),
  ({ shop }, body) => {
    const found = findProducts(shop, body.filter)
    const { page, cursor } = pageAfter(found, (product) => product.productId, body.cursor, body.limit)
    return {
      cursor,
      items: page.map((product) => ({
        offer_id: product.offerId,
        product_id: BigInt(product.productId),
        stocks: [
          stockLine(product, 'fbo', product.stock.fbo, OZON_WAREHOUSE),
          stockLine(product, 'fbs', product.stock.fbs, SELLER_WAREHOUSE),
        ],
      })),
      total_items: found.length,
    }
  },
)

export const productPrices = method(
  z.object({ filter: productFilter, cursor: z.string().optional(), limit: pageLimit(1000, 100) }),
  ({ shop }, body) => {
    const found = findProducts(shop, body.filter)
    const { page, cursor } = pageAfter(found, (product) => product.productId, body.cursor, body.limit)
    return {
      cursor,
      items: page.map((product) => ({
        offer_id: product.offerId,
        product_id: BigInt(product.productId),
        price: {
          auto_action_enabled: false,
          currency_code: 'RUB',
          marketing_seller_price: product.price,
          min_price: 0,
          old_price: product.oldPrice ?? 0,
          price: product.price,
          vat: 0.2,
        },
        marketing_actions: { actions: [], ozon_actions_exist: false },
        volume_weight: 0.5,
      })),
      total_items: found.length,
    }
  },
)

export const productDescription = method(singleProduct, ({ shop }, body) => {
  const [product] = findProducts(shop, {
    offer_id: body.offer_id === undefined ? [] : [body.offer_id],
    product_id: body.product_id === undefined ? [] : [body.product_id],
    sku: [],
    skus: [],
    visibility: 'ANY',
  })
  if (!product || (body.offer_id === undefined && body.product_id === undefined)) {
    throw unknownThing('product not found')
  }
  return {
    result: {
      id: BigInt(product.productId),
      offer_id: product.offerId,
      name: product.name.ru,
      description: asHtml(product.description?.ru ?? ''),
    },
  }
})

function describe({ world, baseUrl }: Call, product: Product) {
  const createdAt = iso(world.now() - 90 * 86_400_000)
  const isAvailable = product.stock.fbo + product.stock.fbs > 0
  return {
    id: BigInt(product.productId),
    sku: BigInt(product.sku),
    offer_id: product.offerId,
    name: product.name.ru,
    barcodes: [],
    images: [],
    primary_image: [`${baseUrl}/pictures/${product.sku}`],
    color_image: [],
    description_category_id: categoryId(product),
    type_id: categoryId(product) + 1,
    currency_code: 'RUB',
    price: money(product.price),
    old_price: money(product.oldPrice ?? 0),
    min_price: '',
    vat: '0.20',
    created_at: createdAt,
    updated_at: createdAt,
    is_archived: product.archived ?? false,
    is_autoarchived: false,
    is_discounted: false,
    is_kgt: false,
    errors: [],
    sources: [
      {
        sku: BigInt(product.sku),
        source: 'fbo',
        created_at: createdAt,
        quant_code: '',
        shipment_type: 'SHIPMENT_TYPE_GENERAL',
      },
      {
        sku: BigInt(product.sku),
        source: 'fbs',
        created_at: createdAt,
        quant_code: '',
        shipment_type: 'SHIPMENT_TYPE_GENERAL',
      },
    ],
    statuses: {
      is_created: true,
      moderate_status: 'approved',
      status: 'price_sent',
      status_name: isAvailable ? 'Продается' : 'Готов к продаже',
      status_description: '',
      status_failed: '',
      status_tooltip: '',
      status_updated_at: createdAt,
      validation_status: 'success',
    },
    stocks: {
      has_stock: isAvailable,
      stocks: [
        { present: product.stock.fbo, reserved: 0, sku: BigInt(product.sku), source: 'fbo' },
        { present: product.stock.fbs, reserved: 0, sku: BigInt(product.sku), source: 'fbs' },
      ],
    },
    visibility_details: { has_price: true, has_stock: isAvailable },
    volume_weight: 0.5,
  }
}

function stockLine(product: Product, type: string, present: number, warehouse: bigint) {
  return {
    present,
    reserved: 0,
    shipment_type: 'SHIPMENT_TYPE_GENERAL',
    sku: BigInt(product.sku),
    type,
    warehouse_ids: present > 0 ? [warehouse] : [],
  }
}

export function categoryId(product: Product): number {
  return 17_000_000 + ((hash(product.category?.ru ?? 'Разное') >>> 0) % 1_000_000)
}

function asHtml(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return escaped === '' ? '' : `<p>${escaped.replaceAll('\n', '<br/>')}</p>`
}
