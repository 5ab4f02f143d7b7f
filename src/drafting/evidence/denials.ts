import { readWords, type Word } from '../../domain/text/clauses.ts'
import { isVerb } from '../../knowledge/findings/concepts.ts'
import { areOtherCases } from '../../knowledge/findings/other-cases.ts'
import { areAlike, meaningsOf } from './matter.ts'
import type { Saying, Segment } from './saying.ts'

/** Something that a text says is not so: the meanings it denies, and where it keeps something apart («только») those it keeps. */
type Denial = { meanings: string[]; kept: string[]; least: number; sentence: string }

const NO =
  /^(?:не|нет|нету|ни|нельзя|невозможн\p{L}+|запрещ\p{L}+|недопустим\p{L}+|отсутству\p{L}+|никогда|исключен\p{L}*|исключая|недоступ\p{L}+|несовместим\p{L}*|отказ\p{L}*|противопоказан\p{L}*|избега\p{L}+|отдельно|докуп\p{L}+)$/u
const WITHOUT = /^(?:без|кроме|вместо|помимо)$/u
const ONLY = /^(?:только|лишь|исключительно)$/u
/** «не более», «не позднее» limit, «не только» adds. */
const EMPTY =
  /^(?:только|поздн\p{L}+|бол(?:ее|ьше)|мен(?:ее|ьше)|выше|ниже|раньше|позже|дольше|дальше|просто|чаще|реже)$/u

/** What the evidence denies in any form: «не», «нет», «без сои», «кроме режима „Жарка“», «только для Android», «продаётся отдельно». */
function denialsOf(saying: Saying): Denial[] {
  return saying.segments.flatMap((segment) => {
    const sentence = sentenceAround(saying, segment)
    return denialsIn(segment.words, [...meaningsOf(saying.title)]).map((one) => ({ ...one, sentence }))
  })
}

function denialsIn(words: readonly Word[], asked: string[]): Omit<Denial, 'sentence'>[] {
  const all = meaningsIn(words)
  return words.flatMap(({ word }, i) => {
    const next = words[i + 1]?.word ?? ''
    if (WITHOUT.test(word)) return [{ meanings: meaningsIn(words.slice(i + 1, i + 4)), kept: [], least: 1 }]
    if (ONLY.test(word)) {
      const kept = meaningsIn(words.slice(i + 1))
      const meanings = all.filter((one) => !kept.includes(one))
      return [{ meanings: meanings.length > 0 ? meanings : asked, kept, least: 1 }]
    }
    if (!NO.test(word) || EMPTY.test(next) || asks(words)) return []
    // A bare «нет» is of what was asked.
    const meanings = all.length > 0 ? all : asked
    return [{ meanings, kept: [], least: Math.min(2, meanings.length) }]
  })
}

const meaningsIn = (words: readonly Word[]): string[] =>
  words.flatMap(({ word }) => (/^[a-z]/.test(word) ? [word] : [...meaningsOf(word)]))

/** «проверьте, не попал ли воздух» denies nothing. */
export const asks = (words: readonly Word[]): boolean => words.some(({ word }) => word === 'ли')

/** «Сверлить дерево можно, бетон — нет»: two or three words and a bare «нет». */
export const isElliptic = ({ words }: Segment): boolean =>
  words.at(-1)?.word === 'нет' && words.length <= 6 && !words.some(({ word }) => isVerb(word))

/** Whether a text denies what these words name, in the same case, and does not say it holds for them alone. */
export function denies(saying: Saying, said: string): boolean {
  const meanings = [...meaningsOf(said), ...latin(said)]
  const named = (list: readonly string[]) =>
    new Set(list.filter((one) => meanings.some((other) => areAlike(one, other)))).size
  return denialsOf(saying).some(
    ({ meanings: denied, kept, least, sentence }) =>
      denied.length > 0 && named(denied) >= least && named(kept) === 0 && !areOtherCases(said, sentence),
  )
}
/** Whether it denies anything at all. */
export const hasDenial = (saying: Saying): boolean => denialsOf(saying).length > 0

function sentenceAround(saying: Saying, segment: Segment): string {
  const all = saying.segments.filter(({ sentence }) => sentence === segment.sentence)
  return saying.text.slice(all[0]?.start ?? 0, all.at(-1)?.end ?? 0)
}

const latin = (text: string): string[] =>
  readWords(text).flatMap(({ word }) => (/^[a-z]/.test(word) ? [word] : []))
