import { Worker } from 'node:worker_threads'
import type { Comparison, KeyedSource } from './compare-thread.ts'
import type { Finding } from './finding.ts'

type Waiting = { resolve(found: Finding[]): void; reject(error: unknown): void }
type Answer = { id: number; found: Finding[] } | { id: number; error: unknown }
type Thread = { worker: Worker; waiting: Map<number, Waiting> }

/** Enough for some thousand sources; beyond that the thread dies alone, not the process. */
const MOST_MEMORY_MB = 512

let thread: Thread | undefined
let lastId = 0

/**
 * Compares each of `ours` with each of `others` in a thread of its own: reading Russian texts takes seconds for a
 * store, and the process that does it answers buyers and the console meanwhile. The thread starts with the first call
 * and does not keep the process alive. Rejects when the thread dies; the next call starts another.
 */
export function compareApart(ours: KeyedSource[], others: KeyedSource[]): Promise<Finding[]> {
  if (ours.length === 0 || others.length === 0) return Promise.resolve([])
  thread ??= startThread()
  const { worker, waiting } = thread
  return new Promise((resolve, reject) => {
    const comparison: Comparison = { id: ++lastId, ours, others }
    waiting.set(comparison.id, { resolve, reject })
    worker.ref()
    worker.postMessage(comparison)
  })
}

function startThread(): Thread {
  // The compiler renames what is imported, not what is only named.
  const file = import.meta.url.endsWith('.ts') ? './compare-thread.ts' : './compare-thread.js'
  const worker = new Worker(new URL(file, import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  })
  const waiting = new Map<number, Waiting>()
  const begun: Thread = { worker, waiting }
  worker.unref()
  worker.on('message', (answer: Answer) => {
    const asked = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (waiting.size === 0) worker.unref()
    if ('found' in answer) asked?.resolve(answer.found)
    else asked?.reject(answer.error)
  })
  const end = (error: Error) => {
    if (thread === begun) thread = undefined
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.on('error', end)
  worker.on('exit', (code) => end(new Error(`The comparing thread ended with code ${code}`)))
  return begun
}
