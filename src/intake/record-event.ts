import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { ProductMark } from '../channels/catalogue-reader.ts'
import { type Database, queryRows } from '../db/client.ts'
import type { Clock } from '../shared/clock.ts'

export type NewInboundEvent = {
  shopId: string
  /** The dedupe key: the same happening has the same id however often it is told. */
  id: string
  channel: string
  type: string
  source: 'push' | 'poll'
  body: string
  conversationExternalId?: string | undefined
  /** The parcel it tells of. */
  postingNumber?: string | undefined
  /** Products to be read again because of it. */
  marks?: readonly ProductMark[] | undefined
  /** `pending` is worked on; `stored` and `ignored` (with the reason) are only kept. */
  status: 'pending' | 'stored' | 'ignored'
  reason?: string | undefined
}

type Waiting = { event: NewInboundEvent; settle: (outcome: Outcome) => void }
type Outcome = { ok: 'stored' | 'duplicate' } | { error: unknown }

export type EventRecorder = {
  /** Resolves once the event and its job are durable. */
  record(event: NewInboundEvent): Promise<'stored' | 'duplicate'>
}

const MAX_BATCH = 200

/**
 * Stores events together with their ingest jobs in one statement, which is one transaction. What arrives while a
 * statement is under way shares the next one, so that a flood costs one commit a batch, not one each.
 */
export function createEventRecorder({ db, clock }: { db: Database; clock: Clock }): EventRecorder {
  let waiting: Waiting[] = []
  let flushing = false

  async function flush(): Promise<void> {
    flushing = true
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MAX_BATCH)
      waiting = waiting.slice(MAX_BATCH)
      await storeBatch(batch)
    }
    flushing = false
  }

  async function storeBatch(batch: Waiting[]): Promise<void> {
    try {
      const stored = await recordEvents(
        db,
        batch.map((w) => w.event),
        clock.now(),
      )
      const fresh = new Set(stored)
      for (const { event, settle } of batch) {
        // Twice in one batch: the first is the stored one.
        settle({ ok: fresh.delete(eventKey(event.shopId, event.id)) ? 'stored' : 'duplicate' })
      }
    } catch (error) {
      // One bad event must not sink its neighbours.
      if (batch.length === 1) for (const { settle } of batch) settle({ error })
      else for (const one of batch) await storeBatch([one])
    }
  }

  return {
    record: (event) =>
      new Promise((resolve, reject) => {
        waiting.push({
          event,
          settle: (outcome) => ('ok' in outcome ? resolve(outcome.ok) : reject(outcome.error)),
        })
        // A turn of the event loop lets the requests that arrived together share the first statement too.
        if (!flushing) {
          flushing = true
          setImmediate(() => void flush())
        }
      }),
  }
}

const eventKey = (shopId: string, id: string) => `${shopId}\n${cleanText(id)}`

/** PostgreSQL's text holds no NUL, and JSON no half of a surrogate pair. */
const cleanText = (text: string): string => text.replaceAll('\0', '\u{fffd}').toWellFormed()

/** A sale moves several figures at once: they are read together. */
const MARKS_GATHER_MS = 5_000

const storedRow = z.object({ shop_id: z.string(), id: z.string() })

/** Stores the events that are new with their jobs and product marks; answers the keys of those. Joins a caller's transaction. */
export async function recordEvents(
  db: Parameters<typeof queryRows>[0],
  events: readonly NewInboundEvent[],
  now: Date,
): Promise<string[]> {
  if (events.length === 0) return []
  const rows = events.map((event) => ({
    shop_id: event.shopId,
    id: cleanText(event.id),
    channel: event.channel,
    external_id: event.conversationExternalId === undefined ? null : cleanText(event.conversationExternalId),
    posting_number: event.postingNumber === undefined ? null : cleanText(event.postingNumber),
    type: cleanText(event.type),
    source: event.source,
    body: cleanText(event.body),
    status: event.status,
    reason: event.reason === undefined ? null : cleanText(event.reason),
  }))
  const marks = events.flatMap(({ shopId, id, marks = [] }) =>
    marks.map(({ idKind, value, reason }) => ({
      shop_id: shopId,
      event_id: cleanText(id),
      id_kind: idKind,
      value: cleanText(value),
      reason,
    })),
  )
  const at = sql`${now.toISOString()}::timestamptz`
  const quietAt = sql`${new Date(now.getTime() + MARKS_GATHER_MS).toISOString()}::timestamptz`
  const stored = await queryRows(
    db,
    storedRow,
    sql`with input as (
        select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(
          shop_id text, id text, channel text, external_id text, posting_number text, type text, source text, body text, status text, reason text)
      ), fresh as (
        insert into inbound_events (shop_id, id, channel, conversation_external_id, posting_number, type, source, body, status, reason, received_at)
        select shop_id, id, channel, external_id, posting_number, type, source, body, status, reason, ${at} from input order by shop_id, id
        on conflict (shop_id, id) do nothing
        returning shop_id, id, channel, conversation_external_id, status
      ), queued as (
        insert into jobs (queue, key, payload, run_at, created_at)
        select distinct on (shop_id, channel, conversation_external_id)
          'ingest', shop_id || '/' || channel || '/' || conversation_external_id,
          jsonb_build_object('shopId', shop_id, 'channel', channel, 'externalId', conversation_external_id), ${at}, ${at}
        from fresh where status = 'pending' and conversation_external_id is not null
        order by shop_id, channel, conversation_external_id
        on conflict (queue, key) do update
          set version = jobs.version + 1, run_at = least(jobs.run_at, excluded.run_at)
      ), marked as (
        insert into product_marks (shop_id, id_kind, value, reason, marked_at)
        select m.shop_id, m.id_kind, m.value, min(m.reason), ${at}
        from jsonb_to_recordset(${JSON.stringify(marks)}::jsonb) as m(
          shop_id text, event_id text, id_kind text, value text, reason text)
        join fresh f on f.shop_id = m.shop_id and f.id = m.event_id
        group by m.shop_id, m.id_kind, m.value order by m.shop_id, m.id_kind, m.value
        -- Of 'item' and 'stock' the lesser asks for more. A mark made anew is never taken for the one just read.
        on conflict (shop_id, id_kind, value) do update
          set reason = least(product_marks.reason, excluded.reason),
            marked_at = greatest(excluded.marked_at, product_marks.marked_at + interval '1 millisecond')
        returning shop_id
      ), catalogue as (
        insert into jobs (queue, key, payload, run_at, created_at)
        select distinct 'catalogue', shop_id, jsonb_build_object('shopId', shop_id), ${quietAt}, ${at} from marked
        on conflict (queue, key) do update
          set version = jobs.version + 1, run_at = least(jobs.run_at, excluded.run_at)
      )
      select shop_id, id from fresh`,
  )
  return stored.map((row) => eventKey(row.shop_id, row.id))
}
