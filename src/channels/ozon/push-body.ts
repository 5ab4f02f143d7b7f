import { z } from 'zod'
import { invalid } from '../../shared/errors.ts'
import { ozonIdOrNone } from './schemas.ts'

/** All that is known of a push of any type. */
export const sellerBody = z.looseObject({ seller_id: ozonIdOrNone.catch(undefined) })

/** Reads a push by the schema of its type, or tells which fields were expected otherwise and which are missing. */
export function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  messageType: string,
): z.infer<Schema> {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const missing = result.error.issues
    .filter((issue) => isMissing(body, issue.path))
    .map((issue) => issue.path.join('.'))
  const problems = result.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`)
  throw invalid('push_invalid', `${messageType}: ${problems.join('; ')}`.slice(0, 500), { missing, problems })
}

function isMissing(body: unknown, path: PropertyKey[]): boolean {
  let value = body
  for (const key of path) {
    if (value === null || typeof value !== 'object') return false
    value = (value as Record<PropertyKey, unknown>)[key]
  }
  return path.length > 0 && (value === undefined || value === null)
}
