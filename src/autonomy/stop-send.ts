import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Database } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { drafts } from '../db/schema/drafting.ts'
import type { Actor } from '../domain/actor.ts'
import { lockConversation } from '../review/take-draft.ts'
import type { Clock } from '../shared/clock.ts'
import { conflict, notFound } from '../shared/errors.ts'
import { settleStopped } from './settle-auto-send.ts'

type Deps = { db: Database; clock: Clock }
type Input = { shopId: string; conversationId: string; draftId: string; actor: Actor }

/** Keeps one draft from leaving by itself: it stays with a person, as if nothing had been planned. */
export async function stopSend({ db, clock }: Deps, input: Input): Promise<void> {
  const { shopId, conversationId, draftId, actor } = input
  await db.transaction(async (tx) => {
    const now = clock.now()
    await lockConversation(tx, { shopId, conversationId })
    const [draft] = await tx
      .select({ status: drafts.status })
      .from(drafts)
      .where(
        and(eq(drafts.shopId, shopId), eq(drafts.conversationId, conversationId), eq(drafts.id, draftId)),
      )
    if (!draft) throw notFound('draft_not_found', 'There is no such draft in this conversation.')
    const reasons = ['stopped_by_person']
    if (!(await settleStopped(tx, { shopId, draftId, reasons, by: actor.id, now })))
      throw conflict('not_waiting', 'This draft does not wait to be sent any more.', { what: draft.status })
    await recordAudit(tx, {
      shopId,
      actor: actor.id,
      action: 'auto_send.stop',
      subject: `conversation/${conversationId}`,
      after: { draftId },
      now,
    })
    await recordChange(tx, { shopId, kind: 'draft', conversationId, now })
  })
}
