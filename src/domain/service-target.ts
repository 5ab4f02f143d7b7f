import { z } from 'zod'
import type { Category } from './category.ts'
import type { RiskFlag } from './draft.ts'
import type { Hours } from './shop-hours.ts'
import { clockDue, type Pause } from './working-clock.ts'

/** How fast a case deserves an answer, most pressing first. */
export const SERVICE_CLASSES = ['urgent', 'problem', 'question', 'courtesy'] as const
export type ServiceClass = (typeof SERVICE_CLASSES)[number]

const URGENT_FLAGS: ReadonlySet<RiskFlag> = new Set([
  'self_harm',
  'health_safety',
  'legal_threat',
  'public_threat',
  'fraud',
])
const URGENT_CATEGORIES: ReadonlySet<Category> = new Set(['fraud'])
const PROBLEM_CATEGORIES: ReadonlySet<Category> = new Set([
  'order_delivery',
  'return',
  'exchange',
  'warranty',
  'defect',
  'missing_part',
  'cancellation',
  'complaint',
  'abuse',
])
const COURTESY_CATEGORIES: ReadonlySet<Category> = new Set(['thanks', 'off_topic'])
const LOW_STARS = 3

type Read = {
  /** Null before anybody has read the turn. */
  category: Category | null
  riskFlags: readonly string[]
  /** Stars of a review. */
  rating: number | null
}

/** The class of a case by how its newest turn was read; stars count also before that. */
export function serviceClass({ category, riskFlags, rating }: Read): ServiceClass {
  if (riskFlags.some((flag) => URGENT_FLAGS.has(flag as RiskFlag))) return 'urgent'
  if (category && URGENT_CATEGORIES.has(category)) return 'urgent'
  if (rating === 1) return 'urgent'
  if (rating !== null && rating <= LOW_STARS) return 'problem'
  if (category && PROBLEM_CATEGORIES.has(category)) return 'problem'
  if (category && COURTESY_CATEGORIES.has(category)) return 'courtesy'
  return 'question'
}

const minutesSchema = z.int().min(5).max(40_320).nullable()

/** Minutes of working time; null = no target. `response`: to each turn of the buyer. `resolution`: of the whole case. */
const targetSchema = z.object({ responseMinutes: minutesSchema, resolutionMinutes: minutesSchema })
export type Target = z.infer<typeof targetSchema>

const HOUR = 60
export const DEFAULT_TARGETS: Record<ServiceClass, Target> = {
  urgent: { responseMinutes: HOUR, resolutionMinutes: 8 * HOUR },
  problem: { responseMinutes: 4 * HOUR, resolutionMinutes: 24 * HOUR },
  question: { responseMinutes: 8 * HOUR, resolutionMinutes: 24 * HOUR },
  courtesy: { responseMinutes: 24 * HOUR, resolutionMinutes: null },
}

export const targetsSchema = z
  .object({
    urgent: targetSchema.default(DEFAULT_TARGETS.urgent),
    problem: targetSchema.default(DEFAULT_TARGETS.problem),
    question: targetSchema.default(DEFAULT_TARGETS.question),
    courtesy: targetSchema.default(DEFAULT_TARGETS.courtesy),
  })
  .default(DEFAULT_TARGETS)

export type TargetDue = { responseDueAt: Date | null; resolutionDueAt: Date | null }

type Case = {
  /** When the buyer began the turn that is not answered; null = the shop waits for the buyer, both clocks stand. */
  awaitingSince: Date | null
  /** When the case began, and when it did not wait for the shop since. */
  openedAt: Date
  pauses: readonly Pause[]
}

const MINUTE_MS = 60_000

/** By when the shop wants to have answered, and to have settled the case, by its own clocks. */
export function targetDue(
  { responseMinutes, resolutionMinutes }: Target,
  { awaitingSince, openedAt, pauses }: Case,
  hours: Hours,
): TargetDue {
  if (!awaitingSince) return { responseDueAt: null, resolutionDueAt: null }
  const due = (from: Date, minutes: number | null) =>
    minutes === null ? null : clockDue(hours, { from, targetMs: minutes * MINUTE_MS, pauses })
  return {
    responseDueAt: due(awaitingSince, responseMinutes),
    resolutionDueAt: due(openedAt, resolutionMinutes),
  }
}

/** What may run out: Ozon's window, Ozon's 24 h, and the two clocks of the shop. */
export const DUE_KINDS = ['window', 'answer_24h', 'response', 'resolution'] as const
export type DueKind = (typeof DUE_KINDS)[number]

/** How long before its end something is nearly due. */
export const NEARLY_DUE_MS: Record<DueKind, number> = {
  window: 2 * HOUR * MINUTE_MS,
  answer_24h: 2 * HOUR * MINUTE_MS,
  response: 30 * MINUTE_MS,
  resolution: 2 * HOUR * MINUTE_MS,
}

export type DueState = 'in_time' | 'nearly_due' | 'overdue'

/** The moment itself is too late, as it is for the window. */
export function dueState(kind: DueKind, dueAt: Date, now: Date): DueState {
  const left = dueAt.getTime() - now.getTime()
  if (left <= 0) return 'overdue'
  return left <= NEARLY_DUE_MS[kind] ? 'nearly_due' : 'in_time'
}
