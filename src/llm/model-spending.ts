import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Executor, queryRows } from '../db/client.ts'
import { shopPolicies } from '../db/schema/policy.ts'
import { type BudgetLevel, budgetLevel, startOfMonth } from '../domain/model-budget.ts'

type Deps = { db: Executor; defaultBudgetMicros: number | null }

/** What the models took from a shop since the month began in Moscow. */
export type Spending = {
  calls: number
  failedCalls: number
  inputTokens: number
  outputTokens: number
  costMicros: number
  budgetMicros: number | null
  level: BudgetLevel
  /** The newest call that brought no usable answer. */
  lastFailure: { outcome: string; model: string; at: Date } | null
}

const sumsRow = z.object({
  calls: z.coerce.number(),
  failed: z.coerce.number(),
  input: z.coerce.number(),
  output: z.coerce.number(),
  cost: z.coerce.number(),
})
const failureRow = z.object({ outcome: z.string(), model: z.string(), at: z.coerce.date() })
const budgetSchema = z.object({ monthlyBudgetMicros: z.int().min(0).nullish() })

export async function readSpending(
  { db, defaultBudgetMicros }: Deps,
  { shopId, now }: { shopId: string; now: Date },
): Promise<Spending> {
  const since = sql`${startOfMonth(now).toISOString()}::timestamptz`
  const [sums] = await queryRows(
    db,
    sumsRow,
    sql`select count(*) as calls, count(*) filter (where outcome <> 'ok' and outcome <> 'unsupported') as failed,
        coalesce(sum(input_tokens), 0) as input, coalesce(sum(output_tokens), 0) as output,
        coalesce(sum(cost_micros), 0) as cost
      from model_calls where shop_id = ${shopId} and at >= ${since}`,
  )
  const [failure] = await queryRows(
    db,
    failureRow,
    sql`select outcome, model, at from model_calls
      where shop_id = ${shopId} and at >= ${since} and outcome <> 'ok' and outcome <> 'unsupported'
      order by at desc limit 1`,
  )
  const budgetMicros = await budgetOf({ db, defaultBudgetMicros }, shopId)
  const costMicros = sums?.cost ?? 0
  return {
    calls: sums?.calls ?? 0,
    failedCalls: sums?.failed ?? 0,
    inputTokens: sums?.input ?? 0,
    outputTokens: sums?.output ?? 0,
    costMicros,
    budgetMicros,
    level: budgetLevel(costMicros, budgetMicros),
    lastFailure: failure ?? null,
  }
}

/** Only what decides whether a model may be asked: two small queries, before every question. */
export async function readBudgetLevel(
  { db, defaultBudgetMicros }: Deps,
  { shopId, now }: { shopId: string; now: Date },
): Promise<BudgetLevel> {
  const budgetMicros = await budgetOf({ db, defaultBudgetMicros }, shopId)
  if (budgetMicros === null) return 'none'
  const [row] = await queryRows(
    db,
    z.object({ cost: z.coerce.number() }),
    sql`select coalesce(sum(cost_micros), 0) as cost from model_calls
      where shop_id = ${shopId} and at >= ${startOfMonth(now).toISOString()}::timestamptz`,
  )
  return budgetLevel(row?.cost ?? 0, budgetMicros)
}

/** The shop's own word, else the installation's; null is no limit. */
async function budgetOf({ db, defaultBudgetMicros }: Deps, shopId: string): Promise<number | null> {
  const [policy] = await db
    .select({ content: shopPolicies.content })
    .from(shopPolicies)
    .where(eq(shopPolicies.shopId, shopId))
  const own = policy ? budgetSchema.parse(policy.content).monthlyBudgetMicros : undefined
  return own === undefined ? defaultBudgetMicros : own
}
