import { z } from 'zod'
import { RawInteger } from '../../../shared/lossless-json.ts'
import { ozonCount, ozonId, ozonIdOrNone, ozonList, ozonTextOrNone, ozonTimeOrNone } from '../schemas.ts'
import { type CallOptions, type OzonClient, ozonMethod } from './method.ts'

const product = z.looseObject({
  sku: ozonIdOrNone,
  offer_id: ozonTextOrNone,
  name: ozonTextOrNone,
  quantity: ozonCount,
})

const parcelReturn = z
  .looseObject({
    id: ozonId,
    posting_number: ozonTextOrNone,
    order_id: ozonIdOrNone,
    order_number: ozonTextOrNone,
    type: ozonTextOrNone,
    schema: ozonTextOrNone,
    return_reason_name: ozonTextOrNone,
    product: product.nullish(),
    visual: z
      .looseObject({
        status: z.looseObject({ display_name: ozonTextOrNone, sys_name: ozonTextOrNone }).nullish(),
        change_moment: ozonTimeOrNone,
      })
      .nullish(),
    logistic: z.looseObject({ return_date: ozonTimeOrNone, final_moment: ozonTimeOrNone }).nullish(),
  })
  .transform((wire) => ({
    returnId: wire.id,
    postingNumber: wire.posting_number,
    orderId: wire.order_id,
    orderNumber: wire.order_number,
    /** `ClientReturn`, `Cancellation`, `PartialReturn` … */
    type: wire.type,
    scheme: wire.schema?.toUpperCase(),
    reason: wire.return_reason_name,
    product: wire.product ? toProduct(wire.product) : undefined,
    /** What Ozon shows, in Russian, and its name for programs. */
    statusName: wire.visual?.status?.display_name,
    status: wire.visual?.status?.sys_name,
    statusChangedAt: wire.visual?.change_moment,
    returnedAt: wire.logistic?.return_date,
    finishedAt: wire.logistic?.final_moment,
  }))

export type ParcelReturn = z.infer<typeof parcelReturn>

type ReturnsRequest = {
  filter: { posting_numbers?: string[]; order_id?: RawInteger }
  limit: number
  last_id?: RawInteger
}

export const returnsListMethod = ozonMethod<ReturnsRequest>()(
  '/v1/returns/list',
  { repeat: 'harmless' },
  z
    .looseObject({ returns: ozonList(parcelReturn), has_next: z.boolean().nullish() })
    .transform((wire) => ({ returns: wire.returns, hasNext: wire.has_next ?? false })),
)

const rfbsReturn = z
  .looseObject({
    return_id: ozonId,
    return_number: ozonTextOrNone,
    posting_number: ozonTextOrNone,
    order_number: ozonTextOrNone,
    created_at: ozonTimeOrNone,
    product: product.nullish(),
    state: z
      .looseObject({
        state: ozonTextOrNone,
        state_name: ozonTextOrNone,
        group_state: ozonTextOrNone,
        money_return_state_name: ozonTextOrNone,
      })
      .nullish(),
  })
  .transform((wire) => ({
    returnId: wire.return_id,
    returnNumber: wire.return_number,
    postingNumber: wire.posting_number,
    orderNumber: wire.order_number,
    createdAt: wire.created_at,
    product: wire.product ? toProduct(wire.product) : undefined,
    status: wire.state?.state,
    statusName: wire.state?.state_name,
    statusGroup: wire.state?.group_state,
    moneyStatusName: wire.state?.money_return_state_name,
  }))

export type RfbsReturn = z.infer<typeof rfbsReturn>

type RfbsReturnsRequest = {
  filter: { posting_number?: string; offer_id?: string }
  limit: number
  last_id?: RawInteger
}

/** The structure says one object, the name of the method says a list: both are read. */
const oneOrMany = z
  .union([z.array(rfbsReturn), z.looseObject({ return_id: ozonIdOrNone })])
  .nullish()
  .transform((value, context) => {
    if (Array.isArray(value)) return value
    if (!value?.return_id) return []
    const single = rfbsReturn.safeParse(value)
    if (single.success) return [single.data]
    context.addIssue({ code: 'custom', message: 'expected a return' })
    return z.NEVER
  })

export const rfbsReturnsListMethod = ozonMethod<RfbsReturnsRequest>()(
  '/v2/returns/rfbs/list',
  { repeat: 'harmless' },
  z.looseObject({ returns: oneOrMany }).transform((wire) => ({ returns: wire.returns })),
)

type ListReturns = { postingNumbers?: string[]; orderId?: string; limit?: number; lastId?: string }

/** Returns of FBO and FBS parcels; go on with the id of the last one while `hasNext`. */
export function listReturns(client: OzonClient, input: ListReturns, options?: CallOptions) {
  const filter: ReturnsRequest['filter'] = {}
  if (input.postingNumbers?.length) filter.posting_numbers = input.postingNumbers
  if (input.orderId !== undefined) filter.order_id = new RawInteger(input.orderId)
  return client.call(returnsListMethod, { filter, ...paging(input, 500) }, options)
}

type ListRfbsReturns = { postingNumber?: string; offerId?: string; limit?: number; lastId?: string }

/** Requests for return of rFBS parcels; go on with the id of the last one until a page is empty. */
export function listRfbsReturns(client: OzonClient, input: ListRfbsReturns, options?: CallOptions) {
  const filter: RfbsReturnsRequest['filter'] = {}
  if (input.postingNumber !== undefined) filter.posting_number = input.postingNumber
  if (input.offerId !== undefined) filter.offer_id = input.offerId
  return client.call(rfbsReturnsListMethod, { filter, ...paging(input, 100) }, options)
}

function paging({ limit, lastId }: { limit?: number; lastId?: string }, atMost: number) {
  return { limit: limit ?? atMost, ...(lastId === undefined ? {} : { last_id: new RawInteger(lastId) }) }
}

function toProduct(wire: z.infer<typeof product>) {
  return { sku: wire.sku, offerId: wire.offer_id, name: wire.name, quantity: wire.quantity ?? 1 }
}
