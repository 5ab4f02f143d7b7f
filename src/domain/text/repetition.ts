import { normalise } from './normalise.ts'
import { tokenise } from './tokens.ts'

/** How many words, and how many characters, stand in one piece. */
const WORDS = 5
const CHARS = 5
/** Texts of fewer words say nothing but courtesy: they may repeat. */
const SHORT = 8

/**
 * How much of `text` stands in `other`, 0..1: the larger of the shares of its 5-word and 5-character pieces, the
 * characters counted less, because any two Russian texts share some. Numbers are one thing whatever they are: the
 * same letter with another order number is the same letter.
 */
export function repeatedShare(text: string, other: string): number {
  const words = tokens(text)
  if (words.length < SHORT) return 0
  const byWords = shareOf(wordPieces(words), wordPieces(tokens(other)))
  const byChars = shareOf(charPieces(text), charPieces(other))
  return Math.max(byWords, (byChars - CHANCE) / (1 - CHANCE), 0)
}
/** The share of 5-character pieces that unlike replies have in common at most. */
const CHANCE = 0.4

const tokens = (text: string): string[] =>
  tokenise(text).map((token) => (/^\p{N}/u.test(token) ? '0' : token))

const wordPieces = (words: readonly string[]): Set<string> =>
  new Set(words.slice(WORDS - 1).map((_, i) => words.slice(i, i + WORDS).join(' ')))

function charPieces(text: string): Set<string> {
  const letters = normalise(text)
    .replace(/\p{N}+/gu, '0')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
  return new Set(
    Array.from({ length: Math.max(0, letters.length - CHARS + 1) }, (_, i) => letters.slice(i, i + CHARS)),
  )
}

function shareOf(pieces: Set<string>, others: Set<string>): number {
  if (pieces.size === 0) return 0
  let shared = 0
  for (const piece of pieces) if (others.has(piece)) shared += 1
  return shared / pieces.size
}
