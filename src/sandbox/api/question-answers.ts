import { z } from 'zod'
import { badRequest, unknownThing } from '../api-error.ts'
import { type AnswerState, answersAt, stateOf } from '../feedback/feedback.ts'
import { staleness } from './chat-list.ts'
import { makeCursor, pageAfter } from './cursor.ts'
import { keepAnswer } from './keep-answer.ts'
import { bigId, iso, method } from './method.ts'
import { findQuestion } from './questions.ts'

const PAGE = 50

export const answerCreate = method(
  z.object({
    question_id: z.string().min(1),
    sku: bigId,
    text: z.string().refine((text) => text.trim().length >= 2 && [...text].length <= 3000, {
      error: 'value length must be between 2 and 3000 runes, inclusive',
    }),
  }),
  (call, { question_id, sku, text }) => {
    const question = findQuestion(call, question_id, call.world.now())
    if (question.sku !== sku.toString()) throw badRequest('sku does not belong to the question')
    return { answer_id: keepAnswer(call, question, { text }).id }
  },
  { needsSubscription: 'question', isSend: true },
)

const STATUS: Record<Exclude<AnswerState, 'gone'>, string> = {
  pending: 'AWAITING_MODERATION',
  published: 'PUBLISHED',
  refused: 'MODERATION_FAILED',
  duplicate: 'DUPLICATE',
}

/** Unlike the comments of a review, answers are listed from the moment they were written. */
export const answerList = method(
  z.object({ question_id: z.string().min(1), sku: bigId, last_id: z.string().optional() }),
  (call, { question_id, last_id }) => {
    const at = call.world.now() - staleness(call, question_id)
    const question = findQuestion(call, question_id, at)
    const { page } = pageAfter(answersAt(question, at), ({ id }) => id, last_id, PAGE)
    const last = page.at(-1)
    return {
      answers: page.map((answer) => {
        const state = stateOf(answer, at)
        return {
          id: answer.id,
          text: answer.text,
          author_name: answer.authorName,
          published_at: iso(answer.createdAt),
          question_id,
          sku: bigId.parse(question.sku),
          status_publication: state === 'gone' ? '' : STATUS[state],
        }
      }),
      last_id: last ? makeCursor(last.id) : '',
    }
  },
  { needsSubscription: 'question' },
)

export const answerDelete = method(
  z.object({ answer_id: z.string().min(1), sku: bigId }),
  ({ world, shop }, { answer_id }) => {
    const now = world.now()
    const found = [...world.questions.values()]
      .filter(({ clientId }) => clientId === shop.clientId)
      .flatMap((question) => answersAt(question, now))
      .find(({ id, fromSeller }) => id === answer_id && fromSeller)
    if (!found) throw unknownThing('answer not found')
    found.gone = now
    return undefined
  },
  { needsSubscription: 'question' },
)
