/** Ozon: the seller may write up to 48 h after the buyer's last message, whatever the scheme. */
const AFTER_BUYER_MS = 48 * 3_600_000
/** Ozon, FBS and rFBS: also from payment until 72 h after delivery. */
const AFTER_DELIVERY_MS = 72 * 3_600_000
/** Ozon counts a dialogue as answered in time within 24 h. */
const ANSWER_TARGET_MS = 24 * 3_600_000

export type WindowRule = 'buyer_48h' | 'order_72h' | 'order_open' | 'no_end' | 'none'
export type ReplyWindow = {
  rule: WindowRule
  /** Until when a reply is accepted; null with `order_open` (no end yet), `no_end` (reviews and questions) and `none` (not now). */
  until: Date | null
}

type Facts = {
  /** A review or a question: it may be answered at any time. */
  isPublic?: boolean | undefined
  lastBuyerMessageAt: Date | null
  order?: {
    scheme: string
    status?: string
    paidAt: Date | null
    deliveredAt: Date | null
    cancelledAt: Date | null
  } | null
}

/** The marketplace's window for a seller's message: the longest of the rules that apply. */
export function replyWindow({ isPublic, lastBuyerMessageAt, order }: Facts): ReplyWindow {
  if (isPublic) return { rule: 'no_end', until: null }
  const byMessage = lastBuyerMessageAt ? new Date(lastBuyerMessageAt.getTime() + AFTER_BUYER_MS) : null
  const byOrder = orderWindow(order)
  if (byOrder === 'open') return { rule: 'order_open', until: null }
  if (byOrder && (!byMessage || byOrder > byMessage)) return { rule: 'order_72h', until: byOrder }
  return byMessage ? { rule: 'buyer_48h', until: byMessage } : { rule: 'none', until: null }
}

function orderWindow(order: Facts['order']): Date | 'open' | null {
  if (!order || !(order.scheme === 'FBS' || order.scheme === 'rFBS')) return null
  if (!order.paidAt || order.cancelledAt) return null
  // Delivered, and nobody told when: only the buyer's own message counts for sure.
  if (order.status === 'delivered' && !order.deliveredAt) return null
  return order.deliveredAt ? new Date(order.deliveredAt.getTime() + AFTER_DELIVERY_MS) : 'open'
}

/** Whether a reply sent at `now` is inside the window. */
export function isWindowOpen(window: { rule: string | null; until: Date | null }, now: Date): boolean {
  if (window.rule === 'order_open' || window.rule === 'no_end') return true
  return window.until !== null && now < window.until
}

/** By when the shop should have answered, by Ozon's 24 h figure. */
export const answerDueAt = (firstUnansweredAt: Date): Date =>
  new Date(firstUnansweredAt.getTime() + ANSWER_TARGET_MS)
