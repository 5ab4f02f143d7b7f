import { and, isNull } from 'drizzle-orm'
import { shops } from '../db/schema/shops.ts'
import { withinShops } from '../db/within-shops.ts'
import type { ShopScope } from '../domain/shop-scope.ts'
import type { Status } from '../http/contracts/status.ts'
import { readSpending } from '../llm/model-spending.ts'
import type { App } from './create-app.ts'
import { budgetMicrosOf } from './language-models.ts'

/** The chain as this process sees it: another process's worker finds out for itself which server rests. */
export function readModels({ models }: Pick<App, 'models'>): Pick<Status, 'model' | 'models'> {
  if (!models) return { model: null, models: [] }
  const list = models.known.map(({ name, baseUrl, canSee, isPriced, breaker }) => {
    const { state, restsUntil, lastFailure, lastAnswerAt } = breaker.read()
    return {
      name,
      baseUrl,
      canSee,
      isPriced,
      state,
      restsUntil: restsUntil?.toISOString() ?? null,
      lastFailure: lastFailure && { code: lastFailure.code, at: lastFailure.at.toISOString() },
      lastAnswerAt: lastAnswerAt?.toISOString() ?? null,
    }
  })
  const [first] = models.known
  const isUsed = list.some(({ lastFailure, lastAnswerAt }) => lastFailure ?? lastAnswerAt)
  const isUp = list.some(({ lastFailure }) => lastFailure === null)
  return {
    model: {
      name: first.name,
      baseUrl: first.baseUrl,
      ok: isUsed ? isUp : null,
      error: isUp ? null : (list[0]?.lastFailure?.code ?? null),
    },
    models: list,
  }
}

/** What the models took from each open shop in the scope this month. Of the calls of every process: they share the account. */
export async function readModelSpending(
  { db, clock, env }: App,
  scope: ShopScope,
): Promise<Status['spending']> {
  const open = await db
    .select({ shopId: shops.id, name: shops.name })
    .from(shops)
    .where(and(isNull(shops.disabledAt), withinShops(scope, shops.id)))
    .orderBy(shops.name)
    .limit(MOST_SHOPS)
  const deps = { db, defaultBudgetMicros: budgetMicrosOf(env) }
  const spending: Status['spending'] = []
  for (const { shopId, name } of open) {
    const { lastFailure, ...sums } = await readSpending(deps, { shopId, now: clock.now() })
    const failure = lastFailure && { ...lastFailure, at: lastFailure.at.toISOString() }
    spending.push({ shopId, name, ...sums, lastFailure: failure })
  }
  return spending
}

const MOST_SHOPS = 100
