import { randomUuid } from '../random.ts'
import type { World } from '../world.ts'

export type FeedbackStatus = 'NEW' | 'VIEWED' | 'PROCESSED'

type Feedback = {
  id: string
  clientId: string
  sku: string
  text: string
  publishedAt: number
  /** Oldest first; never empty. */
  statuses: { at: number; status: FeedbackStatus }[]
  answers: Answer[]
}

/** What a buyer wrote about a product. The marketplace names no author. */
export type Review = Feedback & {
  kind: 'review'
  rating: number
  orderStatus: 'DELIVERED' | 'CANCELLED'
  photos: string[]
}

/** What somebody asked on a product's page. */
export type Question = Feedback & { kind: 'question'; authorName: string }

/** A comment on a review or an answer to a question; public only once the marketplace has looked at it. */
export type Answer = {
  id: string
  text: string
  parentId: string
  fromSeller: boolean
  authorName: string
  createdAt: number
  /** When moderation ends. */
  decidedAt: number
  verdict: 'publish' | 'refuse' | 'duplicate'
  reason: string
  /** From when on nothing knows of it any more. */
  gone: number
  /** Written in the marketplace's own cabinet, not through the API. */
  elsewhere: boolean
}

export type AnswerState = 'pending' | 'published' | 'refused' | 'duplicate' | 'gone'

export function stateOf(answer: Answer, at: number): AnswerState {
  if (at >= answer.gone) return 'gone'
  if (at < answer.decidedAt) return 'pending'
  if (answer.verdict === 'publish') return 'published'
  return answer.verdict === 'refuse' ? 'refused' : 'duplicate'
}

export const statusAt = ({ statuses }: Feedback, at: number): FeedbackStatus =>
  statuses.findLast((one) => one.at <= at)?.status ?? 'NEW'

export function setStatus(feedback: Feedback, status: FeedbackStatus, at: number): void {
  feedback.statuses.push({ at, status })
}

/** Answers the marketplace still has at this moment, oldest first. */
export const answersAt = (feedback: Feedback, at: number): Answer[] =>
  feedback.answers.filter((answer) => answer.createdAt <= at && stateOf(answer, at) !== 'gone')

export const publishedAmount = (feedback: Feedback, at: number): number =>
  answersAt(feedback, at).filter((answer) => stateOf(answer, at) === 'published').length

type NewAnswer = Partial<Pick<Answer, 'parentId' | 'verdict' | 'reason' | 'elsewhere' | 'fromSeller'>> & {
  text: string
  authorName: string
  /** Beyond the usual time of moderation. */
  delayMs?: number | undefined
  /** Nothing is left of it so long after it was written. */
  goneAfterMs?: number | undefined
}

export function addAnswer(world: World, feedback: Review | Question, answer: NewAnswer): Answer {
  const now = world.now()
  const added: Answer = {
    id: randomUuid(world.random, 'answer-id'),
    text: answer.text,
    parentId: answer.parentId ?? '',
    fromSeller: answer.fromSeller ?? true,
    authorName: answer.authorName,
    createdAt: now,
    decidedAt: now + world.limits.moderationMs + (answer.delayMs ?? 0),
    verdict: answer.verdict ?? 'publish',
    reason: answer.reason ?? '',
    gone: answer.goneAfterMs === undefined ? Number.POSITIVE_INFINITY : now + answer.goneAfterMs,
    elsewhere: answer.elsewhere ?? false,
  }
  feedback.answers.push(added)
  world.events.emit({ kind: 'feedback', id: feedback.id })
  return added
}

/** For the sandbox's own callers; the API answers 404 instead. */
export function feedbackOrThrow(world: World, id: string): Review | Question {
  const found = world.reviews.get(id) ?? world.questions.get(id)
  if (!found) throw new Error(`The sandbox has no review or question ${id}`)
  return found
}
