import { z } from 'zod'
import { unknownThing } from '../api-error.ts'
import type { OrderState } from '../types.ts'
import type { Posting, Shop } from '../world.ts'

/** A returned order stays "delivered": the return is a record of its own. */
export function statusOf(state: OrderState): string {
  return state === 'returned' ? 'delivered' : state
}

export function sortedPostings(
  shop: Shop,
  fits: (posting: Posting) => boolean,
  direction: 'ASC' | 'DESC',
): Posting[] {
  const sign = direction === 'ASC' ? 1 : -1
  return [...shop.postings.values()]
    .filter(fits)
    .sort((left, right) => sign * (left.paidAt - right.paidAt || (left.orderId < right.orderId ? -1 : 1)))
}

export function findPosting(
  shop: Shop,
  postingNumber: string,
  fits: (scheme: Posting['scheme']) => boolean,
): Posting {
  const posting = shop.postings.get(postingNumber)
  if (!posting || !fits(posting.scheme)) throw unknownThing('posting not found')
  return posting
}

/** An empty filter lets everything through. */
export const includes = (wanted: string[], value: string): boolean =>
  wanted.length === 0 || wanted.includes(value)

export const listFields = { cursor: z.string().optional(), sort_dir: z.enum(['ASC', 'DESC']).default('DESC') }

export const onePosting = z.object({ posting_number: z.string().min(1) })
