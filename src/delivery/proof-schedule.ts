/** Seconds after the send at which the thread is read; most messages show at the first look. */
const READ_AFTER_SECONDS = [1, 3, 7, 15, 30, 60, 120, 240, 420, 600]

/**
 * When to read the thread again after `readsDone` reads, never in the past; undefined when the message was looked
 * for long enough (ten minutes) to be called lost.
 */
export function nextProofAt(sentAt: Date, readsDone: number, now: Date): Date | undefined {
  const after = READ_AFTER_SECONDS[readsDone]
  if (after === undefined) {
    const lastRead = sentAt.getTime() + (READ_AFTER_SECONDS.at(-1) ?? 0) * 1_000
    // Reads may have come late or in a row: the time must have passed too, not only the count.
    return now.getTime() < lastRead ? new Date(lastRead) : undefined
  }
  return new Date(Math.max(sentAt.getTime() + after * 1_000, now.getTime() + 500))
}

export const firstProofAt = (sentAt: Date): Date =>
  new Date(sentAt.getTime() + (READ_AFTER_SECONDS[0] ?? 0) * 1_000)
