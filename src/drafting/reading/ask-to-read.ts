import type { z } from 'zod'
import type { Unread } from '../../domain/reading/reading.ts'
import type { ChatModel } from '../../llm/chat-model.ts'
import { AppError } from '../../shared/errors.ts'

export type Asked<T> = { ok: true; value: T; model: string } | { ok: false; why: Unread }

type Question<T> = {
  /** `name/vN@hash`; the call is put on the account under the name. */
  promptVersion: string
  system: string
  user: string
  schema: z.ZodType<T>
  name: string
}

/** One question to a model. That it cannot be reached or answers nothing usable is data: the reader says so. */
export async function askToRead<T>(
  { model, timeoutMs }: { model: ChatModel; timeoutMs: number },
  { promptVersion, system, user, schema, name }: Question<T>,
): Promise<Asked<T>> {
  try {
    const result = await model.completeStructured({
      system,
      user,
      schema,
      name,
      purpose: promptVersion.split('/')[0] ?? name,
      promptVersion,
      timeoutMs,
    })
    return result.ok
      ? { ok: true, value: result.value, model: result.model }
      : { ok: false, why: 'not_usable' }
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'unavailable') throw error
    return { ok: false, why: 'model_failed' }
  }
}
