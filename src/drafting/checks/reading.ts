import { ownLetters } from '../../domain/text/letters.ts'
import { type MappedText, type Span, spanOf } from '../../domain/text/mapped-text.ts'
import { sentencePlaces } from '../../domain/text/sentences.ts'
import { foldLetters, foldToLatin, joinSpelled, readable } from '../../domain/text/unmask.ts'

/** One sentence as the rules read it, and how its places lie in the original text. */
export type ReadSentence = {
  /** Unmasked: lower case, `е` for `ё`, one alphabet a word. */
  text: string
  span: Span
  /** The original's stretch of a match in `text`. */
  place(match: RegExpExecArray | Span): Span
}

/** A text made ready once for all rules. */
export type Reading = {
  original: string
  /** As a reader sees it, case kept. */
  plain: MappedText
  /** `plain` in lower case and one alphabet a word, letters that stand alone left so. */
  folded: MappedText
  /** `plain` in lower case, words that mix alphabets read as Latin ones. */
  latin: MappedText
  /** With spelled-out words joined. */
  words: MappedText
  sentences: ReadSentence[]
}

export function readText(original: string): Reading {
  const plain = readable(original)
  const joined = joinSpelled(plain)
  // Folding moves no letter: a sentence's place in one is its place in the other, and only one has capitals.
  const words = foldLetters(joined)
  const sentences = sentencePlaces(joined.text).map(({ sentence, at }) => ({
    text: words.text.slice(at, at + sentence.length),
    span: spanOf(words, at, at + sentence.length),
    place: (match: RegExpExecArray | Span) => {
      const { from, to } = bounds(match)
      return spanOf(words, at + from, at + to)
    },
  }))
  return { original, plain, folded: foldLetters(plain), latin: foldToLatin(plain), words, sentences }
}

/** Every match of the patterns in a view of the text, as stretches of the original. */
export function placesOf(view: MappedText, patterns: readonly RegExp[]): Span[] {
  return patterns.flatMap((pattern) =>
    [...view.text.matchAll(everywhere(pattern))].map((match) => {
      const { from, to } = bounds(match)
      return spanOf(view, from, to)
    }),
  )
}

function bounds(match: RegExpExecArray | Span): Span {
  if ('from' in match) return match
  const lead = match[0].length - match[0].trimStart().length
  const text = match[0].trim()
  return { from: match.index + lead, to: match.index + lead + text.length }
}

/** The same pattern for all of a text, made once. */
const made = new WeakMap<RegExp, RegExp>()
function everywhere(pattern: RegExp): RegExp {
  const before = made.get(pattern)
  if (before) return before
  const flags = pattern.global ? pattern.flags : `${pattern.flags}g`
  const all = new RegExp(ownLetters(pattern.source), flags)
  made.set(pattern, all)
  return all
}

/** The first match of any of the patterns in a sentence. */
export function firstOf(sentence: string, patterns: readonly RegExp[]): RegExpExecArray | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(sentence)
    if (match) return match
  }
  return undefined
}
