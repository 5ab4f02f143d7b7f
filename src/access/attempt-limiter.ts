import type { Clock } from '../shared/clock.ts'

type Bucket = { taken: number; since: number }

/**
 * So many attempts per key and window. Kept in memory: a restart forgives. The oldest keys are dropped, so that a
 * flood of invented logins does not fill the memory.
 */
export function createAttemptLimiter(
  clock: Clock,
  { most, windowMs, maxKeys = 10_000 }: { most: number; windowMs: number; maxKeys?: number },
) {
  const buckets = new Map<string, Bucket>()

  return {
    /** Takes one attempt. Answers 0, or the seconds to wait when there is none left. */
    take(key: string): number {
      const now = clock.now().getTime()
      const bucket = buckets.get(key)
      if (!bucket || now - bucket.since >= windowMs) {
        // Taken out first, so that the order of the map stays the order of age.
        buckets.delete(key)
        if (buckets.size >= maxKeys) dropOldest(buckets)
        buckets.set(key, { taken: 1, since: now })
        return 0
      }
      if (bucket.taken >= most) return Math.ceil((bucket.since + windowMs - now) / 1000)
      bucket.taken++
      return 0
    },
    /** An attempt that succeeded costs nothing. */
    giveBack(key: string): void {
      const bucket = buckets.get(key)
      if (bucket) bucket.taken = Math.max(0, bucket.taken - 1)
    },
  }
}

export type AttemptLimiter = ReturnType<typeof createAttemptLimiter>

function dropOldest(buckets: Map<string, Bucket>): void {
  for (const key of buckets.keys()) {
    buckets.delete(key)
    return
  }
}
