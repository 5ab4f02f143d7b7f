import type { Database } from '../db/client.ts'
import type { KnowledgeVerbs } from '../http/routes/knowledge.ts'
import { listEntries, loadEntry } from '../knowledge/read-entries.ts'
import { saveEntry } from '../knowledge/save-entry.ts'
import { enqueue } from '../queue/enqueue.ts'
import type { Clock } from '../shared/clock.ts'

/** The knowledge verbs with their dependencies, as the routes call them. */
export function bindKnowledge({ db, clock }: { db: Database; clock: Clock }): KnowledgeVerbs {
  return {
    listEntries: (query) => listEntries(db, query),
    loadEntry: (ref) => loadEntry(db, ref),
    saveEntry: async (input) => {
      const entry = await saveEntry({ db, clock }, input)
      const { shopId } = input
      await enqueue(db, { queue: 'embed', key: shopId, payload: { shopId }, now: clock.now() })
      return entry
    },
  }
}
