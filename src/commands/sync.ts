import { listShops } from '../access/shops.ts'
import { syncView } from '../app/bind-catalogue.ts'
import type { App } from '../app/create-app.ts'
import { runCatalogue } from '../catalogue/run-catalogue.ts'
import { type CatalogueSync, cancelSync, listSyncs, startSync } from '../catalogue/start-sync.ts'
import { embedPending } from '../knowledge/embed-pending.ts'
import { notFound } from '../shared/errors.ts'
import type { Report } from './run-command.ts'

export type SyncOptions = { status?: boolean; cancel?: boolean }

const ACTOR = 'command line'

/** Reads a shop's whole catalogue from the marketplace, to the end or to where the marketplace fails. */
export async function syncShop(app: App, wanted: string, { status, cancel }: SyncOptions): Promise<Report> {
  const { db, clock, connections } = app
  const shop = (await listShops({ db }, 'all')).find(
    ({ id, clientId }) => id === wanted || clientId === wanted,
  )
  if (!shop) throw notFound('shop_not_found', `There is no shop ${wanted}: see otvet shop list`)
  const ref = { shopId: shop.id }
  if (status) return report(shop.name, await newest(app, shop.id))
  if (cancel) {
    const running = await newest(app, shop.id)
    if (running?.status !== 'running') throw notFound('sync_not_found', 'No sync is under way.')
    return report(shop.name, await cancelSync({ db, clock }, { ...ref, syncId: running.id, actor: ACTOR }))
  }
  let sync: CatalogueSync | undefined = await startSync({ db, clock }, { ...ref, actor: ACTOR })
  // Safe beside a server that reads the same: each page is written once.
  while (sync?.status === 'running' && sync.failure === null) {
    await runCatalogue({ db, clock, openCatalogue: connections.openCatalogue }, ref)
    sync = await newest(app, shop.id)
    app.log.info({ done: sync?.done, total: sync?.total }, 'catalogue')
  }
  if (sync?.status === 'done') await embedPending({ db, embedder: await app.liveSpace.embedderNow() })
  return report(shop.name, sync)
}

async function newest({ db, clock }: App, shopId: string): Promise<CatalogueSync | undefined> {
  const { syncs } = await listSyncs({ db, clock }, { shopId, limit: 100 })
  return syncs.find(({ kind }) => kind === 'full')
}

function report(name: string, sync: CatalogueSync | undefined): Report {
  if (!sync) return { json: { sync: null }, text: `The catalogue of ${name} was not read yet.` }
  const view = syncView(sync)
  const { status, done, total, added, changed, retired, failure } = view
  const figures = `${done} of ${total ?? '?'} read, ${added} new, ${changed} changed, ${retired} retired`
  const tail = failure === null ? '' : ` ${failure}`
  const goesOn = status === 'running' && failure !== null ? ' A running server goes on with it.' : ''
  return {
    json: { sync: view },
    text: `${name}: ${status}. ${figures}.${tail}${goesOn}`,
    failed: failure !== null,
  }
}
