import { eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Database } from '../db/client.ts'
import { assignmentRules } from '../db/schema/cases.ts'
import type { Actor } from '../domain/actor.ts'
import { type AssignmentRule, assignmentRuleSchema } from '../http/contracts/case-desk.ts'
import type { Clock } from '../shared/clock.ts'

type Deps = { db: Database; clock: Clock }

const NONE: AssignmentRule = { isOn: false, role: 'agent', categories: [] }

/** How a shop gives out new cases; without a rule it does not. */
export async function readAssignmentRule(db: Database, shopId: string): Promise<AssignmentRule> {
  const [row] = await db.select().from(assignmentRules).where(eq(assignmentRules.shopId, shopId))
  return row ? assignmentRuleSchema.parse(row) : NONE
}

/** Holds for the cases that come from now on. */
export async function saveAssignmentRule(
  { db, clock }: Deps,
  { shopId, rule, actor }: { shopId: string; rule: AssignmentRule; actor: Actor },
): Promise<void> {
  await db.transaction(async (tx) => {
    const now = clock.now()
    const [before] = await tx
      .select()
      .from(assignmentRules)
      .where(eq(assignmentRules.shopId, shopId))
      .for('update')
    const next = { ...rule, updatedBy: actor.id, updatedAt: now }
    await tx
      .insert(assignmentRules)
      .values({ shopId, ...next })
      .onConflictDoUpdate({ target: assignmentRules.shopId, set: next })
    await recordAudit(tx, {
      shopId,
      actor: actor.id,
      action: 'shop.assignment_rule',
      subject: `shop/${shopId}`,
      before: before ? assignmentRuleSchema.parse(before) : NONE,
      after: rule,
      now,
    })
  })
}
