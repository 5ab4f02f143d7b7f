import type { Clock } from '../../shared/clock.ts'
import { AppError } from '../../shared/errors.ts'
import type { OrderReturn, OrderSnapshot } from '../channel-adapter.ts'
import type { CallOptions, OzonClient } from './client/method.ts'
import type { Posting } from './client/posting-schema.ts'
import { listFboPostings, listFbsPostings, readFboPosting, readFbsPosting } from './client/postings.ts'
import { listReturns, listRfbsReturns } from './client/returns.ts'

const DAY_MS = 86_400_000
/** The FBS list takes a period of at most a year. */
const PERIOD_MS = 364 * DAY_MS
/** A buyer may ask about a warranty of three years. */
const PERIODS = 3
/** For all calls together: a draft waits for this. */
const BUDGET_MS = 12_000
const CALL_TIMEOUT_MS = 6_000

/** Every parcel of an order, whichever warehouse it left. Throws AppError when neither list could tell. */
export async function readOrders(
  { client, clock }: { client: OzonClient; clock: Clock },
  orderNumber: string,
): Promise<OrderSnapshot[]> {
  const options = {
    signal: AbortSignal.timeout(BUDGET_MS),
    timeoutMs: CALL_TIMEOUT_MS,
    maxWaitMs: CALL_TIMEOUT_MS,
  }
  const postings = await findPostings(client, orderNumber, clock.now().getTime(), options)
  return Promise.all(postings.map((posting) => toSnapshot(client, posting, orderNumber, options)))
}

async function findPostings(
  client: OzonClient,
  orderNumber: string,
  now: number,
  options: CallOptions,
): Promise<Posting[]> {
  const [fbo, fbs] = await Promise.allSettled([
    listFboPostings(client, { orderNumbers: [orderNumber] }, options),
    listFbsYear(client, orderNumber, now, options),
  ])
  const found = [...(fbo.status === 'fulfilled' ? fbo.value.postings : []), ...fulfilled(fbs)].filter(
    (posting) => belongsTo(posting, orderNumber),
  )
  if (found.length > 0) return found
  // Only both lists together can say that there is no such order.
  if (fbo.status === 'rejected') throw fbo.reason
  if (fbs.status === 'rejected') throw fbs.reason
  for (let year = 1; year < PERIODS; year++) {
    const older = await listFbsYear(client, orderNumber, now - year * PERIOD_MS, options)
    const matching = older.filter((posting) => belongsTo(posting, orderNumber))
    if (matching.length > 0) return matching
  }
  return []
}

async function listFbsYear(client: OzonClient, orderNumber: string, until: number, options: CallOptions) {
  const period = { since: new Date(until - PERIOD_MS), to: new Date(until + DAY_MS) }
  const page = await listFbsPostings(client, { orderNumbers: [orderNumber], ...period }, options)
  return page.postings
}

const fulfilled = <T>(result: PromiseSettledResult<T[]>): T[] =>
  result.status === 'fulfilled' ? result.value : []

/** Filters of the marketplace are loose, and a parcel's number begins with that of its order. */
function belongsTo(posting: Posting, orderNumber: string): boolean {
  return posting.orderNumber
    ? posting.orderNumber === orderNumber
    : posting.postingNumber.startsWith(`${orderNumber}-`)
}

async function toSnapshot(
  client: OzonClient,
  posting: Posting,
  orderNumber: string,
  options: CallOptions,
): Promise<OrderSnapshot> {
  const [deliveredAt, returns] = await Promise.all([
    deliveryTime(client, posting, options),
    orUndefined(readReturns(client, posting, options)),
  ])
  return {
    postingNumber: posting.postingNumber,
    orderNumber,
    scheme: posting.scheme,
    status: fineStatus(posting),
    products: posting.items.flatMap(({ sku, offerId, name, quantity }) =>
      sku ? [{ sku, offerId, name, quantity }] : [],
    ),
    createdAt: posting.createdAt,
    paidAt: posting.inProcessAt,
    shipmentDate: hasLeft(posting) ? posting.deliveringSince : posting.shipmentDate,
    deliveryFrom: posting.deliveryFrom,
    deliveryUntil: posting.deliveryTo,
    deliveredAt,
    cancelReason: posting.cancelReason,
    trackingNumber: posting.trackingNumber,
    returns,
  }
}

/** The lists do not tell when a parcel was handed over, only its card does. */
async function deliveryTime(client: OzonClient, posting: Posting, options: CallOptions) {
  if (posting.deliveredAt || posting.status !== 'delivered') return posting.deliveredAt
  const read = posting.scheme === 'FBO' ? readFboPosting : readFbsPosting
  const card = await orUndefined(read(client, { postingNumber: posting.postingNumber }, options))
  return card?.deliveredAt
}

async function readReturns(client: OzonClient, posting: Posting, options: CallOptions) {
  const { postingNumber } = posting
  if (posting.scheme === 'rFBS') {
    const { returns } = await listRfbsReturns(client, { postingNumber }, options)
    return returns
      .filter((one) => one.postingNumber === postingNumber)
      .map(
        (one): OrderReturn => ({
          status: one.status ?? one.statusName ?? 'unknown',
          sku: one.product?.sku,
          scheme: 'rFBS',
          changedAt: one.createdAt?.toISOString(),
        }),
      )
  }
  const { returns } = await listReturns(client, { postingNumbers: [postingNumber] }, options)
  return returns
    .filter((one) => one.postingNumber === postingNumber)
    .map(
      (one): OrderReturn => ({
        status: one.status ?? one.statusName ?? 'unknown',
        reason: one.reason,
        sku: one.product?.sku,
        scheme: posting.scheme,
        changedAt: one.statusChangedAt?.toISOString(),
      }),
    )
}

/** Beside the order itself, everything is worth having and nothing is worth failing for. */
async function orUndefined<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}

/** What the road's stages tell more than «delivering»; other stages repeat their status or concern the warehouse. */
const ROAD_STAGES = new Set([
  'on_way_to_city',
  'on_way_to_pickup_point',
  'in_pickup_point',
  'in_courier_service',
  'transferred_to_courier_service',
  'conditionally_delivered',
])

function fineStatus({ status, substatus }: Posting): string {
  const stage = substatus?.replace(/^posting_/, '')
  return status === 'delivering' && stage && ROAD_STAGES.has(stage) ? stage : status
}

const LEFT = new Set(['delivering', 'driver_pickup', 'sent_by_seller', 'client_arbitration', 'delivered'])

const hasLeft = ({ status, deliveringSince }: Posting): boolean =>
  LEFT.has(status) || deliveringSince !== undefined
