import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { readMembers } from '../cases/case-row.ts'
import { loadPauses } from '../cases/wait.ts'
import { type Database, type Executor, queryRows } from '../db/client.ts'
import { conversations } from '../db/schema/conversations.ts'
import { readPolicy } from '../db/shop-policy.ts'
import { sharedClock } from '../domain/case-clock.ts'
import { CATEGORIES } from '../domain/category.ts'
import { serviceClass, targetDue } from '../domain/service-target.ts'
import { newestCase, pausesOf, turnsOf } from '../domain/turns.ts'
import type { Pause } from '../domain/working-clock.ts'

type Ref = { shopId: string; conversationId: string }

const caseRow = z.object({
  awaiting_since: z.coerce.date().nullable(),
  rating: z.coerce.number().nullable(),
  handled_seq: z.string().nullable(),
  category: z.enum(CATEGORIES).nullable().catch(null),
  risk_flags: z.array(z.string()).nullable(),
})

const spokenRow = z
  .object({
    conversation_id: z.string(),
    handled: z.string().nullable(),
    seq: z.string(),
    author: z.string(),
    author_type: z.string(),
    moderation: z.string().nullable(),
    sent_at: z.coerce.date(),
    external_id: z.string(),
  })
  .transform(({ conversation_id, author_type, sent_at, external_id, ...rest }) => ({
    ...rest,
    conversationId: conversation_id,
    authorType: author_type,
    sentAt: sent_at,
    externalId: external_id,
  }))

/** A case is looked back on no further than this. */
const LOOK_BACK_DAYS = 60

/**
 * Sets by when the shop's own clocks want an answer and an end of the case, by its class. Called in the transaction that
 * moved the turn, the reading of it, or the shop's hours and targets; nothing else needs to know the rules.
 */
export async function setTargets(db: Executor, { shopId, conversationId }: Ref): Promise<void> {
  const [found] = await queryRows(
    db,
    caseRow,
    sql`select c.awaiting_since, c.rating, c.handled_seq::text as handled_seq,
        d.classification ->> 'category' as category, d.classification -> 'riskFlags' as risk_flags
      from conversations c
      left join lateral (select classification from drafts x
        where x.shop_id = c.shop_id and x.conversation_id = c.id and x.origin <> 'written'
        order by x.created_at desc limit 1) d on true
      where c.shop_id = ${shopId} and c.id = ${conversationId}`,
  )
  if (!found) return
  const { awaiting_since: awaitingSince, rating, category, risk_flags: riskFlags } = found
  const isThis = and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId))
  const kind = serviceClass({ category, rating, riskFlags: riskFlags ?? [] })
  if (!awaitingSince) {
    await db
      .update(conversations)
      .set({ serviceClass: kind, responseDueAt: null, resolutionDueAt: null, isUncounted: true })
      .where(isThis)
    return
  }
  const { policy } = await readPolicy(db, shopId)
  const clocks = await loadClocks(db, { shopId, conversationId, awaitingSince })
  const { responseDueAt } = targetDue(policy.targets[kind], { awaitingSince, ...clocks.own }, policy)
  const { resolutionDueAt } = targetDue(policy.targets[kind], { awaitingSince, ...clocks.shared }, policy)
  await db
    .update(conversations)
    .set({ serviceClass: kind, responseDueAt, resolutionDueAt, isUncounted: true })
    .where(isThis)
}

/** Sets them for each conversation of a held case: what stops the clocks of one stops those of all. */
export async function setCaseTargets(db: Executor, ref: Ref): Promise<void> {
  for (const conversationId of await readMembers(db, ref))
    await setTargets(db, { shopId: ref.shopId, conversationId })
}

type Clock = { openedAt: Date; pauses: readonly Pause[] }

/** When the clock of a conversation stands still, and that of the case it belongs to, which may begin elsewhere. */
async function loadClocks(
  db: Executor,
  { shopId, conversationId, awaitingSince }: Ref & { awaitingSince: Date },
): Promise<{ own: Clock; shared: Clock }> {
  const ids = await readMembers(db, { shopId, conversationId })
  const spoken = await queryRows(
    db,
    spokenRow,
    sql`select m.conversation_id, c.handled_seq::text as handled, m.seq::text as seq, m.author, m.author_type,
        m.moderation, m.sent_at, m.external_id
      from messages m join conversations c on c.shop_id = m.shop_id and c.id = m.conversation_id
      where m.shop_id = ${shopId} and m.conversation_id in (${sql.join(
        ids.map((id) => sql`${id}`),
        sql`, `,
      )})
        and m.sent_at > ${awaitingSince.toISOString()}::timestamptz - make_interval(days => ${LOOK_BACK_DAYS})
      order by m.seq`,
  )
  const threads = Map.groupBy(spoken, (row) => row.conversationId)
  const turns = newestCase(
    ids.flatMap((id) => {
      const thread = threads.get(id) ?? []
      return turnsOf(thread, 'own', thread[0]?.handled ?? null).map((turn) => ({ ...turn, id }))
    }),
  )
  const waits = await loadPauses(db, { shopId, conversationIds: ids })
  const clocks = [...Map.groupBy(turns, ({ id }) => id)].map(([id, its]) => ({
    id,
    openedAt: its[0]?.startedAt ?? awaitingSince,
    pauses: [...pausesOf(its), ...(waits.get(id) ?? [])],
  }))
  const own = clocks.find(({ id }) => id === conversationId) ?? {
    openedAt: awaitingSince,
    pauses: waits.get(conversationId) ?? [],
  }
  return { own, shared: sharedClock(clocks) ?? own }
}

const AT_ONCE = 100

/** Forgets what the targets of waiting cases were: the shop's hours or targets are others now. */
export async function forgetTargets(db: Executor, shopId: string): Promise<void> {
  await db.execute(sql`update conversations set service_class = null
    where shop_id = ${shopId} and awaiting_since is not null`)
}

/** Sets what is missing, some at a time; answers whether more is left. */
export async function setMissingTargets(
  db: Database,
  { shopId }: { shopId: string },
): Promise<'done' | 'more'> {
  const missing = await queryRows(
    db,
    z.object({ id: z.string() }),
    sql`select id from conversations
      where shop_id = ${shopId} and awaiting_since is not null and service_class is null limit ${AT_ONCE}`,
  )
  for (const { id } of missing)
    await db.transaction(async (tx) => {
      // Whoever settles the case at the same moment comes before or after, never between.
      await tx.execute(sql`select id from conversations where shop_id = ${shopId} and id = ${id} for update`)
      await setTargets(tx, { shopId, conversationId: id })
    })
  return missing.length === AT_ONCE ? 'more' : 'done'
}
