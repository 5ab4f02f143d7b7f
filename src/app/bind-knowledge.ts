import type { Database } from '../db/client.ts'
import type { KnowledgeVerbs } from '../http/routes/knowledge.ts'
import { diffVersions, listVersions, restoreVersion } from '../knowledge/entry-history.ts'
import { withUsage } from '../knowledge/entry-usage.ts'
import { fillEntry } from '../knowledge/fill-entry.ts'
import { listEntries, listOwners, loadEntry } from '../knowledge/read-entries.ts'
import { saveEntry } from '../knowledge/save-entry.ts'
import type { ChatModel } from '../llm/chat-model.ts'
import { enqueue } from '../queue/enqueue.ts'
import type { Clock } from '../shared/clock.ts'
import { bug } from '../shared/errors.ts'

type Deps = {
  db: Database
  clock: Clock
  /** Asked anew each time: a model may be chosen while the process runs. */
  modelFor(ref: { shopId: string }): ChatModel | undefined
  modelTimeoutMs: number
}

/** The knowledge verbs with their dependencies, as the routes call them. */
export function bindKnowledge({ db, clock, modelFor, modelTimeoutMs }: Deps): KnowledgeVerbs {
  const onKnowledge = embedSoon({ db, clock })
  return {
    listEntries: async (query) => {
      const page = await listEntries(db, query, clock.now())
      const entries = await withUsage(db, page.entries)
      return { ...page, entries, owners: await listOwners(db, query) }
    },
    loadEntry: async (ref) => {
      const entry = await loadEntry(db, ref)
      const [withFigures] = await withUsage(db, [entry])
      if (!withFigures) throw bug('usage_missing', `No usage was computed for ${ref.id}`)
      return withFigures
    },
    saveEntry: async (input) => {
      const entry = await saveEntry({ db, clock }, input)
      await onKnowledge(input.shopId)
      return entry
    },
    fillEntry: (input) => {
      const model = modelFor({ shopId: input.shopId })
      return fillEntry({ db, clock, model, timeoutMs: modelTimeoutMs }, input)
    },
    listVersions: (ref) => listVersions(db, ref),
    diffVersions: (ref) => diffVersions(db, ref),
    restoreVersion: async (input) => {
      const entry = await restoreVersion({ db, clock }, input)
      await onKnowledge(input.shopId)
      return entry
    },
  }
}

/** After knowledge changed: its vectors are made by a job. */
export function embedSoon({ db, clock }: Pick<Deps, 'db' | 'clock'>) {
  return (shopId: string) =>
    enqueue(db, { queue: 'embed', key: shopId, payload: { shopId }, now: clock.now() })
}
