import { and, eq } from 'drizzle-orm'
import { conversations } from '../db/schema/conversations.ts'
import type { Evidence, Fact } from '../domain/draft.ts'
import type { ProcedureFact } from '../domain/procedure.ts'
import { replyChannel } from '../domain/reply-channel.ts'
import { describeAlternative } from './describe-alternative.ts'
import { describeOrder } from './describe-order.ts'
import { describeProduct } from './describe-product.ts'
import { describeReturnDeadline } from './describe-return-deadline.ts'
import { describeWarranty } from './describe-warranty.ts'
import type { FactsDeps } from './facts-deps.ts'
import { findAlternative } from './find-alternative.ts'
import { findOrder } from './find-order.ts'
import { findProduct } from './find-product.ts'
import { findWarranty } from './find-warranty.ts'
import { hintAtOrder } from './hint-at-order.ts'
import { orderStatus } from './order-status.ts'
import { refreshProducts } from './refresh-product.ts'
import type { OrderRow, ProductRow } from './rows.ts'

type Input = { shopId: string; conversationId: string; turnText: string }

/**
 * What a draft would need and does not have, by name. `…:stale`: it is there, as of its own time, and could not be
 * looked up now.
 */
type MissingFact = 'order' | 'order:stale' | 'delivered_date' | 'product' | 'stock:stale' | 'price:stale'

export type GatheredFacts = {
  facts: Fact[]
  /** For the agent's eyes only: never given to what writes the text. */
  hints: Evidence[]
  product?: { sku: string; name: string; nameZh?: string | undefined } | undefined
  order?:
    | { orderNumber: string; postingNumbers: string[]; scheme: string; status: string; skus: string[] }
    | undefined
  missing: MissingFact[]
  /** What a procedure may require and the records hold, or these goods do not have; the rest only the buyer can tell. */
  known: ProcedureFact[]
}

/**
 * The facts that hold for a buyer's turn: the order behind the chat, the product it is about, and what follows from
 * both. All of it is computed here, dates in Moscow time. What the marketplace does never fails this.
 */
export async function gatherFacts(deps: FactsDeps, input: Input): Promise<GatheredFacts> {
  const { db, clock } = deps
  const { shopId, conversationId, turnText } = input
  const [conversation] = await db
    .select()
    .from(conversations)
    .where(and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId)))
  if (!conversation) return { facts: [], hints: [], missing: ['order', 'product'], known: [] }
  const { channel } = conversation

  // Everybody reads the answer: whose order it is about is nobody's business.
  const found = replyChannel(channel).isPublic ? undefined : await findOrder(deps, { conversation, turnText })
  const order = found?.standing === 'verified' ? found : undefined
  const parcels = order?.parcels ?? []
  const about = await findProduct(db, { shopId, turnText, contextSku: conversation.sku, parcels })
  const refreshed = about && (await refreshProducts(deps, { shopId, channel, skus: [about.sku] }))
  const product = refreshed?.products[0]

  const alternative = product && (await findAlternative(deps, { channel, product, turnText }))

  const now = clock.now()
  const parcel = parcelOf(parcels, product?.sku ?? about?.sku)
  const warranty = product && (await findWarranty(db, { product, scheme: parcel?.scheme, now }))
  const orderIsStale = order?.freshness === 'stale'
  const productIsStale = refreshed?.freshness === 'stale'
  return {
    facts: [
      ...parcels.flatMap((one, index) =>
        describeOrder(one, {
          now,
          isStale: orderIsStale,
          parcel: parcels.length > 1 ? { index: index + 1, postingNumber: one.postingNumber } : undefined,
        }),
      ),
      ...(parcel ? describeReturnDeadline(parcel, now) : []),
      ...(warranty ? describeWarranty(warranty, parcel, now) : []),
      ...(product ? describeProduct(product, { now, isStale: productIsStale }) : []),
      ...(alternative ? [describeAlternative(alternative, now)] : []),
    ],
    hints:
      found?.standing === 'unverified'
        ? hintAtOrder(found.parcels, { now, isStale: found.freshness === 'stale' })
        : [],
    product: product && {
      sku: product.sku,
      name: product.nameRu,
      ...(product.nameZh ? { nameZh: product.nameZh } : {}),
    },
    order: summary(parcels, parcel),
    missing: missingFacts({ parcels, orderIsStale, product, productIsStale }),
    known: knownFacts({ parcels, parcel, product, hasWarranty: warranty !== undefined }),
  }
}

/** The parcel with the product; the only one, when the product is not known. */
function parcelOf(parcels: readonly OrderRow[], sku: string | undefined): OrderRow | undefined {
  if (sku === undefined) return parcels.length === 1 ? parcels[0] : undefined
  return parcels.find((parcel) => parcel.products.some((item) => item.sku === sku))
}

function summary(parcels: readonly OrderRow[], parcel: OrderRow | undefined): GatheredFacts['order'] {
  const main = parcel ?? parcels[0]
  if (!main) return undefined
  const postingNumbers = parcels.map(({ postingNumber }) => postingNumber)
  const skus = [...new Set(parcels.flatMap(({ products }) => products.map(({ sku }) => sku)))]
  return { orderNumber: main.orderNumber, postingNumbers, scheme: main.scheme, status: main.status, skus }
}

type Known = {
  parcels: readonly OrderRow[]
  orderIsStale: boolean
  product: ProductRow | undefined
  productIsStale: boolean
}

function missingFacts({ parcels, orderIsStale, product, productIsStale }: Known): MissingFact[] {
  const missing: MissingFact[] = []
  if (parcels.length === 0) missing.push('order')
  else if (orderIsStale) missing.push('order:stale')
  const isDelivered = ({ status }: OrderRow) => orderStatus(status)?.phase === 'delivered'
  if (parcels.some((one) => isDelivered(one) && !one.deliveredAt)) missing.push('delivered_date')
  if (!product) missing.push('product')
  else if (productIsStale) missing.push('stock:stale', 'price:stale')
  return missing
}

type Records = {
  parcels: readonly OrderRow[]
  parcel: OrderRow | undefined
  product: ProductRow | undefined
  hasWarranty: boolean
}

function knownFacts({ parcels, parcel, product, hasWarranty }: Records): ProcedureFact[] {
  const isOnItsWay = parcel !== undefined && orderStatus(parcel.status)?.phase !== 'delivered'
  const hasSizes = product === undefined || product.sizes.length > 0
  const holds: [ProcedureFact, boolean][] = [
    ['product', product !== undefined],
    ['size', !hasSizes],
    ['measurements', !hasSizes],
    ['order', parcels.length > 0],
    ['posting', parcel !== undefined],
    // What has not arrived has no such day, and the buyer cannot name one.
    ['delivery_date', isOnItsWay || Boolean(parcel?.deliveredAt)],
    ['purchase_date', Boolean(parcel?.paidAt ?? parcel?.createdAt)],
    ['warranty_terms', hasWarranty],
  ]
  return holds.flatMap(([fact, isKnown]) => (isKnown ? [fact] : []))
}
