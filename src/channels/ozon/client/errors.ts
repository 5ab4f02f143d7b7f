import { AppError, type ErrorKind } from '../../../shared/errors.ts'

/** What each of our codes means to the rest of the house; `retryable`: the same call may succeed later unchanged. */
const TRAITS = {
  window_closed: { kind: 'conflict', retryable: false },
  not_buyer_turn: { kind: 'conflict', retryable: false },
  conflict: { kind: 'conflict', retryable: false },
  subscription_required: { kind: 'forbidden', retryable: false },
  missing_role: { kind: 'forbidden', retryable: false },
  key_invalid: { kind: 'forbidden', retryable: false },
  key_deactivated: { kind: 'forbidden', retryable: false },
  ip_restricted: { kind: 'forbidden', retryable: false },
  offer_not_signed: { kind: 'forbidden', retryable: false },
  chat_disabled: { kind: 'forbidden', retryable: false },
  forbidden: { kind: 'forbidden', retryable: false },
  not_found: { kind: 'not_found', retryable: false },
  bad_request: { kind: 'invalid', retryable: false },
  method_retired: { kind: 'bug', retryable: false },
  rate_limited: { kind: 'unavailable', retryable: true },
  circuit_open: { kind: 'unavailable', retryable: true },
  internal_error: { kind: 'unavailable', retryable: true },
  timeout: { kind: 'unavailable', retryable: true },
  aborted: { kind: 'unavailable', retryable: true },
  unreachable: { kind: 'unavailable', retryable: true },
  bad_response: { kind: 'unavailable', retryable: true },
} as const satisfies Record<string, { kind: ErrorKind; retryable: boolean }>

export type OzonErrorCode = keyof typeof TRAITS

export const OZON_ERROR_CODES = Object.keys(TRAITS) as OzonErrorCode[]

/** `not_sent` only when it is certain that the marketplace did not act; in every doubt `unknown`. */
export type CallOutcome = 'not_sent' | 'unknown'

export type OzonErrorExtras = {
  status?: number | undefined
  traceId?: string | undefined
  retryAt?: Date | undefined
  ozonCode?: string | undefined
  ozonMessage?: string | undefined
  ozonDetails?: unknown
}

type Failure = OzonErrorExtras & {
  code: OzonErrorCode
  method: string
  outcome: CallOutcome
  message: string
}

/** A failed call. Never carries the shop's key: see `failure` in transport.ts. */
export class OzonError extends AppError {
  declare readonly code: OzonErrorCode
  readonly method: string
  readonly outcome: CallOutcome
  readonly retryable: boolean
  readonly status: number | undefined
  readonly traceId: string | undefined
  /** Before this moment there is no point in trying again. */
  readonly retryAt: Date | undefined
  /** The marketplace's own words, for the log and the agent. */
  readonly ozonMessage: string | undefined

  constructor({ code, message, ...failure }: Failure) {
    super(TRAITS[code].kind, code, `${failure.method}: ${message}`, { details: failure })
    this.name = 'OzonError'
    this.method = failure.method
    this.outcome = failure.outcome
    this.retryable = TRAITS[code].retryable
    this.status = failure.status
    this.traceId = failure.traceId
    this.retryAt = failure.retryAt
    this.ozonMessage = failure.ozonMessage
  }
}
