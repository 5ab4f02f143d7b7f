import { z } from 'zod'
import { invalid } from '../../../shared/errors.ts'
import { RawInteger } from '../../../shared/lossless-json.ts'
import {
  ozonCount,
  ozonEnum,
  ozonId,
  ozonIdOrNone,
  ozonList,
  ozonText,
  ozonTextOrNone,
  ozonTime,
  withRaw,
} from '../schemas.ts'
import { type CallOptions, type OzonClient, ozonMethod } from './method.ts'

/** Longer or shorter pages are refused with 400. */
const PAGE = 100
/** Ozon documents no length; what others found to be taken. */
const MAX_CHARS = 1000

const fields = {
  id: ozonId,
  sku: ozonIdOrNone,
  text: ozonTextOrNone,
  rating: ozonCount,
  status: ozonEnum,
  order_status: ozonEnum,
  published_at: ozonTime,
  comments_amount: ozonCount,
  photos_amount: ozonCount,
  videos_amount: ozonCount,
}
const wireReview = z.looseObject(fields)
const photo = z.looseObject({ url: ozonTextOrNone })

export type OzonReview = {
  reviewId: string
  sku: string | undefined
  text: string
  /** 1 to 5. */
  rating: number | undefined
  /** `NEW`, `VIEWED` or `PROCESSED`. */
  status: string
  /** `DELIVERED`, or `CANCELLED`: refused at the pick-up point. */
  orderStatus: string
  publishedAt: Date
  /** Published ones. */
  commentCount: number
  photoCount: number
  videoCount: number
}

const toReview = (wire: z.output<typeof wireReview>): OzonReview => ({
  reviewId: wire.id,
  sku: wire.sku,
  text: wire.text ?? '',
  rating: wire.rating,
  status: wire.status,
  orderStatus: wire.order_status,
  publishedAt: wire.published_at,
  commentCount: wire.comments_amount ?? 0,
  photoCount: wire.photos_amount ?? 0,
  videoCount: wire.videos_amount ?? 0,
})

export const ozonReview = wireReview.transform(toReview)

type ReviewStatus = 'NEW' | 'VIEWED' | 'PROCESSED'
type ReviewListRequest = {
  filters: { status: 'ALL' | ReviewStatus; published_from?: string; published_to?: string }
  last_id?: string
  limit: number
  sort_dir: 'ASC' | 'DESC'
}

export const reviewListMethod = ozonMethod<ReviewListRequest>()(
  '/v2/review/list',
  { repeat: 'harmless' },
  z
    .looseObject({
      reviews: ozonList(withRaw(ozonReview)),
      last_id: ozonTextOrNone,
      has_next: z.boolean().nullish(),
    })
    .transform((wire) => ({ reviews: wire.reviews, lastId: wire.last_id, hasNext: wire.has_next ?? false })),
)

export const reviewInfoMethod = ozonMethod<{ review_id: string }>()(
  '/v2/review/info',
  { repeat: 'harmless' },
  z.looseObject({ ...fields, photos: ozonList(photo) }).transform((wire) => ({
    ...toReview(wire),
    photoUrls: wire.photos.flatMap(({ url }) => (url ? [url] : [])),
  })),
)

export const reviewCountMethod = ozonMethod<Record<string, never>>()(
  '/v2/review/count',
  { repeat: 'harmless' },
  z
    .looseObject({ total: ozonCount, new: ozonCount, viewed: ozonCount, processed: ozonCount })
    .transform((wire) => ({ total: wire.total ?? 0, processed: wire.processed ?? 0 })),
)

export const reviewChangeStatusMethod = ozonMethod<{ review_ids: string[]; status: ReviewStatus }>()(
  '/v2/review/change-status',
  { repeat: 'harmless', mayBeEmpty: true },
  z.unknown().transform(() => undefined),
)

type CommentRequest = {
  review_id: string
  text: string
  parent_comment_id?: string
  mark_review_as_processed: boolean
}

export const commentCreateMethod = ozonMethod<CommentRequest>()(
  '/v1/review/comment/create',
  { repeat: 'never' },
  z.looseObject({ comment_id: ozonIdOrNone }).transform((wire) => ({ commentId: wire.comment_id })),
)

const comment = z
  .looseObject({
    id: ozonId,
    text: ozonText,
    is_owner: z.boolean().nullish(),
    is_official: z.boolean().nullish(),
    is_published: z.boolean().nullish(),
    is_rejected: z.boolean().nullish(),
    deviation_reason: ozonTextOrNone,
    published_at: ozonTime,
  })
  .transform((wire) => ({
    commentId: wire.id,
    text: wire.text,
    isOurs: wire.is_owner === true || wire.is_official === true,
    isPublished: wire.is_published ?? false,
    isRejected: wire.is_rejected ?? false,
    /** Why Ozon refused it, in Ozon's words. */
    refusal: wire.deviation_reason,
    publishedAt: wire.published_at,
  }))

export type OzonComment = z.infer<typeof comment>

type CommentListRequest = { review_id: string; limit: number; offset: number; sort_dir: 'ASC' | 'DESC' }

export const commentListMethod = ozonMethod<CommentListRequest>()(
  '/v1/review/comment/list',
  { repeat: 'harmless' },
  z.looseObject({ comments: ozonList(comment) }).transform((wire) => ({ comments: wire.comments })),
)

export const commentDeleteMethod = ozonMethod<{ comment_id: string; sku: RawInteger }>()(
  '/v2/review/comment/delete',
  { repeat: 'never', mayBeEmpty: true },
  z.unknown().transform(() => undefined),
)

type ListReviews = { publishedFrom: Date; lastId?: string | undefined }

/** One page, oldest first. */
export function listReviews(
  client: OzonClient,
  { publishedFrom, lastId }: ListReviews,
  options?: CallOptions,
) {
  return client.call(
    reviewListMethod,
    {
      filters: { status: 'ALL', published_from: publishedFrom.toISOString() },
      limit: PAGE,
      sort_dir: 'ASC',
      ...(lastId ? { last_id: lastId } : {}),
    },
    options,
  )
}

export const readReview = (client: OzonClient, { reviewId }: { reviewId: string }, options?: CallOptions) =>
  client.call(reviewInfoMethod, { review_id: reviewId }, options)

/** Refused with 403 where the subscription does not include reviews: nothing else tells. */
export const countReviews = (client: OzonClient, options?: CallOptions) =>
  client.call(reviewCountMethod, {}, options)

export const setReviewStatus = (
  client: OzonClient,
  { reviewId, status }: { reviewId: string; status: ReviewStatus },
  options?: CallOptions,
) => client.call(reviewChangeStatusMethod, { review_ids: [reviewId], status }, options)

/** Answers once, never twice, and marks the review processed in the same request. Public after moderation. */
export function createComment(
  client: OzonClient,
  { reviewId, text }: { reviewId: string; text: string },
  options?: CallOptions,
) {
  if (text.trim() === '' || text.length > MAX_CHARS)
    throw invalid(
      'reply_length',
      `A reply to a review has 1 to ${MAX_CHARS} characters, this one has ${text.length}`,
    )
  return client.call(
    commentCreateMethod,
    { review_id: reviewId, text, mark_review_as_processed: true },
    options,
  )
}

/** All comments of a review that were looked at, oldest first; a fresh one of ours is absent until then. */
export async function listComments(
  client: OzonClient,
  { reviewId }: { reviewId: string },
  options?: CallOptions,
): Promise<OzonComment[]> {
  const found: OzonComment[] = []
  for (let page = 0; page < MAX_PAGES; page++) {
    const { comments } = await client.call(
      commentListMethod,
      { review_id: reviewId, limit: PAGE, offset: page * PAGE, sort_dir: 'ASC' },
      options,
    )
    found.push(...comments)
    if (comments.length < PAGE) break
  }
  return found
}
const MAX_PAGES = 20

export const deleteComment = (
  client: OzonClient,
  { commentId, sku }: { commentId: string; sku: string },
  options?: CallOptions,
) => client.call(commentDeleteMethod, { comment_id: commentId, sku: new RawInteger(sku) }, options)
