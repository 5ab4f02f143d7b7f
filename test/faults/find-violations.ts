import { and, eq } from 'drizzle-orm'
import { conversations, messages, messageVersions } from '../../src/db/schema/conversations.ts'
import { drafts, replies } from '../../src/db/schema/drafting.ts'
import { inboundEvents } from '../../src/db/schema/shops.ts'
import { isSameText } from '../../src/domain/same-text.ts'
import type { House } from '../support/house.ts'

const ENDS = new Set(['visible', 'rejected', 'lost', 'cancelled'])
const WINDOW_MS = 48 * 3_600_000

/** What must never be, whatever happened: one line for each breach. `mayRepeat`: a text sent more than once on purpose. */
export async function findViolations(house: House, chats: string[], mayRepeat?: string): Promise<string[]> {
  const { db, shopId } = house
  const found: string[] = []
  const rows = await db.select().from(conversations).where(eq(conversations.shopId, shopId))
  for (const chatId of chats) {
    const conversation = rows.find((row) => row.externalId === chatId)
    if (!conversation) {
      found.push(`chat ${chatId} is unknown to the house`)
      continue
    }
    found.push(...(await messageViolations(house, chatId, conversation.id)))
    found.push(...(await replyViolations(house, chatId, conversation.id, mayRepeat)))
  }
  found.push(...sendViolations(house))
  const pending = await db
    .select({ id: inboundEvents.id })
    .from(inboundEvents)
    .where(and(eq(inboundEvents.shopId, shopId), eq(inboundEvents.status, 'pending')))
  for (const event of pending) found.push(`event ${event.id} was never worked off`)
  return found
}

/** Every buyer message is stored once, with a text the buyer really wrote. */
async function messageViolations({ db, sandbox, shopId }: House, chatId: string, conversationId: string) {
  const found: string[] = []
  const stored = await db
    .select()
    .from(messages)
    .where(and(eq(messages.shopId, shopId), eq(messages.conversationId, conversationId)))
  for (const shown of sandbox.visibleThread(chatId)) {
    const copies = stored.filter((message) => message.externalId === shown.messageId)
    if (copies.length !== 1)
      found.push(
        `message ${shown.messageId} («${shown.text}», ${shown.from}) is stored ${copies.length} times`,
      )
    const [copy] = copies
    if (!copy || shown.from !== 'buyer' || copy.text === shown.text) continue
    const versions = await db
      .select()
      .from(messageVersions)
      .where(and(eq(messageVersions.shopId, shopId), eq(messageVersions.messageId, copy.id)))
    if (versions.some((version) => version.text === shown.text))
      found.push(`message ${shown.messageId}: the newest text is kept as an old one`)
  }
  return found
}

/** Every approved reply is visible exactly once, or not at all and marked with its reason. */
async function replyViolations(
  { db, sandbox, shopId }: House,
  chatId: string,
  conversationId: string,
  mayRepeat: string | undefined,
) {
  const found: string[] = []
  const thread = sandbox
    .visibleThread(chatId)
    .filter((message) => message.from === 'shop' && !message.viaCabinet)
  const stored = await db
    .select()
    .from(replies)
    .where(and(eq(replies.shopId, shopId), eq(replies.conversationId, conversationId)))
  for (const reply of stored) {
    const name = `reply ${reply.id} («${reply.text}», ${reply.status} ${reply.failureCode ?? ''})`
    if (!ENDS.has(reply.status)) found.push(`${name} has no end`)
    if (reply.status !== 'visible' && !reply.failureCode) found.push(`${name} failed without a reason`)
    const bound = thread.filter((message) => message.messageId === reply.externalMessageId)
    if (reply.status === 'visible' && bound.length !== 1)
      found.push(`${name} is called visible but is not in the chat`)
    if (reply.status === 'visible' && !bound.every((message) => isSameText(message.text, reply.text)))
      found.push(`${name} is bound to another text`)
  }
  for (const message of thread) {
    const owners = stored.filter(
      (reply) => reply.externalMessageId === message.messageId && reply.status === 'visible',
    )
    if (owners.length !== 1)
      found.push(
        `the chat shows «${message.text}» (${message.messageId}) and ${owners.length} replies own it`,
      )
  }
  const texts = thread.map((message) => message.text)
  for (const text of new Set(texts)) {
    const times = texts.filter((other) => other === text).length
    if (times > 1 && text !== mayRepeat) found.push(`the buyer sees «${text}» ${times} times`)
  }
  const waiting = await db
    .select({ id: drafts.id })
    .from(drafts)
    .where(
      and(eq(drafts.shopId, shopId), eq(drafts.conversationId, conversationId), eq(drafts.status, 'pending')),
    )
  if (waiting.length > 1) found.push(`${waiting.length} drafts wait for one conversation`)
  return found
}

/** No request to send was even made outside the window (these buyers have no orders: 48 h after their last word). */
function sendViolations({ sandbox }: House): string[] {
  const found: string[] = []
  for (const send of sandbox.allSends()) {
    const lastWord = sandbox
      .visibleThread(send.chatId)
      .filter((message) => message.from === 'buyer' && Date.parse(message.at) <= send.at)
      .map((message) => Date.parse(message.at))
    if (lastWord.length === 0 || send.at > Math.max(...lastWord) + WINDOW_MS) {
      found.push(`«${send.text}» was sent to ${send.chatId} outside the window`)
    }
  }
  return found
}
