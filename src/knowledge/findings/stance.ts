import type { Clause, Word } from '../../domain/text/clauses.ts'
import type { Claim } from './claims.ts'
import { isVerb } from './concepts.ts'
import type { Statement } from './source.ts'

/**
 * What the first clause of an answer says to a question of yes or no in words of its own: «Работает ли камера с Windows
 * 7? — Камера запускается и на Windows 7» affirms, «не пойдёт» denies. Only where no known claim was found.
 */
export function stanceOf({ questions }: Statement, clauses: Clause[]): Claim | undefined {
  const [clause] = clauses
  if (!clause || !asksYesOrNo(questions[0] ?? '')) return undefined
  const { words } = clause
  if (words.some(({ word }) => SUPPOSES.test(word) || LIMITS.test(word))) return undefined
  const denied = words.findIndex(({ word }, i) => word === 'не' && !TAKEN.test(words[i + 1]?.word ?? ''))
  if (denied >= 0) return claim(words[denied + 1] ?? words[denied], false)
  if (words.some(({ word }) => DENIES.test(word))) return undefined
  return claim(words.find(isPredicate), true)
}

/** «… ли …», «складывается?»; never «как», «сколько», «или». */
const asksYesOrNo = (question: string): boolean =>
  question.trim().endsWith('?') && !ASKS_FOR_MORE.test(question.toLowerCase())

const ASKS_FOR_MORE =
  /(?<!\p{L})(?:как\p{L}*|скольк\p{L}+|когда|где|куда|откуда|кто|кому|что|чем|чего|почему|зачем|чей|чья|чьё|чьей|или|из чего|до скольки)(?!\p{L})/u
const SUPPOSES = /^(?:если|когда|где|котор\p{L}+|чтобы|хотя|пока|или)$/u
/** They hold for a part only, or say it the other way round. */
const LIMITS =
  /^(?:только|лишь|кроме|исключительно|обычно|иногда|почти|редко|сначала|лучше|понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье|завтра)$/u
const TAKEN = /^(?:только|менее|более|позднее|позже|больше|меньше|раньше|просто|всегда|все|всё|обязательно)$/u
const DENIES = /^(?:не|нет|ни|без|нельзя|невозможно|никогда|перестал\p{L}*|отсутству\p{L}+)$/u

const isPredicate = ({ word }: Word) => isVerb(word) && !/(?:ть|ться|йте|те)$/u.test(word)

const claim = (at: Word | undefined, isPositive: boolean): Claim | undefined =>
  at && {
    kind: 'claim',
    topic: 'yes',
    sense: 'stance',
    isPositive,
    answersQuestion: false,
    isMain: true,
    start: at.start,
    end: at.end,
  }
