import { and, eq, sql } from 'drizzle-orm'
import type { ChannelMessage } from '../channels/channel-adapter.ts'
import type { Transaction } from '../db/client.ts'
import { attachments, messages, messageVersions } from '../db/schema/conversations.ts'
import { newId } from '../shared/ids.ts'

/** How long a history answer may lag behind an edit that a push already told. */
export const STALE_HISTORY_MS = 10 * 60_000

type Input = {
  shopId: string
  conversationId: string
  message: ChannelMessage
  isEdit: boolean
  confirmed: boolean
  now: Date
}

type Stored = typeof messages.$inferSelect

export type Applied = {
  /** `moderated`: the marketplace is further with our public answer. */
  change: 'new' | 'edited' | 'moderated' | 'none'
  /** A push and the history disagree and either may be the older: the thread must be read again later. */
  isDoubtful: boolean
}

/** Stores a message once, or its edit with the earlier text kept. */
export async function applyMessage(tx: Transaction, input: Input): Promise<Applied> {
  const { shopId, conversationId, message } = input
  const [known] = await tx
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.shopId, shopId),
        eq(messages.conversationId, conversationId),
        eq(messages.externalId, message.externalId),
      ),
    )
  if (!known) {
    await insertMessage(tx, input)
    return { change: 'new', isDoubtful: false }
  }
  await confirm(tx, known, input)
  const isModerated = await applyModeration(tx, known, input)
  const applied = await applyText(tx, known, input)
  return isModerated && applied.change === 'none' ? { ...applied, change: 'moderated' } : applied
}

/** Ids of chats are numbers and grow with time; where they are not, the time itself orders the thread. */
export const messageSeq = (message: { externalId: string; sentAt: Date }): string =>
  /^\d{1,20}$/.test(message.externalId) ? message.externalId : String(message.sentAt.getTime())

async function insertMessage(
  tx: Transaction,
  { shopId, conversationId, message, isEdit, confirmed, now }: Input,
) {
  const id = newId(now)
  await tx.insert(messages).values({
    shopId,
    id,
    conversationId,
    externalId: message.externalId,
    seq: messageSeq(message),
    author: message.author,
    authorType: message.authorType,
    text: message.text,
    orderNumber: message.orderNumber ?? null,
    sku: message.sku ?? null,
    sentAt: message.sentAt,
    editedAt: isEdit ? (message.editedAt ?? now) : null,
    readAt: message.isRead ? now : null,
    moderation: message.moderation?.state ?? null,
    moderationReason: message.moderation?.reason ?? null,
    receivedAt: now,
    confirmedAt: confirmed ? now : null,
  })
  await putAttachments(tx, shopId, id, message)
}

async function putAttachments(tx: Transaction, shopId: string, messageId: string, message: ChannelMessage) {
  if (message.attachments.length === 0) return
  const rows = message.attachments.map((a, position) => ({
    shopId,
    messageId,
    position,
    url: a.url,
    name: a.name ?? null,
  }))
  await tx.insert(attachments).values(rows).onConflictDoNothing()
}

async function confirm(tx: Transaction, known: Stored, { message, confirmed, now }: Input) {
  const learns = (!known.orderNumber && message.orderNumber) || (!known.sku && message.sku)
  const readNow = message.isRead && !known.readAt
  if (!learns && !readNow && (known.confirmedAt || !confirmed)) return
  await tx
    .update(messages)
    .set({
      confirmedAt: known.confirmedAt ?? (confirmed ? now : null),
      readAt: known.readAt ?? (message.isRead ? now : null),
      orderNumber: known.orderNumber ?? message.orderNumber ?? null,
      sku: known.sku ?? message.sku ?? null,
    })
    .where(byId(known))
  // A push has no files' names and may come before the history that does.
  await putAttachments(tx, known.shopId, known.id, message)
}

/** What was decided is not undecided again: only an answer from before the decision says so. */
async function applyModeration(
  tx: Transaction,
  known: Stored,
  { message: { moderation } }: Input,
): Promise<boolean> {
  if (!moderation || moderation.state === known.moderation) return false
  if (moderation.state === 'pending' && known.moderation) return false
  await tx
    .update(messages)
    .set({ moderation: moderation.state, moderationReason: moderation.reason ?? null })
    .where(byId(known))
  return true
}

async function applyText(tx: Transaction, known: Stored, input: Input): Promise<Applied> {
  const { message, isEdit, now } = input
  if (known.text === message.text) {
    if (isEdit && !known.editedAt)
      await tx
        .update(messages)
        .set({ editedAt: message.editedAt ?? now })
        .where(byId(known))
    return { change: 'none', isDoubtful: false }
  }
  const age = await ageOf(tx, known, input)
  const isDoubtful = age === 'doubtful'
  if (age === 'older' || (isDoubtful && !isEdit)) {
    await keepVersion(tx, known, message.text, now)
    return { change: 'none', isDoubtful }
  }
  await keepVersion(tx, known, known.text, now)
  await tx
    .update(messages)
    .set({ text: message.text, editedAt: message.editedAt ?? now })
    .where(byId(known))
  await putAttachments(tx, known.shopId, known.id, message)
  return { change: 'edited', isDoubtful }
}

/** Whether this other text is newer than ours, older, or may be either. */
async function ageOf(
  tx: Transaction,
  known: Stored,
  { message, isEdit, confirmed, now }: Input,
): Promise<'newer' | 'older' | 'doubtful'> {
  if (isEdit) {
    const editedAt = message.editedAt ?? now
    if (known.editedAt && editedAt <= known.editedAt) return 'older'
    // The history that we read after this edit should have shown it, unless it lagged behind.
    return known.confirmedAt && editedAt <= known.confirmedAt ? 'doubtful' : 'newer'
  }
  // A pushed first version that comes late belongs to the past.
  if (!confirmed) return 'older'
  if (!known.editedAt || now.getTime() - known.editedAt.getTime() > STALE_HISTORY_MS) return 'newer'
  const earlier = await tx
    .select({ text: messageVersions.text })
    .from(messageVersions)
    .where(and(eq(messageVersions.shopId, known.shopId), eq(messageVersions.messageId, known.id)))
  // No version kept yet: the message was first seen edited, so the other text may well be the original.
  return earlier.length === 0 || earlier.some((version) => version.text === message.text)
    ? 'doubtful'
    : 'newer'
}

async function keepVersion(tx: Transaction, known: Stored, text: string, now: Date) {
  await tx.execute(sql`
    insert into message_versions (shop_id, message_id, version, text, replaced_at)
    select ${known.shopId}, ${known.id}, coalesce(max(version), 0) + 1, ${text}, ${now.toISOString()}::timestamptz
    from message_versions where shop_id = ${known.shopId} and message_id = ${known.id}
    having not coalesce(bool_or(text = ${text}), false)`)
}

const byId = (known: Stored) => and(eq(messages.shopId, known.shopId), eq(messages.id, known.id))
