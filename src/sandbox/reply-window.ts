import type { Chat, Posting } from './world.ts'

const HOUR = 3_600_000

/**
 * Until when the marketplace takes a seller's message, or undefined when it does not now and never did.
 * Any scheme: 48 h after the buyer's last message. FBS and rFBS also from payment to 72 h after delivery.
 */
export function writableUntil(chat: Chat, posting: Posting | undefined, now: number): number | undefined {
  const lastWord = chat.messages.findLast((message) => message.author.type === 'Customer')?.createdAt
  const afterWord = lastWord === undefined ? undefined : lastWord + 48 * HOUR
  const byOrder = posting ? orderWindowEnd(posting, now) : undefined
  if (afterWord === undefined) return byOrder
  return byOrder === undefined ? afterWord : Math.max(afterWord, byOrder)
}

export function mayWrite(chat: Chat, posting: Posting | undefined, now: number): boolean {
  if (chat.status === 'CLOSED') return false
  const until = writableUntil(chat, posting, now)
  return until !== undefined && now <= until
}

/** FBS and rFBS: a chat may be started within 72 h of payment or of delivery. */
export function mayStart(posting: Posting, now: number): boolean {
  if (posting.scheme === 'FBO') return false
  const near = (at: number | undefined) => at !== undefined && now >= at && now <= at + 72 * HOUR
  return near(posting.paidAt) || near(posting.deliveredAt)
}

function orderWindowEnd(posting: Posting, now: number): number | undefined {
  if (posting.scheme === 'FBO' || now < posting.paidAt || posting.cancelledAt !== undefined) return undefined
  return posting.deliveredAt === undefined ? Number.POSITIVE_INFINITY : posting.deliveredAt + 72 * HOUR
}
