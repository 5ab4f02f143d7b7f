import { type DiffPart, diffWords } from './text/word-diff.ts'

/** One field that two versions of an entry differ in: a text word by word, anything else as it was and is. */
export type EntryChange =
  | { field: string; kind: 'text'; parts: DiffPart[] }
  | { field: string; kind: 'value'; before: unknown; after: unknown }

const TEXTS = new Set(['questionRu', 'answerRu', 'questionZh', 'answerZh', 'questionEn', 'answerEn'])

/** What differs between two versions, in the order of their fields. */
export function entryChanges<T extends Record<string, unknown>>(before: T, after: T): EntryChange[] {
  return Object.keys(after).flatMap((field): EntryChange[] => {
    const [old, now] = [before[field], after[field]]
    if (JSON.stringify(sorted(old)) === JSON.stringify(sorted(now))) return []
    if (TEXTS.has(field))
      return [{ field, kind: 'text', parts: diffWords(String(old ?? ''), String(now ?? '')) }]
    return [{ field, kind: 'value', before: old ?? null, after: now ?? null }]
  })
}

/** The database does not keep the order of keys. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
