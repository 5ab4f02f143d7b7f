import { type DestinationStream, type Logger, pino } from 'pino'
import { errorForLog } from './error-words.ts'

export type { Logger } from 'pino'

/** Paths that may carry secrets or a buyer's words; whatever lands there is never written out. */
const REDACTED = [
  'apiKey',
  'password',
  'token',
  'secret',
  '*.apiKey',
  '*.password',
  '*.token',
  '*.secret',
  'headers.authorization',
  'headers.cookie',
  'headers["api-key"]',
  'req.headers.authorization',
  'req.headers.cookie',
]

/** `hide` takes personal data out of every string that is written. */
export function createLogger(
  level: string,
  { hide, destination }: { hide: (text: string) => string; destination?: DestinationStream },
): Logger {
  const options = {
    level,
    base: null,
    redact: { paths: REDACTED, censor: '[redacted]' },
    serializers: { err: (error: unknown) => hideIn(errorForLog(error), hide) },
    formatters: { log: (fields: Record<string, unknown>) => hideIn(fields, hide) },
  }
  return destination ? pino(options, destination) : pino(options)
}

/** Plain objects, lists and strings; an Error is left to its serializer. */
function hideIn<T>(value: T, hide: (text: string) => string): T {
  if (typeof value === 'string') return hide(value) as T
  if (Array.isArray(value)) return value.map((item) => hideIn(item, hide)) as T
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hideIn(item, hide)])) as T
}
