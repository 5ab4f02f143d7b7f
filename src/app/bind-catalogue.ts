import { type CatalogueSync, cancelSync, listSyncs, startSync } from '../catalogue/start-sync.ts'
import type { Database } from '../db/client.ts'
import { type CatalogueSyncView, catalogueSyncSchema } from '../http/contracts/catalogue.ts'
import type { CatalogueVerbs } from '../http/routes/catalogue.ts'
import type { Clock } from '../shared/clock.ts'

/** The catalogue verbs with their dependencies, as the routes call them. */
export function bindCatalogue(deps: { db: Database; clock: Clock }): CatalogueVerbs {
  return {
    listSyncs: async (input) => {
      const { syncs, marked, nextFullAt } = await listSyncs(deps, input)
      return { syncs: syncs.map(syncView), marked, nextFullAt: nextFullAt.toISOString() }
    },
    startSync: async (input) => syncView(await startSync(deps, input)),
    cancelSync: async (input) => syncView(await cancelSync(deps, input)),
  }
}

export function syncView(sync: CatalogueSync): CatalogueSyncView {
  return catalogueSyncSchema.parse({
    ...sync,
    startedAt: sync.startedAt.toISOString(),
    finishedAt: sync.finishedAt?.toISOString() ?? null,
  })
}
