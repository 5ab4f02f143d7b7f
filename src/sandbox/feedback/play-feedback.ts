import type { World } from '../world.ts'
import type { createWriters, NewQuestion, NewReview } from './writers.ts'

type Written = { reviews: Omit<NewReview, 'clientId'>[]; questions: Omit<NewQuestion, 'clientId'>[] }
type Options = {
  /** Whose products; the first shop by default. */
  clientId?: string
  /** So many of each are there from the beginning, some hours old. */
  atOnce?: number
  /** After those, one more every so many seconds, a review and a question in turn. */
  everySeconds?: number
}

const HOUR_MS = 3_600_000

/** Lets buyers write their reviews and questions one after another, so that the desk looks alive. */
export function playFeedback(
  world: World,
  writers: ReturnType<typeof createWriters>,
  { reviews, questions }: Written,
  { clientId = [...world.shops.keys()][0] ?? '', atOnce = 3, everySeconds = 60 }: Options = {},
): void {
  const now = world.now()
  const earlier = (index: number) => new Date(now - (index + 1) * HOUR_MS)
  reviews.slice(0, atOnce).forEach((one, index) => {
    writers.buyerReviews({ ...one, clientId, publishedAt: earlier(index) })
  })
  questions.slice(0, atOnce).forEach((one, index) => {
    writers.buyerAsks({ ...one, clientId, publishedAt: earlier(index) })
  })
  const later = inTurn(
    reviews.slice(atOnce).map((one) => () => writers.buyerReviews({ ...one, clientId })),
    questions.slice(atOnce).map((one) => () => writers.buyerAsks({ ...one, clientId })),
  )
  later.forEach((write, index) => {
    world.after((index + 1) * everySeconds * 1_000, write)
  })
}

function inTurn(left: (() => unknown)[], right: (() => unknown)[]): (() => unknown)[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => [
    left[index],
    right[index],
  ])
    .flat()
    .filter((write) => write !== undefined)
}
