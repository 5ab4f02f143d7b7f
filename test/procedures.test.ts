import { desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../src/db/open-database.ts'
import { drafts } from '../src/db/schema/drafting.ts'
import type { ComposeInput } from '../src/domain/draft.ts'
import { SHIPPED_PROCEDURES } from '../src/domain/procedures/shipped.ts'
import { classifyTurn } from '../src/drafting/classify/classify-turn.ts'
import { composeBuiltIn } from '../src/drafting/compose/built-in-composer.ts'
import { saveProcedure } from '../src/drafting/procedures/save-procedure.ts'
import { agentOf } from './support/agent.ts'
import { BURST_QUIET_MS, createHouse, UNDO_MS } from './support/house.ts'
import { createTestDatabase } from './support/test-database.ts'

let database: OpenDatabase
let seed = 500
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

/** A shop whose drafts the built-in composer writes, without knowledge and orders; `inputs` is what it was given. */
async function openShop() {
  const house = await createHouse(database, { seed: ++seed })
  const inputs: ComposeInput[] = []
  house.deps.drafting.classify = async ({ text }) => classifyTurn(text)
  house.deps.drafting.compose = async (input) => {
    inputs.push(input)
    return composeBuiltIn(input)
  }
  const { chatId } = house.sandbox.startChat({ clientId: house.clientId })
  return {
    house,
    inputs,
    chatId,
    says: async (text: string) => {
      house.sandbox.buyerSays(chatId, text)
      await house.advance(BURST_QUIET_MS + 100)
      return agentOf(house).openFirst('todo')
    },
    newestDraft: async () => {
      const [draft] = await house.db
        .select()
        .from(drafts)
        .where(eq(drafts.shopId, house.shopId))
        .orderBy(desc(drafts.createdAt))
        .limit(1)
      return draft
    },
  }
}

describe('a procedure at work', () => {
  it('asks for what it requires, learns the answer, and does not ask again', async () => {
    const { house, inputs, says } = await openShop()
    const asked = await says('Где мой заказ?')
    expect(asked.draft).toMatchObject({
      kind: 'clarify',
      text: expect.stringContaining('номер заказа'),
      // The agent is told too.
      missingFacts: ['order', 'posting'],
    })
    expect(inputs.at(-1)).toMatchObject({
      missingFacts: ['order', 'posting'],
      soFar: { asked: [], answered: [], promised: [] },
    })
    await agentOf(house).approve(asked)
    await house.advance(UNDO_MS + 3_000)

    const told = await says('Мой заказ 12345678-0001')
    expect(inputs.at(-1)).toMatchObject({
      missingFacts: ['posting'],
      soFar: { asked: ['order'], answered: ['order'] },
    })
    expect(told.draft?.kind).not.toBe('clarify')
  })

  it('is the one that the admin wrote last; the draft tells which it was', async () => {
    const { house, says, newestDraft } = await openShop()
    await says('Где мой заказ?')
    expect((await newestDraft())?.procedureVersion).toBe('order_delivery/shipped')
    const { db, clock, shopId } = house
    const content = structuredClone(SHIPPED_PROCEDURES.order_delivery)
    const [order] = content.required
    if (order) order.question = { ru: 'Назовите, пожалуйста, заказ.', zh: '请告知订单。', en: 'Which order?' }
    await saveProcedure(
      { db, clock },
      { shopId, category: 'order_delivery', version: 0, content, actor: { id: 'u' } },
    )
    const seen = await says('Ну где мой заказ?')
    expect(seen.draft?.text).toContain('Назовите, пожалуйста, заказ.')
    expect((await newestDraft())?.procedureVersion).toBe('order_delivery/1')
  })

  it('knows what the shop promised in the replies that went out, as they were sent', async () => {
    const { house, inputs, says } = await openShop()
    const seen = await says('Не хватает крышки')
    await agentOf(house).approve(seen)
    await house.advance(UNDO_MS + 3_000)
    await says('И что?')
    expect(inputs.at(-1)?.soFar.promised).toEqual([])

    house.deps.drafting.compose = async (input) => {
      inputs.push(input)
      return {
        kind: 'answer',
        sentences: [{ ru: 'Отправим крышку до 27 ноября.', evidenceIds: [], class: 'inferred' }],
        promises: [],
        unanswered: [],
        abstained: false,
        composer: 'built-in',
      }
    }
    const promising = await says('Крышка будет?')
    await agentOf(house).approve(promising)
    await house.advance(UNDO_MS + 3_000)
    await says('Ну что там?')
    expect(inputs.at(-1)?.soFar.promised).toEqual([
      { who: 'shop', what: 'Отправим крышку до 27 ноября.', by: null },
    ])
  })

  it('is that of every ask of a mixed message', async () => {
    const { inputs, says } = await openShop()
    await says('Где мой заказ? И как вернуть джинсы, если не подойдут по размеру?')
    expect(inputs.at(-1)?.procedure?.categories.toSorted()).toEqual(['order_delivery', 'return'])
  })

  it('keeps a rude buyer’s exact words for a report to Ozon; the reply stays polite and says nothing of it', async () => {
    const { house, says } = await openShop()
    const seen = await says('Вы идиоты и мошенники, уроды!')
    const report = seen.draft?.evidence.find(({ id }) => id === 'u:report')
    expect(report?.textRu).toContain('21 ноября, 12:00 (МСК): «Вы идиоты и мошенники, уроды!»')
    expect(report?.textZh).toContain('“Вы идиоты и мошенники, уроды!”')
    expect(seen.draft?.text).not.toMatch(/Ozon|поддержк|жалоб|идиот/iu)
    expect(seen.draft?.checks.filter(({ status }) => status === 'block')).toEqual([])
    const calm = await openShop()
    expect((await calm.says('Где мой заказ?')).draft?.evidence).toEqual([])
    expect(house.sandbox.allSends()).toHaveLength(0)
  })
})
