import type { ProductAttribute } from '../../domain/product.ts'
import type { Given, TransferKind } from './shapes.ts'
import { columnsOf } from './tables/columns.ts'
import { mergeParams, mergeText } from './yml/merge-feed.ts'
import type { FeedParam } from './yml/read-yml.ts'

/** What is stored with what the row says over it; what it does not speak of stays. */
export function mergeRow(
  what: TransferKind,
  stored: object | undefined,
  given: Given,
): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...stored }
  const isFeed = 'feedParams' in given || 'feedPrice' in given
  const inner = new Map<string, Given>()
  for (const [key, value] of Object.entries(given)) {
    const [name = '', field] = key.split('.')
    if (field !== undefined) inner.set(name, { ...inner.get(name), [field]: value })
    else if (key === 'feedParams') merged.attributes = mergeParams(attributesOf(stored), value as FeedParam[])
    else if (key !== 'feedPrice') merged[key] = isFeed ? mergeText(merged[key], value) : value
  }
  for (const [name, fields] of inner) merged[name] = mergeInner(what, name, merged[name], fields)
  return merged
}

/** Fields within one: all cells empty is none of it, else those without a word take what is usual. */
function mergeInner(what: TransferKind, name: string, stored: unknown, fields: Given): unknown {
  if (Object.values(fields).every((value) => value === undefined)) return null
  const merged: Record<string, unknown> = typeof stored === 'object' && stored !== null ? { ...stored } : {}
  for (const { key, kind, choices } of columnsOf(what)) {
    const [parent, field] = key.split('.')
    if (parent !== name || field === undefined) continue
    const usual = kind === 'bilingual-list' ? [] : kind === 'choice' ? choices[0] : undefined
    if (field in fields) merged[field] = fields[field] ?? usual
    else merged[field] ??= usual
  }
  return merged
}

const attributesOf = (stored: object | undefined): ProductAttribute[] =>
  stored && 'attributes' in stored ? (stored.attributes as ProductAttribute[]) : []
