import type { Word } from './clauses.ts'

/** Between «не» and the word it denies there may stand a few others: «не всегда подходит», «не будет работать». */
const REACH = 3
/** They follow «не» and take it for themselves: «не только подходит» does not deny. */
const NOT_DENYING = new Set([
  'только',
  'менее',
  'более',
  'позднее',
  'позже',
  'больше',
  'меньше',
  'раньше',
  'просто',
])
const LINKS =
  /^(?:буд(?:ет|ут|ем)|был\p{L}?|могут|может|можем|всегда|совсем|рекоменду\p{L}+|советовал\p{L}|советуем|стоит|является|входит|считается|очень)$/u
/** «никак», «ни в коем случае», «никогда»: the «не» comes later, the sense is the same. */
const DENIERS = new Set(['не', 'ни'])

/** Whether the word at `at` is denied within its clause, also at a distance, as Russian does. */
export function isNegated(words: Word[], at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - REACH); i--) {
    const word = words[i]?.word ?? ''
    if (DENIERS.has(word)) return !NOT_DENYING.has(words[i + 1]?.word ?? '') && reaches(words, i, at)
  }
  return false
}

/** Straight before it, or with nothing but links between. */
function reaches(words: Word[], from: number, at: number): boolean {
  return words.slice(from + 1, at).every(({ word }) => LINKS.test(word))
}
