import { STOP_WORDS } from '../domain/text/stop-words.ts'
import { stem, tokenise } from '../domain/text/tokens.ts'
import type { Vocabulary } from './vocabulary.ts'

const MOST_WORDS = 40
const LEAST_WORDS = 2
/** Full text weighs every row that holds a word: words of half the shop would cost more than all the rest. */
const MOST_ROWS = 2_000

type WeighedWord = {
  word: string
  rows: number
  isCommon: boolean
  /** The common word that it is when one slip of the finger is taken back. */
  meant: string | undefined
}

/** The words that carry meaning, the rarest first. Tokens hold no quotes. */
export function wordsByRarity(
  text: string,
  { passages, shareOf, isCommon, commonNear }: Vocabulary,
): WeighedWord[] {
  return [...new Set(tokenise(text).filter((token) => !STOP_WORDS.has(token)))]
    .map((word) => {
      const stemmed = stem(word)
      const known = isCommon(stemmed)
      const meant = known ? undefined : commonNear(stemmed)
      return { word, rows: passages * shareOf(meant ?? stemmed), isCommon: known, meant }
    })
    .sort((a, b) => a.rows - b.rows)
    .slice(0, MOST_WORDS)
}

/** Words of which any may match: an AND of a whole message matches nothing. */
export function rarest(words: WeighedWord[]): string[] {
  let rows = 0
  return words
    .filter((one, i) => {
      rows += one.rows
      return i < LEAST_WORDS || rows <= MOST_ROWS
    })
    .flatMap(({ word, meant }) => (meant === undefined ? [word] : [word, meant]))
}
