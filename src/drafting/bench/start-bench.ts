import { and, desc, eq, inArray, isNotNull, ne, sql } from 'drizzle-orm'
import { recordAudit } from '../../audit/record-audit.ts'
import type { Database, Executor } from '../../db/client.ts'
import { drafts } from '../../db/schema/drafting.ts'
import { livePrompts, promptBenchCases, promptBenches } from '../../db/schema/prompts.ts'
import { shops } from '../../db/schema/shops.ts'
import type { Actor } from '../../domain/actor.ts'
import type { Category } from '../../domain/category.ts'
import type { BenchedPrompt } from '../../domain/prompt-bench.ts'
import { loadPrompt } from '../../prompting/load-prompt.ts'
import { loadOwn, ownPrompt, unfitness } from '../../prompting/own-prompt.ts'
import { enqueue } from '../../queue/enqueue.ts'
import { benchKey } from '../../queue/jobs.ts'
import type { Clock } from '../../shared/clock.ts'
import { conflict, invalid, notFound, unavailable } from '../../shared/errors.ts'
import { newId } from '../../shared/ids.ts'

type Deps = { db: Database; clock: Clock; hasModel: boolean }
export type BenchOrder = {
  shopId: string
  name: BenchedPrompt
  /** The own version to try. */
  number: number
  /** Of the newest cases. */
  cases: number
  /** None = of every category. */
  categories: readonly Category[]
  /** How often each case is put to each version. */
  repeats: number
  actor: Pick<Actor, 'id'>
}

/** Chooses the cases and asks for the run; one at a time in a shop. */
export async function startBench({ db, clock, hasModel }: Deps, order: BenchOrder): Promise<{ id: string }> {
  const { shopId, name, number, actor } = order
  if (!hasModel)
    throw unavailable(
      'no_model',
      'No chat model is set up: prompts have no effect on the built-in drafter, so there is nothing to compare.',
    )
  const own = await loadOwn(db, { name, number })
  const problems = unfitness(own)
  if (problems.length > 0)
    throw invalid('prompt_unfit', problems.map(({ message }) => message.en).join(' '), { problems })
  return db.transaction(async (tx) => {
    // The lock makes two admins who start at once one run; the second is told which.
    const [shop] = await tx.select({ id: shops.id }).from(shops).where(eq(shops.id, shopId)).for('update')
    if (!shop) throw notFound('shop_not_found', 'There is no such shop.')
    const [running] = await tx
      .select({ id: promptBenches.id })
      .from(promptBenches)
      .where(and(eq(promptBenches.shopId, shopId), eq(promptBenches.status, 'running')))
    if (running)
      throw conflict('bench_running', 'A test bench of this shop runs already.', { what: running.id })
    const cases = await recentCases(tx, order)
    if (cases.length === 0)
      throw invalid('no_cases', 'The shop has no drafts of these kinds yet: there is nothing to try it on.')
    const now = clock.now()
    const id = newId(now)
    const live = await comparedWith(tx, order)
    const bench = {
      shopId,
      id,
      name,
      number,
      ...live,
      repeats: order.repeats,
      categories: [...order.categories],
    }
    await tx
      .insert(promptBenches)
      .values({ ...bench, status: 'running', createdBy: actor.id, createdAt: now })
    await tx
      .insert(promptBenchCases)
      .values(
        cases.map((one, position) => ({ shopId, benchId: id, position, ...one, status: 'waiting' as const })),
      )
    await enqueue(tx, {
      queue: 'bench',
      key: benchKey({ shopId, benchId: id }),
      payload: { shopId, benchId: id },
      now,
    })
    await recordAudit(tx, {
      shopId,
      actor: actor.id,
      action: 'prompt.bench_started',
      subject: `prompt/${name}`,
      after: { bench: id, candidate: ownPrompt(own).version, against: live.liveVersion, cases: cases.length },
      now,
    })
    return { id }
  })
}

/** The live version; one that is live itself is compared with what is shipped. */
async function comparedWith(tx: Executor, { shopId, name, number }: BenchOrder) {
  const [pointer] = await tx
    .select({ number: livePrompts.number })
    .from(livePrompts)
    .where(and(eq(livePrompts.shopId, shopId), eq(livePrompts.name, name)))
  const live = pointer?.number ?? null
  if (live === null || live === number) return { liveNumber: null, liveVersion: loadPrompt(name).version }
  const own = await loadOwn(tx, { name, number: live })
  if (unfitness(own).length > 0) return { liveNumber: null, liveVersion: loadPrompt(name).version }
  return { liveNumber: live, liveVersion: ownPrompt(own).version }
}

/** A conversation may have many drafts of late; this many are looked through for each case that is wanted. */
const DRAFTS_A_CASE = 5

/** The newest turns that were drafted for, one of each conversation. */
async function recentCases(tx: Executor, { shopId, name, cases, categories }: BenchOrder) {
  const category = sql<string>`${drafts.classification}->>'category'`
  const rows = await tx
    .select({ draftId: drafts.id, conversationId: drafts.conversationId, category })
    .from(drafts)
    .where(
      and(
        eq(drafts.shopId, shopId),
        name === 'rewrite-reply' ? isNotNull(drafts.agentText) : eq(drafts.origin, 'drafting'),
        name === 'read-reply' || name === 'second-reading' ? ne(drafts.text, '') : undefined,
        categories.length > 0 ? inArray(category, [...categories]) : undefined,
      ),
    )
    .orderBy(desc(drafts.id))
    .limit(cases * DRAFTS_A_CASE)
  const newest = new Map(rows.toReversed().map((row) => [row.conversationId, row]))
  return [...newest.values()].reverse().slice(0, cases)
}
