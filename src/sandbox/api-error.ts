/** A refusal in the marketplace's own shape; `code` follows gRPC. */
export class ApiRefusal extends Error {
  readonly status: number
  readonly code: number
  readonly headers: Record<string, string>

  constructor(status: number, code: number, message: string, headers: Record<string, string> = {}) {
    super(message)
    this.name = 'ApiRefusal'
    this.status = status
    this.code = code
    this.headers = headers
  }

  /** The methods of questions write `details` as a text, all others as a list. */
  bodyFor(path: string): { code: number; message: string; details: unknown[] | string } {
    const details = path.startsWith('/v1/question/') ? '' : []
    return { code: this.code, message: this.message, details }
  }
}

export const badRequest = (message: string) => new ApiRefusal(400, 3, message)
export const refused = (message: string) => new ApiRefusal(403, 7, message)
export const unknownThing = (message: string) => new ApiRefusal(404, 5, message)

export const NO_SUBSCRIPTION =
  'rpc error: code = PermissionDenied desc = not available with existing subscription'
export const MISSING_ROLE = 'Api-Key is missing a required role for a method'
export const WINDOW_CLOSED = 'access period has expired'
export const RATE_LIMITED = 'You have reached request rate limit per second'
export const CIRCLE_OPEN = 'Circle is open'
export const OBSOLETE = 'obsolete method cannot be used'
