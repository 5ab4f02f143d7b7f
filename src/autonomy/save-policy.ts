import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Database } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { shopPolicies } from '../db/schema/policy.ts'
import { readPolicy } from '../db/shop-policy.ts'
import type { Actor } from '../domain/actor.ts'
import { CELL_CHANNELS } from '../domain/autonomy.ts'
import { type ShopPolicy, shopPolicySchema } from '../domain/shop-policy.ts'
import { checkContext } from '../drafting/checks/check-context.ts'
import { runChecks } from '../drafting/checks/run-checks.ts'
import { forgetTargets } from '../intake/set-targets.ts'
import { enqueue } from '../queue/enqueue.ts'
import type { Clock } from '../shared/clock.ts'
import { conflict, invalid } from '../shared/errors.ts'
import { requireShop } from './shop-rules.ts'

type Deps = { db: Database; clock: Clock }
type Input = { shopId: string; version: number; policy: ShopPolicy; actor: Actor }

/** Keeps a new version of a shop's policy; what it does not know of stays. Holds for what waits already, too. */
export async function savePolicy({ db, clock }: Deps, input: Input): Promise<void> {
  const { shopId, version, policy, actor } = input
  refuseUnfitAcknowledgement(policy.acknowledgement)
  await db.transaction(async (tx) => {
    const now = clock.now()
    await requireShop(tx, shopId)
    const { policy: before, content } = await readPolicy(tx, shopId)
    const next = {
      version: version + 1,
      content: { ...foreignTo(content), ...policy },
      updatedBy: actor.id,
      updatedAt: now,
    }
    const [saved] =
      version === 0
        ? await tx
            .insert(shopPolicies)
            .values({ shopId, ...next })
            .onConflictDoNothing()
            .returning()
        : await tx
            .update(shopPolicies)
            .set(next)
            .where(and(eq(shopPolicies.shopId, shopId), eq(shopPolicies.version, version)))
            .returning()
    if (!saved)
      throw conflict('policy_moved', 'Somebody saved these settings a moment ago. Read them again.', {
        what: 'policy',
      })
    await forgetTargets(tx, shopId)
    await enqueue(tx, { queue: 'targets', key: shopId, payload: { shopId }, now })
    await recordAudit(tx, {
      shopId,
      actor: actor.id,
      action: 'autonomy.policy',
      subject: `shop/${shopId}`,
      before: { version, policy: before },
      after: { version: next.version, policy },
      now,
    })
    await recordChange(tx, { shopId, kind: 'shop', now })
  })
}

/** It leaves with nobody looking at it: what a rule only warns of is refused too. */
function refuseUnfitAcknowledgement({ isOn, ru }: ShopPolicy['acknowledgement']): void {
  const text = ru.trim()
  if (text === '' && !isOn) return
  const checks = runChecks(text, checkContext({ channel: CELL_CHANNELS[0] })).filter(
    ({ status }) => status !== 'pass',
  )
  if (text === '' || checks.length > 0)
    throw invalid('acknowledgement_unfit', 'This acknowledgement must not be sent by itself.', { checks })
}

/** What a later version of the policy keeps in it. */
const foreignTo = (content: unknown): object =>
  Object.fromEntries(Object.entries(content as object).filter(([name]) => !(name in shopPolicySchema.shape)))
