import { setTimeout as sleep } from 'node:timers/promises'
import { type ModelRequest, type ModelServer, startModelServer } from '../../test/support/model-server.ts'
import { Child } from './child.ts'
import { type Market, openMarket } from './market.ts'
import type { OtvetOptions } from './otvet-process.ts'
import { openPlace } from './place.ts'
import { printTable } from './report.ts'
import { percentile, round } from './stats.ts'

const BURST_SECONDS = 2
const PATIENCE_MS = 180_000
/** Otvet's own default. */
const CONCURRENCY = 4

export type PaceSize = { perSecond: number; seconds: number }
export type PaceResult = {
  database: 'postgres' | 'pglite'
  drafter: 'built-in' | 'model'
  chats: number
  drafts: number
  p50Ms: number
  p95Ms: number
  maxMs: number
}
export type SlowModelResult = {
  database: 'postgres' | 'pglite'
  modelSeconds: number
  concurrency: number
  drafts: number
  callsPerDraft: number
  draftsPerSecond: number
  ceiling: number
  /** From a push to its message in the case, while the model keeps the worker busy. */
  messageP95Ms: number
}

/** At a calm rate: from the push leaving the marketplace to the draft's row at its commit, minus the burst window. */
export async function benchPace(
  serverUrl: string | undefined,
  drafter: PaceResult['drafter'],
  { perSecond, seconds }: PaceSize,
): Promise<PaceResult> {
  return inHouse(serverUrl, drafter === 'model' ? 0 : undefined, async ({ market, saved, kind }) => {
    // The first drafts load what is loaded on demand: client library, prompts, query plans.
    for (let i = 0; i < 8; i++) say(market)
    await saved(8)
    const warmUp = new Set(market.pushedAt().keys())
    const chats = perSecond * seconds
    for (let i = 0; i < chats; i++) {
      say(market)
      await sleep(1_000 / perSecond)
    }
    const drafts = (await saved(8 + chats)).filter(({ chatId }) => !warmUp.has(chatId))
    const pushedAt = market.pushedAt()
    const times = drafts.map(({ chatId, at }) => at - (pushedAt.get(chatId) ?? 0) - BURST_SECONDS * 1_000)
    return {
      database: kind,
      drafter,
      chats,
      drafts: drafts.length,
      p50Ms: round(percentile(times, 50)),
      p95Ms: round(percentile(times, 95)),
      maxMs: round(Math.max(...times)),
    }
  })
}

/**
 * Buyers write faster than a slow model answers: how many drafts come out a second, and how long what buyers write
 * stays out of the agents' sight meanwhile.
 */
export async function benchSlowModel(
  serverUrl: string | undefined,
  { chats, modelSeconds }: { chats: number; modelSeconds: number },
): Promise<SlowModelResult> {
  return inHouse(serverUrl, modelSeconds * 1_000, async ({ market, saved, rows, model, kind }) => {
    for (let i = 0; i < chats; i++) {
      say(market)
      await sleep((modelSeconds * 1_000) / (2 * CONCURRENCY))
    }
    const drafts = await saved(chats)
    const firstPush = Math.min(...market.pushedAt().values())
    const seconds = (Math.max(...drafts.map(({ at }) => at)) - firstPush) / 1_000 - BURST_SECONDS
    const [ingest] = await rows<{ p95: number }>(MESSAGE_DELAY)
    const callsPerDraft = (model?.requests.length ?? 0) / drafts.length
    return {
      database: kind,
      modelSeconds,
      concurrency: CONCURRENCY,
      drafts: drafts.length,
      callsPerDraft: round(callsPerDraft, 2),
      draftsPerSecond: round(drafts.length / seconds, 2),
      ceiling: round(CONCURRENCY / (callsPerDraft * modelSeconds), 2),
      messageP95Ms: round(ingest?.p95 ?? Number.NaN),
    }
  })
}

function say(market: Market): void {
  const { chatId, text } = market.newChat()
  market.sandbox.buyerSays(chatId, text)
}

type Saved = { chatId: string; at: number }
type House = {
  kind: 'postgres' | 'pglite'
  market: Market
  model: ModelServer | undefined
  /** The first draft of every chat, once there are so many. */
  saved(count: number): Promise<Saved[]>
  rows<Row>(statement: string): Promise<Row[]>
}

async function inHouse<T>(
  serverUrl: string | undefined,
  modelDelayMs: number | undefined,
  measure: (house: House) => Promise<T>,
): Promise<T> {
  const place = await openPlace(serverUrl)
  const market = await openMarket()
  const model =
    modelDelayMs === undefined
      ? undefined
      : await startModelServer({ answer: (request) => ({ json: answerTo(request), delayMs: modelDelayMs }) })
  const env = {
    ...place.env,
    BURST_QUIET_SECONDS: String(BURST_SECONDS),
    WORKER_CONCURRENCY: String(CONCURRENCY),
    ...(model ? { OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'bench-model' } : {}),
  }
  const otvet = new Child('./otvet-process.ts', {
    env,
    shop: market.shop,
    hasWorker: true,
    hasKnowledge: true,
  } satisfies OtvetOptions)
  const rows = <Row>(statement: string) => otvet.ask<Row[]>({ ask: 'rows', statement })
  try {
    for (const statement of NOTE_COMMITS) await rows(statement)
    market.sandbox.addPushUrl(market.shop.clientId, await otvet.ask<string>({ ask: 'webhookUrl' }))
    const saved = async (count: number) => {
      const until = Date.now() + PATIENCE_MS
      for (;;) {
        const found = await rows<Saved>(FIRST_DRAFTS)
        if (found.length >= count || Date.now() > until) return found
        await sleep(1_000)
      }
    }
    return await measure({ kind: place.kind, market, model, saved, rows })
  } finally {
    await otvet.stop()
    await model?.close()
    await market.close()
    await place.close()
  }
}

/** A draft's own time is read before its transaction; this one is noted at the commit. */
const NOTE_COMMITS = [
  'create table bench_saved (shop_id text, conversation_id text, at timestamptz)',
  `create function bench_note() returns trigger language plpgsql as $$ begin
    insert into bench_saved values (new.shop_id, new.conversation_id, clock_timestamp()); return null; end $$`,
  `create constraint trigger bench_note after insert on drafts deferrable initially deferred
    for each row execute function bench_note()`,
]

const FIRST_DRAFTS = `select c.external_id as "chatId", extract(epoch from min(s.at))::float8 * 1000 as at
  from bench_saved s join conversations c on c.shop_id = s.shop_id and c.id = s.conversation_id
  group by c.external_id`

const MESSAGE_DELAY = `select percentile_disc(0.95) within group
    (order by extract(epoch from processed_at - received_at) * 1000)::float8 as p95
  from inbound_events where source = 'push' and status = 'processed'`

/** What a good model answers, for each of the three questions it is asked. */
function answerTo({ response_format: format, messages }: ModelRequest): unknown {
  if (JSON.stringify(format).includes('second_reading')) {
    const numbers = [...String(messages.at(-1)?.content).matchAll(/^\[(\d+)\] \(/gm)]
    const sentences = numbers.map(([, number]) => ({
      number: Number(number),
      evidence_id: null,
      words: null,
      fault: null,
    }))
    return { sentences, breaches: [] }
  }
  return JSON.stringify(format).includes('draft_reply')
    ? {
        kind: 'answer',
        sentences: [
          { ru: 'Здравствуйте!', zh: '您好！', evidence_ids: [], class: 'courtesy' },
          {
            ru: 'Спасибо за вопрос, уже проверяем.',
            zh: '谢谢，我们正在核实。',
            evidence_ids: [],
            class: 'courtesy',
          },
        ],
        unanswered: [],
        promises: [],
      }
    : {
        category: 'product_attribute',
        confidence: 0.9,
        needs_reply: true,
        needs_human: false,
        risk_flags: [],
        language: 'ru',
        asks: ['подойдёт ли размер'],
        tone: 'calm',
        negative: null,
      }
}

export function printPace(results: PaceResult[]): void {
  const rows = results.map(({ database, drafter, chats, drafts, p50Ms, p95Ms, maxMs }) => ({
    database,
    drafter,
    drafts: `${drafts} of ${chats}`,
    'p50 ms': p50Ms,
    'p95 ms': p95Ms,
    'max ms': maxMs,
  }))
  printTable('Push to draft, minus the burst window', rows, [
    'aim: p95 at most 150 ms with a model that answers at once',
    'from the push leaving the marketplace to the commit of the draft; facts and knowledge are gathered for each',
    'marketplace and model stand in for real ones, answer at once, and share the cores with Otvet and the database',
  ])
}

export function printSlowModel(results: SlowModelResult[]): void {
  const rows = results.map((result) => ({
    database: result.database,
    'model s': result.modelSeconds,
    'at once': result.concurrency,
    drafts: result.drafts,
    'calls/draft': result.callsPerDraft,
    'drafts/s': result.draftsPerSecond,
    'ceiling of the model': result.ceiling,
    'push to message p95 ms': result.messageP95Ms,
  }))
  printTable('Drafts a second with a slow model', rows, [
    'ceiling: what the model alone would allow, jobs at once ÷ (calls a draft × seconds a call)',
    'push to message: how long what a buyer writes stays out of sight while the model keeps the worker busy',
  ])
}
