import { and, desc, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { recordAudit } from '../audit/record-audit.ts'
import type { Transaction } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { users } from '../db/schema/access.ts'
import { conversations } from '../db/schema/conversations.ts'
import { decisions, drafts } from '../db/schema/drafting.ts'
import type { Actor } from '../domain/actor.ts'
import type { EvidenceClass } from '../domain/draft.ts'
import { type AppError, conflict, notFound } from '../shared/errors.ts'
import { newId } from '../shared/ids.ts'

export type DraftRef = {
  shopId: string
  conversationId: string
  draftId: string
  fingerprint: string
  actor: Actor
}
export type Taken = { draft: typeof drafts.$inferSelect; conversation: typeof conversations.$inferSelect }

type Decision = {
  kind: 'approve' | 'edit' | 'redo' | 'refuse' | 'escalate'
  status: 'approved' | 'edited' | 'refused' | 'escalated'
  reason?: string | undefined
  note?: string | undefined
  textAfter?: string | undefined
  /** What the changed text rests on. */
  classAfter?: EvidenceClass | undefined
  now: Date
}

/**
 * Settles a pending draft by one person's decision, with its audit row. The conversation is locked first, and the
 * guard stands in the WHERE: still pending, still the fingerprint the person read, still the same state of the
 * conversation. Whoever comes second is told who did what.
 */
export async function takeDraft(tx: Transaction, ref: DraftRef, decision: Decision): Promise<Taken> {
  const { shopId, conversationId, draftId, fingerprint, actor } = ref
  const { now } = decision
  const conversation = await lockConversation(tx, ref)
  const [draft] = await tx
    .update(drafts)
    .set({ status: decision.status, settledAt: now, settledBy: actor.id, settledReason: decision.kind })
    .where(
      and(
        eq(drafts.shopId, shopId),
        eq(drafts.conversationId, conversationId),
        eq(drafts.id, draftId),
        eq(drafts.status, 'pending'),
        eq(drafts.fingerprint, fingerprint),
        eq(drafts.revision, conversation.revision),
      ),
    )
    .returning()
  if (!draft) throw await whyNotPending(tx, ref, conversation)
  await refuseForeignClaim(tx, conversation, actor, now)
  await tx.insert(decisions).values({
    shopId,
    id: newId(now),
    conversationId,
    draftId,
    kind: decision.kind,
    actor: actor.id,
    reason: decision.reason ?? null,
    note: decision.note ?? null,
    textBefore: draft.text,
    textAfter: decision.textAfter ?? null,
    decidedAt: now,
  })
  await recordAudit(tx, {
    shopId,
    actor: actor.id,
    action: `draft.${decision.kind}`,
    subject: `conversation/${conversationId}`,
    before: { draftId, text: draft.text, evidenceClass: draft.evidenceClass },
    after: {
      status: decision.status,
      reason: decision.reason,
      note: decision.note,
      text: decision.textAfter,
      evidenceClass: decision.classAfter,
    },
    now,
  })
  await recordChange(tx, { shopId, kind: 'draft', conversationId, now })
  return { draft, conversation }
}

export async function lockConversation(
  tx: Transaction,
  { shopId, conversationId }: { shopId: string; conversationId: string },
) {
  const [conversation] = await tx
    .select()
    .from(conversations)
    .where(and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId)))
    .for('update')
  if (!conversation) throw notFound('conversation_not_found', 'There is no such conversation.')
  return conversation
}

/** Another agent has the case open right now: their claim must run out or be released first. */
export async function refuseForeignClaim(
  tx: Transaction,
  conversation: Taken['conversation'],
  actor: Actor,
  now: Date,
) {
  const { claimedBy, claimedUntil } = conversation
  if (!claimedBy || claimedBy === actor.id || !claimedUntil || claimedUntil <= now) return
  const by = await nameOf(tx, claimedBy)
  throw conflict('claimed_by_other', `${by} is working on this case.`, {
    by,
    what: 'claimed',
    at: claimedUntil.toISOString(),
  })
}

/** The buyer wrote since: what was decided was decided on another case. */
export function refuseMoved(conversation: Taken['conversation'], read: number): void {
  if (conversation.revision !== read) throw movedOn(conversation)
}

export const movedOn = ({ lastMessageAt }: Taken['conversation']) =>
  conflict('draft_superseded', 'The case moved on since you read it.', {
    by: 'buyer',
    what: 'new_message',
    at: lastMessageAt?.toISOString(),
  })

async function whyNotPending(
  tx: Transaction,
  ref: DraftRef,
  conversation: Taken['conversation'],
): Promise<AppError> {
  const settler = alias(users, 'settler')
  const [row] = await tx
    .select({ draft: drafts, name: settler.name })
    .from(drafts)
    .leftJoin(settler, eq(settler.id, drafts.settledBy))
    .where(
      and(
        eq(drafts.shopId, ref.shopId),
        eq(drafts.conversationId, ref.conversationId),
        eq(drafts.id, ref.draftId),
      ),
    )
    .orderBy(desc(drafts.createdAt))
    .limit(1)
  if (!row) return notFound('draft_not_found', 'There is no such draft in this conversation.')
  const { draft, name } = row
  const by = name ?? draft.settledBy ?? 'unknown'
  const at = (draft.settledAt ?? conversation.lastMessageAt ?? draft.createdAt).toISOString()
  if (draft.status === 'superseded') {
    const what = draft.settledReason ?? 'superseded'
    return conflict(
      'draft_superseded',
      `The case moved on: ${what.replaceAll('_', ' ')} (${by}). Read it again.`,
      { by, what, at },
    )
  }
  if (draft.status !== 'pending') {
    return conflict('draft_decided', `${by} came first: ${draft.status}.`, { by, what: draft.status, at })
  }
  return conflict('draft_changed', 'The case changed since you read it. Read it again.', {
    by: 'buyer',
    what: 'changed',
    at,
  })
}

const nameRow = z.object({ name: z.string() })

async function nameOf(tx: Transaction, userId: string): Promise<string> {
  const [row] = await tx.select({ name: users.name }).from(users).where(eq(users.id, userId))
  return row ? nameRow.parse(row).name : userId
}
