import { and, eq, inArray, isNull, ne } from 'drizzle-orm'
import { addShop, type ShopRow, setShopEnabled, webhookUrl } from '../access/shops.ts'
import { conversations } from '../db/schema/conversations.ts'
import { drafts, replies } from '../db/schema/drafting.ts'
import { shops } from '../db/schema/shops.ts'
import { loadDemoData } from '../demo/load-demo-data.ts'
import { drawProductPicture } from '../demo/pictures.ts'
import { seedDemoShop } from '../demo/seed-demo-shop.ts'
import type { DemoScript } from '../demo/shop-data.ts'
import { createSandbox } from '../sandbox/create-sandbox.ts'
import type { App } from './create-app.ts'

const DEMO = { clientId: '700001', apiKey: 'demo-key-of-the-sandbox', sellerId: '700001', name: 'Тёплый Ток' }

/** True while the demo is wanted: always, never, or only as long as no real shop is connected. */
export async function wantsDemo({ db, env }: Pick<App, 'db' | 'env'>): Promise<boolean> {
  if (env.DEMO !== 'auto') return env.DEMO === 'on'
  const real = await db.select({ id: shops.id }).from(shops).where(eq(shops.isDemo, false)).limit(1)
  return real.length === 0
}

/**
 * The demo: a shop of our own making, and the sandbox marketplace with its buyers on its own port. `pushTo` is where
 * this process takes pushes. Buyers begin to write when `play` is called.
 */
export async function startDemo(app: App, { pushTo }: { pushTo: string }) {
  const { db, clock, env, masterKey } = app
  const data = loadDemoData()
  const sandbox = createSandbox({
    // The sandbox forgets everything at a restart: its ids must not come again, or its news would be taken for old.
    seed: Date.now() % 2_147_483_647,
    shops: [{ ...DEMO, products: data.products }],
    // In life a chat seldom names its order; a demo in which nearly all do shows more of the house.
    quirks: { orderInContext: 0.8 },
    // Days in life; here somebody is watching.
    limits: { moderationMs: 4_000 },
    drawPicture: ({ sku }) => {
      const product = data.products.find((one) => one.sku === sku)
      if (!product) throw new Error(`The demo has no product ${sku}`)
      return { contentType: 'image/svg+xml', body: drawProductPicture(product) }
    },
  })
  const url = await sandbox.listen({ port: env.SANDBOX_PORT })
  const shop = await ensureDemoShop(app, url)
  await seedDemoShop({ db, clock }, { shopId: shop.id })
  sandbox.addPushUrl(DEMO.clientId, webhookUrl(masterKey, shop, pushTo))
  return {
    url,
    shopId: shop.id,
    play: () => {
      sandbox.playFeedback(data.feedback, { clientId: DEMO.clientId })
      return sandbox.runScripts(inTurns(data.scripts), {
        clientId: DEMO.clientId,
        atOnce: 12,
        everySeconds: 20,
      })
    },
    close: () => sandbox.close(),
  }
}

/** One of each category after the other, so that the first minute already shows what buyers write about. */
function inTurns(scripts: DemoScript[]): DemoScript[] {
  const byCategory = Map.groupBy(scripts, (script) => script.category)
  const longest = Math.max(...[...byCategory.values()].map((group) => group.length))
  return Array.from({ length: longest }, (_, round) =>
    [...byCategory.values()].flatMap((group) => group[round] ?? []),
  ).flat()
}

async function ensureDemoShop({ db, clock, masterKey }: App, apiBase: string): Promise<ShopRow> {
  const [known] = await db.select().from(shops).where(eq(shops.isDemo, true)).limit(1)
  if (!known)
    return (await addShop({ db, clock, masterKey }, { ...DEMO, apiBase, isDemo: true, actor: 'demo' })).shop
  await forgetEarlierChats({ db, clock }, known.id)
  await db.update(shops).set({ apiBase, disabledAt: null }).where(eq(shops.id, known.id))
  return { ...known, apiBase, disabledAt: null }
}

/** The sandbox forgot its chats when it stopped: nobody is there any more to answer. */
async function forgetEarlierChats({ db, clock }: Pick<App, 'db' | 'clock'>, shopId: string): Promise<void> {
  const now = clock.now()
  await db.transaction(async (tx) => {
    await tx
      .update(conversations)
      .set({ status: 'closed', chatClosed: true, draftDueAt: null, closedAt: now })
      .where(and(eq(conversations.shopId, shopId), ne(conversations.status, 'closed')))
    await tx
      .update(drafts)
      .set({ status: 'superseded', settledAt: now, settledBy: 'marketplace', settledReason: 'chat_closed' })
      .where(and(eq(drafts.shopId, shopId), eq(drafts.status, 'pending')))
    await tx
      .update(replies)
      .set({ status: 'lost', failureCode: 'chat_closed', settledAt: now, dueAt: null })
      .where(
        and(
          eq(replies.shopId, shopId),
          inArray(replies.status, ['queued', 'sending', 'sent', 'uncertain', 'in_moderation']),
        ),
      )
  })
}

/** With a real shop connected the demo rests: its marketplace is not running, so it is not asked either. */
export async function restDemo({ db, clock }: Pick<App, 'db' | 'clock'>): Promise<void> {
  const demos = await db
    .select()
    .from(shops)
    .where(and(eq(shops.isDemo, true), isNull(shops.disabledAt)))
  for (const { id } of demos) {
    await forgetEarlierChats({ db, clock }, id)
    await setShopEnabled({ db, clock }, { shopId: id, isEnabled: false, actor: 'demo' })
  }
}
