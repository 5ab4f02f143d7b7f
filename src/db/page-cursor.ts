import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { invalid } from '../shared/errors.ts'

/** Where a page ended, as an opaque word for the next question. */
export const encodeCursor = (place: readonly string[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url')

/** The place in a cursor of ours; anything else is refused (`bad_cursor`). */
export function decodeCursor<Place>(cursor: string, place: z.ZodType<Place>): Place {
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    throw invalid('bad_cursor', 'The page cursor is not one of ours; start from the first page.')
  }
}

const momentSchema = z.tuple([z.string().regex(/^\d{4}-\d\d-\d\d[\d:. +-]{5,30}$/), z.string().max(128)])

/** What follows the cursor in a list sorted by a moment, then by id; true without a cursor. */
export function pastMoment(
  cursor: string | undefined,
  { at, id, isAscending }: { at: SQL; id: SQL; isAscending: boolean },
): SQL {
  if (!cursor) return sql`true`
  const [moment, last] = decodeCursor(cursor, momentSchema)
  return sql`(${at}, ${id}) ${sql.raw(isAscending ? '>' : '<')} (${moment}::timestamptz, ${last})`
}
