import { z } from 'zod'
import { badRequest, unknownThing } from '../api-error.ts'
import { publishedAmount, type Review, setStatus, statusAt } from '../feedback/feedback.ts'
import { staleness } from './chat-list.ts'
import { pageAfter } from './cursor.ts'
import { bigId, type Call, iso, method, moment } from './method.ts'

const status = z.enum(['NEW', 'VIEWED', 'PROCESSED'])
const request = z.object({
  filters: z
    .object({
      status: z.enum(['ALL', ...status.options]).default('ALL'),
      order_status: z.enum(['ALL', 'DELIVERED', 'CANCELLED']).default('ALL'),
      skus: z.array(z.string()).max(1000).default([]),
      published_from: moment.optional(),
      published_to: moment.optional(),
    })
    .default({ status: 'ALL', order_status: 'ALL', skus: [] }),
  last_id: z.string().optional(),
  limit: z.int().min(20).max(100),
  sort_dir: z.enum(['ASC', 'DESC']).default('DESC'),
})

export const reviewList = method(
  request,
  (call, { filters, last_id, limit, sort_dir }) => {
    const { world, shop } = call
    const at = world.now() - staleness(call)
    const wanted = reviewsOf(call, at).filter(
      (review) =>
        (filters.status === 'ALL' || statusAt(review, at) === filters.status) &&
        (filters.order_status === 'ALL' || review.orderStatus === filters.order_status) &&
        (filters.skus.length === 0 || filters.skus.includes(review.sku)) &&
        review.publishedAt >= (filters.published_from ?? 0) &&
        review.publishedAt <= (filters.published_to ?? at),
    )
    if (last_id && world.faults.draw('cursorRefused', { clientId: shop.clientId, method: call.path }))
      throw badRequest('Request validation error: invalid last_id')
    const { page, hasNext, cursor } = pageAfter(inOrder(wanted, sort_dir), ({ id }) => id, last_id, limit)
    return { reviews: page.map((review) => describe(review, at)), has_next: hasNext, last_id: cursor }
  },
  { needsSubscription: 'review' },
)

/** By time; what came in the same moment keeps an order of its own. */
export function inOrder<T extends { id: string; publishedAt: number }>(items: T[], dir: 'ASC' | 'DESC'): T[] {
  const sign = dir === 'ASC' ? 1 : -1
  return items.toSorted((a, b) => sign * (a.publishedAt - b.publishedAt || (a.id < b.id ? -1 : 1)))
}

export const reviewInfo = method(
  z.object({ review_id: z.string().min(1) }),
  (call, { review_id }) => {
    const at = call.world.now() - staleness(call, review_id)
    const review = findReview(call, review_id, at)
    return {
      ...describe(review, at),
      photos: review.photos.map((path) => ({ url: `${call.baseUrl}${path}`, width: 640, height: 480 })),
      videos: [],
      likes_amount: 0,
      dislikes_amount: 0,
    }
  },
  { needsSubscription: 'review' },
)

export const reviewCount = method(
  z.object({}),
  (call) => {
    const at = call.world.now()
    const all = reviewsOf(call, at).map((review) => statusAt(review, at))
    const count = (wanted: string) => all.filter((one) => one === wanted).length
    return {
      total: all.length,
      new: count('NEW'),
      viewed: count('VIEWED'),
      processed: count('PROCESSED'),
    }
  },
  { needsSubscription: 'review' },
)

export const reviewChangeStatus = method(
  z.object({ review_ids: z.array(z.string()).min(1).max(100), status }),
  (call, body) => {
    const now = call.world.now()
    for (const id of body.review_ids) setStatus(findReview(call, id, now), body.status, now)
    return undefined
  },
  { needsSubscription: 'review' },
)

export function findReview({ world, shop }: Call, id: string, at: number): Review {
  const review = world.reviews.get(id)
  if (!review || review.clientId !== shop.clientId || review.publishedAt > at)
    throw unknownThing('review not found')
  return review
}

const reviewsOf = ({ world, shop }: Call, at: number): Review[] =>
  [...world.reviews.values()].filter(
    (review) => review.clientId === shop.clientId && review.publishedAt <= at,
  )

function describe(review: Review, at: number) {
  return {
    id: review.id,
    sku: bigId.parse(review.sku),
    text: review.text,
    rating: review.rating,
    status: statusAt(review, at),
    order_status: review.orderStatus,
    published_at: iso(review.publishedAt),
    is_rating_participant: review.orderStatus === 'DELIVERED',
    comments_amount: publishedAmount(review, at),
    photos_amount: review.photos.length,
    videos_amount: 0,
  }
}
