import type { OpenDatabase } from '../../src/db/open-database.ts'
import { autonomyCells, autoSends, modelCalls, shopPolicies } from '../../src/db/schema/policy.ts'
import type { CellChannel, CellState } from '../../src/domain/autonomy.ts'
import type { Category } from '../../src/domain/category.ts'
import type { ComposedDraft } from '../../src/domain/draft.ts'
import type { ShopPolicy } from '../../src/domain/shop-policy.ts'
import { createHouse, type House } from '../support/house.ts'

/** The least that a shop may choose. */
export const AUTO_UNDO_MS = 30_000

/** A house whose drafts rest on the shop's own words, and whose grid and policy a test can set. */
export async function createAutoHouse(database: OpenDatabase, seed = Math.floor(Math.random() * 1e6)) {
  const house = await createHouse(database, { seed })
  // What the draft says stands in a fact it cites, word for word: the evidence check finds nothing against it.
  house.deps.drafting.gatherFacts = async ({ turnText }) => ({
    facts: [{ id: 'p:1', kind: 'attribute', title: 'Характеристика', textRu: sentenceFor(turnText) }],
    missing: [],
    known: [],
  })
  house.deps.drafting.compose = async ({ turnText }) => documented(turnText)
  return house
}

const sentenceFor = (turnText: string) => `По нашим данным: ${turnText.replaceAll('\n', ' / ')}`

function documented(turnText: string): ComposedDraft {
  return {
    kind: 'answer',
    sentences: [{ ru: sentenceFor(turnText), evidenceIds: ['p:1'], class: 'documented' }],
    promises: [],
    unanswered: [],
    abstained: false,
    composer: 'built-in',
  }
}

export async function setCell(
  { db, shopId, clock }: House,
  state: CellState,
  category: Category = 'product_attribute',
  channel: CellChannel = 'ozon-chat',
): Promise<void> {
  const updated = { state, updatedBy: 'test', updatedAt: clock.now() }
  await db
    .insert(autonomyCells)
    .values({ shopId, channel, category, ...updated })
    .onConflictDoUpdate({
      target: [autonomyCells.shopId, autonomyCells.channel, autonomyCells.category],
      set: updated,
    })
}

export async function setPolicy({ db, shopId, clock }: House, content: Partial<ShopPolicy>): Promise<void> {
  const row = { version: 1, content, updatedBy: 'test', updatedAt: clock.now() }
  await db
    .insert(shopPolicies)
    .values({ shopId, ...row })
    .onConflictDoUpdate({ target: shopPolicies.shopId, set: row })
}

/** What was decided about the drafts of a house, oldest first. */
export const plans = ({ db }: House) => db.select().from(autoSends).orderBy(autoSends.decidedAt)

/** A month's budget of so many millionths, spent to the last. */
export async function spend(house: House, costMicros: number): Promise<void> {
  const { db, shopId, clock } = house
  await setPolicy(house, { monthlyBudgetMicros: costMicros })
  await db.insert(modelCalls).values({
    id: `call-${shopId}`,
    shopId,
    purpose: 'compose',
    model: 'test-model',
    outcome: 'ok',
    inputTokens: 1,
    outputTokens: 1,
    costMicros,
    latencyMs: 1,
    at: clock.now(),
  })
}
