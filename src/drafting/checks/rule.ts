import type { Check } from '../../domain/draft.ts'

/** What the channel allows; the channel's adapter declares it. */
export type TextLimits = { minLength: number; maxLength: number }

export type CheckRule = (text: string, limits: TextLimits) => Check

type Words = Check['message']

/** A finding with the words that caused it, shortened to what fits on a line. */
export function finding(rule: string, status: 'warn' | 'block', message: Words, span?: string): Check {
  const shown = span?.trim().slice(0, 120)
  return { rule, status, message, ...(shown ? { span: shown } : {}) }
}

export function pass(rule: string, message: Words): Check {
  return { rule, status: 'pass', message }
}
