import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Database, Transaction } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import type { conversations } from '../db/schema/conversations.ts'
import { decisions, drafts } from '../db/schema/drafting.ts'
import type { Actor } from '../domain/actor.ts'
import type { Check } from '../domain/draft.ts'
import { weakestClass } from '../domain/evidence-class.ts'
import type { CheckReply } from '../drafting/checks/check-reply.ts'
import { type ReadText, readText } from '../drafting/read-text.ts'
import { markFollowUp } from '../promises/settle-promise.ts'
import type { Clock } from '../shared/clock.ts'
import { newId } from '../shared/ids.ts'
import { queueReply } from './queue-reply.ts'
import { refuseUnfit } from './refuse-unfit.ts'
import { lockConversation, refuseForeignClaim, refuseMoved } from './take-draft.ts'

type Deps = { db: Database; clock: Clock; undoMs: number; checkReply: CheckReply }
type Input = {
  shopId: string
  conversationId: string
  text: string
  revision: number
  acknowledgedWarnings?: string[] | undefined
  /** The promise because of which it is written: its one follow-up. */
  followUpOf?: string | undefined
  /** The person copied it and sends it by hand. */
  copiedOut?: boolean | undefined
  actor: Actor
}

/**
 * Sends what an agent wrote without a draft, bound to the revision they read. A draft that waits is settled by it.
 * The text is kept as a draft of its own, so that every reply has one origin and one decision.
 */
export async function writeReply({ db, clock, undoMs, checkReply }: Deps, input: Input) {
  const text = input.text.trim()
  const { shopId, conversationId, actor } = input
  const checks = await checkReply({ shopId, conversationId, text, role: actor.role })
  refuseUnfit(checks, input.acknowledgedWarnings)
  const read = await readText({ db, clock }, { shopId, conversationId, text })
  return db.transaction(async (tx) => {
    const now = clock.now()
    const conversation = await lockConversation(tx, input)
    refuseMoved(conversation, input.revision)
    await refuseForeignClaim(tx, conversation, actor, now)
    await refusePending(tx, conversation, actor, now)
    const draftId = await insertWritten(tx, { conversation, text, read, checks, now, actor })
    const reply = await queueReply(tx, {
      conversation,
      draftId,
      text,
      sentences: read.sentences,
      actor,
      undoMs,
      copiedOut: input.copiedOut,
      now,
    })
    if (input.followUpOf)
      await markFollowUp(tx, { shopId, conversationId, promiseId: input.followUpOf, replyId: reply.id })
    await recordAudit(tx, {
      shopId,
      actor: actor.id,
      action: 'reply.write',
      subject: `conversation/${conversationId}`,
      after: { text, evidenceClass: weakestClass(read.sentences) },
      now,
    })
    await recordChange(tx, { shopId, kind: 'reply', conversationId, now })
    return reply
  })
}

type Conversation = typeof conversations.$inferSelect

async function refusePending(tx: Transaction, conversation: Conversation, actor: Actor, now: Date) {
  const replaced = await tx
    .update(drafts)
    .set({ status: 'refused', settledAt: now, settledBy: actor.id, settledReason: 'written_by_person' })
    .where(
      and(
        eq(drafts.shopId, conversation.shopId),
        eq(drafts.conversationId, conversation.id),
        eq(drafts.status, 'pending'),
      ),
    )
    .returning({ id: drafts.id, text: drafts.text })
  for (const draft of replaced) {
    await tx.insert(decisions).values({
      shopId: conversation.shopId,
      id: newId(now),
      conversationId: conversation.id,
      draftId: draft.id,
      kind: 'refuse',
      actor: actor.id,
      reason: 'written_by_person',
      textBefore: draft.text,
      decidedAt: now,
    })
  }
}

type Written = {
  conversation: Conversation
  text: string
  read: ReadText
  checks: Check[]
  actor: Actor
  now: Date
}

async function insertWritten(
  tx: Transaction,
  { conversation, text, read, checks, actor, now }: Written,
): Promise<string> {
  const id = newId(now)
  const { shopId, revision } = conversation
  await tx.insert(drafts).values({
    shopId,
    id,
    conversationId: conversation.id,
    status: 'edited',
    kind: 'answer',
    route: 'review',
    text,
    sentences: read.sentences,
    evidence: read.evidence,
    evidenceClass: weakestClass(read.sentences),
    promises: read.promises,
    classification: {
      category: 'off_topic',
      confidence: 0,
      needsReply: true,
      needsHuman: true,
      riskFlags: [],
      language: 'ru',
      asks: [],
    },
    checks,
    readingCard: read.readingCard,
    origin: 'written',
    revision,
    fingerprint: id,
    composer: 'person',
    pipelineVersion: 'none',
    latencyMs: 0,
    createdAt: now,
    settledAt: now,
    settledBy: actor.id,
    settledReason: 'write',
  })
  await tx.insert(decisions).values({
    shopId,
    id: newId(now),
    conversationId: conversation.id,
    draftId: id,
    kind: 'edit',
    actor: actor.id,
    reason: 'written_by_person',
    textBefore: '',
    textAfter: text,
    decidedAt: now,
  })
  return id
}
