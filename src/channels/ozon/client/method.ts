import type { z } from 'zod'

/**
 * One method of the marketplace. `repeat` says whether a call may be made twice without harm: reads may, whatever
 * leaves a trace may not. `mayBeEmpty` marks methods that answer success with no body.
 */
export type OzonMethod<Request, Answer> = {
  path: string
  repeat: 'harmless' | 'never'
  mayBeEmpty: boolean
  answer: z.ZodType<Answer>
  /** Only for the compiler: what the method is asked with. */
  readonly request?: Request
}

type Traits = { repeat: 'harmless' | 'never'; mayBeEmpty?: boolean }

/** `ozonMethod<Request>()(path, traits, answer)`: two steps, so that the answer's type is inferred. */
export function ozonMethod<Request>() {
  return <Answer>(path: string, traits: Traits, answer: z.ZodType<Answer>): OzonMethod<Request, Answer> => ({
    path,
    repeat: traits.repeat,
    mayBeEmpty: traits.mayBeEmpty ?? false,
    answer,
  })
}

export type CallOptions = {
  signal?: AbortSignal | undefined
  /** From the first byte written to the last byte read. */
  timeoutMs?: number | undefined
  /** How long the call may stand in the queue of the rate limiter before it is given up, unsent. */
  maxWaitMs?: number | undefined
}

export type OzonClient = {
  clientId: string
  baseUrl: string
  call<Request, Answer>(
    method: OzonMethod<Request, Answer>,
    request: Request,
    options?: CallOptions,
  ): Promise<Answer>
  /** A GET of a path on the same host with the shop's key; the body is left to the caller to read. */
  fetchFile(path: string, options?: CallOptions): Promise<Response>
}
