import { and, eq, isNull } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import { holdCase } from '../cases/case-row.ts'
import type { Database, Transaction } from '../db/client.ts'
import { conversations } from '../db/schema/conversations.ts'
import { shops } from '../db/schema/shops.ts'
import type { Actor } from '../domain/actor.ts'
import { PASTED } from '../domain/pasted.ts'
import type { PasteMessage } from '../http/contracts/pasted.ts'
import { applyMessage } from '../intake/apply-message.ts'
import { settleConversation } from '../intake/settle-conversation.ts'
import type { Clock } from '../shared/clock.ts'
import { conflict, invalid, notFound } from '../shared/errors.ts'
import { newId } from '../shared/ids.ts'
import { findPasted } from './find-pasted.ts'

type Deps = { db: Database; clock: Clock }
type Conversation = typeof conversations.$inferSelect

/**
 * Takes what a buyer wrote from an agent's hand instead of the marketplace's: a case like any other, drafted, checked
 * and read at once, with no key at all. Into a case that was pasted before it goes as its next message. Words that were
 * pasted already lead to the case that has them, also when two agents paste them at once.
 */
export async function pasteMessage(
  { db, clock }: Deps,
  { actor, shopId, ...input }: PasteMessage & { shopId: string; actor: Actor },
): Promise<{ conversationId: string; isKnown: boolean }> {
  const text = input.text.trim()
  if (!text) throw invalid('message_empty', 'Expected what the buyer wrote.')
  return db.transaction(async (tx) => {
    const now = clock.now()
    await requireShop(tx, shopId)
    const { conversationId } = input
    const earlier = conversationId ? await pastedBefore(tx, { shopId, conversationId }) : undefined
    if (!input.isAnother) {
      const known = await findPasted(tx, { ...input, shopId, conversation: earlier, text, now })
      if (known) return { conversationId: known, isKnown: true }
    }
    const conversation = earlier ?? (await begin(tx, { ...input, shopId, now }))
    await applyMessage(tx, {
      shopId,
      conversationId: conversation.id,
      message: {
        externalId: nextSeq(conversation, now),
        author: 'buyer',
        authorType: PASTED,
        authorId: '',
        text,
        parts: [text],
        attachments: [],
        sentAt: now,
        orderNumber: input.orderNumber,
        sku: input.sku,
      },
      isEdit: false,
      confirmed: true,
      now,
    })
    await settleConversation(tx, { conversation, effects: BUYER_WROTE, burstQuietMs: 0, now })
    await recordAudit(tx, {
      shopId,
      actor: actor.id,
      action: 'case.paste',
      subject: `conversation/${conversation.id}`,
      after: { channel: conversation.channel, text },
      now,
    })
    return { conversationId: conversation.id, isKnown: false }
  })
}

const NOTHING = {
  buyerWrote: false,
  buyerEdited: false,
  answeredElsewhere: false,
  answerRefused: false,
  replyWithheld: false,
  closed: false,
  isDoubtful: false,
}
const BUYER_WROTE = { ...NOTHING, buyerWrote: true, touched: true }
export const SHOP_ANSWERED = { ...NOTHING, touched: true }

/** Ids of pasted messages are numbers that grow, as the marketplace's do. */
export function nextSeq({ lastMessageSeq }: Pick<Conversation, 'lastMessageSeq'>, now: Date): string {
  const last = BigInt(lastMessageSeq ?? 0)
  const time = BigInt(now.getTime())
  return String(time > last ? time : last + 1n)
}

async function requireShop(tx: Transaction, shopId: string): Promise<void> {
  const [shop] = await tx
    .select({ id: shops.id })
    .from(shops)
    .where(and(eq(shops.id, shopId), isNull(shops.disabledAt)))
  if (!shop) throw notFound('shop_not_found', 'There is no such shop.')
}

async function pastedBefore(tx: Transaction, ref: { shopId: string; conversationId: string }) {
  const { conversation } = await holdCase(tx, ref)
  if (conversation.chatType !== PASTED)
    throw conflict('not_pasted', 'What buyers write here comes from the marketplace.', { what: 'channel' })
  return conversation
}

type Begin = Omit<PasteMessage, 'text' | 'conversationId'> & { shopId: string; now: Date }

async function begin(tx: Transaction, { shopId, channel, now, ...known }: Begin): Promise<Conversation> {
  const id = newId(now)
  const [conversation] = await tx
    .insert(conversations)
    .values({
      shopId,
      id,
      channel,
      externalId: `${PASTED}:${id}`,
      chatType: PASTED,
      buyerName: known.buyerName ?? null,
      orderNumber: known.orderNumber ?? null,
      sku: known.sku ?? null,
      rating: known.rating ?? null,
      createdAt: now,
    })
    .returning()
  if (!conversation) throw conflict('not_pasted', 'The case could not be begun.', { what: 'case' })
  return conversation
}
