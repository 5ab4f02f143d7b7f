import { type Clause, readWords, type Word } from '../../domain/text/clauses.ts'
import { isNegated } from '../../domain/text/negation.ts'
import type { Statement } from './source.ts'

/** What is claimed: that something may, is, fits, is included (`yes`), is needed, costs nothing, withstands water, is genuine. */
export type Topic = 'yes' | 'need' | 'free' | 'waterproof' | 'genuine'
export type Claim = {
  kind: 'claim'
  topic: Topic
  isPositive: boolean
  /** «да» and «нет» answer the question and are about nothing else. */
  answersQuestion: boolean
  /** Stem of the word that claims, for a plain verb with or without «не». */
  verb?: string
  start: number
  end: number
}

/** `flips`: without a negation the word itself denies. */
const PREDICATES: { topic: Topic; word: RegExp; flips?: true }[] = [
  { topic: 'yes', word: /^(?:можно|возможно|возможна|возможен|разреш\p{L}+|допуска\p{L}+|допустим\p{L}*|подлеж\p{L}+)$/u },
  { topic: 'yes', word: /^(?:нельзя|невозможн\p{L}+|запрещ\p{L}+|недопустим\p{L}*|отсутству\p{L}+)$/u, flips: true },
  { topic: 'yes', word: /^(?:подход\p{L}+|подойд\p{L}+|совместим\p{L}*|предназначен\p{L}*|год(?:ится|ятся)|сгод\p{L}+)$/u },
  { topic: 'yes', word: /^несовместим\p{L}*$/u, flips: true },
  { topic: 'yes', word: /^(?:есть|имеется|имеются|бывает|бывают|предусмотрен\p{L}*|доступн\p{L}+)$/u },
  { topic: 'yes', word: /^(?:нет|нету)$/u, flips: true },
  { topic: 'yes', word: /^(?:вход(?:ит|ят)|прилага\p{L}+|включен\p{L}*)$/u },
  { topic: 'yes', word: /^(?:принима(?:ем|ют|ется|ются)|примем|примут|поддержива\p{L}+)$/u },
  { topic: 'need', word: /^(?:нужн\p{L}{1,2}|нужен|надо|обязательн\p{L}+|обязан\p{L}*|требу(?:ет|ют)\p{L}*|необходим\p{L}*|понадоб\p{L}+|придется|приходится)$/u },
  { topic: 'need', word: /^необязательн\p{L}+$/u, flips: true },
  { topic: 'free', word: /^бесплатн\p{L}+$/u },
  { topic: 'free', word: /^платн\p{L}+$/u, flips: true },
  { topic: 'waterproof', word: /^(?:водонепрониц\p{L}+|водостойк\p{L}+|влагозащ\p{L}+|непромока\p{L}+)$/u },
  { topic: 'waterproof', word: /^(?:боится|боятся|промока\p{L}+)$/u, flips: true },
  { topic: 'genuine', word: /^(?:натуральн\p{L}+|оригинал\p{L}*)$/u },
  { topic: 'genuine', word: /^(?:искусственн\p{L}+|копи[яию]|подделк\p{L}+|реплик\p{L}+)$/u, flips: true },
] // biome-ignore format: a table reads best as one

const YES = /^(?:да|конечно|разумеется|безусловно)(?!\p{L})/iu
const NO = /^(?:нет|увы|к сожалению)(?=[,.!—-]|\s*$)/iu
const ALTERNATIVE = /(?<!\p{L})или(?!\p{L})/iu
const PAYS = /^(?:плат\p{L}*|доплач\p{L}*|доплат\p{L}*|оплач\p{L}*)$/u

/** The claims of a statement, clause by clause, and the «да» or «нет» that opens it. */
export function readClaims({ text, questions }: Statement, clauses: Clause[]): Claim[] {
  const opening = openingOf(text, questions[0] ?? '')
  return [
    ...(opening ? [opening] : []),
    ...clauses.flatMap(({ words }) =>
      words.flatMap((word, i) => {
        const claim = claimOf(words, i)
        // The «нет» that opens the answer has been read already.
        return claim && !(opening && word.start < opening.end) ? [claim] : []
      }),
    ),
  ]
}

function claimOf(words: Word[], i: number): Claim | undefined {
  const at = words[i]
  if (!at) return undefined
  const predicate = PREDICATES.find(({ word }) => word.test(at.word))
  const negated = isNegated(words, i)
  const base = { kind: 'claim' as const, answersQuestion: false, start: at.start, end: at.end }
  if (!predicate) {
    // «не делаем», «не возим»: a plain verb counts only when it is denied; the other side is looked up by its stem.
    const before = words[i - 1]
    if (before?.word !== 'не' || !VERB.test(at.word)) return undefined
    return { ...base, start: before.start, topic: 'yes', isPositive: false, verb: at.stem }
  }
  const topic =
    predicate.topic === 'need' && words.some(({ word }) => PAYS.test(word)) ? 'free' : predicate.topic
  // To need not pay is to have it free.
  const turned = topic !== predicate.topic
  const isPositive = (predicate.flips === true) === negated
  const start = negated && words[i - 1]?.word === 'не' ? (words[i - 1]?.start ?? at.start) : at.start
  return { ...base, start, topic, isPositive: isPositive !== turned }
}

const VERB = /(?:ем|им|ет|ит|ют|ят|ут|ат|ете|ите|ется|ится|ются|ятся|ать|ить|еть)$/u

function openingOf(text: string, question: string): Claim | undefined {
  const isYes = YES.exec(text)
  const found = isYes ?? NO.exec(text)
  if (!found || ALTERNATIVE.test(question)) return undefined
  const words = readWords(question)
  const asked = words.flatMap((_, i) => claimOf(words, i) ?? []).find(({ topic }) => topic !== 'yes')
  // «Доставка платная? — Нет»: what was asked is denied.
  const isPositive = (isYes !== null) === (asked?.isPositive ?? true)
  return {
    kind: 'claim',
    topic: asked?.topic ?? 'yes',
    isPositive,
    answersQuestion: true,
    start: 0,
    end: found[0].length,
  }
}

/** The same verb without «не», as a claim of the other side. */
export function plainVerb(clause: Clause, verb: string): Claim | undefined {
  const i = clause.words.findIndex((word) => word.stem === verb && VERB.test(word.word))
  const word = clause.words[i]
  if (!word || isNegated(clause.words, i)) return undefined
  return {
    kind: 'claim',
    topic: 'yes',
    isPositive: true,
    answersQuestion: false,
    verb,
    start: word.start,
    end: word.end,
  }
}
