import { join } from 'node:path'
import { z } from 'zod'
import type { OpenDatabase } from '../src/db/open-database.ts'
import { loadDemoData } from '../src/demo/load-demo-data.ts'
import { seedDemoShop } from '../src/demo/seed-demo-shop.ts'
import { embedPending } from '../src/knowledge/embed-pending.ts'
import type { Embedder } from '../src/llm/embedder.ts'
import { systemClock } from '../src/shared/clock.ts'
import { readLines } from './data.ts'
import { emptyShop, SHOP_ID } from './knowledge-base.ts'

const CASES = join(import.meta.dirname, 'cases/retrieval')

/** How the buyer writes, or why nothing answers; the last eight are the ones that nothing answers. */
const CLASSES = [
  'plain',
  'paraphrase',
  'indirect',
  'slang',
  'typo',
  'anger',
  'long',
  'followup',
  'multi',
  'layout',
  'lookalike',
  'foreign',
  'attribute',
  'size',
  'warranty',
  'near_miss',
  'unlisted',
  'not_sold',
  'other_seller',
  'general',
  'chit_chat',
  'foreign_none',
  'garbled',
] as const

/** `delivery-late`: an entry of the demo's knowledge. `product:<sku>:<fact>`: see `factsOf`. */
const goldSchema = z.string().regex(/^(?:[a-z0-9-]+|product:\d+:[a-z0-9_]+)$/)

const caseSchema = z.strictObject({
  id: z.string().regex(/^shop-\d{3}$/),
  query: z.string().min(1),
  /** Whatever answers the message or one of its asks; any of them counts as found. Empty: nothing in the shop does. */
  gold: z.array(goldSchema),
  /** For a message with several asks: what answers each of them. */
  asks: z.array(z.array(goldSchema).min(1)).min(2).optional(),
  /** The product of the chat, where the marketplace would give it. */
  sku: z.string().optional(),
  scheme: z.enum(['FBO', 'FBS', 'rFBS']).optional(),
  class: z.enum(CLASSES),
  author: z.string(),
  split: z.enum(['dev', 'held-out']),
})
export type OwnShopCase = z.infer<typeof caseSchema>
export type Split = OwnShopCase['split']

/** Questions of buyers to the demo shop. Tune on `dev` alone: `held-out` tells whether it helped. */
export const ownShopCases = (split: Split): OwnShopCase[] =>
  readLines(CASES, `own-shop.${split}.jsonl`, caseSchema)

/** What the gold may name: every entry, and every fact of every product. */
export function goldReferences(): Set<string> {
  const { entries, products } = loadDemoData()
  return new Set([...entries.map(({ id }) => id), ...products.flatMap(factsOf)])
}

/** The attributes by their keys, the description, the table of sizes and the warranty of a product. */
function factsOf({ sku, attributes, sizes }: ReturnType<typeof loadDemoData>['products'][number]): string[] {
  const facts = [...attributes.map(({ key }) => key), 'description', 'warranty']
  return [...facts, ...(sizes.length > 0 ? ['sizes'] : [])].map((fact) => `product:${sku}:${fact}`)
}

/** A fresh in-memory database with the demo shop's products and knowledge as shop `SHOP_ID`, embedded. */
export async function openOwnShop(embedder: Embedder): Promise<OpenDatabase> {
  const opened = await emptyShop()
  await seedDemoShop({ db: opened.db, clock: systemClock }, { shopId: SHOP_ID })
  await embedPending({ db: opened.db, embedder })
  return opened
}
