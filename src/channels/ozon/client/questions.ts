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

const PAGE = 100
const MIN_CHARS = 2
const MAX_CHARS = 3000

export const ozonQuestion = z
  .looseObject({
    id: ozonId,
    sku: ozonIdOrNone,
    text: ozonTextOrNone,
    author_name: ozonTextOrNone,
    published_at: ozonTime,
    status: ozonEnum,
    answers_count: ozonCount,
  })
  .transform((wire) => ({
    questionId: wire.id,
    sku: wire.sku,
    text: wire.text ?? '',
    authorName: wire.author_name,
    publishedAt: wire.published_at,
    /** `NEW`, `VIEWED` or `PROCESSED`. */
    status: wire.status,
    answerCount: wire.answers_count ?? 0,
  }))

export type OzonQuestion = z.infer<typeof ozonQuestion>

type QuestionStatus = 'NEW' | 'VIEWED' | 'PROCESSED'
type QuestionListRequest = {
  filter: { status: 'ALL'; date_from?: string }
  last_id?: string
  limit: number
  sort_dir: 'ASC' | 'DESC'
}

export const questionListMethod = ozonMethod<QuestionListRequest>()(
  '/v1/question/list',
  { repeat: 'harmless' },
  z
    .looseObject({
      questions: ozonList(withRaw(ozonQuestion)),
      last_id: ozonTextOrNone,
      has_next: z.boolean().nullish(),
    })
    .transform((wire) => ({
      questions: wire.questions,
      lastId: wire.last_id,
      hasNext: wire.has_next ?? false,
    })),
)

export const questionInfoMethod = ozonMethod<{ question_id: string }>()(
  '/v1/question/info',
  { repeat: 'harmless' },
  ozonQuestion,
)

export const questionCountMethod = ozonMethod<Record<string, never>>()(
  '/v1/question/count',
  { repeat: 'harmless' },
  z
    .looseObject({ all: ozonCount, processed: ozonCount })
    .transform((wire) => ({ total: wire.all ?? 0, processed: wire.processed ?? 0 })),
)

export const questionChangeStatusMethod = ozonMethod<{ question_ids: string[]; status: QuestionStatus }>()(
  '/v1/question/change-status',
  { repeat: 'harmless', mayBeEmpty: true },
  z.unknown().transform(() => undefined),
)

export const answerCreateMethod = ozonMethod<{ question_id: string; sku: RawInteger; text: string }>()(
  '/v1/question/answer/create',
  { repeat: 'never' },
  z.looseObject({ answer_id: ozonIdOrNone }).transform((wire) => ({ answerId: wire.answer_id })),
)

const answer = z
  .looseObject({
    id: ozonId,
    text: ozonText,
    author_name: ozonTextOrNone,
    published_at: ozonTime,
    status_publication: ozonEnum,
  })
  .transform((wire) => ({
    answerId: wire.id,
    text: wire.text,
    authorName: wire.author_name,
    publishedAt: wire.published_at,
    /** `PUBLISHED`, `AWAITING_MODERATION`, `MODERATION_FAILED` or `DUPLICATE`. */
    publication: wire.status_publication,
  }))

export type OzonAnswer = z.infer<typeof answer>

export const answerListMethod = ozonMethod<{ question_id: string; sku: RawInteger; last_id?: string }>()(
  '/v1/question/answer/list',
  { repeat: 'harmless' },
  z
    .looseObject({ answers: ozonList(answer), last_id: ozonTextOrNone })
    .transform((wire) => ({ answers: wire.answers, lastId: wire.last_id })),
)

export const answerDeleteMethod = ozonMethod<{ answer_id: string; sku: RawInteger }>()(
  '/v1/question/answer/delete',
  { repeat: 'never', mayBeEmpty: true },
  z.unknown().transform(() => undefined),
)

type ListQuestions = { publishedFrom: Date; lastId?: string | undefined }

/** One page, oldest first. */
export function listQuestions(
  client: OzonClient,
  { publishedFrom, lastId }: ListQuestions,
  options?: CallOptions,
) {
  return client.call(
    questionListMethod,
    {
      filter: { status: 'ALL', date_from: publishedFrom.toISOString() },
      limit: PAGE,
      sort_dir: 'ASC',
      ...(lastId ? { last_id: lastId } : {}),
    },
    options,
  )
}

export const readQuestion = (
  client: OzonClient,
  { questionId }: { questionId: string },
  options?: CallOptions,
) => client.call(questionInfoMethod, { question_id: questionId }, options)

/** Refused with 403 where the subscription does not include questions. */
export const countQuestions = (client: OzonClient, options?: CallOptions) =>
  client.call(questionCountMethod, {}, options)

export const setQuestionStatus = (
  client: OzonClient,
  { questionId, status }: { questionId: string; status: QuestionStatus },
  options?: CallOptions,
) => client.call(questionChangeStatusMethod, { question_ids: [questionId], status }, options)

type CreateAnswer = { questionId: string; sku: string; text: string }

/** Answers once, never twice. Public after moderation. */
export function createAnswer(
  client: OzonClient,
  { questionId, sku, text }: CreateAnswer,
  options?: CallOptions,
) {
  if (text.trim().length < MIN_CHARS || text.length > MAX_CHARS)
    throw invalid(
      'reply_length',
      `An answer has ${MIN_CHARS} to ${MAX_CHARS} characters, this one has ${text.length}`,
    )
  return client.call(answerCreateMethod, { question_id: questionId, sku: new RawInteger(sku), text }, options)
}

type OfQuestion = { questionId: string; sku: string }

/** All answers to a question, in whatever state of moderation, oldest first. */
export async function listAnswers(
  client: OzonClient,
  { questionId, sku }: OfQuestion,
  options?: CallOptions,
): Promise<OzonAnswer[]> {
  const found = new Map<string, OzonAnswer>()
  let lastId: string | undefined
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await client.call(
      answerListMethod,
      { question_id: questionId, sku: new RawInteger(sku), ...(lastId ? { last_id: lastId } : {}) },
      options,
    )
    const before = found.size
    for (const one of answer.answers) found.set(one.answerId, one)
    // A page that brings nothing new ends it: the list has no other sign of its end.
    if (found.size === before || !answer.lastId || answer.lastId === lastId) break
    lastId = answer.lastId
  }
  return [...found.values()]
}
const MAX_PAGES = 20

export const deleteAnswer = (
  client: OzonClient,
  { answerId, sku }: { answerId: string; sku: string },
  options?: CallOptions,
) => client.call(answerDeleteMethod, { answer_id: answerId, sku: new RawInteger(sku) }, options)
