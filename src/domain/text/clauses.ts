import { foldInPlace } from './fold-in-place.ts'
import { splitSentences } from './sentences.ts'
import { stem } from './tokens.ts'

export type Word = { word: string; stem: string; start: number; end: number }
/** A part of a sentence between commas and the like, with the words of it and the sentence it belongs to. */
export type Clause = { start: number; end: number; sentence: number; words: Word[] }

const BREAK = /[,;:()](?=\s|$)|\s[-–—]\s|\s(?:но|зато|однако)\s|[()]/gu
const WORD = /\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}]+/gu

/** The clauses of a text in order; offsets are those of the text. */
export function readClauses(text: string): Clause[] {
  let at = 0
  return splitSentences(text).flatMap((sentence, index) => {
    const start = text.indexOf(sentence, at)
    at = start + sentence.length
    const cuts = [...sentence.matchAll(BREAK)].map((match) => ({
      from: match.index,
      to: match.index + match[0].length,
    }))
    const bounds = [0, ...cuts.flatMap(({ from, to }) => [from, to]), sentence.length]
    const clauses: Clause[] = []
    for (let i = 0; i < bounds.length; i += 2) {
      const [from = 0, to = 0] = [bounds[i], bounds[i + 1]]
      if (!/[\p{L}\p{N}]/u.test(sentence.slice(from, to))) continue
      clauses.push({
        start: start + from,
        end: start + to,
        sentence: index,
        words: readWords(sentence.slice(from, to), start + from),
      })
    }
    return clauses
  })
}

/** Words and numbers, folded, with their stems; `offset` is where the text begins in a longer one. */
export function readWords(text: string, offset = 0): Word[] {
  return [...foldInPlace(text).matchAll(WORD)].map(({ 0: word, index }) => ({
    word,
    stem: stem(word),
    start: offset + index,
    end: offset + index + word.length,
  }))
}
