import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Embedder } from '../src/llm/embedder.ts'
import { lookUp } from './look-up.ts'
import { fillPast, leavingOut, readPast } from './past-answers.ts'
import { type RetrievalCase, type RetrievalSet, readRetrievalSet } from './retrieval-sets.ts'

/** What the search saw of the candidates of one message, in its own order. */
export type Observation = {
  set: string
  case: RetrievalCase
  /** What tells whether anything answers it (`MATTER_FEATURES`); of a message that found nothing none. */
  matter: number[] | undefined
  candidates: { id: string; isRight: boolean; rank: number[]; chance: number[] }[]
}

const FOLDERS = ['rutube_support', 'prosept_products', 'xquad_ru']
/** One in so many of the largest set: it would outweigh the others. */
const THINNED: Record<string, number> = { xquad_ru: 2 }

/**
 * Runs the search over everything there is to learn from: the demo shop's questions, and of the data folder support
 * messages (without past answers, and with the other messages as past answers), titles and long passages. Each
 * message counts as one ask: which of several the gold answers is not known.
 */
export async function observe(data: string, embedder: Embedder): Promise<Observation[]> {
  const options = { split: 'dev', language: 'ru', offTopic: data } as const
  const sets: { name: string; set: RetrievalSet; past?: string }[] = [
    { name: 'own', set: readRetrievalSet('own', options) },
  ]
  for (const name of FOLDERS.filter((folder) => existsSync(join(data, folder)))) {
    const set = readRetrievalSet(join(data, name), options)
    sets.push({ name, set })
    const cases = join(data, name, 'cases.dev.jsonl')
    if (existsSync(cases)) sets.push({ name: `${name} + past`, set: { ...set, offTopic: [] }, past: cases })
  }
  const seen: Observation[] = []
  for (const { name, set, past } of sets) seen.push(...(await observeSet(name, set, embedder, past)))
  return seen
}

async function observeSet(
  name: string,
  set: RetrievalSet,
  embedder: Embedder,
  pastFile: string | undefined,
): Promise<Observation[]> {
  const opened = await set.open(embedder)
  try {
    const { db } = opened
    const past = pastFile ? readPast(pastFile, set) : []
    if (past.length > 0) await fillPast({ db, embedder }, past, set)
    const seen: Observation[] = []
    const cases = set.cases.filter((_, i) => i % (THINNED[name] ?? 1) === 0)
    for (const one of [...cases, ...set.offTopic]) {
      const { found } = await leavingOut(db, past, one, (known) =>
        lookUp({ db: known, embedder }, one, { asOne: true }),
      )
      const candidates = found.map(({ id, one: { features, judged } }) => ({
        id,
        isRight: one.gold.includes(id),
        rank: features,
        chance: judged.candidate,
      }))
      seen.push({ set: name, case: one, matter: found[0]?.one.judged.matter, candidates })
    }
    return seen
  } finally {
    await opened.close()
  }
}
