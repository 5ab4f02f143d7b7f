import { z } from 'zod'
import type { PushTransport } from '../types.ts'
import type { Push } from './push-centre.ts'

type CheckError =
  | 'REQUEST_ERROR'
  | 'REQUEST_TIMEOUT'
  | 'SERVER_FAULT'
  | 'STATUS_CODE_NOT_OK'
  | 'EMPTY_BODY'
  | 'INVALID_BODY'
  | 'INVALID_JSON'
  | 'WRONG_RESULT_FIELD'
  | 'WRONG_RESULT_TIME_FIELD'

export type Attempt = { at: number; tookMs: number; ok: boolean; status: number | null; error?: CheckError }

export type Transport = PushTransport

/** Longer than this counts as a failure even when the answer is right. */
const TOO_SLOW_MS = 5_000

export async function attemptDelivery(
  { now, transport }: { now(): number; transport: Transport },
  push: Pick<Push, 'url' | 'body' | 'type'>,
): Promise<Attempt> {
  const at = now()
  try {
    const answer = await transport({ url: push.url, body: push.body })
    const tookMs = now() - at
    const error = tookMs > TOO_SLOW_MS ? 'REQUEST_TIMEOUT' : judge(push.type, answer)
    return { at, tookMs, ok: error === undefined, status: answer.status, ...(error ? { error } : {}) }
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === 'TimeoutError'
    const kind: CheckError = isTimeout ? 'REQUEST_TIMEOUT' : 'REQUEST_ERROR'
    return { at, tookMs: now() - at, ok: false, status: null, error: kind }
  }
}

/** What the marketplace finds wrong with an answer, in its own words. */
function judge(type: Push['type'], answer: { status: number; body: string }): CheckError | undefined {
  if (answer.status >= 500) return 'SERVER_FAULT'
  if (answer.status !== 200) return 'STATUS_CODE_NOT_OK'
  if (answer.body.trim() === '') return 'EMPTY_BODY'
  let parsed: unknown
  try {
    parsed = JSON.parse(answer.body)
  } catch {
    return 'INVALID_JSON'
  }
  if (type !== 'TYPE_PING') return okReply.safeParse(parsed).success ? undefined : 'WRONG_RESULT_FIELD'
  const ping = pingReply.safeParse(parsed)
  if (ping.success) return undefined
  return ping.error.issues.every((issue) => issue.path[0] === 'time')
    ? 'WRONG_RESULT_TIME_FIELD'
    : 'INVALID_BODY'
}

const okReply = z.object({ result: z.literal(true) })
const pingReply = z.object({
  version: z.string().min(1),
  name: z.string().min(1),
  time: z.iso.datetime({ offset: true }),
})

/** Sends a push over HTTP as the marketplace does. */
export function httpTransport(timeoutMs: number): Transport {
  return async ({ url, body }) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'otvet-sandbox', signature: '' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    return { status: response.status, body: await response.text() }
  }
}
