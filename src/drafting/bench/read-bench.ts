import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Database } from '../../db/client.ts'
import { users } from '../../db/schema/access.ts'
import { promptBenchCases, promptBenches } from '../../db/schema/prompts.ts'
import type { Trilingual } from '../../domain/draft.ts'
import {
  type BenchCase,
  firstOf,
  isChanged,
  newFindings,
  summariseBench,
  turnsTo,
} from '../../domain/prompt-bench.ts'
import type { Bench, BenchCases, BenchFilter, BenchView } from '../../http/contracts/prompt-benches.ts'
import { invalid, notFound } from '../../shared/errors.ts'
import { RULES } from '../checks/rules.ts'

type Ref = { shopId: string; benchId: string }
const LISTED = 20

/** The newest runs of a shop, those of one version if it is named. */
export async function listBenches(
  db: Database,
  { shopId, name, number }: { shopId: string; name?: string | undefined; number?: number | undefined },
): Promise<Bench[]> {
  return selectBenches(
    db,
    and(
      eq(promptBenches.shopId, shopId),
      name === undefined ? undefined : eq(promptBenches.name, name),
      number === undefined ? undefined : eq(promptBenches.number, number),
    ),
  )
}

export async function readBench(db: Database, ref: Ref): Promise<BenchView> {
  const [bench] = await selectBenches(
    db,
    and(eq(promptBenches.shopId, ref.shopId), eq(promptBenches.id, ref.benchId)),
  )
  if (!bench) throw notFound('bench_not_found', 'There is no such run of the test bench.')
  const tried = await triedCases(db, ref)
  const summary = summariseBench(tried.map(({ content }) => content))
  const rules = summary.rules.map((one) => ({ ...one, quote: quoteOf(one.rule) }))
  return { bench, summary: { ...summary, rules } }
}

const EVIDENCE: Trilingual = {
  en: 'Every sentence keeps to its sources.',
  zh: '每句话都不能超出其依据。',
  ru: 'Каждое предложение держится своих источников.',
}

const quoteOf = (rule: string): Trilingual | null =>
  rule === 'evidence' ? EVIDENCE : (RULES.find(({ id }) => id === rule)?.quote ?? null)

/** The cases that were tried, side by side, a page at a time. */
export async function listBenchCases(
  db: Database,
  { show, cursor, limit, ...ref }: Ref & { show: BenchFilter; cursor?: string | undefined; limit: number },
): Promise<BenchCases> {
  const after = cursor === undefined ? -1 : positionOf(cursor)
  const wanted = (await triedCases(db, ref)).filter(({ content }) => SHOWS[show](content))
  const rest = wanted.filter(({ position }) => position > after)
  const page = rest.slice(0, limit)
  return {
    cases: page.map(({ content, ...one }) => ({ ...one, ...content })),
    total: wanted.length,
    nextCursor: rest.length > limit ? String(page.at(-1)?.position) : null,
  }
}

const pairIs =
  (test: (pair: NonNullable<ReturnType<typeof firstOf>>) => boolean) =>
  (one: BenchCase): boolean => {
    const pair = firstOf(one)
    return pair !== undefined && test(pair)
  }

const SHOWS: Record<BenchFilter, (one: BenchCase) => boolean> = {
  all: () => true,
  changed: pairIs(isChanged),
  to_abstention: pairIs(turnsTo('abstention')),
  to_answer: pairIs(turnsTo('answer')),
  new_findings: pairIs(({ live, candidate }) => newFindings(candidate, live).length > 0),
  failed: ({ failure }) => failure !== null,
}

function positionOf(cursor: string): number {
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor)
  throw invalid('bad_cursor', 'The page cursor is not one of ours; start from the first page.')
}

/** At most two hundred. */
async function triedCases(db: Database, { shopId, benchId }: Ref) {
  const rows = await db
    .select({
      position: promptBenchCases.position,
      conversationId: promptBenchCases.conversationId,
      category: promptBenchCases.category,
      content: promptBenchCases.content,
    })
    .from(promptBenchCases)
    .where(
      and(
        eq(promptBenchCases.shopId, shopId),
        eq(promptBenchCases.benchId, benchId),
        ne(promptBenchCases.status, 'waiting'),
      ),
    )
    .orderBy(asc(promptBenchCases.position))
  return rows.flatMap(({ content, ...one }) => (content ? [{ ...one, content }] : []))
}

async function selectBenches(db: Database, where: ReturnType<typeof and>): Promise<Bench[]> {
  const rows = await db
    .select({ bench: promptBenches, by: users.name })
    .from(promptBenches)
    .leftJoin(users, eq(users.id, promptBenches.createdBy))
    .where(where)
    .orderBy(desc(promptBenches.createdAt), desc(promptBenches.id))
    .limit(LISTED)
  const counts = await countCases(
    db,
    rows.map(({ bench }) => bench.id),
  )
  return rows.map(({ bench, by }): Bench => {
    const { all = 0, done = 0, failed = 0 } = counts.get(bench.id) ?? {}
    return {
      id: bench.id,
      shopId: bench.shopId,
      prompt: bench.name,
      candidate: `own${bench.number}`,
      live: /\/(.+)@/.exec(bench.liveVersion)?.[1] ?? bench.liveVersion,
      repeats: bench.repeats,
      categories: bench.categories,
      status: bench.status,
      stopReason: bench.stopReason,
      startedBy: { id: bench.createdBy, name: by ?? bench.createdBy },
      startedAt: bench.createdAt.toISOString(),
      finishedAt: bench.finishedAt?.toISOString() ?? null,
      cases: all,
      done,
      failed,
    }
  })
}

async function countCases(db: Database, ids: string[]) {
  if (ids.length === 0) return new Map<string, { all: number; done: number; failed: number }>()
  const of = (status: string) =>
    sql<number>`count(*) filter (where ${promptBenchCases.status} = ${status})`.mapWith(Number)
  const rows = await db
    .select({
      id: promptBenchCases.benchId,
      all: sql<number>`count(*)`.mapWith(Number),
      done: of('done'),
      failed: of('failed'),
    })
    .from(promptBenchCases)
    .where(inArray(promptBenchCases.benchId, ids))
    .groupBy(promptBenchCases.benchId)
  return new Map(rows.map((row) => [row.id, row]))
}
