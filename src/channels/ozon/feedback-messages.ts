import { z } from 'zod'
import { PROCESSED } from '../../domain/moderation.ts'
import { invalid } from '../../shared/errors.ts'
import { parseLossless } from '../../shared/lossless-json.ts'
import type { ChannelEvent, ChannelMessage, StoredEvent } from '../channel-adapter.ts'
import { type OzonAnswer, type OzonQuestion, ozonQuestion } from './client/questions.ts'
import { type OzonComment, type OzonReview, ozonReview } from './client/reviews.ts'

/** Types under which reviews and questions found in a list are stored, raw. */
export const REVIEW_LISTED = 'REVIEW_LISTED'
export const QUESTION_LISTED = 'QUESTION_LISTED'

/** What a stored review or question means. */
export function readFeedbackEvent({ type, body }: StoredEvent): ChannelEvent {
  const raw = parseLossless(body)
  const message =
    type === REVIEW_LISTED ? reviewMessage(parse(ozonReview, raw)) : questionMessage(parse(ozonQuestion, raw))
  return { kind: 'message', message, isEdit: false, confirmed: true }
}

function parse<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const read = schema.safeParse(raw)
  if (read.success) return read.data
  throw invalid('bad_listed_item', `not a review or question: ${z.prettifyError(read.error)}`)
}

/** Ids carry what they are the id of: the thread is ordered by time, not by them. */
const own = (kind: 'review' | 'comment' | 'question' | 'answer', id: string) => `${kind}:${id}`
export const commentMessageId = (commentId: string) => own('comment', commentId)
export const answerMessageId = (answerId: string) => own('answer', answerId)

export function reviewMessage(review: OzonReview & { photoUrls?: string[] }): ChannelMessage {
  return {
    externalId: own('review', review.reviewId),
    author: 'buyer',
    authorType: 'Customer',
    authorId: '',
    text: review.text,
    parts: [review.text],
    attachments: (review.photoUrls ?? []).map((url) => ({ url })),
    sentAt: review.publishedAt,
    sku: review.sku,
    about: { status: review.status, rating: review.rating, orderStatus: review.orderStatus },
  }
}

/** A comment of the shop or of anybody else. Ozon lists it once it has looked at it. */
export function commentMessage(comment: OzonComment): ChannelMessage {
  const state = comment.isRejected ? 'refused' : comment.isPublished ? 'published' : 'pending'
  return {
    externalId: commentMessageId(comment.commentId),
    author: comment.isOurs ? 'seller' : 'buyer',
    authorType: comment.isOurs ? 'Seller' : 'Commenter',
    authorId: '',
    text: comment.text,
    parts: [comment.text],
    attachments: [],
    sentAt: comment.publishedAt,
    ...(comment.isOurs ? { moderation: { state, reason: comment.refusal } } : {}),
  }
}

export function questionMessage(question: OzonQuestion): ChannelMessage {
  return {
    externalId: own('question', question.questionId),
    author: 'buyer',
    authorType: 'Customer',
    authorId: '',
    text: question.text,
    parts: [question.text],
    attachments: [],
    sentAt: question.publishedAt,
    sku: question.sku,
    about: { status: question.status, authorName: question.authorName },
  }
}

const PUBLICATION: Record<string, 'pending' | 'published' | 'refused'> = {
  PUBLISHED: 'published',
  MODERATION_FAILED: 'refused',
  DUPLICATE: 'refused',
}

/**
 * An answer names its writer and nothing else. Before it is public only its writer sees it; a public one counts as the
 * shop's where the question is processed or the name is the shop's, so that in doubt the shop does not answer twice.
 */
export function answerMessage(
  answer: OzonAnswer,
  question: OzonQuestion,
  shopName: string | undefined,
): ChannelMessage {
  const state = PUBLICATION[answer.publication] ?? 'pending'
  const isOurs =
    state !== 'published' || question.status === PROCESSED || isSameName(answer.authorName, shopName)
  return {
    externalId: answerMessageId(answer.answerId),
    author: isOurs ? 'seller' : 'buyer',
    authorType: isOurs ? 'Seller' : 'Commenter',
    authorId: '',
    text: answer.text,
    parts: [answer.text],
    attachments: [],
    sentAt: answer.publishedAt,
    ...(isOurs ? { moderation: { state, reason: refusalOf(answer) } } : {}),
  }
}

/** Ozon gives no reason for an answer it refuses, but it says when the same was said before. */
const refusalOf = ({ publication }: OzonAnswer) => (publication === 'DUPLICATE' ? 'DUPLICATE' : undefined)

const folded = (name: string | undefined) => name?.trim().toLocaleLowerCase('ru')
const isSameName = (a: string | undefined, b: string | undefined) =>
  Boolean(folded(a)) && folded(a) === folded(b)
