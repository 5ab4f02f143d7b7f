import type { RiskFlag } from '../../../domain/draft.ts'

/** A sign of a risk. Patterns see the text folded: lower case, `ё` as `е`, one alphabet a word, disguises undone. */
export type RiskRule = { flag: RiskFlag; name: string; pattern: RegExp }

/** Alternatives that begin where a word begins: `\b` sees no Cyrillic letters. */
export const word = (...alternatives: string[]): RegExp =>
  new RegExp(`(?<!\\p{L})(?:${alternatives.join('|')})`, 'u')

/** Alternatives anywhere: Chinese has no spaces. */
export const anywhere = (...alternatives: string[]): RegExp =>
  new RegExp(`(?:${alternatives.join('|')})`, 'u')
