import type { FastifyError } from 'fastify'
import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from 'fastify-type-provider-zod'
import { AppError, type ErrorKind } from '../shared/errors.ts'
import type { ErrorBody } from './contracts/error.ts'

export type ErrorReply = { status: number; body: ErrorBody; retryAfterSeconds?: number | undefined }

const STATUS: Record<ErrorKind, number> = {
  not_found: 404,
  conflict: 409,
  invalid: 422,
  forbidden: 403,
  unavailable: 503,
  bug: 500,
}

/** The few codes for which HTTP has a closer word than for their kind. */
const STATUS_OF_CODE: Record<string, number> = {
  not_signed_in: 401,
  wrong_credentials: 401,
  too_many_attempts: 429,
  file_too_big: 413,
}

/** The one place where an error becomes a status and the documented body. Inner failures are not explained outside. */
export function errorReply(error: unknown): ErrorReply {
  if (error instanceof AppError) return fromAppError(error)
  if (isFastifyError(error)) {
    if (hasZodFastifySchemaValidationErrors(error)) {
      const problems = error.validation.map(({ instancePath, message }) => ({
        where: `${error.validationContext ?? 'body'}${instancePath}`,
        expected: message ?? '',
      }))
      return reply(400, 'bad_request', 'The request is not what was expected.', { problems })
    }
    const { statusCode } = error
    if (
      !isResponseSerializationError(error) &&
      statusCode !== undefined &&
      statusCode >= 400 &&
      statusCode < 500
    )
      return reply(statusCode, codeOf(error), error.message)
  }
  if (isDatabaseAway(error)) return reply(503, 'database_unavailable', 'The database cannot be reached.')
  return reply(500, 'internal_error', 'Something went wrong on our side; the log says what.')
}

function fromAppError({ kind, code, message, details }: AppError): ErrorReply {
  const status = STATUS_OF_CODE[code] ?? STATUS[kind]
  if (kind === 'bug') return reply(status, code, 'Something went wrong on our side; the log says what.')
  const seconds = details?.retryAfterSeconds
  return {
    ...reply(status, code, message, details),
    retryAfterSeconds: typeof seconds === 'number' ? seconds : undefined,
  }
}

function reply(status: number, code: string, message: string, details?: Record<string, unknown>): ErrorReply {
  return { status, body: { error: details === undefined ? { code, message } : { code, message, details } } }
}

/** `FST_ERR_CTP_BODY_TOO_LARGE` → `body_too_large`; what has no code of its own is a bad request. */
function codeOf(error: FastifyError): string {
  return typeof error.code === 'string' && error.code.startsWith('FST_ERR_')
    ? error.code.replace(/^FST_ERR_(?:CTP_)?/, '').toLowerCase()
    : 'bad_request'
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && ('statusCode' in error || 'code' in error || 'validation' in error)
}

const AWAY = /^(?:ECONN|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EPIPE|57P0|08)/

/** The database's own words for being away stand somewhere down the chain of causes. */
function isDatabaseAway(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ('code' in at && typeof at.code === 'string' && AWAY.test(at.code)) return true
    if (/Connection terminated|PGlite is closed|timeout exceeded when trying to connect/.test(at.message))
      return true
  }
  return false
}
