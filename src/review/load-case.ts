import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { type Database, queryRows } from '../db/client.ts'
import { users } from '../db/schema/access.ts'
import { attachments, conversations, messages, messageVersions } from '../db/schema/conversations.ts'
import { decisions, drafts, replies } from '../db/schema/drafting.ts'
import type { Actor } from '../domain/actor.ts'
import { seemsToAgree } from '../domain/buyer-confirms.ts'
import { readingCardSchema } from '../domain/draft.ts'
import { weakestClass } from '../domain/evidence-class.ts'
import { PASTED } from '../domain/pasted.ts'
import { cardOfWords } from '../drafting/card-of-text.ts'
import { staleEvidence, withStale } from '../drafting/evidence/stale-evidence.ts'
import type {
  Case,
  CaseConversation,
  CaseDecision,
  CaseDraft,
  CaseMessage,
  CaseReply,
} from '../http/contracts/case.ts'
import { CONVERSATION_STATUSES, caseDecisionSchema, caseDraftSchema } from '../http/contracts/case.ts'
import { loadPromises } from '../promises/list-promises.ts'
import type { Clock } from '../shared/clock.ts'
import { notFound } from '../shared/errors.ts'
import { loadCaseOrder, loadCaseProduct } from './case-context.ts'
import { loadNotes } from './case-notes.ts'
import { isCopyOnly } from './copy-out.ts'
import { inboxItem, inboxRowSchema, inboxSelect } from './inbox-rows.ts'
import { loadOtherConversations } from './other-conversations.ts'
import { loadReaders } from './presence.ts'
import { classOf, replyView, stateOf } from './reply-view.ts'
import { latestSnoozeOf } from './snooze-case.ts'

type Deps = { db: Database; clock: Clock }
type Ref = { shopId: string; conversationId: string; actor?: Actor | undefined }

const MESSAGES_SHOWN = 200

/** Everything an agent needs to decide on one conversation. */
export async function loadCase({ db, clock }: Deps, ref: Ref): Promise<Case> {
  const conversation = await loadHeader(db, ref, clock.now())
  const [draft] = await db
    .select()
    .from(drafts)
    .where(
      and(
        eq(drafts.shopId, ref.shopId),
        eq(drafts.conversationId, ref.conversationId),
        eq(drafts.status, 'pending'),
      ),
    )
  const sent = await loadReplies(db, ref)
  return {
    conversation: conversation.header,
    messages: await loadMessages(db, ref, sent.rows),
    draft: draft ? await draftView({ db, clock }, draft) : null,
    earlierDraft:
      !draft && conversation.header.status === 'escalated'
        ? await loadEarlierDraft({ db, clock }, ref)
        : null,
    replies: sent.views,
    order: await loadCaseOrder(db, ref.shopId, conversation.header.orderNumber),
    product: await loadCaseProduct(db, ref.shopId, conversation.header.product?.sku ?? null),
    decisions: await loadDecisions(db, ref),
    notes: await loadNotes(db, ref),
    promises: await loadPromises(db, { ...ref, now: clock.now() }),
    others: await loadOtherConversations(db, ref),
    readers: await loadReaders(db, { ...ref, me: ref.actor?.id, now: clock.now() }),
    draftError: conversation.draftError,
  }
}

async function loadHeader(db: Database, { shopId, conversationId, actor }: Ref, now: Date) {
  const chosen = sql`select c.shop_id, c.id, c.created_at as sort_key from conversations c
    where c.shop_id = ${shopId} and c.id = ${conversationId}`
  const [row] = await queryRows(db, inboxRowSchema, inboxSelect(chosen, { now, me: actor?.id }))
  const [found] = await db
    .select({ conversation: conversations, snoozer: users.name })
    .from(conversations)
    .leftJoin(users, eq(users.id, conversations.snoozedBy))
    .where(and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId)))
  if (!row || !found) throw notFound('conversation_not_found', 'There is no such conversation.')
  const { conversation, snoozer } = found
  const { snoozedBy } = conversation
  const latest = await latestSnoozeOf(db, conversation, now)
  const isClaimed = conversation.claimedUntil !== null && conversation.claimedUntil > now
  const header: CaseConversation = {
    ...inboxItem(row),
    scheme: conversation.scheme,
    orderNumber: conversation.orderNumber,
    status: CONVERSATION_STATUSES.find((status) => status === conversation.status) ?? 'open',
    revision: conversation.revision,
    chatClosed: conversation.chatClosed,
    isCopyOnly: await isCopyOnly(db, conversation),
    isPasted: conversation.chatType === PASTED,
    claimedUntil: isClaimed ? (conversation.claimedUntil?.toISOString() ?? null) : null,
    note: conversation.note,
    snoozedBy: row.snoozed_until && snoozedBy ? { id: snoozedBy, name: snoozer ?? snoozedBy } : null,
    snoozeLatest: latest?.toISOString() ?? null,
    suggestedStage: row.stage === 'propose' && seemsToAgree(row.last_buyer_text ?? '') ? 'confirm' : null,
  }
  return { header, draftError: conversation.draftError }
}

async function loadReplies(db: Database, { shopId, conversationId }: Ref) {
  const rows = await db
    .select({ reply: replies, name: users.name })
    .from(replies)
    .leftJoin(users, eq(users.id, replies.approvedBy))
    .where(and(eq(replies.shopId, shopId), eq(replies.conversationId, conversationId)))
    .orderBy(desc(replies.createdAt))
    .limit(50)
  const views: CaseReply[] = rows.map(({ reply, name }) => replyView(reply, name ?? reply.approvedBy))
  return { rows: rows.map(({ reply }) => reply), views }
}

async function loadMessages(
  db: Database,
  { shopId, conversationId }: Ref,
  sent: (typeof replies.$inferSelect)[],
): Promise<CaseMessage[]> {
  const newest = await db
    .select()
    .from(messages)
    .where(and(eq(messages.shopId, shopId), eq(messages.conversationId, conversationId)))
    .orderBy(desc(messages.seq))
    .limit(MESSAGES_SHOWN)
  if (newest.length === 0) return []
  const ids = newest.map((message) => message.id)
  const files = await db
    .select()
    .from(attachments)
    .where(and(eq(attachments.shopId, shopId), inArray(attachments.messageId, ids)))
    .orderBy(asc(attachments.position))
  const earlier = await db
    .select()
    .from(messageVersions)
    .where(and(eq(messageVersions.shopId, shopId), inArray(messageVersions.messageId, ids)))
    .orderBy(asc(messageVersions.version))
  const replyOf = new Map(sent.map((reply) => [reply.externalMessageId, reply]))
  return newest.reverse().map((message) => ({
    id: message.id,
    author: message.author as CaseMessage['author'],
    authorType: message.authorType,
    text: message.text,
    sentAt: message.sentAt.toISOString(),
    editedAt: message.editedAt?.toISOString() ?? null,
    readAt: message.readAt?.toISOString() ?? null,
    confirmed: message.confirmedAt !== null,
    versions: earlier
      .filter((version) => version.messageId === message.id)
      .map(({ text, replacedAt }) => ({ text, replacedAt: replacedAt.toISOString() })),
    attachments: files
      .filter((file) => file.messageId === message.id)
      .map(({ position, name }) => ({
        position,
        name,
        url: `/api/shops/${shopId}/messages/${message.id}/attachments/${position}`,
      })),
    ...replyPart(replyOf.get(message.externalId)),
  }))
}

function replyPart(
  reply: typeof replies.$inferSelect | undefined,
): Pick<CaseMessage, 'replyId' | 'replyState' | 'replyClass'> {
  if (!reply) return {}
  return {
    replyId: reply.id,
    replyState: stateOf(reply),
    replyClass: classOf(reply),
  }
}

/** The one that was settled by handing the case on. */
async function loadEarlierDraft(deps: Deps, { shopId, conversationId }: Ref): Promise<CaseDraft | null> {
  const [draft] = await deps.db
    .select()
    .from(drafts)
    .where(
      and(
        eq(drafts.shopId, shopId),
        eq(drafts.conversationId, conversationId),
        eq(drafts.status, 'escalated'),
      ),
    )
    .orderBy(desc(drafts.createdAt))
    .limit(1)
  return draft ? draftView(deps, draft) : null
}

/** The draft as it stands now: a sentence whose evidence was withdrawn since says so. */
async function draftView({ db, clock }: Deps, draft: typeof drafts.$inferSelect): Promise<CaseDraft> {
  const { shopId, evidence, createdAt } = draft
  const stale = await staleEvidence(db, { shopId, evidence, now: clock.now() })
  const sentences = withStale(draft.sentences, stale)
  const card = readingCardSchema.safeParse(draft.readingCard)
  return caseDraftSchema.parse({
    ...draft,
    sentences,
    // A draft of an earlier version has a card of an earlier shape.
    readingCard: card.success ? card.data : cardOfWords(draft.text, draft),
    evidence: evidence.filter(({ isAside }) => !isAside),
    evidenceClass: stale.size > 0 ? weakestClass(sentences) : draft.evidenceClass,
    createdAt: createdAt.toISOString(),
  })
}

async function loadDecisions(db: Database, { shopId, conversationId }: Ref): Promise<CaseDecision[]> {
  const rows = await db
    .select({ decision: decisions, name: users.name })
    .from(decisions)
    .leftJoin(users, eq(users.id, decisions.actor))
    .where(and(eq(decisions.shopId, shopId), eq(decisions.conversationId, conversationId)))
    .orderBy(desc(decisions.decidedAt))
    .limit(50)
  return rows.map(({ decision, name }) =>
    caseDecisionSchema.parse({
      ...decision,
      actorName: name ?? decision.actor,
      decidedAt: decision.decidedAt.toISOString(),
    }),
  )
}
