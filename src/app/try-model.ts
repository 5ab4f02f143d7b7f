import { z } from 'zod'
import type { ModelTrial } from '../http/contracts/chat-model.ts'
import type { ChatModel } from '../llm/chat-model.ts'
import { AppError } from '../shared/errors.ts'

const PATIENCE_MS = 45_000
/** Whoever answers this in Russian, in the asked form, can write drafts; how well is for the evaluation to say. */
const QUESTION =
  'Покупатель спрашивает: «Здравствуйте! Подойдёт ли чайник на 1,7 литра для семьи из трёх человек?»'

/**
 * Asks a model one question as a draft would: whether it answers, in the asked form, in Russian, and how fast. `detail`:
 * the words of what kept it from answering at all.
 */
export async function tryModel(
  chat: ChatModel,
  timeoutMs = PATIENCE_MS,
): Promise<ModelTrial & { detail: string | null }> {
  try {
    const answer = await chat.completeStructured({
      system:
        'You answer buyers of a shop, politely, in Russian, in one or two sentences. You answer in JSON with the field "reply".',
      user: QUESTION,
      schema: z.object({ reply: z.string() }),
      name: 'check',
      timeoutMs,
    })
    const { latencyMs, inputTokens, outputTokens } = answer.usage
    const told = { latencyMs, inputTokens, outputTokens, detail: null }
    if (!answer.ok) return { outcome: answer.reason, reply: null, ...told }
    const { reply } = answer.value
    const isRussian = (reply.match(/[а-яё]/gi)?.length ?? 0) > reply.length / 3
    return { outcome: isRussian ? 'ok' : 'not_russian', reply: reply.slice(0, 500), ...told }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return {
      outcome: error.code,
      reply: null,
      latencyMs: null,
      inputTokens: 0,
      outputTokens: 0,
      detail: error.message,
    }
  }
}
