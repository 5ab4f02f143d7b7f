import { and, eq } from 'drizzle-orm'
import type { Executor, Transaction } from '../db/client.ts'
import { cases } from '../db/schema/cases.ts'
import { conversations } from '../db/schema/conversations.ts'
import { conflict, notFound } from '../shared/errors.ts'
import type { CaseRef } from './case-events.ts'

export type CaseRow = typeof cases.$inferSelect

/** The conversation, held until the transaction ends: everything about one case happens one after another. */
export async function holdCase(tx: Transaction, ref: CaseRef): Promise<typeof conversations.$inferSelect> {
  const [row] = await tx
    .select()
    .from(conversations)
    .where(and(eq(conversations.shopId, ref.shopId), eq(conversations.id, ref.conversationId)))
    .for('update')
  if (!row) throw notFound('conversation_not_found', 'There is no such conversation.')
  return row
}

export async function readCase(db: Executor, ref: CaseRef): Promise<CaseRow | undefined> {
  const [row] = await db.select().from(cases).where(isCase(ref))
  return row
}

/** Changes what is known of a held case. */
export async function putCase(
  tx: Transaction,
  { shopId, conversationId }: CaseRef,
  change: Partial<typeof cases.$inferInsert>,
): Promise<void> {
  await tx
    .insert(cases)
    .values({ shopId, conversationId, ...change })
    .onConflictDoUpdate({ target: [cases.shopId, cases.conversationId], set: change })
}

/** Somebody else changed it since: what was decided was decided on another case. */
export const caseMoved = (what: string) =>
  conflict('case_changed', 'Somebody changed this case a moment ago. Read it again.', { what })

const isCase = ({ shopId, conversationId }: CaseRef) =>
  and(eq(cases.shopId, shopId), eq(cases.conversationId, conversationId))
