import { and, eq } from 'drizzle-orm'
import type { Transaction } from '../db/client.ts'
import { drafts, type replies } from '../db/schema/drafting.ts'
import { ACKNOWLEDGEMENT_ORIGIN } from '../domain/acknowledgement.ts'

/** Whether a reply only says that the message was received. */
export async function isAcknowledgement(
  tx: Transaction,
  { shopId, draftId }: typeof replies.$inferSelect,
): Promise<boolean> {
  const [draft] = await tx
    .select({ origin: drafts.origin })
    .from(drafts)
    .where(and(eq(drafts.shopId, shopId), eq(drafts.id, draftId)))
  return draft?.origin === ACKNOWLEDGEMENT_ORIGIN
}
