import { and, asc, count, eq, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { recordAudit } from '../audit/record-audit.ts'
import { type Database, queryRows, type Transaction } from '../db/client.ts'
import { users } from '../db/schema/access.ts'
import { savedViews } from '../db/schema/desk.ts'
import type { Actor } from '../domain/actor.ts'
import { type ShopScope, seesShop } from '../domain/shop-scope.ts'
import {
  type SavedView,
  type SaveView,
  VIEW_COUNT_MOST,
  type ViewFilter,
  viewFilterSchema,
} from '../http/contracts/views.ts'
import type { Clock } from '../shared/clock.ts'
import { conflict, forbidden, invalid, notFound } from '../shared/errors.ts'
import { newId } from '../shared/ids.ts'
import { filtersOf, inState } from './inbox-filters.ts'

type Deps = { db: Database; clock: Clock }
type Asker = { actor: Actor; scope: ShopScope }

const MOST_OWN = 30
const MOST_SHOWN = 100

/**
 * One's own views and those that others share, each with how many are in it now. One of a shop that the asker may
 * not see is not told of.
 */
export async function listViews({ db, clock }: Deps, { actor, scope }: Asker): Promise<SavedView[]> {
  const rows = await db
    .select({ view: savedViews, ownerName: users.name })
    .from(savedViews)
    .innerJoin(users, eq(users.id, savedViews.owner))
    .where(or(eq(savedViews.owner, actor.id), eq(savedViews.isShared, true)))
    .orderBy(asc(savedViews.name), asc(savedViews.id))
    .limit(MOST_SHOWN)
  const all = rows.map(({ view: { id, name, owner, isShared, filter }, ownerName }) => ({
    id,
    name,
    owner: { id: owner, name: ownerName },
    isMine: owner === actor.id,
    isShared,
    // A filter that a later version does not know any more is the plain queue.
    filter: viewFilterSchema.catch({ status: 'todo' }).parse(filter),
  }))
  const views = all.filter(({ filter: { shopId } }) => !shopId || seesShop(scope, shopId))
  const counts = await countEach(db, views, { actor, scope, now: clock.now() })
  return views.map((view) => ({ ...view, count: counts.get(view.id) ?? 0 }))
}

const countRow = z.object({ id: z.string(), count: z.coerce.number() })

/** All in one query, each counted no further than anybody reads. */
async function countEach(
  db: Database,
  views: { id: string; filter: ViewFilter }[],
  asking: Asker & { now: Date },
): Promise<Map<string, number>> {
  if (views.length === 0) return new Map()
  const each = views.map(({ id, filter }) => {
    const where = sql.join([inState(filter.status, asking), ...filtersOf(filter, asking)], sql` and `)
    return sql`select ${id}::text as id, (select count(*) from
      (select 1 from conversations c where ${where} limit ${VIEW_COUNT_MOST}) counted) as count`
  })
  const rows = await queryRows(db, countRow, sql.join(each, sql` union all `))
  return new Map(rows.map((row) => [row.id, row.count]))
}

/** Keeps a filter under a name; a lead may share it with everybody. */
export async function addView({ db, clock }: Deps, input: SaveView & Asker): Promise<string> {
  const { actor } = input
  return db.transaction(async (tx) => {
    const now = clock.now()
    const values = readValues(input, now)
    const [known] = await tx.select({ count: count() }).from(savedViews).where(eq(savedViews.owner, actor.id))
    if (known && known.count >= MOST_OWN)
      throw conflict('views_full', `There are ${MOST_OWN} views already; remove some first.`)
    const id = newId(now)
    await tx.insert(savedViews).values({ id, owner: actor.id, ...values })
    await record(tx, { action: 'view.add', id, after: values, actor, now })
    return id
  })
}

/** Changes a view of one's own. */
export async function saveView(
  { db, clock }: Deps,
  { id, ...input }: SaveView & Asker & { id: string },
): Promise<string> {
  const { actor } = input
  return db.transaction(async (tx) => {
    const now = clock.now()
    const values = readValues(input, now)
    const saved = await tx.update(savedViews).set(values).where(isOwn(id, actor)).returning()
    if (saved.length === 0) throw noView()
    await record(tx, { action: 'view.change', id, after: values, actor, now })
    return id
  })
}

export async function removeView(
  { db, clock }: Deps,
  { id, actor }: { id: string; actor: Actor },
): Promise<void> {
  await db.transaction(async (tx) => {
    const [removed] = await tx.delete(savedViews).where(isOwn(id, actor)).returning()
    if (!removed) throw noView()
    await record(tx, { action: 'view.remove', id, before: removed, actor, now: clock.now() })
  })
}

function readValues({ name, isShared, filter, actor, scope }: SaveView & Asker, now: Date) {
  if (filter.shopId && !seesShop(scope, filter.shopId))
    throw notFound('shop_not_found', 'There is no such shop.')
  if (isShared && actor.role === 'agent')
    throw forbidden('sharing_needs_lead', "What is everybody's is a lead's to change.")
  if (!name.trim()) throw invalid('view_unnamed', 'Expected a name.')
  return { name: name.trim(), isShared, filter, updatedAt: now }
}

type Kept = Partial<typeof savedViews.$inferSelect>
type Change = { action: string; id: string; before?: Kept; after?: Kept; actor: Actor; now: Date }

const record = (tx: Transaction, { action, id, before, after, actor, now }: Change) =>
  recordAudit(tx, { actor: actor.id, action, subject: `view/${id}`, before, after, now })

const isOwn = (id: string, actor: Actor) => and(eq(savedViews.id, id), eq(savedViews.owner, actor.id))

const noView = () => notFound('view_not_found', 'There is no such view of your own.')
