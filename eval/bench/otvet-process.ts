import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { addShop, webhookUrl } from '../../src/access/shops.ts'
import { createApp } from '../../src/app/create-app.ts'
import { startWeb } from '../../src/app/start-web.ts'
import { startAppWorker } from '../../src/app/start-worker.ts'
import { readEnv } from '../../src/config/read-env.ts'
import { queryRows } from '../../src/db/client.ts'
import { seedDemoShop } from '../../src/demo/seed-demo-shop.ts'
import { maskForGood } from '../../src/domain/privacy/mask.ts'
import { embedPending } from '../../src/knowledge/embed-pending.ts'
import { createLogger } from '../../src/shared/logger.ts'
import { answerParent, ownOptions } from './child.ts'

/** Otvet as `otvet serve` composes it, in a process of its own, with one shop that points at the sandbox. */
export type OtvetOptions = {
  env: Record<string, string>
  shop: { clientId: string; apiKey: string; sellerId: string; apiBase: string }
  hasWorker: boolean
  hasKnowledge: boolean
}

const { env: variables, shop: newShop, hasWorker, hasKnowledge } = ownOptions<OtvetOptions>()
const env = readEnv({ PORT: '0', DEMO: 'off', ...variables })
const app = await createApp(env, createLogger('error', { hide: maskForGood }))
const { db, clock, masterKey, liveSpace } = app
const { shop } = await addShop({ db, clock, masterKey }, { ...newShop, actor: 'bench' })
if (hasKnowledge) {
  await seedDemoShop({ db, clock }, { shopId: shop.id })
  await embedPending({ db, embedder: await liveSpace.embedderNow() })
}
const web = await startWeb(app, {
  version: 'bench',
  worker: () => ({ wanted: hasWorker, running: hasWorker }),
  sandboxUrl: () => null,
})
const worker = hasWorker ? await startAppWorker(app) : undefined

answerParent(
  {
    webhookUrl: () => webhookUrl(masterKey, shop, web.url),
    rows: ({ statement }) => queryRows(db, z.unknown(), sql.raw(String(statement))),
    memory: () => {
      globalThis.gc?.()
      const { rss, heapUsed } = process.memoryUsage()
      return { rss, heapUsed, peakRss: process.resourceUsage().maxRSS * 1024 }
    },
  },
  async () => {
    await web.close()
    await worker?.stop()
    await app.close()
  },
)
