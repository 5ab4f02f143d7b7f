import type { z } from 'zod'
import type { ModelUsage } from '../domain/draft.ts'

export type StructuredRequest<T> = {
  system: string
  user: string
  /** Every field required (use `nullable` for "none"), so that strict servers accept it. */
  schema: z.ZodType<T>
  /** Names the answer for the server: letters, digits, `_`. */
  name: string
  /** For the whole call, retries included. */
  timeoutMs: number
}

/** What came of it. A bad answer is data, not an exception: the caller decides what stands in for it. */
export type StructuredResult<T> =
  | { ok: true; value: T; model: string; usage: ModelUsage }
  | {
      ok: false
      reason: 'invalid_output' | 'refused' | 'truncated'
      detail: string
      raw: string
      model: string
      usage: ModelUsage
    }

export interface ChatModel {
  readonly model: string
  /** Throws AppError `unavailable` when the server cannot be reached, is overloaded or refuses the key. */
  completeStructured<T>(request: StructuredRequest<T>): Promise<StructuredResult<T>>
}
