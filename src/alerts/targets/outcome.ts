import type { BrokenCode } from '../../domain/alert-kinds.ts'

/** What a receiver made of a message. `answer`: its own words, or ours where it had none; never a secret. */
export type Outcome =
  | { result: 'delivered'; answer: string }
  /** It will not be otherwise next time. */
  | { result: 'refused'; code: BrokenCode; answer: string }
  /** Worth another try, not before `afterMs` where the receiver said so. */
  | { result: 'later'; answer: string; afterMs?: number | undefined }

const LONGEST_ANSWER = 200

/** One line that may be shown and stored. */
export const shortAnswer = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what a foreign server answers is shown to people
    .replace(/[\u0000-\u001f\u007f\s]+/g, ' ')
    .trim()
    .slice(0, LONGEST_ANSWER)

const LONGEST_WAIT_MS = 3_600_000

/** `Retry-After` in seconds or as a date (RFC 9110, 10.2.3); at most an hour of it is believed. */
export function retryAfterMs(header: string | null | undefined, now: Date): number | undefined {
  if (!header) return undefined
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - now.getTime()
  return Number.isFinite(ms) ? Math.min(LONGEST_WAIT_MS, Math.max(0, ms)) : undefined
}
