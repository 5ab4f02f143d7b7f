import { and, eq } from 'drizzle-orm'
import { holdCase } from '../cases/case-row.ts'
import { noteRead } from '../cases/follow-case.ts'
import type { Database, Transaction } from '../db/client.ts'
import { type OfferedEntry, recordOfferedEntries } from '../db/draft-entries.ts'
import { recordChange } from '../db/record-change.ts'
import { conversations } from '../db/schema/conversations.ts'
import { drafts } from '../db/schema/drafting.ts'
import { setTargets } from '../intake/set-targets.ts'

type Saved = 'saved' | 'stale'
type NewDraft = typeof drafts.$inferInsert
/** What is decided about a draft in the transaction that saves it. */
export type OnSaved = (
  tx: Transaction,
  saved: { draft: typeof drafts.$inferSelect; conversation: typeof conversations.$inferSelect; now: Date },
) => Promise<void>

/** Saves the draft only if nothing moved since its snapshot; a newer turn has its own draft job. */
export async function saveDraft(
  db: Database,
  draft: NewDraft,
  {
    sku,
    offered,
    now,
    onSaved,
  }: { sku: string | undefined; offered: OfferedEntry[]; now: Date; onSaved?: OnSaved | undefined },
): Promise<Saved> {
  return db.transaction(async (tx) => {
    const { conversation } = await holdCase(tx, draft)
    if (conversation.revision !== draft.revision || !conversation.draftDueAt) return 'stale'
    const [saved] = await tx.insert(drafts).values(draft).returning()
    await recordOfferedEntries(tx, { shopId: draft.shopId, draftId: draft.id, entries: offered })
    await tx
      .update(conversations)
      .set({
        draftDueAt: null,
        draftError: null,
        note: null,
        // What the buyer's words told about the product stays with the case.
        sku: conversation.sku ?? sku ?? null,
        status: statusFor(draft.route, conversation.status),
      })
      .where(and(eq(conversations.shopId, draft.shopId), eq(conversations.id, draft.conversationId)))
    const { category, needsReply } = draft.classification
    const ref = { shopId: draft.shopId, conversationId: draft.conversationId }
    await noteRead(tx, ref, { category, needsReply, now })
    await setTargets(tx, draft)
    if (saved) await onSaved?.(tx, { draft: saved, conversation, now })
    await recordChange(tx, { shopId: draft.shopId, kind: 'draft', conversationId: draft.conversationId, now })
    return 'saved'
  })
}

/** A turn that needs no reply waits aside; a case a person escalated stays escalated. */
function statusFor(route: string, status: string): string {
  if (status === 'escalated') return status
  return route === 'no_reply' ? 'waiting' : 'open'
}

/** Notes why drafting failed, so that the case shows it instead of waiting silently. */
export async function recordDraftFailure(
  tx: Transaction | Database,
  {
    shopId,
    conversationId,
    reason,
    now,
  }: { shopId: string; conversationId: string; reason: string; now: Date },
): Promise<void> {
  await tx
    .update(conversations)
    .set({ draftError: reason })
    .where(and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId)))
  await recordChange(tx, { shopId, kind: 'draft', conversationId, now })
}
