import { and, asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { OZON_REVIEW } from '../channels/channel-names.ts'
import { type Executor, queryRows } from '../db/client.ts'
import type { conversations } from '../db/schema/conversations.ts'
import { messages } from '../db/schema/conversations.ts'
import type { drafts } from '../db/schema/drafting.ts'
import { readPolicy } from '../db/shop-policy.ts'
import { isSendingStopped, POLICY_ACTOR_ID, type Stops } from '../db/stop-switch.ts'
import { ACKNOWLEDGEMENT_ORIGIN, endsTurn } from '../domain/acknowledgement.ts'
import { draftKindSchema } from '../domain/draft.ts'
import { readsNegative } from '../domain/feedback/triage-schema.ts'
import { isWindowOpen } from '../domain/reply-window.ts'
import type { RoutingInput } from '../domain/routing.ts'
import { shopHours } from '../domain/shop-hours.ts'
import type { ShopPolicy } from '../domain/shop-policy.ts'
import { readBudgetLevel } from '../llm/model-spending.ts'
import { readCell } from './shop-rules.ts'

export type Draft = typeof drafts.$inferSelect
export type Conversation = typeof conversations.$inferSelect
export type Judged = {
  draft: Draft
  conversation: Conversation
  stops: Pick<Stops, 'all' | 'shop'>
  now: Date
  /** Of the installation, for shops that name none of their own; null = no limit. */
  defaultBudgetMicros: number | null
}

/** Everything the decision about a draft rests on, as it is at this moment. */
export async function loadSituation(
  db: Executor,
  { draft, conversation, stops, now, defaultBudgetMicros }: Judged,
): Promise<RoutingInput> {
  const { shopId } = draft
  const { policy } = await readPolicy(db, shopId)
  const cell = await readCell(db, {
    shopId,
    channel: conversation.channel,
    category: draft.classification.category,
  })
  const turn = await readTurn(db, conversation)
  return {
    classification: draft.classification,
    draft: draftState(draft),
    checks: draft.checks,
    policy,
    cell,
    turnText: turn.text,
    photos: { count: turn.photos, seen: photosSeen(draft) },
    isShopOpen: shopHours(policy, now).isOpen,
    windowLeftMs: windowLeftMs(conversation, now),
    chatClosed: conversation.chatClosed,
    isEscalated: conversation.status === 'escalated',
    ...(await readOwnReplies(db, conversation)),
    isBudgetSpent:
      wantsModels(policy, defaultBudgetMicros) &&
      (await readBudgetLevel({ db, defaultBudgetMicros }, { shopId, now })) === 'spent',
    isLowRated: isLowRated(conversation),
    readsNegative: readsNegative(conversation.triage),
    stop: { all: stops.all, shop: stops.shop, channel: await isSendingStopped(db, conversation) },
  }
}

/** What a person has to read: praise that went wrong, and whatever is not praise. */
const GOOD_STARS = 4
const isLowRated = ({ channel, rating, orderStatus }: Conversation): boolean =>
  channel === OZON_REVIEW && ((rating ?? 0) < GOOD_STARS || orderStatus === 'CANCELLED')

const findingsSchema = z.object({ findings: z.array(z.unknown()).optional() })

function draftState(draft: Draft): RoutingInput['draft'] {
  const kind = draftKindSchema.parse(draft.kind)
  return {
    kind,
    abstained: kind === 'handover',
    text: draft.text,
    // The draft's own class counts too: it may know more than its sentences.
    classes: [
      ...draft.sentences.map((sentence) => sentence.class),
      ...(draft.evidenceClass === 'inferred' ? (['inferred'] as const) : []),
    ],
    findings: draft.sentences.flatMap((sentence) => findingsSchema.parse(sentence).findings ?? []).length,
    composer: draft.composer,
    unanswered: draft.unanswered.length,
    origin: draft.origin,
  }
}

const cardPhotosSchema = z.object({ photos: z.object({ seen: z.boolean() }).optional() })

/** Only a draft that says so was made with a look at the photos. */
const photosSeen = (draft: Draft): boolean => cardPhotosSchema.parse(draft.readingCard).photos?.seen === true

const turnRow = z.object({ text: z.string(), photos: z.coerce.number() })

/** What the buyer said since the shop last spoke. */
async function readTurn(db: Executor, { shopId, id }: Conversation) {
  const said = await db
    .select({
      author: messages.author,
      authorType: messages.authorType,
      moderation: messages.moderation,
      text: messages.text,
      photos: sql`(select count(*) from attachments a where a.shop_id = ${messages.shopId} and a.message_id = ${messages.id})`,
    })
    .from(messages)
    .where(and(eq(messages.shopId, shopId), eq(messages.conversationId, id)))
    .orderBy(asc(messages.seq))
  const last = said.findLastIndex(endsTurn)
  const turn = said
    .slice(last + 1)
    .filter(({ author }) => author === 'buyer')
    .map((message) => turnRow.parse(message))
  return {
    text: turn.map(({ text }) => text).join('\n'),
    photos: turn.reduce((sum, { photos }) => sum + photos, 0),
  }
}

function windowLeftMs({ windowRule, replyWindowUntil }: Conversation, now: Date): number | null {
  const window = { rule: windowRule, until: replyWindowUntil }
  if (!isWindowOpen(window, now)) return 0
  return replyWindowUntil && windowRule !== 'order_open' ? replyWindowUntil.getTime() - now.getTime() : null
}

const ownRow = z.object({ in_a_row: z.coerce.number(), of_turn: z.coerce.number() })

/** A reply counts once it was tried: it may have arrived, whatever became of it. */
async function readOwnReplies(db: Executor, { shopId, id, awaitingSince }: Conversation) {
  const since = awaitingSince ? sql`r.created_at >= ${awaitingSince.toISOString()}::timestamptz` : sql`true`
  const [row] = await queryRows(
    db,
    ownRow,
    sql`select
        count(*) filter (where r.created_at > coalesce((
          select max(p.created_at) from replies p where p.shop_id = r.shop_id
            and p.conversation_id = r.conversation_id and p.approved_by <> ${POLICY_ACTOR_ID} and p.attempts > 0
          ), '-infinity')) as in_a_row,
        count(*) filter (where ${since}) as of_turn
      from replies r join drafts d on d.shop_id = r.shop_id and d.id = r.draft_id
      where r.shop_id = ${shopId} and r.conversation_id = ${id} and r.approved_by = ${POLICY_ACTOR_ID}
        and r.attempts > 0 and d.origin <> ${ACKNOWLEDGEMENT_ORIGIN}`,
  )
  return { repliesInARow: row?.in_a_row ?? 0, turnWasAnswered: (row?.of_turn ?? 0) > 0 }
}

/** A budget of nothing means that no model is wanted at all: the built-in drafter is no makeshift then. */
const wantsModels = ({ monthlyBudgetMicros: own }: ShopPolicy, installation: number | null): boolean =>
  (own === undefined ? installation : own) !== 0
