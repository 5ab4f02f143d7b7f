import { useEffect } from 'react'
import type { CaseConversation } from '../../../http/contracts/case.ts'
import { readMentions } from '../../api/notes.ts'

const SEEN_AFTER_MS = 1500

/** A note that named the reader has been seen once the case stayed on the screen for a moment. */
export function useMentionSeen({ isMentioned, shopId, conversationId }: CaseConversation): void {
  useEffect(() => {
    if (!isMentioned) return
    const timer = setTimeout(
      () => void readMentions({ shopId, conversationId }).catch(() => undefined),
      SEEN_AFTER_MS,
    )
    return () => clearTimeout(timer)
  }, [isMentioned, shopId, conversationId])
}
