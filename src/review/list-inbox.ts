import { sql } from 'drizzle-orm'
import { type Database, queryRows } from '../db/client.ts'
import { encodeCursor, pastMoment } from '../db/page-cursor.ts'
import type { Actor } from '../domain/actor.ts'
import type { ShopScope } from '../domain/shop-scope.ts'
import type { Inbox, InboxQuery } from '../http/contracts/inbox.ts'
import type { Clock } from '../shared/clock.ts'
import { countInbox } from './count-inbox.ts'
import { filtersOf, inState, LAST_MESSAGE, SNOOZED_UNTIL, TIME_LEFT } from './inbox-filters.ts'
import { inboxItem, inboxRowSchema, inboxSelect } from './inbox-rows.ts'

type Deps = { db: Database; clock: Clock }
type Query = InboxQuery & { actor?: Actor | undefined; scope: ShopScope }

/** A page of the inbox: what waits is sorted by time left, what is done by its last message. `actor`: who asks, `scope`: what of. */
export async function listInbox({ db, clock }: Deps, query: Query): Promise<Inbox> {
  const page = await pageOfInbox({ db, clock }, query)
  return { ...page, counts: await countInbox(db, query, clock.now()) }
}

/** The page alone, for whoever walks through all of them. */
export async function pageOfInbox({ db, clock }: Deps, query: Query): Promise<Omit<Inbox, 'counts'>> {
  const now = clock.now()
  const { actor, scope } = query
  const ascending = !['done', 'all', 'mentioned'].includes(query.status)
  const sortKey = query.status === 'snoozed' ? SNOOZED_UNTIL : ascending ? TIME_LEFT : LAST_MESSAGE
  const where = sql.join(
    [
      inState(query.status, { now, actor }),
      ...filtersOf(query, { now, actor, scope }),
      pastMoment(query.cursor, { at: sortKey, id: sql`c.id`, isAscending: ascending }),
    ],
    sql` and `,
  )
  const direction = ascending ? sql`asc` : sql`desc`
  const chosen = sql`select c.shop_id, c.id, ${sortKey} as sort_key from conversations c where ${where}
    order by sort_key ${direction}, c.id ${direction} limit ${query.limit + 1}`
  const rows = await queryRows(
    db,
    inboxRowSchema,
    sql`${inboxSelect(chosen, { now, me: actor?.id })} order by page.sort_key ${direction}, c.id ${direction}`,
  )
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const nextCursor = rows.length > query.limit && last ? encodeCursor([last.sort_key, last.id]) : null
  return { items: page.map(inboxItem), nextCursor }
}
