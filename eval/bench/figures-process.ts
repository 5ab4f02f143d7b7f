import { sql } from 'drizzle-orm'
import { createApp } from '../../src/app/create-app.ts'
import { readEnv } from '../../src/config/read-env.ts'
import { maskForGood } from '../../src/domain/privacy/mask.ts'
import { readFigures } from '../../src/figures/read-figures.ts'
import { runFigures } from '../../src/figures/run-figures.ts'
import { createLogger } from '../../src/shared/logger.ts'
import { putShop } from '../../test/factories/put-shop.ts'
import { answerParent, ownOptions, type Question } from './child.ts'

/** One Otvet with a year of three shops: four messages, two turns, a draft, a decision and a reply in each conversation. */
export type FiguresOptions = { env: Record<string, string>; messages: number }

const SHARES = [
  ['small', 0.1],
  ['middle', 0.3],
  ['large', 0.6],
] as const

const options = ownOptions<FiguresOptions>()
const env = readEnv({ PORT: '0', DEMO: 'off', ...options.env })
const app = await createApp(env, createLogger('error', { hide: maskForGood }))
const { db, clock } = app

async function fill(): Promise<number> {
  const startedAt = performance.now()
  for (const [i, [shopId, share]] of SHARES.entries()) {
    await putShop(db, shopId, { clientId: String(i + 1) })
    await fillShop(shopId, Math.round((options.messages * share) / 4))
  }
  await db.execute(sql`analyze`)
  return performance.now() - startedAt
}

const BATCH = 20_000

async function fillShop(shopId: string, count: number): Promise<void> {
  for (let from = 1; from <= count; from += BATCH) {
    const to = Math.min(from + BATCH - 1, count)
    await db.execute(sql`insert into conversations (shop_id, id, channel, external_id, status, sku, rating, created_at)
      select ${shopId}, 'c' || i, k.channel, i::text, 'answered', 's' || i % 500,
        case when k.channel = 'ozon-review' then 1 + i % 5 end, now() - random() * interval '365 days'
      from generate_series(${from}::int, ${to}::int) i
      cross join lateral (select case when i % 10 < 7 then 'ozon-chat' when i % 10 < 9 then 'ozon-review'
        else 'ozon-question' end as channel) k`)
    const ofBatch = sql`shop_id = ${shopId} and substr(id, 2)::int between ${from}::int and ${to}::int`
    await db.execute(sql`insert into messages (shop_id, id, conversation_id, external_id, seq, author, author_type, text,
        sent_at, received_at)
      select shop_id, id || '-' || n, id, n::text, n, case when n % 2 = 1 then 'buyer' else 'seller' end, 'x', 'слово',
        created_at + n * (random() * interval '9 hours'), created_at
      from conversations, generate_series(1, 4) n where ${ofBatch}`)
    await db.execute(sql`insert into drafts (shop_id, id, conversation_id, status, kind, route, text, sentences, evidence,
        evidence_class, classification, checks, reading_card, revision, fingerprint, composer, pipeline_version,
        latency_ms, created_at)
      select shop_id, 'd' || id, id, 'approved', 'answer', 'review', 'Да, чайник подойдёт.', '[]', '[]', 'documented',
        jsonb_build_object('category', (array['defect','order_delivery','product_attribute','thanks'])[1 + hashtext(id) % 2 + 1],
          'riskFlags', '[]'::jsonb), '[]', '{}', 0, id, 'built-in', '1', 10, created_at + interval '10 minutes'
      from conversations where ${ofBatch}`)
    await db.execute(sql`insert into decisions (shop_id, id, conversation_id, draft_id, kind, actor, text_before, text_after,
        decided_at)
      select shop_id, 'e' || id, id, 'd' || id, case when hashtext(id) % 4 = 0 then 'edit' else 'approve' end,
        'agent-' || abs(hashtext(id)) % 8, 'Да, чайник подойдёт.', 'Да, этот чайник подойдёт.', created_at + interval '20 minutes'
      from conversations where ${ofBatch}`)
    await db.execute(sql`insert into replies (shop_id, id, conversation_id, draft_id, text, status, approved_by,
        approved_revision, attempts, external_message_id, visible_at, created_at, settled_at)
      select shop_id, 'r' || id, id, 'd' || id, 'Да, чайник подойдёт.', 'visible', 'agent-' || abs(hashtext(id)) % 8, 0, 1, '2',
        created_at, created_at + interval '20 minutes', created_at
      from conversations where ${ofBatch}`)
    await db.execute(sql`insert into model_calls (id, shop_id, conversation_id, purpose, model, outcome, input_tokens,
        output_tokens, cost_micros, latency_ms, at)
      select shop_id || id, shop_id, id, 'draft', 'm', 'ok', 900, 200, 2500, 900, created_at + interval '5 minutes'
      from conversations where ${ofBatch}`)
  }
}

/** Everything counted from nothing, then once more with a conversation that moved, as every five minutes. */
async function count(): Promise<{ buildMs: number; againMs: number }> {
  const run = async () => {
    const startedAt = performance.now()
    for (const [shopId] of SHARES) while ((await runFigures({ db, clock }, { shopId })) === 'more');
    return performance.now() - startedAt
  }
  const buildMs = await run()
  await db.execute(sql`analyze turns, turn_days, count_days, rating_days`)
  await db.execute(sql`update conversations set is_uncounted = true where id = 'c1'`)
  return { buildMs, againMs: await run() }
}

const RUNS = 30

/** The page as a lead asks for it. */
async function page({ days, shopId }: Question): Promise<number[]> {
  const times: number[] = []
  const query = {
    days: Number(days),
    shopId: typeof shopId === 'string' ? shopId : undefined,
    scope: 'all' as const,
  }
  for (let i = -3; i < RUNS; i++) {
    const startedAt = performance.now()
    await readFigures({ db, clock }, query)
    if (i >= 0) times.push(performance.now() - startedAt)
  }
  return times
}

/** One of the page's groups counted straight from the messages, for comparison. */
async function direct({ days }: Question): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < 3; i++) {
    const startedAt = performance.now()
    await db.execute(sql`with spoken as (
        select shop_id, conversation_id, author, sent_at, lag(author) over thread as before,
          lead(sent_at) over thread as next_at, lead(author) over thread as next from messages
        where sent_at > now() - make_interval(days => ${Number(days)}::int)
        window thread as (partition by shop_id, conversation_id order by seq))
      select (s.sent_at at time zone 'Europe/Moscow')::date as day, c.channel, count(*),
        avg(case when s.next = 'seller' then s.next_at - s.sent_at end)
      from spoken s join conversations c on c.shop_id = s.shop_id and c.id = s.conversation_id
      where s.author = 'buyer' and s.before is distinct from 'buyer' group by 1, 2`)
    times.push(performance.now() - startedAt)
  }
  return times
}

answerParent({ fill, count, page, direct }, () => app.close())
