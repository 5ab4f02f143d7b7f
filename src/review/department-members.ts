import { asc, eq, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Executor, queryRows } from '../db/client.ts'
import { departments } from '../db/schema/departments.ts'
import { invalid } from '../shared/errors.ts'

/** Of `d` and `u`: whether this person, as a member, can take cases of the shop. The same rule as `whoSees`. */
const canTake = (shopId: SQL): SQL => sql`(u.disabled_at is null
  and (d.shop_ids is null or d.shop_ids @> to_jsonb(${shopId}))
  and (u.role = 'admin' or u.shop_ids is null or u.shop_ids @> to_jsonb(${shopId})))`

/** Whether anybody of a department can take cases of a shop; both are columns or values. */
export const hasTaker = (departmentId: SQL, shopId: SQL): SQL => sql`exists (select 1 from departments d
  join department_members m on m.department_id = d.id join users u on u.id = m.user_id
  where d.id = ${departmentId} and ${canTake(shopId)})`

/** The departments that can be handed a case of a shop, by name. */
export const listTakers = (db: Executor, shopId: string): Promise<{ id: string; name: string }[]> =>
  db
    .select({ id: departments.id, name: departments.name })
    .from(departments)
    .where(hasTaker(sql`${departments.id}`, sql`${shopId}::text`))
    .orderBy(asc(departments.name), asc(departments.id))

/** Who of a department can take cases of a shop; refused where nobody can. */
export async function requireTakers(
  db: Executor,
  { departmentId, shopId }: { departmentId: string; shopId: string },
): Promise<{ name: string; givesOut: boolean; people: string[] }> {
  const [department] = await db.select().from(departments).where(eq(departments.id, departmentId))
  const people = await queryRows(
    db,
    z.object({ id: z.string() }),
    sql`select u.id from departments d join department_members m on m.department_id = d.id
      join users u on u.id = m.user_id where d.id = ${departmentId} and ${canTake(sql`${shopId}::text`)} order by u.id`,
  )
  if (!department || people.length === 0)
    throw invalid('department_empty', 'Expected a department with somebody who can take cases of this shop.')
  const { name, givesOut } = department
  return { name, givesOut, people: people.map(({ id }) => id) }
}
