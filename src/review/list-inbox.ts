import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows } from '../db/client.ts'
import type { Inbox, InboxCounts, InboxQuery, InboxStatus } from '../http/contracts/inbox.ts'
import type { Clock } from '../shared/clock.ts'
import { invalid } from '../shared/errors.ts'
import { inboxItem, inboxRowSchema, inboxSelect } from './inbox-rows.ts'

type Deps = { db: Database; clock: Clock }

const DUE_SOON_MS = 2 * 3_600_000

/** A page of the inbox: what waits is sorted by time left, what is done by its last message. */
export async function listInbox({ db, clock }: Deps, query: InboxQuery): Promise<Inbox> {
  const now = clock.now()
  const urgent = query.status !== 'done'
  const sortKey = urgent ? TIME_LEFT : LAST_MESSAGE
  const where = sql.join(
    [inState(query.status), ...filters(query), ...after(query.cursor, sortKey, urgent)],
    sql` and `,
  )
  const order = urgent ? sql`${sortKey} asc, c.id asc` : sql`${sortKey} desc, c.id desc`
  const rows = await queryRows(
    db,
    inboxRowSchema,
    sql`${inboxSelect(sortKey, now)} where ${where} order by ${order} limit ${query.limit + 1}`,
  )
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const nextCursor = rows.length > query.limit && last ? encodeCursor(last.sort_key, last.id) : null
  return { items: page.map(inboxItem), nextCursor, counts: await countInbox(db, query, now) }
}

/** The marketplace's window, or the 48 h of the buyer's last message where the window has no end yet. */
const TIME_LEFT = sql`coalesce(c.reply_window_until, c.last_buyer_message_at + interval '48 hours', c.created_at)`
const LAST_MESSAGE = sql`coalesce(c.last_message_at, c.created_at)`

const HAS_PENDING = sql`exists (select 1 from drafts q where q.shop_id = c.shop_id and q.conversation_id = c.id and q.status = 'pending')`

function inState(status: InboxStatus): SQL {
  switch (status) {
    case 'todo':
      return sql`c.status = 'open'`
    case 'quiet':
      return sql`(c.status = 'waiting' and ${HAS_PENDING})`
    case 'escalated':
      return sql`c.status = 'escalated'`
    case 'done':
      return sql`(c.status in ('answered', 'closed') or (c.status = 'waiting' and not ${HAS_PENDING}))`
  }
}

function filters({ shopId, channel, search }: Pick<InboxQuery, 'shopId' | 'channel' | 'search'>): SQL[] {
  const found: SQL[] = []
  if (shopId) found.push(sql`c.shop_id = ${shopId}`)
  if (channel) found.push(sql`c.channel = ${channel}`)
  if (search) {
    const like = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`
    found.push(sql`(c.buyer_name ilike ${like} or c.order_number ilike ${like} or c.sku = ${search} or exists (
      select 1 from messages m where m.shop_id = c.shop_id and m.conversation_id = c.id and m.text ilike ${like}))`)
  }
  return found
}

function after(cursor: string | undefined, sortKey: SQL, ascending: boolean): SQL[] {
  if (!cursor) return []
  const [key, id] = decodeCursor(cursor)
  return [
    ascending
      ? sql`(${sortKey}, c.id) > (${key}::timestamptz, ${id})`
      : sql`(${sortKey}, c.id) < (${key}::timestamptz, ${id})`,
  ]
}

const cursorSchema = z.tuple([z.string().regex(/^\d{4}-\d\d-\d\d[\d:. +-]{5,30}$/), z.string().max(128)])

const encodeCursor = (key: string, id: string) => Buffer.from(JSON.stringify([key, id])).toString('base64url')

function decodeCursor(cursor: string): [string, string] {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    throw invalid('bad_cursor', 'The page cursor is not one of ours; start from the first page.')
  }
}

const countsRow = z.object({
  todo: z.coerce.number(),
  quiet: z.coerce.number(),
  escalated: z.coerce.number(),
  due_soon: z.coerce.number(),
  overdue: z.coerce.number(),
})

async function countInbox(db: Database, query: InboxQuery, now: Date): Promise<InboxCounts> {
  const at = sql`${now.toISOString()}::timestamptz`
  const soon = sql`${new Date(now.getTime() + DUE_SOON_MS).toISOString()}::timestamptz`
  const due = sql`least(c.awaiting_since + interval '24 hours', c.reply_window_until)`
  const scope = sql.join(
    [sql`c.status in ('open', 'waiting', 'escalated')`, ...filters({ ...query, search: undefined })],
    sql` and `,
  )
  const [row] = await queryRows(
    db,
    countsRow,
    sql`select count(*) filter (where c.status = 'open') as todo,
        count(*) filter (where ${inState('quiet')}) as quiet,
        count(*) filter (where c.status = 'escalated') as escalated,
        count(*) filter (where c.status = 'open' and ${due} between ${at} and ${soon}) as due_soon,
        count(*) filter (where c.status = 'open' and ${due} < ${at}) as overdue
      from conversations c where ${scope}`,
  )
  const { due_soon: dueSoon, ...counts } = countsRow.parse(row)
  return { ...counts, dueSoon }
}
