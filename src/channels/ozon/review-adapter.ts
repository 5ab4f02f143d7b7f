import { type Clock, systemClock } from '../../shared/clock.ts'
import type { ChannelAdapter, ListedItem, SendOutcome } from '../channel-adapter.ts'
import { OZON_REVIEW } from '../channel-names.ts'
import type { OzonClient } from './client/method.ts'
import { createComment, listComments, listReviews, readReview, setReviewStatus } from './client/reviews.ts'
import { commentMessage, commentMessageId, REVIEW_LISTED, reviewMessage } from './feedback-messages.ts'
import { failedSend, SEND_LIMITS } from './send-outcome.ts'
import { shopContext } from './shop-context.ts'
import { walkPages } from './walk-pages.ts'

const READ_TIMEOUT_MS = 10_000

/** Reviews of a shop's products, answered by a comment that everybody reads once Ozon has looked at it. */
export function createOzonReviewAdapter(client: OzonClient, clock: Clock = systemClock): ChannelAdapter {
  return {
    channel: OZON_REVIEW,
    limits: { minChars: 1, maxChars: 1000, isPublic: true },
    readThread: async (reviewId, { signal }) => {
      const options = { signal, timeoutMs: READ_TIMEOUT_MS }
      const review = await readReview(client, { reviewId }, options)
      const comments = await listComments(client, { reviewId }, options)
      return [reviewMessage(review), ...comments.map(commentMessage)].sort(
        (a, b) => b.sentAt.getTime() - a.sentAt.getTime(),
      )
    },
    listing: {
      kind: 'items',
      pages: (publishedFrom) => pages(client, publishedFrom),
      moderation: {
        showsPending: false,
        markHandled: (reviewId) => setReviewStatus(client, { reviewId, status: 'PROCESSED' }),
      },
    },
    sendReply: (reviewId, text) => sendComment(client, reviewId, text),
    ...shopContext(client, clock),
  }
}

async function* pages(client: OzonClient, publishedFrom: Date): AsyncGenerator<ListedItem[]> {
  const walk = walkPages(async (lastId) => {
    const { reviews, ...page } = await listReviews(client, { publishedFrom, lastId })
    return { items: reviews, ...page }
  })
  for await (const reviews of walk) {
    yield reviews.map((review) => ({
      externalId: review.reviewId,
      publishedAt: review.publishedAt,
      status: review.status,
      eventType: REVIEW_LISTED,
      body: review.raw,
      isComplete: review.commentCount === 0 && review.photoCount === 0,
    }))
  }
}

/** Never throws for what the marketplace did. Marks the review processed in the same request. */
async function sendComment(client: OzonClient, reviewId: string, text: string): Promise<SendOutcome> {
  try {
    const { commentId } = await createComment(client, { reviewId, text }, SEND_LIMITS)
    if (!commentId) return { outcome: 'sent' }
    return { outcome: 'sent', inModeration: { externalId: commentMessageId(commentId) } }
  } catch (error) {
    return failedSend(error)
  }
}
