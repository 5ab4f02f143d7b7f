import { useEffect, useRef, useState } from 'react'
import type { Case } from '../../../http/contracts/case.ts'

export type Moved = 'message' | 'draft'

/** What changed under the reader's eyes since the case was opened; null = nothing, or already noticed. */
export function useMoved(data: Case, reading: string) {
  const [what, setWhat] = useState<Moved | null>(null)
  const before = useRef({ reading, messages: data.messages.length })
  useEffect(() => {
    const earlier = before.current
    before.current = { reading, messages: data.messages.length }
    if (earlier.reading === reading) return
    const isNewMessage = data.messages.length > earlier.messages && data.messages.at(-1)?.author === 'buyer'
    if (isNewMessage) setWhat('message')
    else if (data.draft) setWhat('draft')
  }, [data, reading])
  return { what, dismiss: () => setWhat(null) }
}
