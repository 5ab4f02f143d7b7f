import { stem, tokenise } from './text/tokens.ts'
import { unmask } from './text/unmask.ts'

/**
 * The first of the shop's stop words that a text has, as the shop wrote it. Case, `ё`, look-alike letters, spelled
 * letters and endings do not hide one; `возврат*` stands for every word that begins like this.
 */
export function findStopWord(text: string, stopWords: readonly string[]): string | undefined {
  if (stopWords.length === 0) return undefined
  const words = tokensOf(text)
  return stopWords.find((stopWord) => has(words, stopWord))
}

function has(words: readonly string[], stopWord: string): boolean {
  const isPrefix = stopWord.trimEnd().endsWith('*')
  const wanted = tokensOf(stopWord)
  if (wanted.length === 0) return false
  const last = wanted.length - 1
  return words.some((_, at) =>
    wanted.every((word, i) => {
      const found = words[at + i]
      if (found === undefined) return false
      return isPrefix && i === last ? found.startsWith(word) : found === word || stem(found) === stem(word)
    }),
  )
}

const tokensOf = (text: string) => tokenise(unmask(text).text)
