import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../../audit/record-audit.ts'
import type { Database } from '../../db/client.ts'
import { recordChange } from '../../db/record-change.ts'
import { shops } from '../../db/schema/shops.ts'
import { knowledgeFindings } from '../../db/schema/upkeep.ts'
import type { Finding } from '../../http/contracts/findings.ts'
import { enqueue } from '../../queue/enqueue.ts'
import type { Clock } from '../../shared/clock.ts'
import { conflict, notFound } from '../../shared/errors.ts'
import { loadFinding } from './list-findings.ts'
import { forgetChecks } from './store-findings.ts'

type Deps = { db: Database; clock: Clock }
type Settle = { shopId: string; id: string; reason: string; actor: { id: string } }

/** Puts an open finding aside: both sides are right as they are. It comes back when either text changes. */
export const dismissFinding = (deps: Deps, input: Settle): Promise<Finding> =>
  moveFinding(deps, input, 'open', 'dismissed')

/** Takes back what was put aside. */
export const reopenFinding = (deps: Deps, input: Settle): Promise<Finding> =>
  moveFinding(deps, input, 'dismissed', 'open')

async function moveFinding(
  { db, clock }: Deps,
  { shopId, id, reason, actor }: Settle,
  from: 'open' | 'dismissed',
  to: 'open' | 'dismissed',
): Promise<Finding> {
  const now = clock.now()
  return db.transaction(async (tx) => {
    const settled = to === 'dismissed'
    // The status in the WHERE: of two people settling at once the second is told.
    const [moved] = await tx
      .update(knowledgeFindings)
      .set({
        status: to,
        settledBy: settled ? actor.id : null,
        settledReason: settled ? reason : null,
        settledAt: settled ? now : null,
      })
      .where(
        and(
          eq(knowledgeFindings.shopId, shopId),
          eq(knowledgeFindings.id, id),
          eq(knowledgeFindings.status, from),
        ),
      )
      .returning({ left: knowledgeFindings.left, right: knowledgeFindings.right })
    const finding = await loadFinding(tx, { shopId, id })
    if (!moved)
      throw conflict('finding_settled', `The finding is ${finding.status}, not ${from}`, {
        status: finding.status,
      })
    await recordAudit(tx, {
      shopId,
      actor: actor.id,
      action: to === 'dismissed' ? 'finding.dismissed' : 'finding.reopened',
      subject: `finding/${id}`,
      before: { status: from },
      after: { status: to, reason, ...moved },
      now,
    })
    await recordChange(tx, { shopId, kind: 'knowledge', now })
    return finding
  })
}

/** Asks for a comparison of everything the shop knows; what was put aside stays so. */
export async function runFindings(
  { db, clock }: Deps,
  { shopId, actor }: { shopId: string; actor: { id: string } },
): Promise<void> {
  const now = clock.now()
  await db.transaction(async (tx) => {
    const [shop] = await tx.select({ id: shops.id }).from(shops).where(eq(shops.id, shopId))
    if (!shop) throw notFound('shop_not_found', `There is no shop ${shopId}`)
    await forgetChecks(tx, shopId)
    await enqueue(tx, { queue: 'findings', key: shopId, payload: { shopId }, now })
    await recordAudit(tx, { shopId, actor: actor.id, action: 'findings.run', subject: `shop/${shopId}`, now })
  })
}
