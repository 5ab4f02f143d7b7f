import { and, eq } from 'drizzle-orm'
import type { Transaction } from './client.ts'
import { draftEntries } from './schema/drafting.ts'

export type OfferedEntry = { entryId: string; version: number; isUsed: boolean }

/** Notes which entries a draft was offered and which of them it rests on, in the draft's own transaction. */
export async function recordOfferedEntries(
  tx: Transaction,
  { shopId, draftId, entries }: { shopId: string; draftId: string; entries: OfferedEntry[] },
): Promise<void> {
  if (entries.length === 0) return
  await tx.insert(draftEntries).values(entries.map((entry) => ({ shopId, draftId, ...entry })))
}

/** The same text is offered again as a new draft: what becomes of that one counts, once. */
export async function moveOfferedEntries(
  tx: Transaction,
  { shopId, fromDraftId, toDraftId }: { shopId: string; fromDraftId: string; toDraftId: string },
): Promise<void> {
  await tx
    .update(draftEntries)
    .set({ draftId: toDraftId })
    .where(and(eq(draftEntries.shopId, shopId), eq(draftEntries.draftId, fromDraftId)))
}
