import { and, asc, desc, eq, ne } from 'drizzle-orm'
import { recordAudit } from '../../audit/record-audit.ts'
import type { Database } from '../../db/client.ts'
import { drafts } from '../../db/schema/drafting.ts'
import { promptBenchCases, promptBenches } from '../../db/schema/prompts.ts'
import { BENCHED_PROMPTS, type BenchCase } from '../../domain/prompt-bench.ts'
import type { ChatModel } from '../../llm/chat-model.ts'
import { loadPrompt, type Prompt } from '../../prompting/load-prompt.ts'
import { isUsable, loadOwn, ownPrompt } from '../../prompting/own-prompt.ts'
import type { Clock } from '../../shared/clock.ts'
import { AppError } from '../../shared/errors.ts'
import type { Logger } from '../../shared/logger.ts'
import { type CaseRunDeps, runBenchCase } from './run-case.ts'
import { runReadingCase } from './run-reading.ts'

type Bench = typeof promptBenches.$inferSelect
type Ref = { shopId: string; benchId: string }
export type BenchDeps = Omit<CaseRunDeps, 'model'> & {
  db: Database
  clock: Clock
  log?: Pick<Logger, 'error'> | undefined
  /** The models of a shop; undefined without one. */
  modelFor(ref: { shopId: string }): ChatModel | undefined
  isBudgetSpent(shopId: string): Promise<boolean>
}

/** After so many failures in a row the rest would fail as well. */
const FAILURES_IN_A_ROW = 3

/**
 * The next case of a run. What is done stays done: after a restart it goes on with the case it was at, which is asked
 * again. Stops by itself when the model, the money or one of the versions is gone.
 */
export async function runBench(deps: BenchDeps, { shopId, benchId }: Ref): Promise<'more' | 'done'> {
  const { db, modelFor, isBudgetSpent } = deps
  const [bench] = await db
    .select()
    .from(promptBenches)
    .where(and(eq(promptBenches.shopId, shopId), eq(promptBenches.id, benchId)))
  if (bench?.status !== 'running') return 'done'
  const model = modelFor({ shopId })
  if (!model) return end(deps, bench, 'stopped', 'no_model')
  const versions = await versionsOf(db, bench)
  if (!versions) return end(deps, bench, 'stopped', 'version_gone')
  if (await isBudgetSpent(shopId)) return end(deps, bench, 'stopped', 'model_budget_spent')
  const failures = await failuresInARow(db, bench)
  if (failures.length >= FAILURES_IN_A_ROW) return end(deps, bench, 'stopped', failures[0] ?? 'model_failed')
  const [next] = await db
    .select({ position: promptBenchCases.position, draft: drafts })
    .from(promptBenchCases)
    .innerJoin(
      drafts,
      and(eq(drafts.shopId, promptBenchCases.shopId), eq(drafts.id, promptBenchCases.draftId)),
    )
    .where(and(casesOf(bench), eq(promptBenchCases.status, 'waiting')))
    .orderBy(asc(promptBenchCases.position))
    .limit(1)
  if (!next) return finish(deps, bench)
  const content = await tryCase(deps, next.draft, () => {
    const { name, repeats } = bench
    const benched = BENCHED_PROMPTS.find((one) => one === name)
    const { draft } = next
    if (benched && benched !== 'draft')
      return runReadingCase({ ...deps, model }, { name: benched, draft, ...versions, repeats })
    const { conversationId, classification, createdAt: draftedAt } = draft
    return runBenchCase(
      { ...deps, model },
      { shopId, conversationId, classification, draftedAt, ...versions, repeats },
    )
  })
  await db
    .update(promptBenchCases)
    .set({ content, status: content.failure === null ? 'done' : 'failed' })
    .where(
      and(
        casesOf(bench),
        eq(promptBenchCases.position, next.position),
        eq(promptBenchCases.status, 'waiting'),
      ),
    )
  return 'more'
}

const casesOf = ({ shopId, id }: Bench) =>
  and(eq(promptBenchCases.shopId, shopId), eq(promptBenchCases.benchId, id))

/** Both versions as they were at the start; undefined when an upgrade took one of them away in between. */
async function versionsOf(
  db: Database,
  bench: Bench,
): Promise<{ live: Prompt; candidate: Prompt } | undefined> {
  const { name, number, liveNumber, liveVersion } = bench
  const candidate = await loadOwn(db, { name, number })
  const own = liveNumber === null ? undefined : await loadOwn(db, { name, number: liveNumber })
  const live = own ? ownPrompt(own) : loadPrompt(name)
  if (live.version !== liveVersion || !isUsable(candidate) || (own && !isUsable(own))) return undefined
  return { live, candidate: ownPrompt(candidate) }
}

/** The codes of the newest cases, as long as they failed. */
async function failuresInARow(db: Database, bench: Bench): Promise<string[]> {
  const last = await db
    .select({ status: promptBenchCases.status, content: promptBenchCases.content })
    .from(promptBenchCases)
    .where(and(casesOf(bench), ne(promptBenchCases.status, 'waiting')))
    .orderBy(desc(promptBenchCases.position))
    .limit(FAILURES_IN_A_ROW)
  const done = last.findIndex(({ status }) => status === 'done')
  return (done === -1 ? last : last.slice(0, done)).map(({ content }) => content?.failure ?? 'model_failed')
}

/** One bad case does not end a run: it is counted, and told to the log when it is our own fault. */
async function tryCase(
  { log }: Pick<BenchDeps, 'log'>,
  { conversationId }: { conversationId: string },
  run: () => Promise<BenchCase>,
): Promise<BenchCase> {
  try {
    return await run()
  } catch (error) {
    const isExpected = error instanceof AppError && error.kind !== 'bug'
    if (!isExpected) log?.error({ err: error, conversationId }, 'a case of a test bench failed')
    return { turn: '', live: [], candidate: [], failure: isExpected ? error.code : 'unexpected' }
  }
}

/** Done is what compared at least one case: only that counts as tested. */
async function finish(deps: BenchDeps, bench: Bench): Promise<'done'> {
  const [compared] = await deps.db
    .select({ position: promptBenchCases.position })
    .from(promptBenchCases)
    .where(and(casesOf(bench), eq(promptBenchCases.status, 'done')))
    .limit(1)
  return compared ? end(deps, bench, 'done', null) : end(deps, bench, 'stopped', 'nothing_compared')
}

async function end(
  { db, clock }: BenchDeps,
  bench: Bench,
  status: 'done' | 'stopped',
  stopReason: string | null,
): Promise<'done'> {
  const now = clock.now()
  await db.transaction(async (tx) => {
    const [ended] = await tx
      .update(promptBenches)
      .set({ status, stopReason, finishedAt: now })
      .where(
        and(
          eq(promptBenches.shopId, bench.shopId),
          eq(promptBenches.id, bench.id),
          eq(promptBenches.status, 'running'),
        ),
      )
      .returning({ id: promptBenches.id })
    if (!ended) return
    await recordAudit(tx, {
      shopId: bench.shopId,
      actor: 'job',
      action: 'prompt.bench_ended',
      subject: `prompt/${bench.name}`,
      after: { bench: bench.id, status, stopReason },
      now,
    })
  })
  return 'done'
}
