import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Executor } from '../../db/client.ts'
import { procedures } from '../../db/schema/policy.ts'
import type { Category } from '../../domain/category.ts'
import { type Procedure, procedureContentSchema } from '../../domain/procedure.ts'
import { SHIPPED_PROCEDURES } from '../../domain/procedures/shipped.ts'

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
function procedureOf(category: Category, row: { version: number; content: unknown } | undefined): Procedure {
  const version = row?.version ?? 0
  const isShipped = row === undefined || isBackToShipped(row.content)
  const content = isShipped ? SHIPPED_PROCEDURES[category] : procedureContentSchema.parse(row.content)
  return { category, version, isShipped, content }
}

/** A version that goes back holds no text: what a later release ships holds then, too. */
const isBackToShipped = (content: unknown): boolean =>
  typeof content === 'object' && content !== null && 'shipped' in content
