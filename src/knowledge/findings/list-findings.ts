import { and, desc, eq, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, type Executor, queryRows } from '../../db/client.ts'
import { decodeCursor, encodeCursor } from '../../db/page-cursor.ts'
import { users } from '../../db/schema/access.ts'
import { knowledgeFindings } from '../../db/schema/upkeep.ts'
import { withinShops } from '../../db/within-shops.ts'
import type { ShopScope } from '../../domain/shop-scope.ts'
import {
  type Finding,
  type FindingSide,
  type Findings,
  type FindingsQuery,
  findingSchema,
} from '../../http/contracts/findings.ts'
import { notFound } from '../../shared/errors.ts'
import { countSourcesToCheck } from './check-findings.ts'
import { withGlosses } from './gloss.ts'

/** A page of findings in the asker's shops, newest first, with what is open and what is still to be compared. */
export async function listFindings(
  db: Database,
  { scope, shopId, kind, status, source, cursor, limit }: FindingsQuery & { scope: ShopScope },
): Promise<Findings> {
  const rows = await select(
    db,
    and(
      withinShops(scope, knowledgeFindings.shopId),
      shopId === undefined ? undefined : eq(knowledgeFindings.shopId, shopId),
      kind === undefined ? undefined : eq(knowledgeFindings.kind, kind),
      eq(knowledgeFindings.status, status),
      source === undefined
        ? undefined
        : or(eq(knowledgeFindings.left, source), eq(knowledgeFindings.right, source)),
      cursor === undefined ? undefined : before(cursor),
    ),
    limit + 1,
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    findings: page,
    counts: await countFindings(db, { scope, shopId }),
    waiting: await countSourcesToCheck(db, { scope, shopId }),
    nextCursor: rows.length > limit && last ? encodeCursor([last.foundAt, last.id]) : null,
  }
}

export async function loadFinding(
  db: Executor,
  { shopId, id }: { shopId: string; id: string },
): Promise<Finding> {
  const isIt = and(eq(knowledgeFindings.shopId, shopId), eq(knowledgeFindings.id, id))
  const [finding] = await select(db, isIt, 1)
  if (!finding) throw notFound('finding_not_found', `There is no finding ${id} in this shop`)
  return finding
}

async function select(db: Executor, where: SQL | undefined, limit: number): Promise<Finding[]> {
  const rows = await db
    .select({ finding: knowledgeFindings, name: users.name })
    .from(knowledgeFindings)
    .leftJoin(users, eq(users.id, knowledgeFindings.settledBy))
    .where(where)
    .orderBy(desc(knowledgeFindings.foundAt), desc(knowledgeFindings.id))
    .limit(limit)
  return withGlosses(
    db,
    rows.map(({ finding, name }) => toFinding(finding, name)),
  )
}

const storedDetail = z.object({
  likeness: z.number().optional(),
  differences: findingSchema.shape.differences,
  left: findingSchema.shape.left.pick({ title: true, parts: true }),
  right: findingSchema.shape.right.pick({ title: true, parts: true }),
})

const plainSide = findingSchema.shape.left.omit({ zh: true })
const plainFinding = findingSchema.extend({ left: plainSide, right: plainSide })

function toFinding(row: typeof knowledgeFindings.$inferSelect, settledByName: string | null) {
  const { likeness, differences, left, right } = storedDetail.parse(row.detail)
  return plainFinding.parse({
    shopId: row.shopId,
    id: row.id,
    kind: row.kind,
    status: row.status,
    likeness: likeness ?? null,
    differences,
    left: { ...sourceOf(row.left), ...left },
    right: { ...sourceOf(row.right), ...right },
    foundAt: row.foundAt.toISOString(),
    settledBy: row.settledBy === null ? null : { id: row.settledBy, name: settledByName ?? row.settledBy },
    settledReason: row.settledReason,
    settledAt: row.settledAt?.toISOString() ?? null,
  })
}

function sourceOf(source: string): { kind: string; id: FindingSide['id'] } {
  const at = source.indexOf(':')
  return { kind: source.slice(0, at), id: source.slice(at + 1) }
}

const countRow = z.object({
  contradictions: z.coerce.number(),
  duplicates: z.coerce.number(),
  dismissed: z.coerce.number(),
})

async function countFindings(
  db: Database,
  { scope, shopId }: { scope: ShopScope; shopId: string | undefined },
): Promise<Findings['counts']> {
  const [row] = await queryRows(
    db,
    countRow,
    sql`select count(*) filter (where status = 'open' and kind = 'contradiction') as contradictions,
        count(*) filter (where status = 'open' and kind = 'duplicate') as duplicates,
        count(*) filter (where status = 'dismissed') as dismissed
      from knowledge_findings where ${withinShops(scope, sql`shop_id`)} and ${shopId === undefined ? sql`true` : sql`shop_id = ${shopId}`}`,
  )
  return row ?? { contradictions: 0, duplicates: 0, dismissed: 0 }
}

const placeSchema = z.tuple([z.iso.datetime(), z.string()])

function before(cursor: string): SQL {
  const [foundAt, id] = decodeCursor(cursor, placeSchema)
  return sql`(${knowledgeFindings.foundAt}, ${knowledgeFindings.id}) < (${foundAt}::timestamptz, ${id})`
}
