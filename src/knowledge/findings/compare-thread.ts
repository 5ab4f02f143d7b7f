import { parentPort } from 'node:worker_threads'
import { type ReadSource, readSource } from './compare-sources.ts'
import { compareSources } from './finding.ts'
import type { Source } from './source.ts'

/** A source and what tells its versions apart: the same key is read once. */
export type KeyedSource = { key: string; source: Source }
export type Comparison = { id: number; ours: KeyedSource[]; others: KeyedSource[] }

/** Sources whose facts are kept; a shop's neighbours come up again and again. */
const MOST_READ = 3_000
const read = new Map<string, ReadSource>()

function facts({ key, source }: KeyedSource): ReadSource {
  const known = read.get(key) ?? readSource(source)
  if (read.size >= MOST_READ) read.clear()
  read.set(key, known)
  return known
}

/** The body of the comparing thread: answers each comparison with its findings, or with what went wrong. */
parentPort?.on('message', ({ id, ours, others }: Comparison) => {
  try {
    const found = ours.flatMap((one) =>
      others.flatMap((other) => compareSources(facts(one), facts(other)) ?? []),
    )
    parentPort?.postMessage({ id, found })
  } catch (error) {
    parentPort?.postMessage({ id, error })
  }
})
