import { readWords, type Word } from '../../domain/text/clauses.ts'
import { isVerb, meaningOf } from './concepts.ts'
import { isSame } from './matter.ts'

/**
 * Whether two questions ask of different things: they are one sentence but for the thing («есть ли чёрный», «есть ли
 * красный»), or name others by a number («44 размера», «48 размера») or a name («в Тулу», «в Пермь»).
 */
export function askOfOthers(a: Asked, b: Asked): boolean {
  const [left, right] = [readWords(a.question), readWords(b.question)]
  return (
    isMinimalPair(left, right) ||
    asksWhatNot(left) !== asksWhatNot(right) ||
    differ(a, b, (text) => numbersOf(readWords(text))) ||
    differ(a, b, namesIn)
  )
}

/** «что не покрывает гарантия» */
const asksWhatNot = (words: Word[]) =>
  /^(?:что|чего|кто|какие|какой|когда|где|кому)$/u.test(words[0]?.word ?? '') && words[1]?.word === 'не'

/** A question with the answer that was given. */
export type Asked = { question: string; text: string }

/** Each names something that the other has neither in its question nor in its answer. */
function differ(a: Asked, b: Asked, read: (text: string) => Set<string>): boolean {
  const isMissing = (one: Asked, other: Asked) => {
    const asked = read(one.question)
    return asked.size > 0 && asked.isDisjointFrom(read(`${other.question} ${other.text}`))
  }
  return isMissing(a, b) && isMissing(b, a)
}

const numbersOf = (words: Word[]) =>
  new Set(words.flatMap(({ word }) => (/^\p{N}/u.test(word) ? [word] : [])))

/** Written with a capital letter within a sentence; the marketplace and the polite «Вы» name no thing. */
function namesIn(text: string): Set<string> {
  const found = [
    ...text.matchAll(/(?<=[^.!?…\s«"][ \n]+[«"]?)(?:\p{Lu}\p{L}{2,}|\p{Script=Latin}{2,})/gu),
  ].map(([name]) => name)
  const stems = found.flatMap((name) => readWords(name)).filter(({ word }) => !NO_NAMES.test(word))
  return new Set(stems.map(({ stem }) => stem))
}
const NO_NAMES = /^(?:ozon|озон\p{L}*|ваш\p{L}*|вам|вас|вами|fb[os]|rfbs|фб[ос]|рфбс|росси\p{L}*)$/u

/** One frame, and in one place another thing on each side; verbs are chosen freely. */
function isMinimalPair(a: Word[], b: Word[]): boolean {
  const shorter = Math.min(a.length, b.length)
  let head = 0
  while (head < shorter && isLike(a[head], b[head])) head += 1
  let tail = 0
  while (tail < shorter - head && isLike(a.at(-1 - tail), b.at(-1 - tail))) tail += 1
  const [left, right] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)]
  if (head + tail < 2 || left.length > 2 || right.length > 2) return false
  const [one, other] = [thingsIn(left), thingsIn(right)]
  return one.length > 0 && other.length > 0 && !one.some((x) => other.some((y) => isSame(x, y)))
}

const isLike = (a: Word | undefined, b: Word | undefined) => a?.stem === b?.stem

const thingsIn = (words: Word[]): string[] =>
  words.flatMap(({ word }) => (isVerb(word) ? [] : (meaningOf(word) ?? [])))
