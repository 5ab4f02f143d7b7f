import type { z } from 'zod'
import { errorSchema } from '../../http/contracts/error.ts'

/** What the server refused, in its own documented shape; `status` 0 = it could not be reached. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly details: Record<string, unknown>

  constructor(status: number, code: string, message: string, details: Record<string, unknown> = {}) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.details = details
  }
}

type Options = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  body?: unknown
  /** Sent as it is, instead of a body. */
  file?: Blob
  query?: Record<string, string | number | undefined>
  signal?: AbortSignal | undefined
}

/** One call of our own API; the answer is what `answer` describes or an `ApiError`. */
export async function call<S extends z.ZodType>(
  answer: S,
  path: string,
  options: Options = {},
): Promise<z.output<S>> {
  const response = await send(path, options)
  const text = await response.text()
  const body = parseJson(text)
  if (!response.ok) throw refusal(response.status, body)
  const parsed = answer.safeParse(body)
  if (!parsed.success) throw new ApiError(response.status, 'unexpected_answer', parsed.error.message)
  return parsed.data
}

/** A call whose answer says nothing beyond having worked. */
export async function callForEffect(path: string, options: Options) {
  const response = await send(path, options)
  if (!response.ok) throw refusal(response.status, parseJson(await response.text()))
}

async function send(path: string, { method = 'GET', body, file, query, signal }: Options) {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== '') params.set(name, String(value))
  }
  const url = params.size > 0 ? `${path}?${params}` : path
  try {
    return await fetch(url, {
      method,
      credentials: 'same-origin',
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      ...(file === undefined ? {} : { headers: { 'content-type': 'application/octet-stream' }, body: file }),
      ...(signal ? { signal } : {}),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiError(0, 'network', String(error))
  }
}

function refusal(status: number, body: unknown) {
  const parsed = errorSchema.safeParse(body)
  if (!parsed.success) return new ApiError(status, `http_${status}`, `HTTP ${status}`)
  const { code, message, details } = parsed.data.error
  return new ApiError(status, code, message, details)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function segment(id: string) {
  return encodeURIComponent(id)
}
