import { and, eq, inArray, sql } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import { recordCaseEvent } from '../cases/case-events.ts'
import { type Conversation, holdCase, isUnanswered, putCase, readCase, tellCase } from '../cases/case-row.ts'
import { hasOpenPromise } from '../cases/open-promise.ts'
import { endOpenWait } from '../cases/wait.ts'
import { AWAKE } from '../db/awake.ts'
import type { Database, Transaction } from '../db/client.ts'
import { conversations } from '../db/schema/conversations.ts'
import { drafts, replies } from '../db/schema/drafting.ts'
import type { Actor } from '../domain/actor.ts'
import type { CloseCase } from '../http/contracts/case-desk.ts'
import { noEffects } from '../intake/ingest-conversation.ts'
import { setCaseTargets } from '../intake/set-targets.ts'
import { settleConversation } from '../intake/settle-conversation.ts'
import { enqueue } from '../queue/enqueue.ts'
import { conversationKey } from '../queue/jobs.ts'
import type { Clock } from '../shared/clock.ts'
import { conflict, invalid } from '../shared/errors.ts'
import { refuseForeignClaim, refuseMoved } from './take-draft.ts'

type Deps = { db: Database; clock: Clock }
type Ref = { shopId: string; conversationId: string }

const UNDER_WAY = ['queued', 'sending', 'sent', 'uncertain']

/**
 * Ends a case with all of its conversations: the buyer has confirmed it, or an agent closes it with a reason. What waits
 * for an answer waits no more; where that is in another conversation than the one that was read, only if it is named.
 * Refused while a promise to the buyer is open or a reply is on its way in any of them.
 */
export async function closeCase(
  { db, clock }: Deps,
  input: Ref & CloseCase & { actor: Actor },
): Promise<void> {
  const { shopId, conversationId, outcome, actor } = input
  const ref = { shopId, conversationId }
  const reason = input.reason.trim()
  if (outcome === 'agent' && !reason) throw invalid('reason_missing', 'Expected a reason.')
  await db.transaction(async (tx) => {
    const now = clock.now()
    const { conversation, members } = await holdCase(tx, ref)
    refuseMoved(conversation, input.revision)
    for (const member of members) await refuseForeignClaim(tx, member, actor, now)
    refuseUnread(members, input)
    const before = (await readCase(tx, ref))?.outcome ?? null
    if (before) throw conflict('case_closed', 'This case is closed already.', { what: before })
    if (await hasOpenPromise(tx, ref))
      throw conflict(
        'promise_open',
        'A promise to this buyer is still open; keep it or take it back first.',
        {
          what: 'promise',
        },
      )
    await refuseUnderWay(tx, members)
    await endOpenWait(tx, ref, { by: actor.id, now })
    for (const member of members) await putAside(tx, member, { by: actor.id, now })
    await setCaseTargets(tx, ref)
    await putCase(tx, ref, { outcome, outcomeAt: now })
    await recordCaseEvent(tx, { ...ref, kind: 'closed', actor: actor.id, detail: outcome, note: reason, now })
    await recordAudit(tx, {
      shopId,
      actor: actor.id,
      action: 'case.close',
      subject: `conversation/${conversationId}`,
      before: { status: conversation.status },
      after: {
        outcome,
        reason,
        ...(members.length > 1 ? { conversations: members.map(({ id }) => id) } : {}),
      },
      now,
    })
    await tellCase(tx, ref, now)
  })
}

/** A case that was closed too early is under way again, and what waited in it waits again. */
export async function reopenCase(
  { db, clock }: Deps,
  { actor, ...ref }: Ref & { actor: Actor },
): Promise<void> {
  const { shopId, conversationId } = ref
  await db.transaction(async (tx) => {
    const now = clock.now()
    const { members } = await holdCase(tx, ref)
    const before = (await readCase(tx, ref))?.outcome ?? null
    if (!before) throw conflict('case_open', 'This case is under way already.', { what: 'open' })
    await putCase(tx, ref, { outcome: null, outcomeAt: null })
    await recordCaseEvent(tx, { ...ref, kind: 'reopened', actor: actor.id, detail: before, now })
    if (before === 'agent')
      for (const { id } of members) await waitAgain(tx, { shopId, conversationId: id }, now)
    await setCaseTargets(tx, ref)
    await recordAudit(tx, {
      shopId,
      actor: actor.id,
      action: 'case.reopen',
      subject: `conversation/${conversationId}`,
      before: { outcome: before },
      now,
    })
    await tellCase(tx, ref, now)
  })
}

/** Nobody closes what they have not read: words that wait elsewhere in the case are named, as they were read. */
function refuseUnread(
  members: readonly Conversation[],
  { conversationId, unanswered }: { conversationId: string } & CloseCase,
): void {
  for (const member of members) {
    if (member.id === conversationId || !isUnanswered(member)) continue
    const read = unanswered.find((one) => one.conversationId === member.id)
    if (!read)
      throw conflict('unanswered_elsewhere', 'Another conversation of this case waits for an answer.', {
        what: member.id,
      })
    refuseMoved(member, read.revision)
  }
}

async function refuseUnderWay(tx: Transaction, members: readonly Conversation[]): Promise<void> {
  const [reply] = await tx
    .select({ status: replies.status })
    .from(replies)
    .where(
      and(
        inArray(
          replies.shopId,
          members.map(({ shopId }) => shopId),
        ),
        inArray(
          replies.conversationId,
          members.map(({ id }) => id),
        ),
        inArray(replies.status, UNDER_WAY),
      ),
    )
  if (reply)
    throw conflict('reply_under_way', 'A reply to this conversation is still on its way.', {
      what: 'reply_under_way',
    })
}

/** The turn counts as dealt with up to here, and its draft speaks to nobody any more. */
async function putAside(
  tx: Transaction,
  { shopId, id, status, awaitingSince, revision }: Conversation,
  { by, now }: { by: string; now: Date },
): Promise<void> {
  const closed = await tx
    .update(drafts)
    .set({ status: 'superseded', settledAt: now, settledBy: by, settledReason: 'case_closed' })
    .where(and(eq(drafts.shopId, shopId), eq(drafts.conversationId, id), eq(drafts.status, 'pending')))
    .returning({ id: drafts.id })
  if (closed.length === 0 && !awaitingSince && status !== 'escalated') return
  await tx
    .update(conversations)
    .set({
      revision: revision + 1,
      status: status === 'closed' ? status : 'answered',
      handledSeq: sql`(select max(seq) from messages where shop_id = ${shopId} and conversation_id = ${id})`,
      awaitingSince: null,
      draftDueAt: null,
      claimedBy: null,
      claimedUntil: null,
      ...AWAKE,
    })
    .where(and(eq(conversations.shopId, shopId), eq(conversations.id, id)))
}

/** An answer that stands in public, or is about to, has dealt with it as well: that mark stays. */
async function waitAgain(tx: Transaction, ref: Ref, now: Date): Promise<void> {
  const { shopId, conversationId } = ref
  const isThis = and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId))
  await tx
    .update(conversations)
    .set({ handledSeq: null, draftDueAt: now })
    .where(
      and(
        isThis,
        sql`not exists (select 1 from replies r where r.shop_id = ${shopId} and r.conversation_id = ${conversationId}
          and (r.status = 'in_moderation' or (r.status = 'visible' and ${conversations.remoteStatus} is not null)))`,
      ),
    )
  const [conversation] = await tx.select().from(conversations).where(isThis)
  if (!conversation) return
  // The next draft is asked for here: nothing of what the buyer said is new.
  await settleConversation(tx, {
    conversation,
    effects: { ...noEffects(), touched: true },
    burstQuietMs: 0,
    now,
  })
  await enqueue(tx, { queue: 'draft', key: conversationKey(ref), payload: ref, now })
}
