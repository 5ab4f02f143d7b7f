import { shopOf } from './orders.ts'
import { SELLER_WAREHOUSE } from './pushes/order-pushes.ts'
import { sellerIdFor } from './pushes/seller-id.ts'
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
  world.pushes.emit(clientId, 'TYPE_CREATE_OR_UPDATE_ITEM', {
    message_type: 'TYPE_CREATE_OR_UPDATE_ITEM',
    seller_id: sellerIdFor(world, clientId),
    offer_id: product.offerId,
    product_id: BigInt(product.productId),
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
