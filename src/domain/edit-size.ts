import { diffWords } from './text/word-diff.ts'

export const EDIT_SIZES = ['unchanged', 'light', 'rewritten'] as const
export type EditSize = (typeof EDIT_SIZES)[number]

/** Up to this share of its letters a changed text is still the draft. */
const LIGHT = 0.3

/** How much of a draft was changed before it was sent: the letters added or taken away against those of both. */
export function editSize(before: string, after: string): EditSize {
  if (before.trim() === after.trim()) return 'unchanged'
  const parts = diffWords(before.trim(), after.trim())
  const lettersIn = (kinds: readonly string[]) =>
    parts.reduce((sum, { kind, text }) => sum + (kinds.includes(kind) ? lettersOf(text) : 0), 0)
  const changed = lettersIn(['removed', 'added'])
  return changed <= LIGHT * (changed + 2 * lettersIn(['same'])) ? 'light' : 'rewritten'
}

/** Marks and spaces weigh nothing. */
const lettersOf = (text: string): number => text.replaceAll(/[^\p{L}\p{N}]/gu, '').length
