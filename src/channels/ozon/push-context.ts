import { z } from 'zod'
import type { ProductRef } from '../catalogue-reader.ts'
import { parseBody, sellerBody } from './push-body.ts'
import { contextEventId } from './push-event-id.ts'
import type { PushGroup } from './push-types.ts'
import { ozonId, ozonIdOrNone, ozonList, ozonTextOrNone, ozonTimeOrNone } from './schemas.ts'

export type ContextPush = {
  kind: 'context'
  messageType: string
  group: PushGroup
  eventId: string
  sellerId?: string | undefined
  postingNumber?: string | undefined
  orderNumber?: string | undefined
  orderId?: string | undefined
  newState?: string | undefined
  occurredAt?: Date | undefined
  skus: string[]
  productIds: string[]
  /** The products it names, each by the best of its ids. */
  products: ProductRef[]
}

/** Reads a push about a posting, an order or goods: what a later question may be about. */
export function parseContextPush(group: PushGroup, messageType: string, body: unknown): ContextPush {
  const aboutPosting = group === 'posting' || group === 'fbo_posting'
  const parsed = parseBody(aboutPosting ? postingBody : contextBody, body, messageType)
  const named = [parsed, ...parsed.products, ...parsed.items]
  return {
    kind: 'context',
    messageType,
    group,
    eventId: contextEventId({
      messageType,
      uuid: parsed.uuid,
      postingNumber: parsed.posting_number,
      newState: parsed.new_state,
      changedStateDate: parsed.changed_state_date,
      body,
    }),
    sellerId: parsed.seller_id,
    postingNumber: parsed.posting_number,
    orderNumber: parsed.order_number,
    orderId: parsed.order_id,
    newState: parsed.new_state,
    occurredAt: occurredAt(parsed),
    skus: distinct(named.map((item) => item.sku)),
    productIds: distinct(named.map((item) => item.product_id)),
    products: named.flatMap((item) => productRef(item) ?? []),
  }
}

const goods = ozonList(
  z.looseObject({ sku: ozonIdOrNone, product_id: ozonIdOrNone, offer_id: ozonTextOrNone }),
).catch([])
const contextBody = sellerBody.extend({
  uuid: ozonIdOrNone,
  posting_number: ozonIdOrNone,
  order_number: ozonIdOrNone,
  order_id: ozonIdOrNone,
  new_state: ozonTextOrNone,
  changed_state_date: ozonTimeOrNone,
  updated_at: ozonTimeOrNone,
  changed_at: ozonTimeOrNone,
  cancel_date: ozonTimeOrNone,
  cancelled_at: ozonTimeOrNone,
  created_at: ozonTimeOrNone,
  creation_date: ozonTimeOrNone,
  sku: ozonIdOrNone,
  product_id: ozonIdOrNone,
  offer_id: ozonTextOrNone.catch(undefined),
  products: goods,
  items: goods,
})
const postingBody = contextBody.extend({ posting_number: ozonId })

function occurredAt(body: z.infer<typeof contextBody>): Date | undefined {
  const changed = body.changed_state_date ?? body.updated_at ?? body.changed_at
  return changed ?? body.cancel_date ?? body.cancelled_at ?? body.created_at ?? body.creation_date
}

type Named = { sku?: string | undefined; product_id?: string | undefined; offer_id?: string | undefined }

function productRef({ sku, product_id: productId, offer_id: offerId }: Named): ProductRef | undefined {
  if (productId) return { idKind: 'product_id', value: productId }
  if (sku) return { idKind: 'sku', value: sku }
  return offerId ? { idKind: 'offer_id', value: offerId } : undefined
}

function distinct(ids: (string | undefined)[]): string[] {
  return [...new Set(ids.filter((id) => id !== undefined))]
}
