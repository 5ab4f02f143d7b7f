import { isBuyerChat } from '../channels/ozon/chat-adapter.ts'
import type { Roles } from '../channels/ozon/client/account.ts'
import { listChats, readHistory } from '../channels/ozon/client/chat.ts'
import { OzonError } from '../channels/ozon/client/errors.ts'
import type { OzonClient } from '../channels/ozon/client/method.ts'
import { listWebhooks } from '../channels/ozon/client/notifications.ts'
import { readProductInfo } from '../channels/ozon/client/product-info.ts'
import {
  countQuestions,
  listAnswers,
  listQuestions,
  readQuestion,
} from '../channels/ozon/client/questions.ts'
import { readRatingHistory } from '../channels/ozon/client/ratings.ts'
import { countReviews, listComments, listReviews, readReview } from '../channels/ozon/client/reviews.ts'
import { CHANNEL_METHODS, methodsOfChannel, OTHER_METHODS } from '../channels/ozon/needed-methods.ts'
import {
  isAboutAccess,
  judgeUntried,
  type MethodAccess,
  type MethodsAccess,
} from '../domain/channel-access.ts'
import type { Clock } from '../shared/clock.ts'
import { AppError } from '../shared/errors.ts'

type Input = {
  client: OzonClient
  clock: Clock
  /** Undefined when the key may not even tell. */
  roles: Roles | undefined
  /** What was known of the methods that are not tried. */
  known: MethodsAccess
}

/**
 * Tries every method that can be tried without a trace, on what the shop already has; the others (sending, marking,
 * starting a chat) are judged by the key's roles and by what a trial of their channel showed. Nothing is written.
 */
export async function probeMethods({ client, clock, roles, known }: Input): Promise<MethodsAccess> {
  const allowed = roles && new Set(roles.roles.flatMap(({ methods }) => methods))
  const found: MethodsAccess = {}
  const at = () => clock.now().toISOString()
  /** A method that no role names is not asked for: repeated refusals make the marketplace close the key. */
  const attempt = async <Answer>(method: string, run: () => Promise<Answer>): Promise<Answer | undefined> => {
    if (allowed && !allowed.has(method)) {
      found[method] = { access: 'denied', reason: 'missing_role', by: 'roles', at: at() }
      return undefined
    }
    try {
      const answer = await run()
      found[method] = { access: 'allowed', by: 'tried', at: at() }
      return answer
    } catch (error) {
      if (!(error instanceof AppError) || error.kind === 'bug') throw error
      found[method] = { ...refusal(error), by: 'tried', at: at() }
      return undefined
    }
  }
  await probeChats(client, attempt)
  const publishedFrom = new Date(clock.now().getTime() - LOOK_BACK_MS)
  await probeReviews(client, attempt, publishedFrom)
  await probeQuestions(client, attempt, publishedFrom)
  await attempt('/v1/notification/list', () => listWebhooks(client, { limit: 1 }))
  await attempt('/v3/product/info/list', () => readProductInfo(client, { skus: [NO_SKU] }))
  const now = clock.now()
  const from = new Date(now.getTime() - 24 * 3_600_000)
  await attempt('/v1/rating/history', () =>
    readRatingHistory(client, { ratings: ['rating_reaction_time'], from, to: now }),
  )
  const judge = (method: string, gate: MethodAccess | undefined) => {
    found[method] ??= judgeUntried(method, { allowed, gate, before: known[method], at: at() })
  }
  for (const channel of Object.values(CHANNEL_METHODS))
    for (const method of methodsOfChannel(channel)) judge(method, found[channel.gate])
  // Roles alone decide here: no subscription is asked for.
  for (const method of Object.values(OTHER_METHODS).flat())
    judge(method, allowed && { access: 'allowed', by: 'roles', at: at() })
  return found
}

type Attempt = <Answer>(method: string, run: () => Promise<Answer>) => Promise<Answer | undefined>

/** No product has it: the answer is empty, and only whether one came matters. */
const NO_SKU = '1'
/** Back to when something of the shop is looked for to read. */
const LOOK_BACK_MS = 28 * 24 * 3_600_000

async function probeChats(client: OzonClient, attempt: Attempt): Promise<void> {
  const listed = await attempt('/v3/chat/list', () => listChats(client, { limit: 100 }))
  const chat = listed?.chats.find(({ type }) => isBuyerChat(type))
  if (chat) await attempt('/v3/chat/history', () => readHistory(client, { chatId: chat.chatId, limit: 1 }))
}

async function probeReviews(client: OzonClient, attempt: Attempt, publishedFrom: Date): Promise<void> {
  await attempt('/v2/review/count', () => countReviews(client))
  const listed = await attempt('/v2/review/list', () => listReviews(client, { publishedFrom }))
  const review = listed?.reviews[0]
  if (!review) return
  await attempt('/v2/review/info', () => readReview(client, review))
  await attempt('/v1/review/comment/list', () => listComments(client, review))
}

async function probeQuestions(client: OzonClient, attempt: Attempt, publishedFrom: Date): Promise<void> {
  await attempt('/v1/question/count', () => countQuestions(client))
  const listed = await attempt('/v1/question/list', () => listQuestions(client, { publishedFrom }))
  const question = listed?.questions[0]
  if (!question) return
  await attempt('/v1/question/info', () => readQuestion(client, question))
  const { sku } = question
  if (sku) await attempt('/v1/question/answer/list', () => listAnswers(client, { ...question, sku }))
}

/** Only what tells of key, role or subscription closes a method; a busy marketplace proves nothing. */
export function refusal(error: AppError): Pick<MethodAccess, 'access' | 'reason' | 'words'> {
  const words = error instanceof OzonError ? error.ozonMessage : undefined
  return {
    access: isAboutAccess(error.code) ? 'denied' : 'unknown',
    reason: error.code,
    ...(words ? { words: words.slice(0, 300) } : {}),
  }
}
