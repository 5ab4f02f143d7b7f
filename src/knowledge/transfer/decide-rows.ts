import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import type { Executor } from '../../db/client.ts'
import { entryProblems } from '../../domain/knowledge-entry.ts'
import { idSchema } from '../../http/contracts/common.ts'
import { entryContentSchema } from '../entry-content.ts'
import { productContentSchema } from '../product-content.ts'
import { mergeRow } from './merge-row.ts'
import { type Reason, reason } from './reasons.ts'
import type { FileRow, Given, TransferKind } from './shapes.ts'
import { loadStored, type Stored, sameAsStored, skusOfOffers } from './stored.ts'
import { columnsOf } from './tables/columns.ts'
import type { FeedPrice } from './yml/read-yml.ts'

export type Outcome = 'added' | 'changed' | 'unchanged' | 'rejected'
/** What becomes of an entry or product: all of it, and the price where a feed told one that nobody knew. */
export type RowContent = { content: Record<string, unknown>; price?: FeedPrice }
export type Decision = {
  row: number
  outcome: Outcome
  subject: string | null
  reason: Reason | null
  content: RowContent | null
  /** Hash of what was stored, empty for nothing. Only where something is to be written. */
  base: string | null
}

/** Where each id was first seen in the file: the later row with it is rejected. */
export type SeenIds = Map<string, number>

type Input = { what: TransferKind; shopId: string; rows: FileRow[]; seen: SeenIds }

/** What each row would do, decided for a batch with one or two queries. Writes nothing but `seen`. */
export async function decideRows(db: Executor, { what, shopId, rows, seen }: Input): Promise<Decision[]> {
  const given = rows.flatMap((row) => ('given' in row ? [row.given] : []))
  const skus =
    what === 'products' ? await skusOfOffers(db, { shopId, offerIds: offersWithoutSku(given) }) : new Map()
  const idOf = (row: Given) => (what === 'entries' ? entryId(shopId, row) : productId(row, skus))
  const ids = given.map(idOf).filter((id) => id !== undefined)
  const stored = await loadStored(db, { what, shopId, ids: [...new Set(ids)] })
  return rows.map((row): Decision => {
    if ('problem' in row) return rejected(row.row, null, row.problem)
    const id = idOf(row.given)
    const decided = decide(what, row.row, row.given, id, id === undefined ? undefined : stored.get(id))
    if (decided.outcome === 'rejected' || id === undefined) return decided
    const first = seen.get(id)
    if (first !== undefined) return rejected(row.row, id, reason('duplicate', { subject: id, first }))
    seen.set(id, row.row)
    return decided
  })
}

function decide(
  what: TransferKind,
  row: number,
  given: Given,
  id: string | undefined,
  stored: Stored | undefined,
): Decision {
  if (id === undefined) {
    const [column, other] = what === 'entries' ? ['id', 'questionRu'] : ['sku', 'offerId']
    return rejected(row, null, reason('no_identity', { column, other }))
  }
  const idColumn = what === 'entries' ? 'id' : 'sku'
  if (!idSchema.safeParse(id).success)
    return rejected(row, id.slice(0, 128), reason('bad_id', { column: idColumn }))
  const merged = mergeRow(what, stored?.content, given)
  if (what === 'entries') merged.kind ??= 'faq'
  else Object.assign(merged, { sku: id, offerId: merged.offerId ?? id })
  const parsed = (what === 'entries' ? entryContentSchema : productContentSchema).safeParse(merged)
  if (!parsed.success) return rejected(row, id, reasonOfIssue(what, parsed.error, merged))
  const content: Record<string, unknown> = parsed.data
  const problem = what === 'entries' ? entryProblems(entryContentSchema.parse(content))[0] : undefined
  if (problem) return rejected(row, id, reason(problem.code, { column: problem.field }))
  const unstorable = Object.entries(content).find(([, value]) => !isStorable(value))
  if (unstorable) return rejected(row, id, reason('not_storable', { column: unstorable[0] }))
  const price = stored?.hasPrice ? undefined : (given.feedPrice as FeedPrice | undefined)
  const outcome = !stored ? 'added' : sameAsStored(what, stored, content) && !price ? 'unchanged' : 'changed'
  if (outcome === 'unchanged') return { row, outcome, subject: id, reason: null, content: null, base: null }
  return {
    row,
    outcome,
    subject: id,
    reason: stored ? reason('fields_changed', { columns: changedFields(stored.content, content) }) : null,
    content: price ? { content, price } : { content },
    base: stored?.hash ?? '',
  }
}

const rejected = (row: number, subject: string | null, why: Reason): Decision => ({
  row,
  outcome: 'rejected',
  subject,
  reason: why,
  content: null,
  base: null,
})

/** An entry without an id is known by its question, so that the same file read again finds it. */
function entryId(shopId: string, { id, questionRu }: Given): string | undefined {
  if (typeof id === 'string' && id.trim() !== '') return id.trim()
  if (typeof questionRu !== 'string' || questionRu.trim() === '') return undefined
  const hash = createHash('sha256')
    .update(`${shopId}\n${foldQuestion(questionRu)}`)
    .digest('hex')
  return `q-${hash.slice(0, 16)}`
}

/** Kept apart from how search folds texts: that may improve, an id may not change. */
const foldQuestion = (text: string) =>
  text.normalize('NFC').toLowerCase().replaceAll('ё', 'е').replace(/\s+/gu, ' ').trim()

/** A product without a SKU is known by the seller's article; a new one takes the article for its SKU. */
function productId({ sku, offerId }: Given, skus: Map<string, string>): string | undefined {
  if (typeof sku === 'string' && sku.trim() !== '') return sku.trim()
  return typeof offerId === 'string' && offerId.trim() !== ''
    ? (skus.get(offerId) ?? offerId.trim())
    : undefined
}

const offersWithoutSku = (rows: Given[]): string[] => [
  ...new Set(
    rows.flatMap(({ sku, offerId }) =>
      (typeof sku !== 'string' || sku.trim() === '') && typeof offerId === 'string' ? [offerId] : [],
    ),
  ),
]

function changedFields(before: Record<string, unknown>, after: Record<string, unknown>): string {
  const changed = Object.keys(after).filter((key) => !isDeepStrictEqual(before[key], after[key]))
  return changed.length > 0 ? changed.join(', ') : 'price'
}

function reasonOfIssue(what: TransferKind, error: z.ZodError, merged: Record<string, unknown>): Reason {
  const [issue] = error.issues
  if (!issue) return reason('wrong_value', { column: '?', expected: '?' })
  const [first = '?', second] = issue.path.map(String)
  const isInner = columnsOf(what).some(({ key }) => key === `${first}.${second}`)
  const column = isInner ? `${first}.${second}` : first
  const value = issue.path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null
        ? Object.entries(at).find(([k]) => k === String(key))?.[1]
        : undefined,
    merged,
  )
  const isEmpty = value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
  if (isEmpty && issue.code !== 'custom') return reason('missing', { column })
  if (issue.code === 'too_big') return reason('too_long', { column, max: Number(issue.maximum) })
  if (issue.code === 'invalid_value')
    return reason('not_one_of', { column, expected: issue.values.join(', ') })
  return reason('wrong_value', { column, expected: issue.message.slice(0, 200) })
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what must be kept out
const STORABLE = /^[^\u0000\p{Cs}]*$/u

/** PostgreSQL stores neither NUL nor half a surrogate pair. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return STORABLE.test(value)
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, inner]) => STORABLE.test(key) && isStorable(inner))
}
