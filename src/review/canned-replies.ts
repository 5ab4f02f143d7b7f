import { and, asc, count, eq, isNull, or } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Database, Executor } from '../db/client.ts'
import { users } from '../db/schema/access.ts'
import { cannedReplies } from '../db/schema/desk.ts'
import { shops } from '../db/schema/shops.ts'
import { withinShops } from '../db/within-shops.ts'
import type { Actor } from '../domain/actor.ts'
import { unknownVariables } from '../domain/canned-reply.ts'
import type { ShopScope } from '../domain/shop-scope.ts'
import type { AddCanned, CannedReply, SaveCanned } from '../http/contracts/canned.ts'
import type { Clock } from '../shared/clock.ts'
import { conflict, forbidden, invalid, notFound } from '../shared/errors.ts'
import { newId } from '../shared/ids.ts'

type Deps = { db: Database; clock: Clock }
type Row = typeof cannedReplies.$inferSelect
type Asker = { actor: Actor; scope: ShopScope }

/** What one search box still finds its way in. */
const MOST_SHOWN = 500
const MOST_OWN = 200

/** Everybody's canned replies and one's own, by title; those of the shops that the asker may see. */
export async function listCannedReplies(db: Database, asker: Asker): Promise<CannedReply[]> {
  const rows = await db
    .select({ reply: cannedReplies, name: users.name })
    .from(cannedReplies)
    .leftJoin(users, eq(users.id, cannedReplies.updatedBy))
    .where(seenBy(asker))
    .orderBy(asc(cannedReplies.title), asc(cannedReplies.id))
    .limit(MOST_SHOWN)
  return rows.map(({ reply, name }) => view(reply, name ?? reply.updatedBy))
}

/** Writes a new one; everybody's are a lead's to write. */
export async function addCannedReply(
  { db, clock }: Deps,
  { actor, scope, ...input }: AddCanned & Asker,
): Promise<CannedReply> {
  return db.transaction(async (tx) => {
    const now = clock.now()
    const values = await readValues(tx, { ...input, actor, scope, now })
    const mine = values.owner ? eq(cannedReplies.owner, values.owner) : isNull(cannedReplies.owner)
    const [known] = await tx.select({ count: count() }).from(cannedReplies).where(mine)
    if (known && known.count >= MOST_OWN)
      throw conflict('canned_full', `There are ${MOST_OWN} already; remove some first.`)
    const row = { id: newId(now), ...values, version: 1 }
    await tx.insert(cannedReplies).values(row)
    await record(tx, { action: 'canned_reply.add', after: row, actor, now })
    return view(row, actor.name)
  })
}

/** Changes the version that was read. */
export async function saveCannedReply(
  { db, clock }: Deps,
  { id, version, actor, scope, ...input }: SaveCanned & Asker & { id: string },
): Promise<CannedReply> {
  return db.transaction(async (tx) => {
    const now = clock.now()
    const before = await findOwn(tx, id, { actor, scope })
    const values = await readValues(tx, { ...input, actor, scope, now })
    const [row] = await tx
      .update(cannedReplies)
      .set({ ...values, version: version + 1 })
      .where(and(eq(cannedReplies.id, id), eq(cannedReplies.version, version)))
      .returning()
    if (!row)
      throw conflict('canned_moved', 'Somebody changed this canned reply in the meantime.', {
        what: 'canned_reply',
      })
    await record(tx, { action: 'canned_reply.change', before, after: row, actor, now })
    return view(row, actor.name)
  })
}

export async function removeCannedReply(
  { db, clock }: Deps,
  { id, actor, scope }: Asker & { id: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const before = await findOwn(tx, id, { actor, scope })
    await tx.delete(cannedReplies).where(eq(cannedReplies.id, id))
    await record(tx, { action: 'canned_reply.remove', before, actor, now: clock.now() })
  })
}

async function readValues(tx: Executor, { actor, scope, now, ...input }: AddCanned & Asker & { now: Date }) {
  if (input.isShared) refuseUnfitSharer({ actor, scope }, input.shopId)
  const unknown = unknownVariables(input.textRu)
  if (unknown.length > 0)
    throw invalid('unknown_variable', `No case can fill in {${unknown.join('}, {')}}.`, { unknown })
  const title = input.title.trim()
  const textRu = input.textRu.trim()
  if (!title || !textRu) throw invalid('canned_empty', 'Expected a title and a text.')
  await requireShop(tx, input.shopId, scope)
  return {
    shopId: input.shopId,
    owner: input.isShared ? null : actor.id,
    title,
    textRu,
    meaning: input.meaning.trim(),
    updatedBy: actor.id,
    updatedAt: now,
  }
}

type Change = { action: string; before?: Row; after?: Row; actor: Actor; now: Date }

async function record(tx: Executor, { action, before, after, actor, now }: Change): Promise<void> {
  const row = after ?? before
  await recordAudit(tx, {
    shopId: row?.shopId ?? undefined,
    actor: actor.id,
    action,
    subject: `canned_reply/${row?.id}`,
    before: before && shown(before),
    after: after && shown(after),
    now,
  })
}

/** Locked, and one that this person may change. */
async function findOwn(tx: Executor, id: string, asker: Asker): Promise<Row> {
  const [row] = await tx
    .select()
    .from(cannedReplies)
    .where(and(eq(cannedReplies.id, id), seenBy(asker)))
    .for('update')
  if (!row) throw notFound('canned_not_found', 'There is no such canned reply.')
  if (row.owner === null) refuseUnfitSharer(asker, row.shopId)
  return row
}

async function requireShop(tx: Executor, shopId: string | null, scope: ShopScope): Promise<void> {
  if (shopId === null) return
  const isIt = and(eq(shops.id, shopId), withinShops(scope, shops.id))
  const [shop] = await tx.select({ id: shops.id }).from(shops).where(isIt)
  if (!shop) throw notFound('shop_not_found', 'There is no such shop.')
}

const seenBy = ({ actor, scope }: Asker) =>
  and(
    or(isNull(cannedReplies.owner), eq(cannedReplies.owner, actor.id)),
    or(isNull(cannedReplies.shopId), withinShops(scope, cannedReplies.shopId)),
  )

/** `shopId` null = it stands in every shop, also in those that a lead of some does not see. */
function refuseUnfitSharer({ actor, scope }: Asker, shopId: string | null): void {
  if (actor.role === 'agent')
    throw forbidden('sharing_needs_lead', "What is everybody's is a lead's to change.")
  if (shopId === null && scope !== 'all')
    throw forbidden('all_shops_needed', 'What stands in every shop is for those who see every shop.')
}

const shown = ({ title, textRu, meaning, shopId, owner }: Row) => ({ title, textRu, meaning, shopId, owner })

function view({ owner, updatedAt, ...row }: Row, updatedBy: string): CannedReply {
  return { ...row, isShared: owner === null, updatedBy, updatedAt: updatedAt.toISOString() }
}
