import { drawPhoto } from '../pictures.ts'
import { randomHex, randomUuid } from '../random.ts'
import type { World } from '../world.ts'
import {
  type Answer,
  addAnswer,
  answersAt,
  type FeedbackStatus,
  feedbackOrThrow,
  publishedAmount,
  type Question,
  type Review,
  setStatus,
  stateOf,
  statusAt,
} from './feedback.ts'

export type NewReview = {
  clientId: string
  sku: string
  rating: number
  text?: string | undefined
  orderStatus?: Review['orderStatus'] | undefined
  photos?: number | undefined
  publishedAt?: Date | undefined
}
export type NewQuestion = {
  clientId: string
  sku: string
  text: string
  authorName?: string | undefined
  publishedAt?: Date | undefined
}

/** What buyers write on a product's page, and what the shop does about it in the marketplace's own cabinet. */
export function createWriters(world: World) {
  const shopOf = (clientId: string) => {
    const shop = world.shops.get(clientId)
    if (!shop) throw new Error(`The sandbox has no shop ${clientId}`)
    return shop
  }

  return {
    buyerReviews(input: NewReview): { reviewId: string } {
      shopOf(input.clientId)
      const publishedAt = input.publishedAt?.getTime() ?? world.now()
      const review: Review = {
        kind: 'review',
        id: randomUuid(world.random, 'review-id'),
        clientId: input.clientId,
        sku: input.sku,
        text: input.text ?? '',
        rating: input.rating,
        orderStatus: input.orderStatus ?? 'DELIVERED',
        photos: Array.from({ length: input.photos ?? 0 }, () => keepPhoto(world, input.clientId)),
        publishedAt,
        statuses: [{ at: publishedAt, status: 'NEW' }],
        answers: [],
      }
      world.reviews.set(review.id, review)
      world.events.emit({ kind: 'feedback', id: review.id })
      return { reviewId: review.id }
    },

    buyerAsks(input: NewQuestion): { questionId: string } {
      shopOf(input.clientId)
      const publishedAt = input.publishedAt?.getTime() ?? world.now()
      const question: Question = {
        kind: 'question',
        id: randomUuid(world.random, 'question-id'),
        clientId: input.clientId,
        sku: input.sku,
        text: input.text,
        authorName: input.authorName ?? 'Покупатель',
        publishedAt,
        statuses: [{ at: publishedAt, status: 'NEW' }],
        answers: [],
      }
      world.questions.set(question.id, question)
      world.events.emit({ kind: 'feedback', id: question.id })
      return { questionId: question.id }
    },

    /** The review's author changes their mind. */
    buyerChangesReview(reviewId: string, change: { text?: string; rating?: number }): void {
      const review = world.reviews.get(reviewId)
      if (!review) throw new Error(`The sandbox has no review ${reviewId}`)
      Object.assign(review, change)
      world.events.emit({ kind: 'feedback', id: reviewId })
    },

    /** Somebody else writes below a review or a question; it is public at once. */
    buyerAnswers(id: string, text: string, authorName = 'Покупатель'): { answerId: string } {
      const answer = addAnswer(world, feedbackOrThrow(world, id), { text, authorName, fromSeller: false })
      answer.decidedAt = answer.createdAt
      return { answerId: answer.id }
    },

    /** The seller answers in the marketplace's own cabinet, which marks it processed. */
    sellerAnswersElsewhere(id: string, text: string): { answerId: string } {
      const feedback = feedbackOrThrow(world, id)
      const answer = addAnswer(world, feedback, {
        text,
        authorName: shopOf(feedback.clientId).name,
        elsewhere: true,
      })
      setStatus(feedback, 'PROCESSED', world.now())
      return { answerId: answer.id }
    },

    /** The seller marks it in the cabinet without answering. */
    sellerMarksElsewhere(id: string, status: FeedbackStatus): void {
      setStatus(feedbackOrThrow(world, id), status, world.now())
      world.events.emit({ kind: 'feedback', id })
    },

    /** Reviews and questions as everybody sees them, newest first; the shop's own in every state. */
    feedback: () => {
      const at = world.now()
      return [...world.reviews.values(), ...world.questions.values()]
        .map((one) => summarise(world, one, at))
        .sort((left, right) => (left.publishedAt < right.publishedAt ? 1 : -1))
    },

    answersOf: (id: string) => {
      const at = world.now()
      return feedbackOrThrow(world, id).answers.map((answer) => view(answer, at))
    },
  }
}

const view = (answer: Answer, at: number) => ({
  answerId: answer.id,
  text: answer.text,
  fromSeller: answer.fromSeller,
  authorName: answer.authorName,
  at: new Date(answer.createdAt).toISOString(),
  state: stateOf(answer, at),
  reason: stateOf(answer, at) === 'refused' ? answer.reason : '',
  elsewhere: answer.elsewhere,
})

function summarise(world: World, one: Review | Question, at: number) {
  return {
    id: one.id,
    kind: one.kind,
    clientId: one.clientId,
    sku: one.sku,
    product: world.shops.get(one.clientId)?.products.get(one.sku)?.name.ru ?? one.sku,
    text: one.text,
    publishedAt: new Date(one.publishedAt).toISOString(),
    status: statusAt(one, at),
    answered: publishedAmount(one, at) > 0,
    answers: answersAt(one, at).length,
    ...(one.kind === 'review'
      ? { rating: one.rating, orderStatus: one.orderStatus, photos: one.photos.length }
      : { authorName: one.authorName }),
  }
}

function keepPhoto(world: World, clientId: string): string {
  const path = `/v2/chat/file/reviews/${randomHex(world.random, 'file', 24)}.png`
  world.files.set(path, { clientId, ...drawPhoto(world.random) })
  return path
}
