import { z } from 'zod'
import { checkSchema } from '../../domain/draft.ts'
import { type ShopPolicy, shopPolicySchema } from '../../domain/shop-policy.ts'
import { ApiError } from '../api/client.ts'

/** Lists as people write them: one thing a line. */
export const toLines = (items: readonly string[]) => items.join('\n')

export const fromLines = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
]

/** `2026-12-31`, or first and last day with a space or a dash between; undefined when a line is neither. */
export function readHolidays(text: string): ShopPolicy['holidays'] | undefined {
  const days = fromLines(text).map((line) => {
    const [from, to = from] = line.match(/\d{4}-\d{2}-\d{2}/g) ?? []
    return { from, to }
  })
  const parsed = shopPolicySchema.shape.holidays.safeParse(days)
  return parsed.success ? parsed.data : undefined
}

const detailsSchema = z.object({ checks: z.array(checkSchema) })

/** What the rules say about a refused text, in the interface language. */
export function readFindings(error: unknown, language: 'zh' | 'ru' | 'en'): string[] {
  if (!(error instanceof ApiError)) return []
  const parsed = detailsSchema.safeParse(error.details)
  return parsed.success ? parsed.data.checks.map(({ message }) => message[language]) : []
}
