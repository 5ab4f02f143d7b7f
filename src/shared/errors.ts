export type ErrorKind = 'not_found' | 'conflict' | 'invalid' | 'forbidden' | 'unavailable' | 'bug'

type Extras = { details?: Record<string, unknown> | undefined; cause?: unknown }

/** An expected failure: `kind` decides status and retry, `code` is stable and documented, `message` is for people. */
export class AppError extends Error {
  readonly kind: ErrorKind
  readonly code: string
  readonly details: Record<string, unknown> | undefined

  constructor(kind: ErrorKind, code: string, message: string, extras: Extras = {}) {
    super(message, extras.cause === undefined ? {} : { cause: extras.cause })
    this.name = 'AppError'
    this.kind = kind
    this.code = code
    this.details = extras.details
  }
}

type Details = Record<string, unknown>

export const notFound = (code: string, message: string, details?: Details) =>
  new AppError('not_found', code, message, { details })
export const conflict = (code: string, message: string, details?: Details) =>
  new AppError('conflict', code, message, { details })
export const invalid = (code: string, message: string, details?: Details) =>
  new AppError('invalid', code, message, { details })
export const forbidden = (code: string, message: string, details?: Details) =>
  new AppError('forbidden', code, message, { details })
export const unavailable = (code: string, message: string, extras: Extras = {}) =>
  new AppError('unavailable', code, message, extras)
export const bug = (code: string, message: string, details?: Details) =>
  new AppError('bug', code, message, { details })
