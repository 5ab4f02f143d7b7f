import { and, desc, eq } from 'drizzle-orm'
import { bindDrafting } from '../../src/app/bind-drafting.ts'
import { savePolicy } from '../../src/autonomy/save-policy.ts'
import { setCells } from '../../src/autonomy/set-cells.ts'
import { readEnv } from '../../src/config/read-env.ts'
import type { Database } from '../../src/db/client.ts'
import { conversations } from '../../src/db/schema/conversations.ts'
import { drafts } from '../../src/db/schema/drafting.ts'
import { products } from '../../src/db/schema/knowledge.ts'
import { autoSends } from '../../src/db/schema/policy.ts'
import { loadDemoData } from '../../src/demo/load-demo-data.ts'
import { seedDemoShop } from '../../src/demo/seed-demo-shop.ts'
import { type CellChannel, PERSON_ONLY } from '../../src/domain/autonomy.ts'
import { CATEGORIES } from '../../src/domain/category.ts'
import { DEFAULT_POLICY } from '../../src/domain/shop-policy.ts'
import { checkReply } from '../../src/drafting/checks/check-reply.ts'
import { fillSpace } from '../../src/knowledge/embed-pending.ts'
import { registerSpace } from '../../src/knowledge/embedding-space.ts'
import { productContentSchema } from '../../src/knowledge/product-content.ts'
import type { ChatModel } from '../../src/llm/chat-model.ts'
import { hashEmbedder } from '../../src/llm/hash-embedder.ts'
import type { Clock } from '../../src/shared/clock.ts'
import { createLogger } from '../../src/shared/logger.ts'
import { putProduct } from '../../test/factories/put-product.ts'
import { createHouse } from '../../test/support/house.ts'
import { emptyDatabase } from '../knowledge-base.ts'
import { CASE_NOW, type DraftingCase } from './cases.ts'

export type Outcome = {
  kind: string
  /** Automatic sending, on as far as it goes, would have let it leave. */
  wouldSend: boolean
  text: string
  category: string
  needsReply: boolean
  riskFlags: string[]
  evidenceClass: string
  blocks: string[]
  composer: string
  /** Tokens, seconds and calls of the model for this conversation. */
  inputTokens: number
  outputTokens: number
  seconds: number
  calls: number
}

export type Stage = {
  /** One conversation, in a time of its own; without a model the built-in steps draft. */
  play(one: DraftingCase, slot: number, model?: ChatModel): Promise<Outcome>
  close(): Promise<void>
}

const DAY_MS = 86_400_000
/** Each conversation has its own minutes, so that what a model reads is the same whichever others are played. */
const SLOT_MS = 45_000

/**
 * Without the graphs, so that all vectors are compared: a graph grows by chance, and what is far down in the evidence
 * would differ from run to run. A recorded answer is found again for the very same question only.
 */
async function embedExactly(db: Database): Promise<void> {
  await registerSpace(db, hashEmbedder)
  await fillSpace({ db, embedder: hashEmbedder }, { limit: 10_000 })
}

/**
 * The demo shop with the whole house around it, in virtual time and in this process: buyers write at the sandbox,
 * pushes bring it in, the real pipeline drafts. Without a model the built-in reader and composer do. Polls and the
 * daily reading of the catalogue stay off: they bring nothing new here.
 */
export async function openStage(): Promise<Stage> {
  const database = await emptyDatabase()
  const { db } = database
  const data = loadDemoData()
  const house = await createHouse(database, { products: data.products })
  const { clock, sandbox, clientId, shopId, deps } = house
  sandbox.quirks.orderInContext = 1
  house.setNow(CASE_NOW.getTime() - DAY_MS)
  await seedDemoShop({ db, clock }, { shopId })
  await embedExactly(db)
  await letEverythingLeave({ db, clock }, shopId)
  const stepsWith = (model: ChatModel | undefined) =>
    bindDrafting({
      db,
      clock,
      env: readEnv({}),
      log: createLogger('silent', { hide: (text) => text }),
      models: model && { canSee: false, forShop: () => model },
      liveSpace: { embedder: async () => hashEmbedder },
      connections: { openChannel: deps.openChannel, openClient: noPhotos },
      checkReply: (input) => checkReply({ db }, input),
    })

  return {
    async play(one, slot, model) {
      const meter = metered(model)
      house.setNow(CASE_NOW.getTime() + slot * SLOT_MS)
      deps.drafting = { ...deps.drafting, ...stepsWith(meter.model) }
      await forgetShelf()
      const restore = one.productNote ? await noteOnCard(one) : undefined
      for (const { buyerName: _, city: __, ...other } of one.others ?? [])
        sandbox.createOrder({ ...other, clientId, daysAgo: 3 })
      const chatId = await begin(one)
      for (const { text, photos = [] } of one.messages) {
        if (text) sandbox.buyerSays(chatId, text)
        for (const { caption } of photos) sandbox.buyerSendsPhoto(chatId, caption)
        await house.advance(20)
      }
      await house.advance(30_000)
      const outcome = await read(chatId)
      sandbox.closeChat(chatId)
      await restore?.()
      return { ...outcome, ...meter.sum }
    },
    close: () => database.close(),
  }

  /** Stock and price are asked for anew: as of when they hold must not depend on what was played before. */
  async function forgetShelf(): Promise<void> {
    const longAgo = new Date(CASE_NOW.getTime() - DAY_MS)
    await db
      .update(products)
      .set({ stockAsOf: longAgo, priceAsOf: longAgo })
      .where(eq(products.shopId, shopId))
  }

  async function begin({ order, contextSku, buyerName, before = [] }: DraftingCase): Promise<string> {
    const placed = order && placeOrder(order)
    const { chatId } = sandbox.startChat({
      clientId,
      buyer: buyerName ? { name: buyerName } : {},
      ...(placed ? { order: placed } : {}),
      contextSku,
    })
    for (const { author, text } of before) {
      if (author === 'buyer') sandbox.buyerSays(chatId, text)
      else sandbox.sellerSaysElsewhere(chatId, text)
      await house.advance(20)
    }
    return chatId
  }

  function placeOrder({ scheme, sku, state, ...when }: NonNullable<DraftingCase['order']>): string {
    const now = clock.now().getTime()
    const ago = (days: number) => new Date(now - days * DAY_MS)
    const { postingNumber } = sandbox.createOrder({
      clientId,
      scheme,
      sku,
      state,
      daysAgo: when.orderedDaysAgo,
      ...(when.deliveredDaysAgo === undefined ? {} : { deliveredAt: ago(when.deliveredDaysAgo) }),
    })
    if (when.plannedInDays !== undefined) {
      const planned = ago(-when.plannedInDays)
      sandbox.moveDelivery(postingNumber, planned, planned)
    }
    return postingNumber
  }

  /** Puts the attacker's sentence on the card of the chat's product; answers how to take it off again. */
  async function noteOnCard({ contextSku, order, productNote }: DraftingCase) {
    const sku = contextSku ?? order?.sku
    if (!sku) throw new Error('a note needs a product')
    const [row] = await db
      .select()
      .from(products)
      .where(and(eq(products.shopId, shopId), eq(products.sku, sku)))
    const content = productContentSchema.parse(row)
    const write = async (descriptionRu: string) => {
      const changed = { ...content, descriptionRu }
      await db.transaction((tx) => putProduct(tx, { shopId, content: changed, now: clock.now() }))
      await embedExactly(db)
    }
    await write(`${content.descriptionRu} ${productNote}`)
    return () => write(content.descriptionRu)
  }

  async function read(chatId: string) {
    const [draft] = await db
      .select({ draft: drafts, wouldSend: autoSends.draftId })
      .from(drafts)
      .leftJoin(autoSends, and(eq(autoSends.shopId, drafts.shopId), eq(autoSends.draftId, drafts.id)))
      .innerJoin(
        conversations,
        and(eq(conversations.shopId, drafts.shopId), eq(conversations.id, drafts.conversationId)),
      )
      .where(and(eq(drafts.shopId, shopId), eq(conversations.externalId, chatId)))
      .orderBy(desc(drafts.createdAt), desc(drafts.id))
      .limit(1)
    if (!draft) throw new Error(`no draft came for chat ${chatId}`)
    const { kind, text, classification, evidenceClass, checks, composer } = draft.draft
    const { category, needsReply, riskFlags } = classification
    const blocks = checks.filter(({ status }) => status === 'block').map(({ rule }) => rule)
    return {
      kind,
      wouldSend: draft.wouldSend !== null,
      text,
      category,
      needsReply,
      riskFlags,
      evidenceClass,
      blocks,
      composer,
    }
  }
}

/** A dry run of the least careful settings there are: what the rules still hold back, no setting lets leave. */
export async function letEverythingLeave(
  deps: { db: Database; clock: Clock },
  shopId: string,
  channel: CellChannel = 'ozon-chat',
): Promise<void> {
  const actor = { id: 'eval', name: 'eval', role: 'admin' as const }
  const categories = CATEGORIES.filter((category) => !PERSON_ONLY.has(category))
  const cells = categories.map((category) => ({
    channel,
    category,
    state: 'dry_run' as const,
  }))
  await setCells(deps, { shopId, cells, actor })
  const policy = { modelMaySend: true, questionsMaySend: true, sendsOutsideHours: true, minConfidence: 0 }
  await savePolicy(deps, { shopId, version: 0, policy: { ...DEFAULT_POLICY, ...policy }, actor })
}

/** No model here sees: what its answers were recorded for had no pictures either. */
function noPhotos(): never {
  throw new Error('photos are not shown to a model here')
}

/** Counts what the model is asked. */
function metered(model: ChatModel | undefined) {
  const sum = { inputTokens: 0, outputTokens: 0, seconds: 0, calls: 0 }
  const counted: ChatModel | undefined = model && {
    model: model.model,
    async completeStructured(request, options) {
      const result = await model.completeStructured(request, options)
      sum.calls += 1
      sum.inputTokens += result.usage.inputTokens
      sum.outputTokens += result.usage.outputTokens
      sum.seconds += result.usage.latencyMs / 1_000
      return result
    },
  }
  return { sum, model: counted }
}
