import { z } from 'zod'
import { type Outcome, shortAnswer } from './outcome.ts'

const TIMEOUT_MS = 15_000
/** The Bot API's own limit of a message. */
const LONGEST_TEXT = 4_096

export type Bot = { baseUrl: string; token: string }

const answerSchema = z.object({
  ok: z.boolean(),
  description: z.string().optional(),
  parameters: z.object({ retry_after: z.number().optional() }).optional(),
  result: z.unknown().optional(),
})

/** Sends one message by a server that speaks the Bot API. */
export async function sendTelegram(
  bot: Bot,
  { chatId, text, timeoutMs }: { chatId: string; text: string; timeoutMs?: number | undefined },
): Promise<Outcome> {
  const asked = await ask(bot, 'sendMessage', timeoutMs, {
    chat_id: chatId,
    text: text.slice(0, LONGEST_TEXT),
    link_preview_options: { is_disabled: true },
  })
  return outcomeOf(asked)
}

/** Asks the server whose bot this is: `@name` when the token is right. */
export async function tryBot(bot: Bot, timeoutMs?: number): Promise<Outcome> {
  const asked = await ask(bot, 'getMe', timeoutMs, {})
  const outcome = outcomeOf(asked)
  const me = z
    .object({ username: z.string() })
    .safeParse('answer' in asked ? asked.answer?.result : undefined)
  return outcome.result === 'delivered' && me.success
    ? { ...outcome, answer: `@${shortAnswer(me.data.username)}` }
    : outcome
}

type Asked = { status: number; answer: z.infer<typeof answerSchema> | undefined } | { failure: string }

/** The token stands in the address: no error that may name it leaves this file. */
async function ask(
  { baseUrl, token }: Bot,
  method: string,
  timeoutMs = TIMEOUT_MS,
  body: object,
): Promise<Asked> {
  try {
    const response = await fetch(`${baseUrl.replace(/\/+$/, '')}/bot${token}/${method}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    })
    const answer = answerSchema.safeParse(await response.json().catch(() => undefined))
    return { status: response.status, answer: answer.data }
  } catch (error) {
    return { failure: error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'network error' }
  }
}

function outcomeOf(asked: Asked): Outcome {
  if ('failure' in asked) return { result: 'later', answer: asked.failure }
  const { status, answer } = asked
  const words = shortAnswer(answer?.description ?? `HTTP ${status}`)
  if (status === 200 && answer?.ok) return { result: 'delivered', answer: 'HTTP 200' }
  if (status === 429 || status >= 500 || status === 200) {
    const seconds = answer?.parameters?.retry_after
    return { result: 'later', answer: words, afterMs: seconds === undefined ? undefined : seconds * 1_000 }
  }
  // An unknown token is answered with 401 or 404, whatever the chat; the rest speaks of the chat.
  const isOurs = status === 401 || status === 404
  return { result: 'refused', code: isOurs ? 'house_refused' : 'refused', answer: words }
}
