import { and, asc, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '../db/client.ts'
import { products } from '../db/schema/knowledge.ts'
import type { Clock } from '../shared/clock.ts'
import { invalid } from '../shared/errors.ts'
import { formatCsv, parseCsv } from './csv.ts'
import { entryContentSchema, entryRules } from './entry-content.ts'
import { listEntries } from './read-entries.ts'
import { upsertEntry } from './save-entry.ts'
import { productContentSchema, upsertProduct } from './save-product.ts'

export type ImportKind = 'entries' | 'products'
export type ImportFormat = 'jsonl' | 'csv'
export type ImportReport = {
  created: number
  changed: number
  same: number
  /** Nothing is written as long as one line is wrong. */
  errors: { line: number; message: string }[]
}

const idSchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,128}$/, 'expected 1-128 printable characters without spaces')
const ROW_SCHEMAS = {
  entries: entryContentSchema.extend({ id: idSchema }).superRefine(entryRules),
  products: productContentSchema.extend({ sku: idSchema }),
}
/** In a spreadsheet a list stands in one cell, a line each; what has a shape of its own stands as JSON. */
const LISTS = new Set(['variants', 'schemes', 'skus', 'machineFilled'])
const SHAPED = new Set(['attributes', 'sizes', 'compatibility', 'warranty'])
const PAGE = 200

/** All entries or products of a shop as one text; importing it again changes nothing. */
export async function exportKnowledge(
  db: Database,
  { shopId, what, format }: { shopId: string; what: ImportKind; format: ImportFormat },
): Promise<string> {
  const rows: Record<string, unknown>[] = []
  for await (const row of what === 'entries' ? allEntries(db, shopId) : allProducts(db, shopId))
    rows.push(row)
  if (format === 'jsonl') return rows.map((row) => `${JSON.stringify(row)}\n`).join('')
  const columns = columnsOf(what)
  return formatCsv([columns, ...rows.map((row) => columns.map((column) => toCell(column, row[column])))])
}

/** Writes everything or nothing, in one transaction. A dry run does the same and takes it back. */
export async function importKnowledge(
  { db, clock }: { db: Database; clock: Clock },
  input: {
    shopId: string
    what: ImportKind
    format: ImportFormat
    text: string
    changedBy: string
    dryRun: boolean
  },
): Promise<ImportReport> {
  const { shopId, what, changedBy } = input
  const report: ImportReport = { created: 0, changed: 0, same: 0, errors: [] }
  const read = input.format === 'csv' ? readCsv(input.text, what) : readJsonLines(input.text)
  const entries: z.infer<typeof ROW_SCHEMAS.entries>[] = []
  const goods: z.infer<typeof ROW_SCHEMAS.products>[] = []
  for (const { line, value, error } of read) {
    const parsed = ROW_SCHEMAS[what].safeParse(value)
    if (error !== undefined) report.errors.push({ line, message: error })
    else if (!parsed.success) {
      report.errors.push({ line, message: z.prettifyError(parsed.error).replace(/\s*\n\s*/g, ' ') })
    } else if (what === 'entries') entries.push(ROW_SCHEMAS.entries.parse(value))
    else goods.push(ROW_SCHEMAS.products.parse(value))
  }
  if (report.errors.length > 0) return report
  const now = clock.now()
  try {
    await db.transaction(async (tx) => {
      for (const { id, ...content } of entries) {
        const { outcome } = await upsertEntry(tx, { shopId, id, content, changedBy, now })
        report[outcome]++
      }
      for (const content of goods) report[await upsertProduct(tx, { shopId, content, now })]++
      if (input.dryRun) throw new TakeBack()
    })
  } catch (error) {
    if (!(error instanceof TakeBack)) throw error
  }
  return report
}

class TakeBack extends Error {}

type ReadRow = { line: number; value?: unknown; error?: string }

function readJsonLines(text: string): ReadRow[] {
  return text
    .replace(/^\ufeff/, '')
    .split('\n')
    .map((raw, i): ReadRow => {
      if (raw.trim() === '') return { line: 0 }
      try {
        return { line: i + 1, value: JSON.parse(raw) }
      } catch {
        return { line: i + 1, error: 'expected a JSON object' }
      }
    })
    .filter(({ line }) => line > 0)
}

function readCsv(text: string, what: ImportKind): ReadRow[] {
  const [header = [], ...rows] = parseCsv(text)
  const columns = header.map((name) => name.trim())
  const unknown = columns.filter((column) => !columnsOf(what).includes(column))
  if (unknown.length > 0) {
    throw invalid(
      'csv_columns',
      `Unknown columns ${unknown.join(', ')}; expected some of ${columnsOf(what).join(', ')}`,
    )
  }
  return rows.map((cells, i): ReadRow => {
    try {
      const value = columns.map((column, at) => [column, fromCell(column, cells[at] ?? '')])
      return { line: i + 2, value: Object.fromEntries(value.filter(([, cell]) => cell !== undefined)) }
    } catch (error) {
      return { line: i + 2, error: error instanceof Error ? error.message : String(error) }
    }
  })
}

function columnsOf(what: ImportKind): string[] {
  const columns = Object.keys(ROW_SCHEMAS[what].shape)
  return what === 'entries' ? ['id', ...columns.filter((column) => column !== 'id')] : columns
}

function toCell(column: string, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (LISTS.has(column) && Array.isArray(value)) return value.join('\n')
  return SHAPED.has(column) ? JSON.stringify(value) : String(value)
}

/** An empty cell says nothing: the column's default holds. */
function fromCell(column: string, cell: string): unknown {
  if (cell === '') return undefined
  if (LISTS.has(column))
    return cell
      .split('\n')
      .map((one) => one.trim())
      .filter(Boolean)
  if (!SHAPED.has(column)) return cell
  try {
    return JSON.parse(cell)
  } catch {
    throw invalid('csv_json', `${column}: expected JSON`)
  }
}

async function* allEntries(db: Database, shopId: string): AsyncGenerator<Record<string, unknown>> {
  let cursor: string | undefined
  do {
    const page = await listEntries(db, { shopId, limit: PAGE, cursor })
    for (const { shopId: _, version: __, updatedAt: ___, id, ...content } of page.entries)
      yield { id, ...content }
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

async function* allProducts(db: Database, shopId: string): AsyncGenerator<Record<string, unknown>> {
  for (let after = ''; ; ) {
    const page = await db
      .select()
      .from(products)
      .where(and(eq(products.shopId, shopId), gt(products.sku, after)))
      .orderBy(asc(products.sku))
      .limit(PAGE)
    for (const product of page) yield productContentSchema.parse(product)
    const last = page.at(-1)
    if (page.length < PAGE || !last) return
    after = last.sku
  }
}
