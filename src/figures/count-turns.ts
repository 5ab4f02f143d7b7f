import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { loadPauses } from '../cases/wait.ts'
import { type Database, queryRows, type Transaction } from '../db/client.ts'
import { insertRows } from '../db/insert-rows.ts'
import { turns as turnsTable } from '../db/schema/figures.ts'
import { readPolicy } from '../db/shop-policy.ts'
import type { ShopPolicy } from '../domain/shop-policy.ts'
import { type CountedAnswer, type CountedTurn, countThread, type Reading } from './count-thread.ts'
import { shareCase } from './share-case.ts'

/** One batch is a few milliseconds of work: the rest of the house goes on between two. */
const AT_ONCE = 40

const conversationRow = z.object({
  id: z.string(),
  channel: z.string(),
  rating: z.coerce.number().nullable(),
  handled_seq: z.string().nullable(),
})
const memberRow = conversationRow.extend({ case_id: z.string() })
const messageRow = z.object({
  conversation_id: z.string(),
  seq: z.string(),
  author: z.string(),
  author_type: z.string(),
  moderation: z.string().nullable(),
  sent_at: z.coerce.date(),
  external_id: z.string(),
})
const answerRow = z.object({
  conversation_id: z.string(),
  external_message_id: z.string(),
  approved_by: z.string(),
  text: z.string(),
  draft_text: z.string(),
  origin: z.string(),
})
const readingRow = z.object({
  conversation_id: z.string(),
  category: z.string().nullable(),
  risk_flags: z.array(z.string()).nullable(),
  created_at: z.coerce.date(),
})

/**
 * Counts the turns of conversations that moved, from their messages: what was counted of them before goes. Answers
 * whether more may be waiting. Run twice, it leaves the same rows.
 */
export async function countTurns(db: Database, { shopId }: { shopId: string }): Promise<'done' | 'more'> {
  const { policy } = await readPolicy(db, shopId)
  return db.transaction(async (tx) => {
    // What moves at this moment is locked by whoever moves it, and marked again when they are done.
    const taken = await queryRows(
      tx,
      conversationRow,
      sql`with moved as materialized (
          select id as moved_id from conversations where shop_id = ${shopId} and is_uncounted
          limit ${AT_ONCE} for update skip locked)
        update conversations set is_uncounted = false
        from moved where shop_id = ${shopId} and id = moved_id
        returning id, channel, rating, handled_seq::text as handled_seq`,
    )
    if (taken.length === 0) return 'done'
    // What is merged is counted together, whichever of it moved.
    const members = await queryRows(tx, memberRow, membersOf(shopId, taken))
    const all = [...taken, ...members.filter(({ id }) => !taken.some((one) => one.id === id))]
    const rows = await rowsOf(tx, { shopId, policy, taken: all, members })
    const ids = list(all.map(({ id }) => id))
    await noteDays(
      tx,
      shopId,
      sql`select day from turns where shop_id = ${shopId} and conversation_id in (${ids})`,
    )
    await tx.execute(sql`delete from turns where shop_id = ${shopId} and conversation_id in (${ids})`)
    if (rows.length > 0) await tx.execute(insertRows(turnsTable, rows))
    await noteDays(
      tx,
      shopId,
      sql`select day from turns where shop_id = ${shopId} and conversation_id in (${ids})
        union select (created_at at time zone 'Europe/Moscow')::date from replies
          where shop_id = ${shopId} and conversation_id in (${ids})`,
    )
    return taken.length === AT_ONCE ? 'more' : 'done'
  })
}

type TurnRow = CountedTurn['row']
type Conversation = z.infer<typeof conversationRow>

/** The conversations of every merged case that any of these belongs to. */
const membersOf = (shopId: string, taken: readonly Conversation[]): SQL => sql`
  select c.id, c.channel, c.rating, c.handled_seq::text as handled_seq, k.case_id
  from cases k join conversations c on c.shop_id = k.shop_id and c.id = k.conversation_id
  where k.shop_id = ${shopId} and k.case_id in (select case_id from cases
    where shop_id = ${shopId} and case_id is not null and conversation_id in (${list(taken.map(({ id }) => id))}))
  order by c.id`

type Taken = {
  shopId: string
  policy: ShopPolicy
  taken: Conversation[]
  /** Of those: what belongs to a merged case. */
  members: z.infer<typeof memberRow>[]
}

async function rowsOf(tx: Transaction, { shopId, policy, taken, members }: Taken): Promise<TurnRow[]> {
  const ids = list(taken.map(({ id }) => id))
  const messages = await queryRows(
    tx,
    messageRow,
    sql`select conversation_id, seq::text as seq, author, author_type, moderation, sent_at, external_id
      from messages where shop_id = ${shopId} and conversation_id in (${ids})
      order by conversation_id, messages.seq`,
  )
  const answers = await queryRows(
    tx,
    answerRow,
    sql`select r.conversation_id, r.external_message_id, r.approved_by, r.text, d.text as draft_text, d.origin
      from replies r join drafts d on d.shop_id = r.shop_id and d.id = r.draft_id
      where r.shop_id = ${shopId} and r.conversation_id in (${ids}) and r.external_message_id is not null`,
  )
  const readings = await queryRows(
    tx,
    readingRow,
    sql`select conversation_id, classification ->> 'category' as category,
        classification -> 'riskFlags' as risk_flags, created_at
      from drafts where shop_id = ${shopId} and conversation_id in (${ids}) and origin <> 'written'
      order by created_at`,
  )
  const waits = await loadPauses(tx, { shopId, conversationIds: taken.map(({ id }) => id) })
  const threads = Map.groupBy(messages, (row) => row.conversation_id)
  const answersOf = Map.groupBy(answers, (row) => row.conversation_id)
  const readingsOf = Map.groupBy(readings, (row) => row.conversation_id)
  const counted = taken.flatMap(({ id, channel, rating, handled_seq: handledSeq }) =>
    countThread({
      shopId,
      conversationId: id,
      channel,
      rating,
      handledSeq,
      policy,
      pauses: waits.get(id) ?? [],
      thread: (threads.get(id) ?? []).map((row) => ({
        seq: row.seq,
        author: row.author,
        authorType: row.author_type,
        moderation: row.moderation,
        sentAt: row.sent_at,
        externalId: row.external_id,
      })),
      answers: new Map((answersOf.get(id) ?? []).map((row) => [row.external_message_id, answerOf(row)])),
      readings: (readingsOf.get(id) ?? []).map(
        ({ category, risk_flags, created_at }): Reading => ({
          category,
          riskFlags: risk_flags ?? [],
          at: created_at,
        }),
      ),
    }),
  )
  const caseOf = new Map(members.map(({ id, case_id }) => [id, case_id]))
  const groups = Map.groupBy(counted, ({ row }) => caseOf.get(row.conversationId))
  return [...groups]
    .flatMap(([caseId, its]) => (caseId === undefined ? its : shareCase(its, { policy, pauses: waits })))
    .map(({ row }) => row)
}

const answerOf = ({ approved_by, text, draft_text, origin }: z.infer<typeof answerRow>): CountedAnswer => ({
  approvedBy: approved_by,
  text,
  draftText: draft_text,
  isWritten: origin === 'written',
})

async function noteDays(tx: Transaction, shopId: string, days: SQL): Promise<void> {
  await tx.execute(
    sql`insert into stale_days (shop_id, day) select distinct ${shopId}::text, day from (${days}) d (day)
      on conflict do nothing`,
  )
}

const list = (ids: string[]): SQL =>
  sql.join(
    ids.map((id) => sql`${id}`),
    sql`, `,
  )
