import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { putShop } from '../../test/factories/put-shop.ts'
import { createTestDatabase } from '../../test/support/test-database.ts'
import type { OpenDatabase } from '../db/open-database.ts'
import { modelCalls, shopPolicies } from '../db/schema/policy.ts'
import { createLogger } from '../shared/logger.ts'
import type { ChatModel } from './chat-model.ts'
import { readSpending } from './model-spending.ts'
import { shopModel } from './shop-model.ts'

const schema = z.object({ word: z.string() })
const request = { system: 'secret words', user: 'буду в 8', schema, name: 'word', timeoutMs: 1_000 }
const log = createLogger('silent', { hide: (text) => text })
/** 01:30 on 1 December in Moscow, still November in UTC. */
const DECEMBER = new Date('2026-11-30T22:30:00Z')

let database: OpenDatabase
let count = 0
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

async function newShop(content?: object): Promise<string> {
  const { db } = database
  const id = `shop-${++count}`
  await putShop(db, id, { sellerId: id, createdAt: DECEMBER })
  if (content)
    await db
      .insert(shopPolicies)
      .values({ shopId: id, version: 1, content, updatedBy: 'test', updatedAt: DECEMBER })
  return id
}

/** Every question takes the calls of this list, each with its cost. */
function payingModel(costs: readonly number[] = [100], waitMs = 0): ChatModel & { asked: number } {
  return {
    model: 'paid',
    asked: 0,
    async completeStructured(_request, options) {
      this.asked++
      for (const [index, costMicros] of costs.entries()) {
        if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
        const outcome = index === costs.length - 1 ? 'ok' : 'invalid_output'
        const tokens = { inputTokens: 10, outputTokens: 2 }
        await options?.onCall?.({ model: 'paid', outcome, ...tokens, costMicros, latencyMs: 5 })
      }
      const value = schema.parse({ word: 'да' }) as never
      return { ok: true, value, model: 'paid', usage: { inputTokens: 10, outputTokens: 2, latencyMs: 5 } }
    },
  }
}

function modelOf(shopId: string, chain: ChatModel, { now = DECEMBER, budget = null as number | null } = {}) {
  const deps = { db: database.db, clock: { now: () => now }, log, chain, defaultBudgetMicros: budget }
  return shopModel(deps, { shopId })
}
const spendingOf = (shopId: string, budget: number | null = null, now = DECEMBER) =>
  readSpending({ db: database.db, defaultBudgetMicros: budget }, { shopId, now })

describe("a shop's account with the models", () => {
  it('holds every call with its purpose and price, failures too, and none of the words', async () => {
    const shopId = await newShop()
    const model = modelOf(shopId, payingModel([70, 30]))
    await model.completeStructured({ ...request, purpose: 'draft', promptVersion: 'draft/v1@abc' })
    const rows = await database.db.select().from(modelCalls)
    const own = rows.filter((row) => row.shopId === shopId)
    expect(own.map(({ outcome, costMicros }) => [outcome, costMicros])).toEqual([
      ['invalid_output', 70],
      ['ok', 30],
    ])
    expect(own[0]).toMatchObject({ purpose: 'draft', promptVersion: 'draft/v1@abc', inputTokens: 10 })
    expect(JSON.stringify(own)).not.toMatch(/secret words|буду в 8/)
    expect(await spendingOf(shopId)).toMatchObject({
      calls: 2,
      failedCalls: 1,
      costMicros: 100,
      level: 'none',
      lastFailure: { outcome: 'invalid_output', model: 'paid' },
    })
  })

  it('refuses once the budget is spent, without a call, and warns from 80 % on', async () => {
    const shopId = await newShop()
    const chain = payingModel([40])
    const model = modelOf(shopId, chain, { budget: 100 })
    const levels: string[] = []
    for (let question = 0; question < 3; question++) {
      await model.completeStructured(request)
      levels.push((await spendingOf(shopId, 100)).level)
    }
    expect(levels).toEqual(['open', 'near', 'spent'])
    await expect(model.completeStructured(request)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'model_budget_spent',
    })
    expect(chain.asked).toBe(3)
  })

  it('begins anew with the month in Moscow', async () => {
    const shopId = await newShop()
    const november = { now: new Date(DECEMBER.getTime() - 2 * 3_600_000), budget: 100 }
    await modelOf(shopId, payingModel([100]), november).completeStructured(request)
    await expect(modelOf(shopId, payingModel(), november).completeStructured(request)).rejects.toThrow()
    await modelOf(shopId, payingModel([10]), { budget: 100 }).completeStructured(request)
    expect(await spendingOf(shopId, 100)).toMatchObject({ calls: 1, costMicros: 10, level: 'open' })
  })

  it("goes by the shop's own amount: more, less, none at all, or no limit", async () => {
    const rich = await newShop({ monthlyBudgetMicros: 1_000, hours: [] })
    const poor = await newShop({ monthlyBudgetMicros: 0 })
    const free = await newShop({ monthlyBudgetMicros: null })
    const silent = await newShop({ hours: [] })
    const budgets = await Promise.all([rich, poor, free, silent].map((id) => spendingOf(id, 100)))
    expect(budgets.map(({ budgetMicros, level }) => [budgetMicros, level])).toEqual([
      [1_000, 'open'],
      [0, 'spent'],
      [null, 'none'],
      [100, 'open'],
    ])
    const refused = modelOf(poor, payingModel(), { budget: 100 }).completeStructured(request)
    await expect(refused).rejects.toMatchObject({ code: 'model_budget_spent' })
  })

  it('is overdrawn by no more than the question that crossed the line', async () => {
    const costs = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(costs, fc.integer({ min: 1, max: 900 }), async (questions, budget) => {
        const shopId = await newShop()
        let spent = 0
        for (const cost of questions) {
          const asked = modelOf(shopId, payingModel([cost]), { budget }).completeStructured(request)
          if (spent >= budget) await expect(asked).rejects.toMatchObject({ code: 'model_budget_spent' })
          else {
            await asked
            spent += cost
          }
        }
        expect((await spendingOf(shopId, budget)).costMicros).toBe(spent)
        expect(spent).toBeLessThan(budget + 400)
      }),
      { numRuns: 15 },
    )
  })

  it('is overdrawn by two workers at once by what both had under way', async () => {
    const shopId = await newShop()
    const chain = payingModel([60], 20)
    const workers = Array.from({ length: 2 }, () => modelOf(shopId, chain, { budget: 100 }))
    const outcomes: string[] = []
    await Promise.all(
      workers.map(async (worker) => {
        for (let question = 0; question < 3; question++) {
          const result = await worker.completeStructured(request).catch(() => undefined)
          outcomes.push(result ? 'ok' : 'spent')
        }
      }),
    )
    const { costMicros, level } = await spendingOf(shopId, 100)
    expect(level).toBe('spent')
    expect(costMicros).toBeLessThan(100 + 2 * 60)
    expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(costMicros / 60)
  })

  it('that cannot be written does not cost the shop its draft', async () => {
    const model = modelOf('no-such-shop', payingModel())
    expect(await model.completeStructured(request)).toMatchObject({ ok: true })
  })
})
