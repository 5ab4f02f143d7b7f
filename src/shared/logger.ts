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

export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    redact: { paths: REDACTED, censor: '[redacted]' },
    serializers: { err: (error: unknown) => errorForLog(error) },
  }
  return destination ? pino(options, destination) : pino(options)
}
