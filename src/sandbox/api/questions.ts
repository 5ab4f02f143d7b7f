import { z } from 'zod'
import { badRequest, unknownThing } from '../api-error.ts'
import { publishedAmount, type Question, setStatus, statusAt } from '../feedback/feedback.ts'
import { staleness } from './chat-list.ts'
import { pageAfter } from './cursor.ts'
import { bigId, type Call, iso, method, moment } from './method.ts'
import { inOrder } from './reviews.ts'

const status = z.enum(['NEW', 'VIEWED', 'PROCESSED'])
const request = z.object({
  filter: z
    .object({
      status: z.enum(['ALL', 'UNPROCESSED', ...status.options]).default('ALL'),
      date_from: moment.optional(),
      date_to: moment.optional(),
    })
    .default({ status: 'ALL' }),
  limit: z.int().min(1).max(100).default(10),
  last_id: z.string().optional(),
  sort_dir: z.enum(['ASC', 'DESC']).default('DESC'),
})

export const questionList = method(
  request,
  (call, { filter, limit, last_id, sort_dir }) => {
    const { world, shop } = call
    const at = world.now() - staleness(call)
    const wanted = questionsOf(call, at).filter(
      (question) =>
        fits(statusAt(question, at), filter.status) &&
        question.publishedAt >= (filter.date_from ?? 0) &&
        question.publishedAt <= (filter.date_to ?? at),
    )
    if (last_id && world.faults.draw('cursorRefused', { clientId: shop.clientId, method: call.path }))
      throw badRequest('Request validation error: invalid last_id')
    const { page, hasNext, cursor } = pageAfter(inOrder(wanted, sort_dir), ({ id }) => id, last_id, limit)
    return { questions: page.map((one) => describe(call, one, at)), has_next: hasNext, last_id: cursor }
  },
  { needsSubscription: 'question' },
)

const fits = (is: string, wanted: string): boolean =>
  wanted === 'ALL' || (wanted === 'UNPROCESSED' ? is !== 'PROCESSED' : is === wanted)

export const questionInfo = method(
  z.object({ question_id: z.string().min(1) }),
  (call, { question_id }) => {
    const at = call.world.now() - staleness(call, question_id)
    return describe(call, findQuestion(call, question_id, at), at)
  },
  { needsSubscription: 'question' },
)

export const questionCount = method(
  z.object({}),
  (call) => {
    const at = call.world.now()
    const all = questionsOf(call, at).map((question) => statusAt(question, at))
    const count = (wanted: string) => all.filter((one) => fits(one, wanted)).length
    return {
      all: all.length,
      new: count('NEW'),
      viewed: count('VIEWED'),
      processed: count('PROCESSED'),
      unprocessed: count('UNPROCESSED'),
    }
  },
  { needsSubscription: 'question' },
)

export const questionChangeStatus = method(
  z.object({ question_ids: z.array(z.string()).min(1), status }),
  (call, body) => {
    const now = call.world.now()
    for (const id of body.question_ids) setStatus(findQuestion(call, id, now), body.status, now)
    return undefined
  },
  { needsSubscription: 'question' },
)

/** The goods asked about most. */
export const questionTopSku = method(
  z.object({ limit: z.int().min(1).max(100) }),
  (call, { limit }) => {
    const bySku = Map.groupBy(questionsOf(call, call.world.now()), ({ sku }) => sku)
    const ranked = [...bySku].toSorted(([, a], [, b]) => b.length - a.length)
    return { sku: ranked.slice(0, limit).map(([sku]) => sku) }
  },
  { needsSubscription: 'question' },
)

export function findQuestion({ world, shop }: Call, id: string, at: number): Question {
  const question = world.questions.get(id)
  if (!question || question.clientId !== shop.clientId || question.publishedAt > at)
    throw unknownThing('question not found')
  return question
}

const questionsOf = ({ world, shop }: Call, at: number): Question[] =>
  [...world.questions.values()].filter(
    (question) => question.clientId === shop.clientId && question.publishedAt <= at,
  )

function describe({ baseUrl }: Call, question: Question, at: number) {
  const productUrl = `${baseUrl}/product/${question.sku}`
  return {
    id: question.id,
    sku: bigId.parse(question.sku),
    text: question.text,
    author_name: question.authorName,
    published_at: iso(question.publishedAt),
    status: statusAt(question, at),
    answers_count: publishedAmount(question, at),
    product_url: productUrl,
    question_link: `${productUrl}/questions?qid=${question.id}`,
  }
}
