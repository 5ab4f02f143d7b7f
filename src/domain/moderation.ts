/** The marketplace's word for a review or a question that was dealt with. */
export const PROCESSED = 'PROCESSED'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** When an answer that the marketplace took is first looked for. */
export const FIRST_LOOK_MS = 5_000
/** When a published one is looked for once more, to see that it stayed. */
export const STAYS_LOOK_MS = DAY_MS
/** Ozon: up to seven working days; what is nowhere after this is not in moderation any more. */
export const LONGEST_MODERATION_MS = 14 * DAY_MS
/** How long something must be missing: one reading may be from before it was there. */
export const MISSING_MS = 10 * MINUTE_MS

export type AnswerSigns = {
  /** Since the send. */
  ageMs: number
  /** The thread shows it now. */
  isListed: boolean
  /** The thread has shown it before. */
  wasListed: boolean
  /** This channel shows an answer from the start, not only once it was looked at. */
  showsPending: boolean
  /** The marketplace counts the review or question as dealt with. */
  isProcessed: boolean
}

/**
 * Whether an answer that was taken seems to be gone. Where pending ones do not show, the mark that was set with the
 * answer is the only sign that it was kept.
 */
export function seemsMissing({
  ageMs,
  isListed,
  wasListed,
  showsPending,
  isProcessed,
}: AnswerSigns): boolean {
  if (isListed) return false
  return wasListed || showsPending || !isProcessed || ageMs >= LONGEST_MODERATION_MS
}

/** When to look again: soon at first, then every few hours for as long as moderation may take. */
export function nextLookMs(ageMs: number, isMissing: boolean): number {
  if (isMissing) return 2 * MINUTE_MS
  return Math.min(6 * 60 * MINUTE_MS, Math.max(FIRST_LOOK_MS, Math.round(ageMs / 2)))
}
