import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { readMembers } from '../cases/case-row.ts'
import { type Database, type Executor, queryRows } from '../db/client.ts'
import { encodeCursor, pastMoment } from '../db/page-cursor.ts'
import { withinShops } from '../db/within-shops.ts'
import type { Actor } from '../domain/actor.ts'
import type { ShopScope } from '../domain/shop-scope.ts'
import type { ListedPromise, PromisesPage, PromisesQuery, PromiseTask } from '../http/contracts/promises.ts'
import { PROMISE_STATUSES } from '../http/contracts/promises.ts'
import type { Clock } from '../shared/clock.ts'
import { FAILED_REPLIES } from './failed-replies.ts'

type Deps = { db: Database; clock: Clock }
/** `scope`: the shops that the asker may see. */
type Asker = { actor: Actor; scope: ShopScope }

const FAILED = sql.join(
  FAILED_REPLIES.map((status) => sql`${status}`),
  sql`, `,
)

const date = z.coerce.date().nullable()
const rowSchema = z.object({
  id: z.string(),
  shop_id: z.string(),
  conversation_id: z.string(),
  reply_id: z.string(),
  what: z.string(),
  is_day_named: z.boolean(),
  due_at: date,
  owner_id: z.string().nullable(),
  owner_name: z.string().nullable(),
  status: z.enum(PROMISE_STATUSES),
  has_follow_up: z.boolean(),
  made_at: z.coerce.date(),
  settled_at: date,
  settled_by: z.string().nullable(),
  settler_name: z.string().nullable(),
  note: z.string().nullable(),
  shop_name: z.string(),
  buyer_name: z.string().nullable(),
  reply_window_until: date,
  sort_key: z.string(),
})

/** What waits longest first; a promise that waits for the buyer stands at the end. */
const DUE_KEY = sql`coalesce(p.due_at, timestamptz '9999-01-01')`
const SETTLED_KEY = sql`coalesce(p.settled_at, p.made_at)`

/** A page of promises, and how many of the same shop and owner are open and overdue. */
export async function listPromises({ db, clock }: Deps, query: PromisesQuery & Asker): Promise<PromisesPage> {
  const now = clock.now()
  const among = amongOf(query)
  const isOpen = query.status === 'open' || query.status === 'overdue'
  const key = isOpen ? DUE_KEY : SETTLED_KEY
  const inStatus = isOpen
    ? sql`p.status = 'open' ${query.status === 'overdue' ? sql`and p.due_at <= ${iso(now)}` : sql``}`
    : sql`p.status = ${query.status}`
  const direction = isOpen ? sql`asc` : sql`desc`
  const where = sql.join(
    [inStatus, ...among, pastMoment(query.cursor, { at: key, id: sql`p.id`, isAscending: isOpen })],
    sql` and `,
  )
  const rows = await select(
    db,
    key,
    sql`${where} order by ${key} ${direction}, p.id ${direction} limit ${query.limit + 1}`,
  )
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const [counts] = await queryRows(
    db,
    z.object({ open: z.coerce.number(), overdue: z.coerce.number() }),
    sql`select count(*) as open, count(*) filter (where p.due_at <= ${iso(now)}) as overdue from promises p
      where ${sql.join([sql`p.status = 'open'`, ...among], sql` and `)}`,
  )
  return {
    items: page.map((row) => listed(row, now)),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.sort_key, last.id]) : null,
    counts: counts ?? { open: 0, overdue: 0 },
  }
}

/** All promises of a case, from whichever of its conversations: open ones by due time, then what was settled. */
export async function loadPromises(
  db: Executor,
  { shopId, conversationId, now }: { shopId: string; conversationId: string; now: Date },
): Promise<PromiseTask[]> {
  const members = await readMembers(db, { shopId, conversationId })
  const rows = await select(
    db,
    DUE_KEY,
    sql`p.shop_id = ${shopId} and p.conversation_id in (${sql.join(
      members.map((id) => sql`${id}`),
      sql`, `,
    )})
      order by p.status <> 'open', ${DUE_KEY}, p.id limit 100`,
  )
  return rows.map((row) => task(row, now))
}

function select(db: Executor, key: SQL, rest: SQL) {
  return queryRows(
    db,
    rowSchema,
    sql`select p.*, exists (select 1 from replies f where f.shop_id = p.shop_id and f.id = p.follow_up_reply_id
          and f.status not in (${FAILED})) as has_follow_up, o.name as owner_name, s.name as settler_name, h.name as shop_name, c.buyer_name,
        c.reply_window_until, (${key})::text as sort_key
      from promises p
      join shops h on h.id = p.shop_id
      join conversations c on c.shop_id = p.shop_id and c.id = p.conversation_id
      left join users o on o.id = p.owner_id
      left join users s on s.id = p.settled_by
      where ${rest}`,
  )
}

function amongOf({ shopId, owner, actor, scope }: PromisesQuery & Asker): SQL[] {
  return [
    withinShops(scope, sql`p.shop_id`),
    ...(shopId ? [sql`p.shop_id = ${shopId}`] : []),
    ...(owner ? [sql`(p.owner_id is null or p.owner_id = ${actor.id})`] : []),
  ]
}

function task(row: z.infer<typeof rowSchema>, now: Date): PromiseTask {
  const person = (id: string | null, name: string | null) => (id ? { id, name: name ?? id } : null)
  return {
    id: row.id,
    shopId: row.shop_id,
    conversationId: row.conversation_id,
    replyId: row.reply_id,
    what: row.what,
    dueAt: row.due_at?.toISOString() ?? null,
    isDayNamed: row.is_day_named,
    isOverdue: row.status === 'open' && row.due_at !== null && row.due_at <= now,
    owner: person(row.owner_id, row.owner_name),
    status: row.status,
    hasFollowUp: row.has_follow_up,
    madeAt: row.made_at.toISOString(),
    settledAt: row.settled_at?.toISOString() ?? null,
    settledBy: person(row.settled_by, row.settler_name),
    note: row.note,
  }
}

const listed = (row: z.infer<typeof rowSchema>, now: Date): ListedPromise => ({
  ...task(row, now),
  shopName: row.shop_name,
  buyerName: row.buyer_name,
  windowUntil: row.reply_window_until?.toISOString() ?? null,
})

const iso = (at: Date) => sql`${at.toISOString()}::timestamptz`
