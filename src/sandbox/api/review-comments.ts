import { z } from 'zod'
import { unknownThing } from '../api-error.ts'
import { type Answer, answersAt, setStatus, stateOf } from '../feedback/feedback.ts'
import { staleness } from './chat-list.ts'
import { keepAnswer } from './keep-answer.ts'
import { bigId, type Call, iso, method, moment } from './method.ts'
import { findReview, inOrder } from './reviews.ts'

const MAX_CHARS = 1000

export const commentCreate = method(
  z.object({
    review_id: z.string().min(1),
    text: z.string().refine((text) => text.trim() !== '' && [...text].length <= MAX_CHARS, {
      error: `value length must be between 1 and ${MAX_CHARS} runes, inclusive`,
    }),
    parent_comment_id: z.string().optional(),
    mark_review_as_processed: z.boolean().default(false),
  }),
  (call, body) => {
    const review = findReview(call, body.review_id, call.world.now())
    const { id, isKept } = keepAnswer(call, review, { text: body.text, parentId: body.parent_comment_id })
    if (isKept && body.mark_review_as_processed) setStatus(review, 'PROCESSED', call.world.now())
    return { comment_id: id }
  },
  { needsSubscription: 'review', isSend: true },
)

const filter = z.object({
  sku: bigId.optional(),
  published_from: moment.optional(),
  published_to: moment.optional(),
})

/** A comment is absent until it was looked at, whether it passed or not. */
export const commentList = method(
  z.object({
    review_id: z.string().optional(),
    filter: filter.optional(),
    limit: z.int().min(20).max(100),
    offset: z.int().min(0).default(0),
    sort_dir: z.enum(['ASC', 'DESC']).default('ASC'),
  }),
  (call, { review_id, filter, limit, offset, sort_dir }) => {
    const at = call.world.now() - staleness(call, review_id)
    const shown = (review_id ? answersAt(findReview(call, review_id, at), at) : everything(call, at))
      .filter((answer) => stateOf(answer, at) !== 'pending')
      .map((answer) => ({ ...answer, publishedAt: answer.createdAt }))
      .filter(
        ({ publishedAt }) =>
          publishedAt >= (filter?.published_from ?? 0) && publishedAt <= (filter?.published_to ?? at),
      )
    const page = inOrder(shown, sort_dir).slice(offset, offset + limit)
    return { comments: page.map((answer) => describe(answer, at)), offset: offset + page.length }
  },
  { needsSubscription: 'review' },
)

export const commentDelete = method(
  z.object({ comment_id: z.string().min(1), sku: bigId.optional() }),
  (call, { comment_id }) => {
    const now = call.world.now()
    const found = everything(call, now).find(({ id, fromSeller }) => id === comment_id && fromSeller)
    if (!found) throw unknownThing('comment not found')
    found.gone = now
    return undefined
  },
  { needsSubscription: 'review' },
)

function everything({ world, shop }: Call, at: number): Answer[] {
  return [...world.reviews.values()]
    .filter(({ clientId }) => clientId === shop.clientId)
    .flatMap((review) => answersAt(review, at))
}

function describe(answer: Answer, at: number) {
  const state = stateOf(answer, at)
  return {
    id: answer.id,
    text: answer.text,
    parent_comment_id: answer.parentId,
    is_owner: answer.fromSeller,
    is_official: answer.fromSeller,
    is_published: state === 'published',
    is_rejected: state === 'refused' || state === 'duplicate',
    deviation_reason: state === 'refused' ? answer.reason : '',
    likes_amount: 0,
    dislikes_amount: 0,
    published_at: iso(answer.createdAt),
  }
}
