import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { recordAudit } from '../../audit/record-audit.ts'
import { type Database, queryRows } from '../../db/client.ts'
import { embeddingSpaces } from '../../db/schema/knowledge.ts'
import { enqueue } from '../../queue/enqueue.ts'
import type { Clock } from '../../shared/clock.ts'
import { conflict, notFound } from '../../shared/errors.ts'
import { lockSpaces, readSpace } from './space-rows.ts'
import { beginFilling } from './switch-space.ts'

type Deps = { db: Database; clock: Clock }
type Order = { space: string | null; actor: string }

/** An admin asks for the switch to a known space, or (`null`) to the one that the settings name. A worker does it. */
export async function orderSwitch({ db, clock }: Deps, { space, actor }: Order): Promise<void> {
  await db.transaction(async (tx) => {
    await lockSpaces(tx)
    const now = clock.now()
    if (space !== null) {
      const row = await readSpace(tx, space)
      if (!row) throw notFound('space_not_found', `There is no embedding space ${space}`)
      if (row.status === 'live') throw conflict('space_is_live', `${space} is live already`)
      await beginFilling(tx, space, now)
    }
    await enqueue(tx, { queue: 'reembed', key: 'all', payload: { space }, now })
    await recordAudit(tx, {
      actor,
      action: 'embedding.switch_ordered',
      subject: `embedding-space/${space ?? 'wanted'}`,
      now,
    })
  })
}

/** Calls the switch off; what is embedded stays for a while, so that it may be taken up again. */
export async function cancelSwitch({ db, clock }: Deps, { actor }: { actor: string }): Promise<void> {
  await db.transaction(async (tx) => {
    await lockSpaces(tx)
    const [space] = await tx
      .update(embeddingSpaces)
      .set({ status: 'idle', failure: null })
      .where(eq(embeddingSpaces.status, 'filling'))
      .returning({ id: embeddingSpaces.id })
    // A worker at it ends by itself: its space is not to be filled any more.
    const waiting = await queryRows(
      tx,
      z.object({ key: z.string() }),
      sql`delete from jobs where queue = 'reembed' returning key`,
    )
    if (!space && waiting.length === 0) throw conflict('no_switch', 'No switch is under way')
    await recordAudit(tx, {
      actor,
      action: 'embedding.switch_cancelled',
      subject: `embedding-space/${space?.id ?? 'wanted'}`,
      now: clock.now(),
    })
  })
}
