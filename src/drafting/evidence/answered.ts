import { readWords } from '../../domain/text/clauses.ts'
import { foldInPlace } from '../../domain/text/fold-in-place.ts'
import { isVerb } from '../../knowledge/findings/concepts.ts'
import { areAlike, meaningsOf } from './matter.ts'
import type { Source } from './rule.ts'
import type { Saying, Segment } from './saying.ts'

const OPEN_QUESTION =
  /(?<!\p{L})(?:как\p{L}*|сколько|когда|где|куда|откуда|кто|что|чем|чего|почему|зачем|чей|или)(?!\p{L})/u
const YES = /^(?:да|конечно|разумеется)(?=[,.!:;—–-]|\s|$)/u
const NO = /^(?:нет|к сожалению|увы)(?=[,.!:;—–-]|\s*$)/u
const DENIES = /^(?:не|нет|ни|нельзя|невозможн\p{L}+|запрещ\p{L}+|отсутству\p{L}+|никогда|без)$/u
/** «не только», «не позднее» deny nothing. */
const EMPTY =
  /^(?:только|поздн\p{L}+|бол(?:ее|ьше)|мен(?:ее|ьше)|выше|ниже|раньше|позже|дольше|просто|обязательн\p{L}+)$/u

export const isDeniedIn = ({ words }: Pick<Segment, 'words'>): boolean =>
  words.some(({ word }, i) => DENIES.test(word) && !EMPTY.test(words[i + 1]?.word ?? ''))

type Answered = {
  isYes: boolean
  /** What the question names: things, else the verb. */
  asked: string[]
  /** Everything that the question and the first sentence of the answer name. */
  told: string[]
}

/** A question of yes or no with what its answer begins with; undefined for any other. */
export function answeredIn({ saying }: Source): Answered | undefined {
  const { title, text, segments } = saying
  if (!title.trim().endsWith('?') || OPEN_QUESTION.test(foldInPlace(title))) return undefined
  const folded = foldInPlace(text).trim()
  const isYes = YES.test(folded) ? true : NO.test(folded) ? false : repeats(saying)
  if (isYes === undefined) return undefined
  const words = readWords(title)
  const things = words.flatMap(({ word }) => (isVerb(word) ? [] : named(word)))
  const verbs = words.flatMap(({ word }) => (isVerb(word) ? named(word) : []))
  const first = segments.filter(({ sentence }) => sentence === 0)
  return {
    isYes,
    asked: things.length > 0 ? things : verbs,
    told: [...things, ...verbs, ...first.flatMap(({ words: all }) => all.flatMap(({ word }) => named(word)))],
  }
}

/** Latin names stand for themselves. */
const named = (word: string): string[] => (/^[a-z]/.test(word) ? [word] : [...meaningsOf(word)])

/** «Снимается ли чехол? — Чехол снимается»: the first sentence repeats the verb, or denies it. */
function repeats({ title, segments }: Saying): boolean | undefined {
  const verbs = readWords(title).flatMap(({ word }) => (isVerb(word) ? named(word) : []))
  const [first] = segments
  const at = first?.words.findIndex(
    ({ word }) => isVerb(word) && named(word).some((one) => verbs.some((other) => areAlike(one, other))),
  )
  if (!first || at === undefined || at < 0) return undefined
  return first.words[at - 1]?.word !== 'не'
}

/** Whether a part of a sentence is about what the question asks. */
export function isAbout(segment: Segment, { asked }: Answered, own: readonly string[]): boolean {
  const said = segment.words.flatMap(({ word }) => named(word))
  const telling = asked.filter((one) => !own.some((other) => areAlike(one, other)))
  const needed = telling.length > 0 ? telling : asked
  return needed.length > 0 && needed.every((one) => said.some((other) => areAlike(one, other)))
}

const ADDS = /^(?:тоже|также|даже|прямо|любо\p{L}*|все\p{L}*|и)$/u

/**
 * Whether the answer to the question says the same, yes or no, in other words: nothing is named that the question and the
 * first sentence of its answer do not name, nothing added to it.
 */
export function isCarriedBy(segment: Segment, answered: Answered, own: readonly string[]): boolean {
  if (isDeniedIn(segment) === answered.isYes || !isAbout(segment, answered, own)) return false
  if (segment.words.some(({ word }) => ADDS.test(word))) return false
  const said = segment.words.flatMap(({ word }) => (isVerb(word) ? [] : named(word)))
  const known = [...answered.told, ...own]
  return said.every((one) => known.some((other) => areAlike(one, other)))
}
