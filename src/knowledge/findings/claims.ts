import { type Clause, readWords, type Word } from '../../domain/text/clauses.ts'
import { isNegated } from '../../domain/text/negation.ts'
import { stem } from '../../domain/text/tokens.ts'
import { isVerb, meaningOf } from './concepts.ts'
import { meanings } from './matter.ts'
import { readPhrases, readWith } from './phrases.ts'
import type { Statement } from './source.ts'
import { stanceOf } from './stance.ts'

/** What is claimed: that something may, is, fits, is included (`yes`), is needed, costs nothing, withstands water, is genuine. */
export type Topic = 'yes' | 'need' | 'free' | 'waterproof' | 'genuine' | 'sized' | 'property'
export type Claim = {
  kind: 'claim'
  topic: Topic
  isPositive: boolean
  /** «да» and «нет» answer the question and are about nothing else. */
  answersQuestion: boolean
  /** What kind of word claims: `may`, `fit`, `exist` …; of a plain verb its stem; `answer` for «да» and «нет». */
  sense: string
  /** Said in several words, which name no matter themselves: «идёт в комплекте». */
  isPhrase?: true
  /** Stands in the first sentence, which answers what was asked. */
  isMain: boolean
  start: number
  end: number
}

/** `flips`: without a negation the word itself denies. */
const PREDICATES: { sense: string; topic: Topic; word: RegExp; flips?: true }[] = [
  { sense: 'may', topic: 'yes', word: /^(?:можно|возможно|возможна|возможен|разреш(?:ен|ено|ена|ены|ается|аются|аем)|допуска\p{L}+|допустим\p{L}*|подлеж\p{L}+)$/u },
  { sense: 'may', topic: 'yes', word: /^(?:нельзя|невозмож(?:ен|н\p{L}+)|запрещ\p{L}+|недопустим\p{L}*|отсутству\p{L}+)$/u, flips: true },
  { sense: 'fit', topic: 'yes', word: /^(?:подход\p{L}+|подойд\p{L}+|совместим\p{L}*|предназначен\p{L}*|год(?:ится|ятся)|сгод\p{L}+)$/u },
  { sense: 'fit', topic: 'yes', word: /^несовместим\p{L}*$/u, flips: true },
  { sense: 'fit', topic: 'yes', word: /^(?:влез\p{L}+|помест(?:ит|ят)\p{L}*|встан(?:ет|ут)|получится|удастся|смож(?:ем|ете|ет)|смогут)$/u },
  { sense: 'hold', topic: 'yes', word: /^(?:сохраня(?:ется|ются)|сохранится|остается|останется|действу(?:ет|ют)|распространя\p{L}+|покрыва\p{L}+)$/u },
  { sense: 'hold', topic: 'yes', word: /^(?:теря(?:ется|ются)|пропада(?:ет|ют)|аннулиру\p{L}+|слета(?:ет|ют)|прекраща\p{L}+|сгора(?:ет|ют))$/u, flips: true },
  { sense: 'exist', topic: 'yes', word: /^(?:есть|имеется|имеются|бывает|бывают|предусмотрен\p{L}*|доступн\p{L}+)$/u },
  { sense: 'exist', topic: 'yes', word: /^(?:нет|нету)$/u, flips: true },
  { sense: 'include', topic: 'yes', word: /^(?:вход(?:ит|ят)|прилага\p{L}+|включен\p{L}*)$/u },
  { sense: 'accept', topic: 'yes', word: /^(?:принима(?:ем|ют|ется|ются)|примем|примут|поддержива\p{L}+)$/u },
  { sense: 'need', topic: 'need', word: /^(?:нужн\p{L}{1,2}|нужен|надо|обязательн\p{L}+|обязан\p{L}*|требу(?:ет|ют)\p{L}*|необходим\p{L}*|понадоб\p{L}+|придется|приходится)$/u },
  { sense: 'need', topic: 'need', word: /^необязательн\p{L}+$/u, flips: true },
  { sense: 'free', topic: 'free', word: /^бесплатн\p{L}+$/u },
  { sense: 'free', topic: 'free', word: /^платн\p{L}+$/u, flips: true },
  { sense: 'waterproof', topic: 'waterproof', word: /^(?:водонепроницаем(?!ость)\p{L}+|водостойк(?!ость)\p{L}+|влагозащищ\p{L}+|непромокаем\p{L}+)$/u },
  { sense: 'waterproof', topic: 'waterproof', word: /^(?:боится|боятся|промока\p{L}+)$/u, flips: true },
  { sense: 'genuine', topic: 'genuine', word: /^(?:натуральн\p{L}+|оригинал\p{L}*)$/u },
  { sense: 'genuine', topic: 'genuine', word: /^(?:искусственн\p{L}+|копи[яию]|подделк\p{L}+|реплик\p{L}+)$/u, flips: true },
] // biome-ignore format: a table reads best as one

const YES = /^(?:да|конечно|разумеется|безусловно)(?!\p{L})/iu
const NO = /^(?:нет|увы|к сожалению)(?=[,.!—-]|\s*$)/iu
const ALTERNATIVE = /(?<!\p{L})или(?!\p{L})/iu
const PAYS = /^(?:плат\p{L}*|доплач\p{L}*|доплат\p{L}*|оплач\p{L}*)$/u

/** The claims of a statement, clause by clause, and the «да» or «нет» that opens it. */
export function readClaims(statement: Statement, clauses: Clause[]): Claim[] {
  const { text, questions } = statement
  const opening = openingOf(text, questions[0] ?? '')
  const said = clauses.flatMap((clause) => claimsOf(text, clause, questions[0] ?? '', opening?.end ?? 0))
  const isSilent = opening === undefined && !said.some(({ isMain }) => isMain)
  const stance = isSilent ? stanceOf(statement, clauses) : undefined
  return [...(opening ? [opening] : []), ...said, ...(stance ? [stance] : [])]
}

/** The phrases of a clause, then its single words; `after`: the «нет» that opens the answer has been read already. */
function claimsOf(text: string, clause: Clause, question: string, after: number): Claim[] {
  const { words, sentence } = clause
  const phrases = readPhrases(text, clause)
  const single = words.flatMap((word, i) => {
    if (phrases.some(({ start, end }) => word.start < end && start < word.end)) return []
    const isMain = sentence === 0
    const claim = claimOf(words, i, isMain, question) ?? (isMain ? echoOf(words, i, question) : undefined)
    return claim ? [claim] : []
  })
  const said = [...phrases, ...single]
  const asked = meanings(readWords(question))
  const found = said.length > 0 ? said : readWith(asked, clause)
  return [...found, ...neededIn(clause, found)].filter(({ start }) => start >= after)
}

/** «без коробки не принимаем»: what must not be missing is needed, what may be missing is not. */
function neededIn({ words, sentence }: Clause, said: Claim[]): Claim[] {
  const claim = said.find(({ topic, isMain }) => topic === 'yes' && isMain)
  const without = words.findIndex(
    ({ word }, i) => word === 'без' && meaningOf(words[i + 1]?.word ?? '') !== undefined,
  )
  const at = words[without]
  if (!claim || !at || words[without - 1]?.word === 'не') return []
  if (!WITHOUT.has(claim.sense) && !claim.sense.startsWith('прин')) return []
  const { start, end } = at
  const isPositive = !claim.isPositive
  return [
    {
      kind: 'claim',
      topic: 'need',
      sense: 'need',
      isPositive,
      answersQuestion: false,
      isMain: sentence === 0,
      start,
      end,
    },
  ]
}
const WITHOUT = new Set(['may', 'accept', 'hold', 'fit'])

function claimOf(words: Word[], i: number, isMain: boolean, asked = ''): Claim | undefined {
  const at = words[i]
  if (!at || words.slice(0, i).some(({ word }) => SUPPOSES.test(word))) return undefined
  const predicate = PREDICATES.find(({ word }) => word.test(at.word))
  const base = { kind: 'claim' as const, answersQuestion: false, isMain, start: at.start, end: at.end }
  if (!predicate) {
    // «не делаем», «не возим»: a plain verb counts only when it is denied; the other side is looked up by its stem.
    const before = words[i - 1]
    if (before?.word === 'не' && (VERB.test(at.word) || ADJECTIVE.test(at.word)))
      return { ...base, start: before.start, topic: 'yes', isPositive: false, sense: at.stem }
    // «несъёмный», «беспроводная»
    const without = PREFIXED.exec(at.word)?.[1]
    return without ? { ...base, topic: 'yes', isPositive: false, sense: stem(without) } : undefined
  }
  const isDenied = isNegated(words, i)
  const { sense } = predicate
  const topic = topicOf(predicate, words, asked)
  // To need not pay is to have it free.
  const isTurned = predicate.topic === 'need' && topic === 'free'
  const isPositive = (predicate.flips === true) === isDenied
  const start = isDenied && words[i - 1]?.word === 'не' ? (words[i - 1]?.start ?? at.start) : at.start
  return { ...base, start, topic, sense, isPositive: isPositive !== isTurned }
}

/** The word that claims and the matter together: «платить не нужно» is of the price, «водонепроницаемость: нет» of water. */
function topicOf(predicate: { sense: string; topic: Topic }, words: Word[], asked: string): Topic {
  if (predicate.topic === 'need' && words.some(({ word }) => PAYS.test(word))) return 'free'
  if (
    predicate.sense === 'exist' &&
    [...words, ...readWords(asked)].some(({ word }) => RESISTANCE.test(word))
  )
    return 'waterproof'
  return predicate.topic
}
const RESISTANCE = /^(?:водонепроницаемость|водостойкость|влагозащита|водоотталкивани\p{L}+)$/u

/** A verb of a yes-or-no question, said again without «не»: «Выдерживает ли …? — Кипяток выдерживает». */
function echoOf(words: Word[], i: number, question: string): Claim | undefined {
  const at = words[i]
  if (!at || !ECHOED.test(at.word) || !isVerb(at.word) || ASKS_FOR_MORE.test(question) || isNegated(words, i))
    return undefined
  if (words.slice(0, i).some(({ word }) => SUPPOSES.test(word))) return undefined
  if (!readWords(question).some(({ stem, word }) => stem === at.stem && ECHOED.test(word))) return undefined
  const { stem: sense, start, end } = at
  return {
    kind: 'claim',
    topic: 'yes',
    sense,
    isPositive: true,
    answersQuestion: false,
    isMain: true,
    start,
    end,
  }
}
const ECHOED = /.{3}(?:ем|ет|ит|ют|ят|ут|[жчшщ]ат|ете|ите|ется|ится|ются|ятся)$/u
const ASKS_FOR_MORE =
  /(?<!\p{L})(?:как\p{L}*|скольк\p{L}+|когда|где|куда|откуда|кто|что|чем|почему|зачем|чей|чья|чьё|или)(?!\p{L})/iu

/** «если товар есть», «устройство, где есть порт»: supposed, not claimed. */
const SUPPOSES = /^(?:если|когда|где|котор\p{L}+|чтобы|хотя|пока)$/u
const ADJECTIVE = /^\p{L}{4,}(?:ый|ий|ой|ая|яя|ое|ее|ые|ие)$/u
const PREFIXED = /^(?:не|без|бес)(\p{L}{3,}(?:ый|ий|ой|ая|ое|ые|ен|на|но|ны))$/u
const VERB = /(?:ем|им|ет|ит|ют|ят|ут|ат|ете|ите|ется|ится|ются|ятся|ать|ить|еть)$/u

function openingOf(text: string, question: string): Claim | undefined {
  const isYes = YES.exec(text)
  const found = isYes ?? NO.exec(text)
  if (!found || ALTERNATIVE.test(question)) return undefined
  const words = readWords(question)
  const asked = words.flatMap((_, i) => claimOf(words, i, true) ?? []).find(({ topic }) => topic !== 'yes')
  // «Доставка платная? — Нет»: what was asked is denied.
  const isPositive = (isYes !== null) === (asked?.isPositive ?? true)
  const [start, end] = [0, found[0].length]
  return {
    kind: 'claim',
    topic: asked?.topic ?? 'yes',
    sense: 'answer',
    isPositive,
    answersQuestion: true,
    isMain: true,
    start,
    end,
  }
}

/** «доставляем» against «доставки нет»: a verb of the first sentence whose thing the other side denies. */
export function verbOf({ words, sentence }: Clause, thing: string): Claim | undefined {
  if (sentence > 0 || words.some((one) => SUPPOSES.test(one.word))) return undefined
  const i = words.findIndex(({ word }) => PERSONAL.test(word) && meaningOf(word) === thing)
  const word = words[i]
  if (!word || isNegated(words, i)) return undefined
  const { start, end } = word
  return {
    kind: 'claim',
    topic: 'yes',
    sense: 'exist',
    isPositive: true,
    answersQuestion: false,
    isMain: true,
    start,
    end,
  }
}
const PERSONAL = /(?:ем|им|ет|ит|ют|ят|ут|ат|ется|ится|ются|ятся)$/u

/** Things that a statement says there are none of: «доставки нет» → delivery. */
export function deniedThings({ clause, ...fact }: Claim & { clause: Clause }): string[] {
  if (fact.sense !== 'exist' || fact.isPositive || !fact.isMain) return []
  return clause.words.flatMap(({ word }) => meaningOf(word) ?? [])
}

/** The same verb without «не», as a claim of the other side. */
export function plainVerb({ words, sentence }: Clause, verb: string): Claim | undefined {
  const i = words.findIndex(
    ({ stem, word }) => stem === verb && (ADJECTIVE.test(word) || (VERB.test(word) && !/ть$/u.test(word))),
  )
  const word = words[i]
  if (!word || isNegated(words, i) || words.some((one) => SUPPOSES.test(one.word))) return undefined
  const { start, end } = word
  return {
    kind: 'claim',
    topic: 'yes',
    sense: verb,
    isPositive: true,
    answersQuestion: false,
    isMain: sentence === 0,
    start,
    end,
  }
}

/** Stems of the plain verbs that a statement denies. */
export const deniedVerb = (claim: Claim): string | undefined =>
  claim.topic === 'yes' && !claim.isPositive && !NAMED.has(claim.sense) ? claim.sense : undefined
const NAMED = new Set([...PREDICATES.map(({ sense }) => sense), 'answer', 'stance'])
