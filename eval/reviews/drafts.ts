import { and, desc, eq } from 'drizzle-orm'
import { bindDrafting } from '../../src/app/bind-drafting.ts'
import { OZON_REVIEW } from '../../src/channels/channel-names.ts'
import { readEnv } from '../../src/config/read-env.ts'
import { conversations } from '../../src/db/schema/conversations.ts'
import { drafts } from '../../src/db/schema/drafting.ts'
import { autoSends } from '../../src/db/schema/policy.ts'
import { loadDemoData } from '../../src/demo/load-demo-data.ts'
import { seedDemoShop } from '../../src/demo/seed-demo-shop.ts'
import { checkContext } from '../../src/drafting/checks/check-context.ts'
import { checkReply } from '../../src/drafting/checks/check-reply.ts'
import { runChecks } from '../../src/drafting/checks/run-checks.ts'
import { embedPending } from '../../src/knowledge/embed-pending.ts'
import { hashEmbedder } from '../../src/llm/hash-embedder.ts'
import { createLogger } from '../../src/shared/logger.ts'
import { askForItems } from '../../src/worker/polling.ts'
import { createHouse } from '../../test/support/house.ts'
import { letEverythingLeave } from '../drafting/stage.ts'
import { emptyDatabase } from '../knowledge-base.ts'
import type { Review } from './cases.ts'

export type DraftsReport = {
  reviews: number
  drafted: number
  /** Drafts that a rule of public texts is against, by the house with its evidence or by the bare rules: blocked, or warned of. */
  breaches: { id: string; isBlocked: boolean; rules: string[]; text: string }[]
  /** How many automatic sending, on as far as it goes, would let leave; and of those, the stars. */
  wouldSend: number
  wouldSendByStars: Record<string, number>
}

const BATCH = 40
const SEEN_MS = 30_000
const DAY_MS = 86_400_000

/** Real reviews, written at the sandbox below products of the demo shop and drafted by the whole house. */
export async function draftReviews(reviews: readonly Review[]): Promise<DraftsReport> {
  const database = await emptyDatabase()
  const { db } = database
  const data = loadDemoData()
  const house = await createHouse(database, { products: data.products })
  const { clock, sandbox, clientId, shopId, deps } = house
  await seedDemoShop({ db, clock }, { shopId })
  await embedPending({ db, embedder: hashEmbedder })
  await letEverythingLeave({ db, clock }, shopId, OZON_REVIEW)
  const steps = bindDrafting({
    db,
    clock,
    env: readEnv({}),
    log: createLogger('silent', { hide: (text) => text }),
    models: undefined,
    liveSpace: { embedder: async () => hashEmbedder },
    connections: {
      openChannel: deps.openChannel,
      openClient: () => {
        throw new Error('photos are not shown to a model here')
      },
    },
    checkReply: (input) => checkReply({ db }, input),
  })
  deps.drafting = { ...deps.drafting, ...steps }
  const report: DraftsReport = {
    reviews: reviews.length,
    drafted: 0,
    breaches: [],
    wouldSend: 0,
    wouldSendByStars: {},
  }
  for (let from = 0; from < reviews.length; from += BATCH) {
    const written = reviews.slice(from, from + BATCH).map((review, i) => {
      const sku = data.products[(from + i) % data.products.length]?.sku ?? ''
      const text = [review.text, review.pros, review.cons].filter(Boolean).join('\n')
      return { review, ...sandbox.buyerReviews({ clientId, sku, rating: review.stars, text }) }
    })
    await askForItems(db, { shopId, now: clock.now() })
    await house.advance(SEEN_MS)
    for (const { review, reviewId } of written) {
      const [found] = await db
        .select({ draft: drafts, wouldSend: autoSends.draftId })
        .from(drafts)
        .leftJoin(autoSends, and(eq(autoSends.shopId, drafts.shopId), eq(autoSends.draftId, drafts.id)))
        .innerJoin(
          conversations,
          and(eq(conversations.shopId, drafts.shopId), eq(conversations.id, drafts.conversationId)),
        )
        .where(and(eq(drafts.shopId, shopId), eq(conversations.externalId, reviewId)))
        .orderBy(desc(drafts.createdAt), desc(drafts.id))
        .limit(1)
      if (!found) continue
      report.drafted += 1
      const { text, checks, classification } = found.draft
      const bare = runChecks(text, checkContext({ channel: OZON_REVIEW, category: classification.category }))
      const against = [...checks, ...bare].filter(({ status }) => status !== 'pass')
      const rules = [...new Set(against.map(({ rule }) => rule))]
      const isBlocked = against.some(({ status }) => status === 'block')
      if (rules.length > 0) report.breaches.push({ id: review.id, isBlocked, rules, text })
      if (found.wouldSend === null) continue
      report.wouldSend += 1
      const stars = String(review.stars)
      report.wouldSendByStars[stars] = (report.wouldSendByStars[stars] ?? 0) + 1
    }
    // Another day: the limits by the hour and by the row start anew.
    house.setNow(clock.now().getTime() + DAY_MS)
  }
  await database.close()
  return report
}
