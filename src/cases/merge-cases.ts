import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { recordAudit } from '../audit/record-audit.ts'
import { type Database, queryRows, type Transaction } from '../db/client.ts'
import { cases } from '../db/schema/cases.ts'
import type { Actor } from '../domain/actor.ts'
import type { Clock } from '../shared/clock.ts'
import { conflict } from '../shared/errors.ts'
import { newId } from '../shared/ids.ts'
import { type CaseRef, recordCaseEvent } from './case-events.ts'
import {
  type CaseRow,
  type Conversation,
  caseMoved,
  holdForMerging,
  isUnanswered,
  putCases,
  readCases,
  tellCase,
} from './case-row.ts'
import { beginWait, endOpenWait, openWait } from './wait.ts'

type Deps = {
  db: Database
  clock: Clock
  /** By when an answer is wanted depends on the whole case; in the same transaction, for each conversation of it. */
  setCaseTargets(tx: Transaction, ref: CaseRef): Promise<void>
}

/** One buyer who writes more is nobody's daily work; a case stays what one look can take in. */
const MOST_MEMBERS = 10

/**
 * Makes one case of two: whatever belongs to the other one's case belongs to this one's from now on. What this case
 * says of stage, person and wait holds; where it says nothing, the other's word is taken. Each conversation keeps its
 * own window, draft and answers. A case that has ended takes nothing in; an ended one that is taken in is under way
 * again. Merged already: nothing happens.
 */
export async function mergeCases(
  { db, clock, setCaseTargets }: Deps,
  { otherId, actor, ...ref }: CaseRef & { otherId: string; actor: Actor },
): Promise<void> {
  const { shopId } = ref
  const other = { shopId, conversationId: otherId }
  await db.transaction(async (tx) => {
    const now = clock.now()
    const [mine, theirs] = await holdForMerging(tx, shopId, [ref.conversationId, otherId])
    if (!mine || !theirs || mine.members.some(({ id }) => id === otherId)) return
    const ids = idsOf(mine.members)
    const joining = idsOf(theirs.members)
    refuseUnlike([...mine.members, ...theirs.members])
    const rows = await readCases(tx, { shopId, ids: [ref.conversationId, otherId] })
    const own = rows.find(({ conversationId }) => conversationId === ref.conversationId)
    const joined = rows.find(({ conversationId }) => conversationId === otherId)
    if (own?.outcome)
      throw conflict('case_closed', 'This case is closed: open it again first.', { what: own.outcome })
    await shareWait(tx, {
      mine: { ref, members: mine.members },
      theirs: { ref: other, members: theirs.members },
      by: actor.id,
      now,
    })
    const all = [...ids, ...joining]
    await putCases(
      tx,
      { shopId, ids: all },
      {
        caseId: own?.caseId ?? joined?.caseId ?? newId(now),
        ...together(own, joined),
        outcome: null,
        outcomeAt: null,
      },
    )
    await recount(tx, { shopId, ids: all })
    await recordCaseEvent(tx, { ...ref, kind: 'merged', actor: actor.id, detail: otherId, now })
    if (joined?.outcome)
      await recordCaseEvent(tx, {
        ...other,
        among: joining,
        kind: 'reopened',
        actor: actor.id,
        detail: joined.outcome,
        now,
      })
    await setCaseTargets(tx, ref)
    await noteAct(tx, {
      shopId,
      actor,
      action: 'case.merge',
      subjects: all,
      before: [ids, joining],
      after: [all],
      now,
    })
    await tellCase(tx, ref, now)
  })
}

/**
 * Takes a conversation out of its case again: from here on it is a case of its own, in the stage and with the person
 * that it had as a part, and with all that happened meanwhile.
 */
export async function partCase(
  { db, clock, setCaseTargets }: Deps,
  { memberId, actor, ...ref }: CaseRef & { memberId: string; actor: Actor },
): Promise<void> {
  const { shopId } = ref
  await db.transaction(async (tx) => {
    const now = clock.now()
    const [held] = await holdForMerging(tx, shopId, [ref.conversationId])
    const all = idsOf(held?.members ?? [])
    if (all.length < 2 || !all.includes(memberId)) throw caseMoved('members')
    const rest = all.filter((id) => id !== memberId)
    await recordCaseEvent(tx, { ...ref, kind: 'parted', actor: actor.id, detail: memberId, now })
    await putCases(tx, { shopId, ids: rest.length === 1 ? all : [memberId] }, { caseId: null })
    for (const ids of [rest, [memberId]]) {
      // One of a part stands for all of it.
      const part = { shopId, conversationId: ids[0] ?? memberId }
      await recount(tx, { shopId, ids })
      await setCaseTargets(tx, part)
      await tellCase(tx, part, now)
    }
    await noteAct(tx, {
      shopId,
      actor,
      action: 'case.part',
      subjects: all,
      before: [all],
      after: [rest, [memberId]],
      now,
    })
  })
}

const idsOf = (members: readonly Conversation[]): string[] => members.map(({ id }) => id)

/** One case is one buyer's: two that the marketplace tells apart are two. */
function refuseUnlike(members: readonly Conversation[]): void {
  const buyers = new Set(members.map(({ buyerExternalId }) => buyerExternalId).filter(Boolean))
  if (buyers.size > 1)
    throw conflict('buyers_differ', 'These conversations are of different buyers.', { what: 'buyer' })
  if (members.length > MOST_MEMBERS)
    throw conflict('case_too_large', `A case has room for ${MOST_MEMBERS} conversations.`, {
      what: 'members',
    })
}

const together = (own: CaseRow | undefined, joined: CaseRow | undefined) => ({
  stage: own?.stage ?? joined?.stage ?? null,
  ...(own?.assignedTo
    ? { assignedTo: own.assignedTo, assignedAt: own.assignedAt }
    : { assignedTo: joined?.assignedTo ?? null, assignedAt: joined?.assignedAt ?? null }),
})

type Side = { ref: CaseRef; members: readonly Conversation[] }

/**
 * From now on both wait for the same, or for nobody. A wait for the buyer is over where the other side has words of
 * theirs that wait for the shop: else its clock would stand still although somebody waits.
 */
async function shareWait(
  tx: Transaction,
  { mine, theirs, by, now }: { mine: Side; theirs: Side; by: string; now: Date },
): Promise<void> {
  let own = await openWait(tx, mine.ref)
  let joined = await openWait(tx, theirs.ref)
  const waitForBuyer = [own, joined].map((wait) => wait?.waitsFor === 'buyer')
  if (waitForBuyer[0] && !waitForBuyer[1] && isAsked(theirs)) {
    await endOpenWait(tx, mine.ref, { by, now })
    own = undefined
  }
  if (waitForBuyer[1] && !waitForBuyer[0] && isAsked(mine)) {
    await endOpenWait(tx, theirs.ref, { by, now })
    joined = undefined
  }
  if (own && joined && own.waitsFor === joined.waitsFor) return
  if (own && joined) await endOpenWait(tx, theirs.ref, { by, now })
  const wait = own ?? joined
  if (!wait) return
  const { ref, members } = own ? theirs : mine
  await beginWait(tx, ref, { waitsFor: wait.waitsFor, note: wait.note, by, among: idsOf(members), now })
}

const isAsked = ({ members }: Side): boolean => members.some(isUnanswered)

/** How often the buyer came back after the end: once a time, however many conversations it stands in. */
async function recount(
  tx: Transaction,
  { shopId, ids }: { shopId: string; ids: readonly string[] },
): Promise<void> {
  const list = sql.join(
    ids.map((id) => sql`${id}`),
    sql`, `,
  )
  const [row] = await queryRows(
    tx,
    z.object({ count: z.coerce.number() }),
    sql`select count(distinct coalesce(act_id, id)) as count from case_events
      where shop_id = ${shopId} and conversation_id in (${list}) and kind = 'reopened' and actor = 'buyer'`,
  )
  await tx
    .update(cases)
    .set({ reopened: row?.count ?? 0 })
    .where(and(eq(cases.shopId, shopId), inArray(cases.conversationId, [...ids])))
}

type Act = {
  shopId: string
  actor: Actor
  action: string
  /** Ids of the conversations with which it is put on record. */
  subjects: readonly string[]
  before: string[][]
  after: string[][]
  now: Date
}

async function noteAct(tx: Transaction, { subjects, before, after, actor, ...act }: Act): Promise<void> {
  for (const id of subjects)
    await recordAudit(tx, {
      ...act,
      actor: actor.id,
      subject: `conversation/${id}`,
      before: { cases: before },
      after: { cases: after },
    })
}
