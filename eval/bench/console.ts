import { sql } from 'drizzle-orm'
import type { Database } from '../../src/db/client.ts'
import { migrate } from '../../src/db/migrate.ts'
import { openDatabase } from '../../src/db/open-database.ts'
import { type CheckReplyInput, checkReply } from '../../src/drafting/checks/check-reply.ts'
import { approveDraft } from '../../src/review/approve-draft.ts'
import { listInbox } from '../../src/review/list-inbox.ts'
import { loadCase } from '../../src/review/load-case.ts'
import { openPlace } from './place.ts'
import { printTable } from './report.ts'
import { percentile, round } from './stats.ts'

export type ConsoleSize = { conversations: number; open: number; runs: number }
export type ConsoleResult = ConsoleSize & {
  database: 'postgres' | 'pglite'
  acts: { act: string; p50: number; p95: number }[]
  /** Of an agent who never thinks: case, approval, the queue again. */
  approvalsPerMinute: number
}

const SHOP = 'bench'
const ACTOR = { id: 'bench', name: 'bench', role: 'agent' as const }
const CARD = '{"asked":[],"answered":[],"promised":[],"numbers":[],"denied":[],"buyerMust":[],"open":[]}'
const READING =
  '{"category":"return","confidence":1,"needsReply":true,"needsHuman":false,"riskFlags":[],"language":"ru","asks":[]}'

/** What the server takes for the agent's screen, without HTTP: a case, pages of the queue, a search of history. */
export async function benchConsole(serverUrl: string | undefined, size: ConsoleSize): Promise<ConsoleResult> {
  const place = await openPlace(serverUrl)
  const database = await openDatabase({
    databaseUrl: place.env.DATABASE_URL,
    dataDir: place.env.DATA_DIR ?? '',
  })
  const { db } = database
  const clock = { now: () => new Date() }
  try {
    await migrate(db)
    for (const statement of filling(size)) await db.execute(sql.raw(statement))
    const list = (query: { status: 'todo' | 'all'; category?: 'return'; search?: string }) =>
      listInbox({ db, clock }, { ...query, limit: 100, actor: ACTOR, scope: 'all' })
    const acts: [string, (run: number) => Promise<unknown>][] = [
      [
        'open a case',
        (run) => loadCase({ db, clock }, { shopId: SHOP, conversationId: `c${run + 1}`, actor: ACTOR }),
      ],
      ['first page of the queue', () => list({ status: 'todo' })],
      ['the queue by category', () => list({ status: 'todo', category: 'return' })],
      ['first page of history', () => list({ status: 'all' })],
      ['search of history', (run) => list({ status: 'all', search: `размер ${1000 + run}` })],
    ]
    const results: ConsoleResult['acts'] = []
    for (const [act, run] of acts) results.push({ act, ...(await time(size.runs, run)) })
    const approvalsPerMinute = await approveAll({ db, clock }, size.runs)
    return { database: place.kind, ...size, acts: results, approvalsPerMinute }
  } finally {
    await database.close()
    await place.close()
  }
}

/** The most urgent case again and again, by the verbs that the console calls. */
async function approveAll(deps: { db: Database; clock: { now(): Date } }, runs: number): Promise<number> {
  const started = performance.now()
  for (let run = 0; run < runs; run++) {
    const { items } = await listInbox(deps, { status: 'todo', limit: 100, actor: ACTOR, scope: 'all' })
    const [item] = items
    if (!item) throw new Error('the queue of the bench is empty')
    const { draft } = await loadCase(deps, { ...item, actor: ACTOR })
    if (!draft) throw new Error(`no draft in ${item.conversationId}`)
    const verbs = { ...deps, undoMs: 0, checkReply: (input: CheckReplyInput) => checkReply(deps, input) }
    await approveDraft(verbs, {
      ...item,
      draftId: draft.id,
      fingerprint: draft.fingerprint,
      acknowledgedWarnings: [],
      actor: ACTOR,
    })
  }
  return Math.round((runs / (performance.now() - started)) * 60_000)
}

async function time(runs: number, act: (run: number) => Promise<unknown>) {
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const started = performance.now()
    await act(run)
    times.push(performance.now() - started)
  }
  return { p50: round(percentile(times, 50), 1), p95: round(percentile(times, 95), 1) }
}

/** Three messages and a draft each; the first `open` wait for an answer. */
function filling({ conversations, open }: ConsoleSize): string[] {
  return [
    `insert into shops (id, name, client_id, api_base, sealed_api_key, sealed_webhook_key, webhook_key_hash)
      values ('${SHOP}', 'Bench', '1', 'https://localhost', '-', '-', '-')`,
    `insert into conversations (shop_id, id, channel, external_id, status, buyer_name, order_number, awaiting_since,
        last_buyer_message_at, last_message_at, last_buyer_text, reply_window_until, window_rule, created_at)
      select '${SHOP}', 'c' || g, 'ozon-chat', 'e' || g, case when g <= ${open} then 'open' else 'answered' end,
        'Покупатель ' || g, '2421-' || g, case when g <= ${open} then now() - interval '1 hour' * (g % 20) end,
        now() - interval '1 hour' * (g % 20), now() - interval '1 minute' * g, 'Есть ли размер ' || g,
        now() + interval '20 hours', 'buyer_48h', now() - interval '1 minute' * g
      from generate_series(1, ${conversations}) g`,
    `insert into messages (shop_id, id, conversation_id, external_id, seq, author, author_type, text, sent_at, received_at)
      select '${SHOP}', 'm' || g || '-' || k, 'c' || g, 'x' || g || '-' || k, g * 10 + k,
        case when k % 2 = 0 then 'seller' else 'buyer' end, 'Customer',
        'Подскажите, есть ли размер ' || g || ' и когда доставка', now(), now()
      from generate_series(1, ${conversations}) g, generate_series(1, 3) k`,
    `insert into drafts (shop_id, id, conversation_id, status, kind, route, text, sentences, evidence, evidence_class,
        classification, checks, reading_card, revision, fingerprint, composer, pipeline_version, latency_ms, created_at)
      select '${SHOP}', 'd' || g, 'c' || g, case when g <= ${open} then 'pending' else 'approved' end, 'answer', 'review',
        'Здравствуйте! Размер ' || g || ' есть в наличии.', '[]', '[]', 'courtesy', '${READING}', '[]', '${CARD}', 0, 'f', 'built-in', '1', 1, now()
      from generate_series(1, ${conversations}) g`,
    'analyze',
  ]
}

export function printConsole(results: ConsoleResult[]): void {
  printTable(
    'The agent’s screen, milliseconds on the server',
    results.flatMap(({ database, conversations, open, acts }) =>
      acts.map(({ act, p50, p95 }) => ({ database, conversations, waiting: open, act, p50, p95 })),
    ),
  )
  printTable(
    'A scripted agent: case, approval, the queue again',
    results.map(({ database, conversations, approvalsPerMinute }) => ({
      database,
      conversations,
      'approvals a minute': approvalsPerMinute,
    })),
  )
}
