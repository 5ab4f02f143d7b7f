import type { Reason } from './reasons.ts'

/** A file that cannot be read at all, however often one tries. A broken row is no such thing. */
export class FileProblem extends Error {
  readonly reason: Reason

  constructor(reason: Reason) {
    super(`The file cannot be read: ${reason.code}`)
    this.name = 'FileProblem'
    this.reason = reason
  }
}
