import { z } from 'zod'
import {
  ozonAmount,
  ozonCount,
  ozonId,
  ozonIdOrNone,
  ozonList,
  ozonTextOrNone,
  ozonTimeOrNone,
} from '../schemas.ts'

const item = z
  .looseObject({
    sku: ozonIdOrNone,
    offer_id: ozonTextOrNone,
    name: ozonTextOrNone,
    quantity: ozonCount,
    price: ozonAmount,
  })
  .transform((wire) => ({
    sku: wire.sku,
    offerId: wire.offer_id,
    name: wire.name,
    quantity: wire.quantity ?? 1,
    price: wire.price,
  }))

const delivery = z.looseObject({
  client_delivery_date_begin: ozonTimeOrNone,
  client_delivery_date_end: ozonTimeOrNone,
  delivery_date_begin: ozonTimeOrNone,
  delivery_date_end: ozonTimeOrNone,
  delivery_type: ozonTextOrNone,
})

const method = z.looseObject({ name: ozonTextOrNone, tpl_provider: ozonTextOrNone })

const cancellation = z.looseObject({ cancel_reason: ozonTextOrNone, cancellation_initiator: ozonTextOrNone })

const wirePosting = z.looseObject({
  posting_number: ozonId,
  order_id: ozonIdOrNone,
  order_number: ozonTextOrNone,
  status: ozonTextOrNone,
  substatus: ozonTextOrNone,
  created_at: ozonTimeOrNone,
  in_process_at: ozonTimeOrNone,
  shipment_date: ozonTimeOrNone,
  delivering_date: ozonTimeOrNone,
  fact_delivery_date: ozonTimeOrNone,
  tracking_number: ozonTextOrNone,
  tpl_integration_type: ozonTextOrNone,
  delivery_schema: ozonTextOrNone,
  products: ozonList(item),
  analytics_data: delivery.nullish(),
  delivery_method: method.nullish(),
  cancellation: cancellation.nullish(),
})

/** One shape for both warehouses. Names, phones and addresses of buyers are not taken over. */
export const fbsPosting = wirePosting.transform((wire) => toPosting(wire, sellerScheme(wire)))
export const fboPosting = wirePosting.transform((wire) => toPosting(wire, 'FBO'))

export type PostingScheme = 'FBO' | 'FBS' | 'rFBS'

export type Posting = ReturnType<typeof toPosting>

function toPosting(wire: z.infer<typeof wirePosting>, scheme: PostingScheme) {
  const { analytics_data: dates, delivery_method: by, cancellation: cancelled } = wire
  return {
    scheme,
    postingNumber: wire.posting_number,
    orderId: wire.order_id,
    orderNumber: wire.order_number,
    /** As Ozon writes it: `awaiting_packaging`, `delivering`, `delivered`, `cancelled` … */
    status: wire.status ?? 'unknown',
    substatus: wire.substatus,
    createdAt: wire.created_at,
    /** Paid and taken into work. */
    inProcessAt: wire.in_process_at,
    shipmentDate: wire.shipment_date,
    deliveringSince: wire.delivering_date,
    deliveredAt: wire.fact_delivery_date,
    /** What the buyer was promised. */
    deliveryFrom: dates?.client_delivery_date_begin ?? dates?.delivery_date_begin,
    deliveryTo: dates?.client_delivery_date_end ?? dates?.delivery_date_end,
    deliveryType: dates?.delivery_type,
    deliveryMethod: by?.name,
    carrier: by?.tpl_provider,
    trackingNumber: wire.tracking_number,
    cancelReason: cancelled?.cancel_reason,
    cancelledBy: cancelled?.cancellation_initiator,
    items: wire.products,
  }
}

/** Ozon carries an FBS parcel; with anyone else it is rFBS. The older method says so only by its kind of carrier. */
function sellerScheme(wire: z.infer<typeof wirePosting>): PostingScheme {
  if (wire.delivery_schema) return /rfbs/i.test(wire.delivery_schema) ? 'rFBS' : 'FBS'
  const carrier = wire.tpl_integration_type?.toLowerCase() ?? 'ozon'
  return carrier === 'ozon' || carrier.startsWith('hybr') ? 'FBS' : 'rFBS'
}
