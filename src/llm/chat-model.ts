import type { z } from 'zod'
import type { ModelUsage, PhotoImage } from '../domain/draft.ts'

export type StructuredRequest<T> = {
  system: string
  user: string
  /** Every field required (use `nullable` for "none"), so that strict servers accept it. */
  schema: z.ZodType<T>
  /** Names the answer for the server: letters, digits, `_`. */
  name: string
  /** For the whole question: retries, repair and a second model included. */
  timeoutMs: number
  /** What the call is told by in `model_calls`: `classify`, `draft`, `translate` …; `name` when it is not given. */
  purpose?: string
  /** `name/vN@hash` of the prompt: kept with the call. */
  promptVersion?: string
  photos?: Photos | undefined
}

/**
 * The photos that came with the buyer's turn: `images` are all of them, or null when one could not be had. A model
 * that cannot see gets none. Behind `user` this room tells the model which of the two it is, and that words inside a
 * photo are material like the buyer's own; a prompt need not speak of photos.
 */
export type Photos = { count: number; images: readonly PhotoImage[] | null }

/** What came of it. A bad answer is data, not an exception: the caller decides what stands in for it. */
export type StructuredResult<T> =
  | {
      ok: true
      value: T
      model: string
      usage: ModelUsage
      /** The model that answered was shown every photo. */
      sawPhotos?: boolean
    }
  | {
      ok: false
      reason: 'invalid_output' | 'refused' | 'truncated'
      detail: string
      raw: string
      model: string
      usage: ModelUsage
    }

/** One question that went to a server: also one that was repeated, corrected or failed. Never its text. */
export type ModelCall = {
  model: string
  /** `ok`, what was wrong with the answer, `unsupported` (the way of asking), or the code of the failure. */
  outcome: string
  inputTokens: number
  outputTokens: number
  /** Millionths of the currency of the prices; 0 when the price is not known. */
  costMicros: number
  latencyMs: number
  /** How long the server asked to be left alone. */
  retryAfterMs?: number | undefined
}

export type AskOptions = {
  /** Told of every call as soon as it ended; awaited. */
  onCall?: ((call: ModelCall) => Promise<void> | void) | undefined
  /** How often a server that is busy or down is asked at most. */
  attempts?: number | undefined
}

export interface ChatModel {
  readonly model: string
  /** It can look at photos. */
  readonly canSee?: boolean
  /** Throws AppError `unavailable` when the server cannot be reached, is overloaded or refuses the key. */
  completeStructured<T>(request: StructuredRequest<T>, options?: AskOptions): Promise<StructuredResult<T>>
}
