import type { Database } from '../../db/client.ts'
import type { Clock } from '../../shared/clock.ts'
import type { AlertFacts } from '../facts.ts'

export type FindDeps = { db: Database; clock: Clock; defaultBudgetMicros: number | null }

/** `until`: what comes near by then is found ahead, to be told on time. */
export type FindInput = { shopId: string; now: Date; until: Date }

/** Something that is so now. Subject and threshold name it: found again, it has the same two. */
export type Condition = {
  subject: string
  threshold: string
  conversationId: string | null
  /** Null: it holds now, whenever it began. */
  happenedAt: Date | null
  facts: AlertFacts
}

export type Find = (deps: FindDeps, input: FindInput) => Promise<Condition[]>

/** What is older than this and was never told is told no more. */
export const LOOK_BACK_MS = 7 * 24 * 3_600_000
