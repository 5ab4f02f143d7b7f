import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../../audit/record-audit.ts'
import type { Database } from '../../db/client.ts'
import { promptBenches } from '../../db/schema/prompts.ts'
import type { Actor } from '../../domain/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { conflict, notFound } from '../../shared/errors.ts'

type Input = { shopId: string; benchId: string; actor: Pick<Actor, 'id'> }

/** Ends a run; what was compared stays, and counts as no test. */
export async function cancelBench(
  { db, clock }: { db: Database; clock: Clock },
  { shopId, benchId, actor }: Input,
): Promise<void> {
  const now = clock.now()
  await db.transaction(async (tx) => {
    const place = and(eq(promptBenches.shopId, shopId), eq(promptBenches.id, benchId))
    const [cancelled] = await tx
      .update(promptBenches)
      .set({ status: 'cancelled', finishedAt: now })
      .where(and(place, eq(promptBenches.status, 'running')))
      .returning({ name: promptBenches.name })
    if (!cancelled) {
      const [bench] = await tx.select({ status: promptBenches.status }).from(promptBenches).where(place)
      if (!bench) throw notFound('bench_not_found', 'There is no such run of the test bench.')
      throw conflict('bench_ended', 'This run has ended already.', { what: bench.status })
    }
    await recordAudit(tx, {
      shopId,
      actor: actor.id,
      action: 'prompt.bench_cancelled',
      subject: `prompt/${cancelled.name}`,
      after: { bench: benchId },
      now,
    })
  })
}
