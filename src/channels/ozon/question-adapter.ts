import { type Clock, systemClock } from '../../shared/clock.ts'
import { unavailable } from '../../shared/errors.ts'
import type { ChannelAdapter, ChannelMessage, ListedItem, SendOutcome } from '../channel-adapter.ts'
import { OZON_QUESTION } from '../channel-names.ts'
import type { OzonClient } from './client/method.ts'
import {
  createAnswer,
  listAnswers,
  listQuestions,
  readQuestion,
  setQuestionStatus,
} from './client/questions.ts'
import { answerMessage, answerMessageId, QUESTION_LISTED, questionMessage } from './feedback-messages.ts'
import { failedSend, SEND_LIMITS } from './send-outcome.ts'
import { shopContext } from './shop-context.ts'
import { walkPages } from './walk-pages.ts'

const READ_TIMEOUT_MS = 10_000

type Options = {
  clock?: Clock
  /** As the marketplace signs the shop's answers. */
  shopName?: string
}

/** Questions on a shop's product pages, answered in public once Ozon has looked at the answer. */
export function createOzonQuestionAdapter(
  client: OzonClient,
  { clock = systemClock, shopName }: Options = {},
): ChannelAdapter {
  const markHandled = (questionId: string) => setQuestionStatus(client, { questionId, status: 'PROCESSED' })
  return {
    channel: OZON_QUESTION,
    limits: { minChars: 2, maxChars: 3000, isPublic: true },
    readThread: (questionId, { signal }) => readThread(client, questionId, { signal, shopName }),
    listing: {
      kind: 'items',
      pages: (publishedFrom) => pages(client, publishedFrom),
      moderation: { showsPending: true, markHandled },
    },
    sendReply: (questionId, text) => sendAnswer(client, questionId, text),
    ...shopContext(client, clock),
  }
}

async function readThread(
  client: OzonClient,
  questionId: string,
  { signal, shopName }: { signal: AbortSignal | undefined; shopName: string | undefined },
): Promise<ChannelMessage[]> {
  const options = { signal, timeoutMs: READ_TIMEOUT_MS }
  const question = await readQuestion(client, { questionId }, options)
  const answers = question.sku ? await listAnswers(client, { questionId, sku: question.sku }, options) : []
  return [
    questionMessage(question),
    ...answers.map((answer) => answerMessage(answer, question, shopName)),
  ].sort((a, b) => b.sentAt.getTime() - a.sentAt.getTime())
}

async function* pages(client: OzonClient, publishedFrom: Date): AsyncGenerator<ListedItem[]> {
  const walk = walkPages(async (lastId) => {
    const { questions, ...page } = await listQuestions(client, { publishedFrom, lastId })
    return { items: questions, ...page }
  })
  for await (const questions of walk) {
    yield questions.map((question) => ({
      externalId: question.questionId,
      publishedAt: question.publishedAt,
      status: question.status,
      eventType: QUESTION_LISTED,
      body: question.raw,
      isComplete: question.answerCount === 0,
    }))
  }
}

/** Never throws for what the marketplace did. The answer wants the product, which only the question tells. */
async function sendAnswer(client: OzonClient, questionId: string, text: string): Promise<SendOutcome> {
  let sku: string | undefined
  try {
    sku = (await readQuestion(client, { questionId }, { timeoutMs: READ_TIMEOUT_MS })).sku
  } catch (error) {
    const failed = failedSend(error)
    // Nothing was sent yet, whatever became of the reading.
    return failed.outcome === 'unknown'
      ? { outcome: 'not_sent', error: failed.error, retryable: true }
      : failed
  }
  if (!sku) {
    const error = unavailable('question_without_sku', 'the question names no product to answer about')
    return { outcome: 'not_sent', error, retryable: false }
  }
  try {
    const { answerId } = await createAnswer(client, { questionId, sku, text }, SEND_LIMITS)
    if (!answerId) return { outcome: 'sent' }
    return { outcome: 'sent', inModeration: { externalId: answerMessageId(answerId) } }
  } catch (error) {
    return failedSend(error)
  }
}
