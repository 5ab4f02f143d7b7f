import { splitSentences } from '../text/sentences.ts'
import { denialsIn, denies, deniesInstead, mayDeny, type ReadingLanguage } from './denials.ts'
import { readForeignMentions } from './foreign-mentions.ts'
import { splitForeignSentences } from './foreign-sentences.ts'
import { missingMentions } from './mention.ts'
import type { Compared, ReadingFinding } from './reading.ts'
import { readRussianMentions } from './russian-mentions.ts'

/**
 * What a rendering of a Russian text in an agent's language lost of it, and what it added: numbers with their units,
 * dates, times and sizes, and whether anything is denied. Words are not compared: that is what the reader is for.
 */
export function compareWithRussian(russian: string, rendering: string, language: ReadingLanguage): Compared {
  const ours = readRussianMentions(russian)
  const theirs = language === 'ru' ? readRussianMentions(rendering) : readForeignMentions(rendering, language)
  const lost: ReadingFinding[] = missingMentions(ours, theirs).map(({ words, ...one }) => {
    const said = ours.find(({ start }) => start === one.start)
    return { kind: 'number', words, zh: said?.zh, en: said?.en, within: russian }
  })
  const added: ReadingFinding[] = missingMentions(theirs, ours).map(({ words }) => ({
    kind: 'number',
    words,
    within: rendering,
  }))
  for (const [ours, theirs] of sentencePairs(russian, rendering, language)) {
    const [denial] = denialsIn(ours)
    const isDenied = denies(theirs, language)
    if (denial && !isDenied && !deniesInstead(theirs, language)) {
      lost.push({ kind: 'negation', words: aroundDenial(ours, denial), within: ours })
    }
    if (isDenied && !mayDeny(ours)) added.push({ kind: 'negation', words: theirs, within: theirs })
  }
  return { lost, added }
}

/** A denial belongs to its sentence: one that is lost must not hide behind another one's. */
function sentencePairs(russian: string, rendering: string, language: ReadingLanguage): [string, string][] {
  const ours = splitSentences(russian)
  const theirs = language === 'ru' ? splitSentences(rendering) : splitForeignSentences(rendering)
  if (ours.length !== theirs.length) return [[russian, rendering]]
  return ours.map((sentence, index) => [sentence, theirs[index] ?? ''])
}

/** The denying word with the one it denies: «не подходит». */
function aroundDenial(text: string, denial: { start: number; end: number }): string {
  const next = /^\s+[\p{L}\p{N}-]+/u.exec(text.slice(denial.end))?.[0] ?? ''
  return text.slice(denial.start, denial.end + next.length)
}

/** The language a person wrote in, by its letters. */
export function languageOf(text: string): ReadingLanguage {
  if (/\p{Script=Han}/u.test(text)) return 'zh'
  return count(text, /\p{Script=Cyrillic}/gu) > count(text, /\p{Script=Latin}/gu) ? 'ru' : 'en'
}

/** Whether a text is in a language as far as its letters tell; a text without letters is in any. */
export function isWrittenIn(text: string, language: ReadingLanguage): boolean {
  const cyrillic = count(text, /\p{Script=Cyrillic}/gu)
  const han = count(text, /\p{Script=Han}/gu)
  const latin = count(text, /\p{Script=Latin}/gu)
  if (cyrillic + han + latin === 0) return true
  if (language === 'ru') return cyrillic > han && cyrillic * 2 >= latin
  // A Chinese letter says as much as two or three of an alphabet; names of models and sections stay as they are.
  if (language === 'zh') return han > 0 && cyrillic <= han * 2
  return latin > 0 && cyrillic <= latin && han * 2 <= latin
}

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0
