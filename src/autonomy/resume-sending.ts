import { eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Database } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { switches } from '../db/schema/policy.ts'
import { lockSwitches, sendingSwitchName } from '../db/stop-switch.ts'
import type { Clock } from '../shared/clock.ts'
import { notFound } from '../shared/errors.ts'

type Deps = { db: Database; clock: Clock }
type Input = { shopId: string; channel: string; actor: string }

/** Somebody looked what became of the answer that vanished: the channel may be written to again. */
export async function resumeSending({ db, clock }: Deps, { shopId, channel, actor }: Input): Promise<void> {
  await db.transaction(async (tx) => {
    await lockSwitches(tx)
    const now = clock.now()
    const name = sendingSwitchName({ shopId, channel })
    const [before] = await tx.select().from(switches).where(eq(switches.name, name))
    if (!before) throw notFound('switch_not_found', 'Sending was never stopped there.')
    await tx
      .update(switches)
      .set({ isOn: false, changedBy: actor, changedAt: now })
      .where(eq(switches.name, name))
    await recordAudit(tx, {
      shopId,
      actor,
      action: 'channel.resume_sending',
      subject: `channel/${channel}`,
      before: { isOn: before.isOn },
      after: { isOn: false },
      now,
    })
    await recordChange(tx, { shopId, kind: 'shop', now })
  })
}
