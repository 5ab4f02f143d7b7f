import type { Case } from '../../http/contracts/case.ts'
import type { InboxItem } from '../../http/contracts/inbox.ts'
import type { CaseId } from '../api/case.ts'

type Row = Pick<InboxItem, 'shopId' | 'conversationId' | 'claimedBy'>

export function isSameCase(a: CaseId, b: CaseId) {
  return a.shopId === b.shopId && a.conversationId === b.conversationId
}

/** The next (1) or previous (-1) case of the list, passing over those a colleague has open. */
export function neighbour(
  items: readonly Row[],
  open: CaseId | undefined,
  step: 1 | -1,
  me: string | undefined,
): CaseId | undefined {
  const here = open ? items.findIndex((item) => isSameCase(item, open)) : -1
  const start = here === -1 && step === -1 ? items.length : here
  for (let at = start + step; at >= 0 && at < items.length; at += step) {
    const item = items[at]
    if (item && (!item.claimedBy || item.claimedBy.id === me)) {
      return { shopId: item.shopId, conversationId: item.conversationId }
    }
  }
  return undefined
}

/** What else of the same case waits for an answer: it comes next, whatever else the queue holds. */
export function nextOfCase({
  conversation: { shopId },
  others,
}: {
  conversation: Pick<Case['conversation'], 'shopId'>
  others: {
    items: readonly Pick<Case['others']['items'][number], 'conversationId' | 'isMerged' | 'isUnanswered'>[]
  }
}): CaseId | undefined {
  const other = others.items.find(({ isMerged, isUnanswered }) => isMerged && isUnanswered)
  return other && { shopId, conversationId: other.conversationId }
}
