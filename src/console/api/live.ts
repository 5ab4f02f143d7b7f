import type { QueryClient } from '@tanstack/react-query'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { changeEventSchema } from '../../http/contracts/events.ts'
import { caseKey } from './case.ts'

export type LiveState = 'connecting' | 'live' | 'lost' | 'catching_up'

let state: LiveState = 'connecting'
const listeners = new Set<() => void>()

function setState(next: LiveState) {
  if (next === state) return
  state = next
  for (const listener of listeners) listener()
}

export function useLiveState() {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
}

/** Keeps what is on the screen true: the server names what changed, and that is asked for again. */
export function useLiveUpdates() {
  const client = useQueryClient()
  useEffect(() => listen(client), [client])
}

const RETRY_MS = 3000
// A burst of changes asks for the queue once.
const GATHER_MS = 200
// The server ends long streams now and then; a pause shorter than this worries nobody.
const LOST_AFTER_MS = 4000

function listen(client: QueryClient) {
  let source: EventSource | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let flush: ReturnType<typeof setTimeout> | undefined
  const pending = new Set<string>()
  let lostAfter: ReturnType<typeof setTimeout> | undefined
  let isFirst = true

  const refresh = () => {
    flush = undefined
    const cases = [...pending]
    pending.clear()
    for (const key of cases) void client.invalidateQueries({ queryKey: ['case', ...key.split('\n')] })
    void client.invalidateQueries({ queryKey: ['inbox'] })
    void client.invalidateQueries({ queryKey: ['status'] })
  }
  const onChange = (event: MessageEvent<string>) => {
    const change = changeEventSchema.safeParse(readJson(event.data))
    if (!change.success || change.data.kind === 'reset') {
      void client.invalidateQueries({ predicate: isLive })
      return
    }
    const { shopId, conversationId } = change.data
    if (conversationId) pending.add(caseKey({ shopId, conversationId }).slice(1).join('\n'))
    else void client.invalidateQueries({ predicate: isLive })
    flush ??= setTimeout(refresh, GATHER_MS)
  }
  const lost = () => setState('lost')
  const open = () => {
    source = new EventSource('/api/events')
    source.onopen = async () => {
      clearTimeout(lostAfter)
      lostAfter = undefined
      const wasFirst = isFirst
      isFirst = false
      if (state === 'lost') setState('catching_up')
      if (!wasFirst) await client.invalidateQueries({ predicate: isLive })
      setState('live')
    }
    source.onmessage = onChange
    source.onerror = () => {
      lostAfter ??= setTimeout(lost, LOST_AFTER_MS)
      // The browser tries again by itself, except after an answer that was no event stream.
      if (source?.readyState !== EventSource.CLOSED) return
      void client.invalidateQueries({ queryKey: ['session'] })
      retry = setTimeout(open, RETRY_MS)
    }
  }
  const onOnline = () => {
    source?.close()
    clearTimeout(retry)
    open()
  }
  open()
  window.addEventListener('offline', lost)
  window.addEventListener('online', onOnline)
  return () => {
    source?.close()
    clearTimeout(retry)
    clearTimeout(flush)
    clearTimeout(lostAfter)
    window.removeEventListener('offline', lost)
    window.removeEventListener('online', onOnline)
    setState('connecting')
  }
}

/** A checked text does not change when the world does. */
function isLive({ queryKey }: { queryKey: readonly unknown[] }) {
  return queryKey[0] !== 'check-text'
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
