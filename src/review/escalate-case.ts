import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import { assignAmong, give } from '../cases/assign.ts'
import { holdCase, readCase } from '../cases/case-row.ts'
import { AWAKE } from '../db/awake.ts'
import type { Database, Transaction } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { users } from '../db/schema/access.ts'
import { conversations } from '../db/schema/conversations.ts'
import type { Actor } from '../domain/actor.ts'
import type { Escalate, HandBack } from '../http/contracts/review.ts'
import { enqueue } from '../queue/enqueue.ts'
import { conversationKey } from '../queue/jobs.ts'
import type { Clock } from '../shared/clock.ts'
import { conflict, invalid } from '../shared/errors.ts'
import { activeOnly, insertNote, worksFor } from './case-notes.ts'
import { requireTakers } from './department-members.ts'
import { refuseForeignClaim, refuseMoved, takeDraft } from './take-draft.ts'

type Deps = { db: Database; clock: Clock }
type Ref = { shopId: string; conversationId: string }
type Conversation = typeof conversations.$inferSelect

/**
 * Hands a case to a person, to everybody of a role or to a department, with a summary; its draft, if any, is settled by
 * it. A department that gives out its cases makes it that of its least loaded member.
 */
export async function escalateCase(
  { db, clock }: Deps,
  input: Ref & Escalate & { actor: Actor },
): Promise<void> {
  const { shopId, conversationId, draft, to, actor } = input
  const summary = input.summary.trim()
  if (!summary) throw invalid('summary_empty', 'Expected a summary.')
  await db.transaction(async (tx) => {
    const now = clock.now()
    const held = await holdCase(tx, input)
    const conversation = draft
      ? await takenWithDraft(tx, { ...input, draft, summary, now })
      : held.conversation
    refuseMoved(conversation, input.revision)
    if (!['open', 'escalated'].includes(conversation.status))
      throw conflict('nothing_waits', 'Nothing waits for an answer here.', { what: conversation.status })
    await refuseForeignClaim(tx, conversation, actor, now)
    const { mentions, givesOut } = await calledBy(tx, { shopId, to, actor })
    await tx
      .update(conversations)
      .set({
        status: 'escalated',
        escalatedTo: to.userId ?? null,
        escalatedRole: to.role ?? null,
        escalatedDepartment: to.departmentId ?? null,
        escalatedBy: actor.id,
        escalatedAt: now,
        claimedBy: null,
        claimedUntil: null,
        ...AWAKE,
      })
      .where(isThis(input))
    if (givesOut) await assignAmong(tx, { shopId, conversationId }, { people: mentions, now })
    await insertNote(tx, { shopId, conversationId, kind: 'escalation', text: summary, mentions, actor, now })
    await recordAudit(tx, {
      shopId,
      actor: actor.id,
      action: 'case.escalate',
      subject: `conversation/${conversationId}`,
      after: { to, summary },
      now,
    })
    await recordChange(tx, { shopId, kind: 'conversation', conversationId, now })
  })
}

/** Gives an escalated case back to everybody, with a word for them and for the writer of the next draft. */
export async function handBackCase(
  { db, clock }: Deps,
  input: Ref & HandBack & { actor: Actor },
): Promise<void> {
  const { shopId, conversationId, actor } = input
  const note = input.note.trim()
  await db.transaction(async (tx) => {
    const now = clock.now()
    const { conversation } = await holdCase(tx, input)
    refuseMoved(conversation, input.revision)
    if (conversation.status !== 'escalated')
      throw conflict('not_escalated', 'This case is with everybody already.', { what: conversation.status })
    await refuseForeignClaim(tx, conversation, actor, now)
    const { escalatedBy, escalatedAt } = conversation
    await takeBack(tx, { shopId, conversationId }, { givenAt: escalatedAt, actor, now })
    const mentions = escalatedBy ? await activeOnly(tx, shopId, escalatedBy) : []
    await tx
      .update(conversations)
      .set({
        status: 'open',
        escalatedTo: null,
        escalatedRole: null,
        escalatedDepartment: null,
        claimedBy: null,
        claimedUntil: null,
        draftDueAt: now,
        note: note || null,
      })
      .where(isThis(input))
    await insertNote(tx, { shopId, conversationId, kind: 'hand_back', text: note, mentions, actor, now })
    const key = conversationKey(input)
    await enqueue(tx, { queue: 'draft', key, payload: { shopId, conversationId }, now })
    await recordAudit(tx, {
      shopId,
      actor: actor.id,
      action: 'case.hand_back',
      subject: `conversation/${conversationId}`,
      after: { note },
      now,
    })
    await recordChange(tx, { shopId, kind: 'conversation', conversationId, now })
  })
}

type WithDraft = Ref & {
  draft: { id: string; fingerprint: string }
  summary: string
  actor: Actor
  now: Date
}

async function takenWithDraft(
  tx: Transaction,
  { draft, summary, now, ...ref }: WithDraft,
): Promise<Conversation> {
  const taken = await takeDraft(
    tx,
    { ...ref, draftId: draft.id, fingerprint: draft.fingerprint },
    { kind: 'escalate', status: 'escalated', note: summary, now },
  )
  return taken.conversation
}

/** Who finds the case in their queue: the person, all of the role, or all of the department. */
async function calledBy(
  tx: Transaction,
  { shopId, to, actor }: { shopId: string; to: Escalate['to']; actor: Actor },
): Promise<{ mentions: string[]; givesOut: boolean }> {
  if (to.userId === actor.id) throw invalid('escalate_to_self', 'Expected somebody else.')
  if (to.userId) return { mentions: [to.userId], givesOut: false }
  if (to.departmentId) {
    const { people, givesOut } = await requireTakers(tx, { shopId, departmentId: to.departmentId })
    return { mentions: people, givesOut }
  }
  const people = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, to.role ?? 'lead'), worksFor(shopId)))
    .limit(100)
  return { mentions: people.map(({ id }) => id), givesOut: false }
}

/** Whoever was given the case as it was handed to their department has it no longer; whom a person chose keeps it. */
async function takeBack(
  tx: Transaction,
  ref: Ref,
  { givenAt, actor, now }: { givenAt: Date | null; actor: Actor; now: Date },
): Promise<void> {
  const row = await readCase(tx, ref)
  if (row?.assignedTo && givenAt && row.assignedAt?.getTime() === givenAt.getTime())
    await give(tx, ref, { to: null, actor: actor.id, now })
}

const isThis = ({ shopId, conversationId }: Ref) =>
  and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId))
