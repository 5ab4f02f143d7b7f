import { and, desc, eq, gte, inArray, ne } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Database, Transaction } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { conversations } from '../db/schema/conversations.ts'
import { decisions, drafts, replies } from '../db/schema/drafting.ts'
import { autoSends } from '../db/schema/policy.ts'
import { readPolicy } from '../db/shop-policy.ts'
import { holdStops, POLICY_ACTOR_ID } from '../db/stop-switch.ts'
import { ACKNOWLEDGEMENT_ORIGIN } from '../domain/acknowledgement.ts'
import { CELL_CHANNELS } from '../domain/autonomy.ts'
import type { DraftSentence } from '../domain/draft.ts'
import { isWindowOpen } from '../domain/reply-window.ts'
import { shopHours } from '../domain/shop-hours.ts'
import { cardOfWords } from '../drafting/card-of-text.ts'
import { checkContext } from '../drafting/checks/check-context.ts'
import { runChecks } from '../drafting/checks/run-checks.ts'
import { enqueue } from '../queue/enqueue.ts'
import { conversationKey } from '../queue/jobs.ts'
import type { Clock } from '../shared/clock.ts'
import { newId } from '../shared/ids.ts'
import type { Conversation, Draft } from './load-situation.ts'

type Deps = { db: Database; clock: Clock }
type Ref = { shopId: string; conversationId: string }

/** A send takes seconds: what would arrive after the window is not begun. */
const WINDOW_MARGIN_MS = 60_000

/**
 * Tells a buyer who wrote while the shop is closed that the message was received: once in a conversation and closed
 * period, and only while no person and no answer is on its way. The question stays open. Answers when to look again.
 */
export async function sendAcknowledgement({ db, clock }: Deps, ref: Ref): Promise<Date | undefined> {
  return db.transaction(async (tx) => {
    const { shopId, conversationId } = ref
    const [conversation] = await tx
      .select()
      .from(conversations)
      .where(and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId)))
      .for('update')
    if (!conversation) return undefined
    const stops = await holdStops(tx, shopId)
    const now = clock.now()
    const { policy } = await readPolicy(tx, shopId)
    const hours = shopHours(policy, now)
    const text = policy.acknowledgement.ru.trim()
    if (stops.all || stops.shop || !policy.acknowledgement.isOn || text === '' || hours.isOpen)
      return undefined
    if (!isUnanswered(conversation, now)) return undefined
    const { claimedBy, claimedUntil } = conversation
    if (claimedBy && claimedUntil && claimedUntil > now) return claimedUntil
    const draft = await waitingDraft(tx, ref)
    if (!draft || draft.classification.riskFlags.length > 0 || !draft.classification.needsReply)
      return undefined
    if (await wasAcknowledged(tx, ref, hours.since)) return undefined
    // Rules may have grown since the text was saved.
    const checks = runChecks(text, checkContext({ channel: conversation.channel }))
    if (checks.some(({ status }) => status !== 'pass')) return undefined
    await queueAcknowledgement(tx, { conversation, draft, text, checks, now })
    return undefined
  })
}

/** A chat with a question in it that nobody has taken further, still inside the window. */
function isUnanswered(conversation: Conversation, now: Date): boolean {
  const { channel, status, chatClosed, awaitingSince, windowRule, replyWindowUntil } = conversation
  const window = { rule: windowRule, until: replyWindowUntil }
  return (
    channel === CELL_CHANNELS[0] &&
    status === 'open' &&
    !chatClosed &&
    awaitingSince !== null &&
    isWindowOpen(window, new Date(now.getTime() + WINDOW_MARGIN_MS))
  )
}

/** The draft that waits for a person; none when one is to leave by itself. */
async function waitingDraft(tx: Transaction, { shopId, conversationId }: Ref): Promise<Draft | undefined> {
  const [row] = await tx
    .select({ draft: drafts, plan: autoSends.status })
    .from(drafts)
    .leftJoin(autoSends, and(eq(autoSends.shopId, drafts.shopId), eq(autoSends.draftId, drafts.id)))
    .where(
      and(eq(drafts.shopId, shopId), eq(drafts.conversationId, conversationId), eq(drafts.status, 'pending')),
    )
    .orderBy(desc(drafts.createdAt))
    .limit(1)
  return row && row.plan !== 'waiting' ? row.draft : undefined
}

async function wasAcknowledged(
  tx: Transaction,
  { shopId, conversationId }: Ref,
  since: Date | null,
): Promise<boolean> {
  const [row] = await tx
    .select({ id: replies.id })
    .from(replies)
    .innerJoin(drafts, and(eq(drafts.shopId, replies.shopId), eq(drafts.id, replies.draftId)))
    .where(
      and(
        eq(replies.shopId, shopId),
        eq(replies.conversationId, conversationId),
        eq(drafts.origin, ACKNOWLEDGEMENT_ORIGIN),
        since ? gte(replies.createdAt, since) : undefined,
        // One that never left may be tried again with the next message.
        ne(replies.status, 'cancelled'),
      ),
    )
    .limit(1)
  return row !== undefined
}

type Queue = { conversation: Conversation; draft: Draft; text: string; checks: Draft['checks']; now: Date }

/** Kept as a draft of its own with its decision: every reply has one origin. The answer's draft stays as it is. */
async function queueAcknowledgement(tx: Transaction, { conversation, draft, text, checks, now }: Queue) {
  const { shopId, id: conversationId, revision } = conversation
  const underWay = await tx
    .select({ id: replies.id })
    .from(replies)
    .where(
      and(
        eq(replies.shopId, shopId),
        eq(replies.conversationId, conversationId),
        inArray(replies.status, ['queued', 'sending', 'sent', 'uncertain']),
      ),
    )
  if (underWay.length > 0) return
  const draftId = newId(now)
  const sentences: DraftSentence[] = [{ ru: text, evidenceIds: [], class: 'courtesy' }]
  await tx.insert(drafts).values({
    shopId,
    id: draftId,
    conversationId,
    status: 'approved',
    kind: 'acknowledge',
    route: 'review',
    text,
    sentences,
    evidence: [],
    evidenceClass: 'courtesy',
    classification: draft.classification,
    checks,
    readingCard: cardOfWords(text),
    origin: ACKNOWLEDGEMENT_ORIGIN,
    revision,
    fingerprint: draftId,
    composer: 'person',
    pipelineVersion: 'none',
    latencyMs: 0,
    createdAt: now,
    settledAt: now,
    settledBy: POLICY_ACTOR_ID,
    settledReason: ACKNOWLEDGEMENT_ORIGIN,
  })
  await tx.insert(decisions).values({
    shopId,
    id: newId(now),
    conversationId,
    draftId,
    kind: 'approve',
    actor: POLICY_ACTOR_ID,
    reason: ACKNOWLEDGEMENT_ORIGIN,
    textBefore: text,
    decidedAt: now,
  })
  await tx.insert(replies).values({
    shopId,
    id: newId(now),
    conversationId,
    draftId,
    text,
    sentences,
    evidenceClass: 'courtesy',
    approvedBy: POLICY_ACTOR_ID,
    approvedRevision: revision,
    dueAt: now,
    createdAt: now,
  })
  await recordAudit(tx, {
    shopId,
    actor: POLICY_ACTOR_ID,
    action: 'auto_send.acknowledge',
    subject: `conversation/${conversationId}`,
    after: { text },
    now,
  })
  const payload = { shopId, conversationId }
  await enqueue(tx, { queue: 'deliver', key: conversationKey(payload), payload, now })
  await recordChange(tx, { shopId, kind: 'reply', conversationId, now })
}
