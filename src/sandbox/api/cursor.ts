import { badRequest } from '../api-error.ts'

/** Opaque to the caller: a position that cannot be guessed or computed with. */
export function makeCursor(position: string): string {
  return Buffer.from(`c1:${position}`).toString('base64url')
}

/** An empty cursor means the first page; anything not made by us is refused. */
export function readCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined || cursor === '') return undefined
  const text = Buffer.from(cursor, 'base64url').toString()
  if (!text.startsWith('c1:')) throw badRequest('Request validation error: invalid cursor')
  return text.slice(3)
}

/** One page of a list that is already in its final order; the cursor holds the key of the last item given. */
export function pageAfter<T>(
  items: T[],
  keyOf: (item: T) => string,
  cursor: string | undefined,
  limit: number,
) {
  const after = readCursor(cursor)
  const start = after === undefined ? 0 : items.findIndex((item) => keyOf(item) === after) + 1
  const page = items.slice(start, start + limit)
  const last = page.at(-1)
  const hasNext = start + limit < items.length
  return { page, hasNext, cursor: hasNext && last !== undefined ? makeCursor(keyOf(last)) : '' }
}
