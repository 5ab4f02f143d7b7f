import { asc, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { knownShops } from '../access/known-shops.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { type Database, queryRows, type Transaction } from '../db/client.ts'
import { users } from '../db/schema/access.ts'
import { departmentMembers, departments } from '../db/schema/departments.ts'
import type { Actor } from '../domain/actor.ts'
import type { Department, SaveDepartment } from '../http/contracts/departments.ts'
import type { Clock } from '../shared/clock.ts'
import { conflict, invalid, notFound } from '../shared/errors.ts'
import { newId } from '../shared/ids.ts'
import { returnStranded, STRANDED_AT_ONCE } from './return-stranded.ts'

type Deps = { db: Database; clock: Clock }
type Saved = { id: string; returned: number }

/** All departments with their people, by name. */
export async function listDepartments(db: Database): Promise<Department[]> {
  const rows = await db.select().from(departments).orderBy(asc(departments.name), asc(departments.id))
  const people = await db
    .select({
      departmentId: departmentMembers.departmentId,
      id: users.id,
      name: users.name,
      left: users.disabledAt,
    })
    .from(departmentMembers)
    .innerJoin(users, eq(users.id, departmentMembers.userId))
    .orderBy(asc(users.name), asc(users.id))
  const waiting = await queryRows(
    db,
    z.object({ id: z.string(), count: z.coerce.number() }),
    sql`select escalated_department as id, count(*) as count from conversations
      where escalated_department is not null and status = 'escalated' group by escalated_department`,
  )
  return rows.map(({ id, name, shopIds, leadId, givesOut, updatedAt }) => {
    const members = people.filter(({ departmentId }) => departmentId === id)
    const lead = members.find((person) => person.id === leadId)
    return {
      id,
      name,
      shopIds,
      lead: lead ? { id: lead.id, name: lead.name } : null,
      members: members.map((person) => ({
        id: person.id,
        name: person.name,
        isActive: person.left === null,
      })),
      givesOut,
      waiting: waiting.find((row) => row.id === id)?.count ?? 0,
      updatedAt: updatedAt.toISOString(),
    }
  })
}

/** A new department, or another shape of one; cases that nobody in it can take any more go back to everybody. */
export async function saveDepartment(
  { db, clock }: Deps,
  { departmentId, actor, ...input }: SaveDepartment & { departmentId?: string; actor: Actor },
): Promise<Saved> {
  return db.transaction(async (tx) => {
    const now = clock.now()
    const memberIds = [...new Set(input.memberIds)]
    if (input.leadId && !memberIds.includes(input.leadId))
      throw invalid('lead_no_member', 'Expected a lead who is a member.')
    await requirePeople(tx, memberIds)
    const id = departmentId ?? newId(now)
    const before = departmentId ? await shapeOf(tx, departmentId) : undefined
    const shape = {
      name: input.name.trim(),
      shopIds: await knownShops(tx, input.shopIds),
      leadId: input.leadId,
      givesOut: input.givesOut,
    }
    await refuseSameName(tx, { id, name: shape.name })
    const row = { ...shape, updatedBy: actor.id, updatedAt: now }
    await tx
      .insert(departments)
      .values({ id, ...row })
      .onConflictDoUpdate({ target: departments.id, set: row })
    await tx.delete(departmentMembers).where(eq(departmentMembers.departmentId, id))
    if (memberIds.length > 0)
      await tx.insert(departmentMembers).values(memberIds.map((userId) => ({ departmentId: id, userId })))
    const action = departmentId ? 'department.update' : 'department.create'
    await recordAudit(tx, {
      actor: actor.id,
      action,
      subject: `department/${id}`,
      before,
      after: { ...shape, memberIds },
      now,
    })
    return { id, returned: await returnStranded(tx, { now }) }
  })
}

/** Its cases go back to everybody, each with a note that says so. */
export async function deleteDepartment(
  { db, clock }: Deps,
  { departmentId, actor }: { departmentId: string; actor: Actor },
): Promise<Saved> {
  return db.transaction(async (tx) => {
    const now = clock.now()
    const before = await shapeOf(tx, departmentId)
    await tx.delete(departmentMembers).where(eq(departmentMembers.departmentId, departmentId))
    let returned = 0
    // None may stay behind with a department that is gone.
    for (let last = STRANDED_AT_ONCE; last === STRANDED_AT_ONCE; returned += last)
      last = await returnStranded(tx, { now })
    await tx.delete(departments).where(eq(departments.id, departmentId))
    const subject = `department/${departmentId}`
    await recordAudit(tx, { actor: actor.id, action: 'department.remove', subject, before, now })
    return { id: departmentId, returned }
  })
}

/** Held until the transaction ends: two who change one department do it one after another. */
async function shapeOf(tx: Transaction, id: string) {
  const [row] = await tx.select().from(departments).where(eq(departments.id, id)).for('update')
  if (!row) throw notFound('department_not_found', 'There is no such department.')
  const members = await tx.select().from(departmentMembers).where(eq(departmentMembers.departmentId, id))
  const { name, shopIds, leadId, givesOut } = row
  return { name, shopIds, leadId, givesOut, memberIds: members.map(({ userId }) => userId) }
}

async function requirePeople(tx: Transaction, ids: readonly string[]): Promise<void> {
  const known = await tx
    .select({ id: users.id })
    .from(users)
    .where(inArray(users.id, [...ids]))
  if (known.length < ids.length) throw invalid('person_not_found', 'One of the people named is not there.')
}

/** People say `@name`: two departments of one name would be one to them. */
async function refuseSameName(tx: Transaction, { id, name }: { id: string; name: string }): Promise<void> {
  if (!name) throw invalid('name_missing', 'Expected a name.')
  await tx.execute(sql`select pg_advisory_xact_lock(${NAMES})`)
  const [same] = await tx
    .select({ id: departments.id })
    .from(departments)
    .where(sql`lower(${departments.name}) = lower(${name}) and ${departments.id} <> ${id}`)
  if (same) throw conflict('department_exists', 'There is a department of this name.', { what: 'name' })
}

/** The lock under which names are given. */
const NAMES = 7_020_235
