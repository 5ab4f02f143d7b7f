import { AppError } from '../../shared/errors.ts'

/** The only codes Ozon accepts in an error answer; a different structure may stop all pushes. */
export type PushErrorCode = 'ERROR_UNKNOWN' | 'ERROR_PARAMETER_VALUE_MISSED' | 'ERROR_REQUEST_DUPLICATED'

export type PushErrorReply = { error: { code: PushErrorCode; message: string; details: null } }

/** `startedAt` is when we began to handle the ping; Ozon wants it in UTC without fractions. */
export function pingReply(name: string, version: string, startedAt: Date) {
  return { version, name, time: startedAt.toISOString().replace(/\.\d{3}Z$/, 'Z') }
}

/** Also the answer to a duplicate: an error would only lower the share of 200 that Ozon grades us by. */
export const pushAcceptedReply = { result: true } as const

export function pushErrorReply(code: PushErrorCode, message: string): PushErrorReply {
  return { error: { code, message, details: null } }
}

/** The reply for anything that was thrown while a push was handled; inner failures are not explained to the outside. */
export function pushErrorReplyFor(error: unknown): PushErrorReply {
  if (!(error instanceof AppError) || error.kind !== 'invalid') {
    return pushErrorReply('ERROR_UNKNOWN', 'The event was not stored, please send it again')
  }
  const missing = error.details?.missing
  const valueMissed = Array.isArray(missing) && missing.length > 0
  return pushErrorReply(valueMissed ? 'ERROR_PARAMETER_VALUE_MISSED' : 'ERROR_UNKNOWN', error.message)
}
