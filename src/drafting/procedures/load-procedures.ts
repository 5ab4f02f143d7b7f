import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Executor } from '../../db/client.ts'
import { procedures } from '../../db/schema/policy.ts'
import type { Category } from '../../domain/category.ts'
import { type Procedure, procedureContentSchema } from '../../domain/procedure.ts'
import { SHIPPED_PROCEDURES } from '../../domain/procedures/shipped.ts'
import { notFound } from '../../shared/errors.ts'

/** What a version holds that goes back to the shipped procedure: of the text that a later release ships, too. */
export const SHIPPED = { shipped: true } as const

type Input = { shopId: string; categories: readonly Category[] }

/** The procedures that hold now, in the order asked for: the newest version of each, without one the shipped. */
export async function loadProcedures(db: Executor, { shopId, categories }: Input): Promise<Procedure[]> {
  if (categories.length === 0) return []
  const rows = await db
    .selectDistinctOn([procedures.category], {
      category: procedures.category,
      version: procedures.version,
      content: procedures.content,
    })
    .from(procedures)
    .where(and(eq(procedures.shopId, shopId), inArray(procedures.category, [...categories])))
    .orderBy(procedures.category, desc(procedures.version))
  const stored = new Map(rows.map((row) => [row.category, row]))
  return categories.map((category) => procedureOf(category, stored.get(category)))
}

/** What a stored version says; none is the shipped procedure. */
export function procedureOf(
  category: Category,
  row: { version: number; content: unknown } | undefined,
): Procedure {
  const version = row?.version ?? 0
  const isShipped = row === undefined || isBackToShipped(row.content)
  const content = isShipped ? SHIPPED_PROCEDURES[category] : procedureContentSchema.parse(row.content)
  return { category, version, isShipped, content }
}

const isBackToShipped = (content: unknown): boolean =>
  typeof content === 'object' && content !== null && 'shipped' in content

/** One version as it was written; 0 is the shipped procedure, which is always there. */
export async function loadVersion(
  db: Executor,
  { shopId, category, version }: { shopId: string; category: Category; version: number },
): Promise<Procedure> {
  if (version === 0) return procedureOf(category, undefined)
  const [row] = await db
    .select({ version: procedures.version, content: procedures.content })
    .from(procedures)
    .where(
      and(eq(procedures.shopId, shopId), eq(procedures.category, category), eq(procedures.version, version)),
    )
  if (!row) throw notFound('version_not_found', `This procedure has no version ${version}`)
  return procedureOf(category, row)
}
