import type { AlertKind } from '../../domain/alert-kinds.ts'
import type { Find } from './condition.ts'
import { findBudget } from './find-budget.ts'
import { findBursts } from './find-bursts.ts'
import { findDigest } from './find-digest.ts'
import { findNearlyDue, findOverdue } from './find-due.ts'
import { findKeyEnd } from './find-key-end.ts'
import { findOneStar } from './find-one-star.ts'
import { findRisks } from './find-risks.ts'
import { findStopped } from './find-stopped.ts'

/** Both the search for news and the last look before telling: what is not found any more is not told. */
export const FINDERS: Record<AlertKind, Find> = {
  nearly_due: findNearlyDue,
  overdue: findOverdue,
  one_star: findOneStar,
  risk: findRisks,
  channel_stopped: findStopped,
  key_expiring: findKeyEnd,
  budget: findBudget,
  burst: findBursts,
  weekly_digest: findDigest,
}
