import type { Clock } from '../../shared/clock.ts'
import type { ChannelAdapter } from '../channel-adapter.ts'
import type { OzonClient } from './client/method.ts'
import { ORDER_EVENT_TYPES, readOrderEvent } from './read-order-event.ts'
import { readOrders } from './read-orders.ts'
import { readProducts } from './read-products.ts'

/** Orders and products of the shop, the same whatever the channel. */
export const shopContext = (
  client: OzonClient,
  clock: Clock,
): Pick<ChannelAdapter, 'readOrders' | 'readProducts' | 'orderEventTypes' | 'readOrderEvent'> => ({
  readOrders: (orderNumber) => readOrders({ client, clock }, orderNumber),
  readProducts: (skus, part) => readProducts(client, skus, part),
  orderEventTypes: ORDER_EVENT_TYPES,
  readOrderEvent,
})
