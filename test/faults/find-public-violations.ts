import { and, eq, like } from 'drizzle-orm'
import { auditRecords } from '../../src/db/schema/access.ts'
import { conversations, messages } from '../../src/db/schema/conversations.ts'
import { drafts, replies } from '../../src/db/schema/drafting.ts'
import { inboundEvents } from '../../src/db/schema/shops.ts'
import type { House } from '../support/house.ts'

type Reply = typeof replies.$inferSelect
type Shown = ReturnType<House['sandbox']['answersOf']>[number]

/** Where a reply's story may stand once everything has settled. */
const ENDS = new Set(['visible', 'rejected', 'lost', 'cancelled', 'in_moderation'])
const CHANNEL_OF: Record<string, string> = {
  '/v1/review/comment/create': 'ozon-review',
  '/v1/question/answer/create': 'ozon-question',
}

/** What must never be on a product's page, whatever happened: one line for each breach. */
export async function findPublicViolations(house: House, ids: readonly string[]): Promise<string[]> {
  const { db, shopId } = house
  const found: string[] = []
  const rows = await db.select().from(conversations).where(eq(conversations.shopId, shopId))
  for (const id of ids) {
    const mine = rows.filter((row) => row.externalId === id)
    const [conversation] = mine
    if (mine.length !== 1 || !conversation) found.push(`${id} is held ${mine.length} times`)
    else {
      found.push(...(await textViolations(house, id, conversation.id)))
      found.push(...(await answerViolations(house, id, conversation.id)))
    }
  }
  found.push(...(await stopViolations(house)))
  const pending = await db
    .select({ id: inboundEvents.id })
    .from(inboundEvents)
    .where(and(eq(inboundEvents.shopId, shopId), eq(inboundEvents.status, 'pending')))
  for (const event of pending) found.push(`event ${event.id} was never worked off`)
  return found
}

/** What the buyer wrote is there once, in its newest words. */
async function textViolations({ db, sandbox, shopId }: House, id: string, conversationId: string) {
  const written = sandbox.feedback().find((one) => one.id === id)
  const stored = await db
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.shopId, shopId),
        eq(messages.conversationId, conversationId),
        eq(messages.author, 'buyer'),
      ),
    )
  if (stored.length !== 1) return [`${id} has ${stored.length} messages of its buyer`]
  return stored[0]?.text === written?.text ? [] : [`${id} reads «${stored[0]?.text}», not «${written?.text}»`]
}

async function answerViolations(house: House, id: string, conversationId: string): Promise<string[]> {
  const { db, sandbox, shopId } = house
  const found: string[] = []
  const stored = await db
    .select()
    .from(replies)
    .where(and(eq(replies.shopId, shopId), eq(replies.conversationId, conversationId)))
  const all = sandbox.answersOf(id)
  const ours = all.filter(({ elsewhere }) => !elsewhere)
  const published = ours.filter(({ state }) => state === 'published')
  if (published.length > 1) found.push(`${id} shows ${published.length} answers of ours`)
  for (const answer of published) {
    const owners = stored.filter((reply) => owns(reply, answer))
    if (owners.length !== 1 || owners[0]?.status !== 'visible')
      found.push(
        `${id} shows «${answer.text}», owned by ${JSON.stringify(owners.map(({ status }) => status))}`,
      )
  }
  const isReview = sandbox.feedback().find((one) => one.id === id)?.kind === 'review'
  for (const reply of stored)
    found.push(...replyViolations(id, reply, { ours, wasMarked: isReview && ours.length > 0 }))
  found.push(...besideTheSeller(house, id, all))
  const waiting = await db
    .select({ id: drafts.id })
    .from(drafts)
    .where(
      and(eq(drafts.shopId, shopId), eq(drafts.conversationId, conversationId), eq(drafts.status, 'pending')),
    )
  if (waiting.length > 1) found.push(`${waiting.length} drafts wait for ${id}`)
  return found
}

const owns = (reply: Reply, { answerId }: Shown) => reply.externalMessageId?.endsWith(`:${answerId}`) === true

function replyViolations(
  id: string,
  reply: Reply,
  { ours, wasMarked }: { ours: readonly Shown[]; wasMarked: boolean },
): string[] {
  const name = `reply «${reply.text}» to ${id} (${reply.status} ${reply.failureCode ?? ''})`
  const answer = ours.find((one) => owns(reply, one))
  // On a review that an earlier answer marked no sign tells whether this one was taken: it is waited for as long as
  // moderation may last, rather than said twice.
  const isWaitedFor = reply.status === 'uncertain' && wasMarked
  if (!ENDS.has(reply.status) && !isWaitedFor) return [`${name} never came to an end`]
  if (reply.status === 'visible' && !answer) return [`${name} is nowhere`]
  if (reply.status === 'visible' && answer && !['published', 'gone'].includes(answer.state))
    return [`${name} is ${answer.state}`]
  if (reply.status === 'rejected' && !reply.failureCode) return [`${name} has no reason`]
  if (reply.status === 'lost' && answer && answer.state !== 'gone') return [`${name} is ${answer.state}`]
  // Only a comment that nobody will ever see again may still be waited for.
  if (reply.status === 'in_moderation' && answer && answer.state !== 'gone')
    return [`${name} is ${answer.state}`]
  return []
}

/** Nothing was sent after the seller's own answer could be known of. */
function besideTheSeller({ sandbox }: House, id: string, all: readonly Shown[]): string[] {
  const sends = sandbox.allSends().filter(({ chatId, outcome }) => chatId === id && outcome === 'stored')
  const isReview = sandbox.feedback().find((one) => one.id === id)?.kind === 'review'
  return all
    .filter(({ elsewhere }) => elsewhere)
    .flatMap((own) => {
      const at = Date.parse(own.at)
      // A review that an earlier answer of ours had marked shows a comment of the cabinet only after moderation.
      const wasMarked = isReview && sends.some((send) => send.at <= at)
      if (wasMarked) return []
      return sends
        .filter((send) => send.at > at)
        .map((send) => `«${send.text}» was sent to ${id} beside the seller's own answer`)
    })
}

/** Nothing was sent between the stop of a channel and its lifting. */
async function stopViolations({ db, sandbox, shopId }: House): Promise<string[]> {
  const records = await db
    .select()
    .from(auditRecords)
    .where(and(eq(auditRecords.shopId, shopId), like(auditRecords.action, 'channel.%_sending')))
    .orderBy(auditRecords.at)
  return sandbox.allSends().flatMap((send) => {
    const channel = CHANNEL_OF[send.path]
    const last = records.findLast(
      (record) => record.subject === `channel/${channel}` && record.at.getTime() < send.at,
    )
    return last?.action === 'channel.stop_sending' ? [`«${send.text}» was sent in a stopped channel`] : []
  })
}
