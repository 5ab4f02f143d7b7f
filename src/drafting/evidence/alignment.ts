import { readWords, type Word } from '../../domain/text/clauses.ts'
import { isVerb } from '../../knowledge/findings/concepts.ts'
import { answeredIn, isDeniedIn } from './answered.ts'
import { areAlike, meaningsOf } from './matter.ts'
import type { RuleInput, Source } from './rule.ts'
import type { Saying, Segment } from './saying.ts'

/** How a sentence lies over what it cites. */
export type Alignment = {
  /** Words that neither the evidence nor the product's name nor the question knows. */
  foreign: { start: number; end: number; isVerb: boolean }[]
  /** How many words name something. */
  words: number
  /** Whether the evidence knows any of them. */
  isMet: boolean
  parts: { isDenied: boolean; allows: boolean; isOverDenial: boolean }[]
  hasValue: boolean
  adds: boolean
  /** Another value of the same sort has more of the sentence's words about it than the one that is the same. */
  hasNearerRival: boolean
}

/** Each part of the sentence is laid over the part of the evidence that shares most of its meanings. */
export function alignmentOf({ sentence, cited, given, about }: RuleInput): Alignment {
  const parts = cited.flatMap(partsOf)
  const known = [
    ...new Set(cited.flatMap(({ saying }) => [...meaningsOf(`${saying.title}\n${saying.text}`)])),
  ]
  const own = [...given, ...meaningsOf(about)]
  const knows = (all: readonly string[], meaning: string) => all.some((one) => areAlike(one, meaning))
  const terms = readWords(sentence.text).flatMap(({ word, start, end }) => {
    const [meaning] = meaningsOf(word)
    return meaning === undefined ? [] : [{ meaning, isVerb: isVerb(word), start, end }]
  })
  const met = terms.filter(({ meaning }) => knows(known, meaning))
  return {
    foreign: terms.filter((term) => !met.includes(term) && !knows(own, term.meaning)),
    words: terms.length,
    isMet: met.length > 0,
    parts: sentence.segments.filter(isMore).map((segment) => {
      const text = sentence.text.slice(segment.start, segment.end)
      const isDenied = isNegative(segment)
      return {
        isDenied,
        allows: ALLOWS.test(text),
        isOverDenial: nearest([...meaningsOf(text)], parts)?.isDenied === true,
      }
    }),
    hasValue: sentence.names.length > 0 || sentence.facts.some(({ kind }) => VALUES.has(kind)),
    adds: ADDS.test(sentence.text) && !cited.some(({ saying }) => ADDS.test(saying.text)),
    hasNearerRival: hasNearerRival(sentence, cited),
  }
}

/** The «нет» that opens «Нет, таймера у него нет» denies the same once more: it is no part of its own. */
const isMore = ({ words }: Segment): boolean =>
  !(words.length === 1 && /^(?:да|нет)$/u.test(words[0]?.word ?? ''))

const VALUES = new Set(['quantity', 'size', 'date', 'hours', 'weekdays'])
const ALLOWS =
  /(?<!\p{L})(?:можно|подойд\p{L}+|подход\p{L}+|безопасн\p{L}*|разреш\p{L}+|годится|годен|тоже|также|есть|работает)(?!\p{L})/iu
/** They make more of what is said than was said. */
const ADDS =
  /(?<!\p{L})(?:все|всё|всех|всем|люб\p{L}+|всегда|тоже|также|полностью|никогда|без ограничений|только|даже|такой же|сразу)(?!\p{L})/iu

/** No in any form, the roundabout ones too: «продаётся отдельно», «лучше отказаться», «кроме замши». */
const isNegative = (segment: Pick<Segment, 'words'>): boolean =>
  isDeniedIn(segment) !== segment.words.some(({ word }) => ROUNDABOUT.test(word))
const ROUNDABOUT =
  /^(?:кроме|отдельн[оы]й?|докуп\p{L}+|дополнительно|самостоятельно|противопоказан\p{L}*|отказ\p{L}+|избега\p{L}+|сложно|трудно|неприятно)$/u

type Part = { meanings: string[]; isDenied: boolean }
const kept = new WeakMap<Source, Part[]>()

/** The parts of a piece of evidence; a question answered with yes or no is one of them. */
function partsOf(source: Source): Part[] {
  const before = kept.get(source)
  if (before) return before
  const { title, text, segments } = source.saying
  const answered = answeredIn(source)
  const parts = [
    ...(answered ? [{ meanings: [...meaningsOf(title)], isDenied: !answered.isYes }] : []),
    ...segments
      .flatMap((segment) => partedAtColon(text, segment))
      .map((segment) => ({
        meanings: [...meaningsOf(text.slice(segment.start, segment.end))],
        isDenied: isNegative(segment),
      })),
  ]
  kept.set(source, parts)
  return parts
}

/** «Для масел есть капсула: в бак их лить нельзя» says yes of one and no of the other; «таймер: нет» is one. */
function partedAtColon(text: string, segment: Segment): Pick<Segment, 'start' | 'end' | 'words'>[] {
  const { start, end, words } = segment
  const colon = start + text.slice(start, end).search(/:(?!\p{N})/u)
  const [before, after] = [words.filter((one) => one.end <= colon), words.filter((one) => one.start > colon)]
  const says = (side: readonly Word[]) => side.some(({ word }) => isVerb(word) || SAYS.test(word))
  const isTwo = before.at(-1)?.word === 'нет' || (says(before) && says(after) && after.length > 1)
  if (colon < start || !isTwo) return [segment]
  return [
    { start, end: colon, words: before },
    { start: colon + 1, end, words: after },
  ]
}
const SAYS = /^(?:есть|нет|нельзя|можно|нужн\p{L}+|отсутству\p{L}+|поддержива\p{L}+|доступн\p{L}+)$/u

/** The first of those that share most; undefined where none shares anything. */
function nearest(said: readonly string[], parts: readonly Part[]): Part | undefined {
  let [best, most]: [Part | undefined, number] = [undefined, 0]
  for (const part of parts) {
    const shared = sharedOf(said, part.meanings)
    if (shared > most) [best, most] = [part, shared]
  }
  return best
}

const sharedOf = (said: readonly string[], known: readonly string[]): number =>
  said.filter((one) => known.some((other) => areAlike(one, other))).length

/** «с шумоподавлением 45 часов» where thirty hours stand with it and forty-five without. */
function hasNearerRival(sentence: Saying, cited: readonly Source[]): boolean {
  return sentence.facts.some((said) => {
    if (said.kind !== 'quantity') return false
    const own = around(sentence, said)
    const shared = { same: -1, other: -1 }
    for (const { saying } of cited)
      for (const fact of saying.facts) {
        if (fact.kind !== 'quantity' || fact.dimension !== said.dimension) continue
        // «в тот же день» is told beside another length of time, not instead of it.
        if (fact.calendarDay !== undefined && said.calendarDay === undefined) continue
        const side = fact.from === said.from || fact.to === said.to ? 'same' : 'other'
        shared[side] = Math.max(shared[side], sharedOf(own, around(saying, fact)))
      }
    return shared.same >= 0 && shared.other > shared.same
  })
}

/** What stands about a value: the meanings of its part, and the other values in it. */
const around = (
  { text, title, segments, facts }: Saying,
  place: { start: number; end: number },
): string[] => {
  const segment = segments.find(({ start, end }) => place.start < end && place.end > start)
  if (!segment) return []
  const others = facts.flatMap((fact) =>
    fact.kind === 'quantity' &&
    fact.start !== place.start &&
    fact.start < segment.end &&
    segment.start < fact.end
      ? [`${fact.dimension} ${fact.from}`]
      : [],
  )
  // The first sentence of an answer speaks of what was asked.
  const asked = segment.sentence === 0 ? meaningsOf(title) : []
  return [...asked, ...meaningsOf(text.slice(segment.start, segment.end)), ...others]
}
