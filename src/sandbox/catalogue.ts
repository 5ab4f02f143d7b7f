import { shopOf } from './orders.ts'
import { SELLER_WAREHOUSE } from './pushes/order-pushes.ts'
import { sellerIdFor } from './pushes/seller-id.ts'
import type { ProductSeed } from './types.ts'
import type { World } from './world.ts'

export type StockChange = { fbo?: number | undefined; fbs?: number | undefined }

export function setStock(world: World, clientId: string, sku: string, change: StockChange): void {
  const product = productOf(world, clientId, sku)
  const before = product.stock
  product.stock = { fbo: change.fbo ?? before.fbo, fbs: change.fbs ?? before.fbs }
  const updatedAt = new Date(world.now()).toISOString()
  if (product.stock.fbs !== before.fbs) {
    world.pushes.emit(clientId, 'TYPE_STOCKS_CHANGED', {
      message_type: 'TYPE_STOCKS_CHANGED',
      seller_id: sellerIdFor(world, clientId),
      items: [
        {
          product_id: BigInt(product.productId),
          sku: BigInt(sku),
          updated_at: updatedAt,
          stocks: [{ warehouse_id: SELLER_WAREHOUSE, present: product.stock.fbs, reserved: 0 }],
        },
      ],
    })
  }
  if (product.stock.fbo !== before.fbo) {
    world.pushes.emit(clientId, 'TYPE_FBO_STOCKS_CHANGED', {
      message_type: 'TYPE_FBO_STOCKS_CHANGED',
      sku: BigInt(sku),
      stocks: {
        new_present: product.stock.fbo,
        new_reserved: 0,
        old_present: before.fbo,
        old_reserved: 0,
      },
      updated_at: updatedAt,
      seller_id: sellerIdFor(world, clientId),
    })
  }
  world.events.emit({ kind: 'product', sku })
}

export function setPrice(
  world: World,
  clientId: string,
  sku: string,
  price: number,
  oldPrice?: number,
): void {
  const product = productOf(world, clientId, sku)
  product.price = price
  product.oldPrice = oldPrice
  tellChange(world, clientId, product)
}

/** A new product, or another card in the place of the one with this SKU. */
export function putProduct(world: World, clientId: string, seed: ProductSeed): void {
  const { products } = shopOf(world, clientId)
  const stock = seed.stock ?? products.get(seed.sku)?.stock ?? { fbo: 10, fbs: 10 }
  const product = { ...seed, stock }
  products.set(seed.sku, product)
  tellChange(world, clientId, product)
}

/** Into the archive or back: the card changes, the list leaves it out. */
export function archiveProduct(world: World, clientId: string, sku: string, isArchived: boolean): void {
  const product = productOf(world, clientId, sku)
  product.archived = isArchived
  tellChange(world, clientId, product)
}

/** Gone for good; the marketplace tells nobody. */
export function removeProduct(world: World, clientId: string, sku: string): void {
  shopOf(world, clientId).products.delete(productOf(world, clientId, sku).sku)
  world.events.emit({ kind: 'product', sku })
}

function tellChange(world: World, clientId: string, { sku, offerId, productId }: ProductSeed): void {
  world.pushes.emit(clientId, 'TYPE_CREATE_OR_UPDATE_ITEM', {
    message_type: 'TYPE_CREATE_OR_UPDATE_ITEM',
    seller_id: sellerIdFor(world, clientId),
    offer_id: offerId,
    product_id: BigInt(productId),
    is_error: false,
    changed_at: new Date(world.now()).toISOString(),
  })
  world.events.emit({ kind: 'product', sku })
}

function productOf(world: World, clientId: string, sku: string) {
  const product = shopOf(world, clientId).products.get(sku)
  if (!product) throw new Error(`The sandbox has no product ${sku}`)
  return product
}
