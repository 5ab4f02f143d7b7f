import type { Category } from '../../domain/category.ts'
import type { Candidate, Classification, ComposeInput, DraftSentence, Fact } from '../../domain/draft.ts'
import { normalise } from '../../domain/text/normalise.ts'
import { splitSentences } from '../../domain/text/sentences.ts'
import { classifyTurn } from '../classify/classify-turn.ts'
import { answersFrom } from './answers-from.ts'
import { fittingSize } from './fitting-size.ts'
import { ALTERNATIVE, relevantFacts } from './relevant-facts.ts'

/** How sure a category must be to be taken for granted. */
export const SURE = 0.5

export type AskAnswer = {
  ask: string
  sentences: DraftSentence[]
  /** False: what is told is only the circumstances, and is told only beside an answer to something else. */
  isAnswered: boolean
  isForPerson: boolean
  /** The entry that speaks of this ask most, used or not. */
  nearest?: Candidate
}

/** Facts first, then the best entry that this ask found. */
export function answerAsk(ask: string, index: number, input: ComposeInput): AskAnswer {
  const { facts, candidates, classification, product } = input
  const categories = categoriesOf(ask, classification)
  const size = asksForSize(categories) ? fittingSize(ask, facts) : []
  const found = relevantFacts(ask, facts, categories, product?.name)
  // The chosen size says it all; how the product runs is worth a word beside it.
  const said =
    size.length > 0 ? found.facts.filter(({ id }) => !/^p:(?:size:|sizes$|stock$)/.test(id)) : found.facts
  const hasAnswer = size.length > 0 || found.areAnswer
  const own = candidates.filter((candidate) => candidate.askIndex === index).sort((a, b) => b.score - a.score)
  const entry = own
    .filter((candidate) => mayAnswer(ask, candidate, categories))
    .find(({ topic, score }) => score >= answersFrom(topic, categories, hasAnswer))
  const nearest = own.find(({ entryId }) => entryId !== undefined)
  const told = [...size, ...said.map(factSentence)]
  return {
    ask,
    sentences: [...told, ...alternativeTo(told, input), ...(entry ? entrySentences(entry) : [])].map(
      (sentence) => ({ ...sentence, askIndexes: [index] }),
    ),
    isAnswered: hasAnswer || found.isForPerson || entry !== undefined,
    isForPerson: found.isForPerson && size.length === 0,
    ...(nearest ? { nearest } : {}),
  }
}

/** Told to who has just read that the wanted thing is not there or does not fit; where the procedure allows it. */
function alternativeTo(told: DraftSentence[], { facts, procedure }: ComposeInput): DraftSentence[] {
  const alternative = facts.find(({ id }) => id === ALTERNATIVE)
  const isLacking = told.some(
    ({ ru, evidenceIds }) => evidenceIds.includes('p:unfit') || /(?<!\p{L})нет в наличии/iu.test(ru),
  )
  return alternative && isLacking && procedure?.offersAlternative ? [factSentence(alternative)] : []
}

/** Trouble with a thing: what its card promises is no answer to that. */
const TROUBLE: ReadonlySet<Category> = new Set(['defect', 'missing_part', 'complaint', 'return', 'exchange'])

/** The turn's category and the ask's own; where both are unsure, a property of the product may be meant. */
function categoriesOf(ask: string, turn: Classification): Category[] {
  const own = classifyTurn(ask)
  const isUnsure =
    (Math.max(own.confidence, turn.confidence) < SURE || turn.category === 'off_topic') &&
    !isTrouble(turn) &&
    !isTrouble(own)
  return [...new Set([turn.category, own.category, ...(isUnsure ? (['product_attribute'] as const) : [])])]
}

const isTrouble = ({ category, confidence }: Classification): boolean =>
  TROUBLE.has(category) && confidence >= HARDLY

/** Below this a category is a guess among many. */
const HARDLY = 0.2

const asksForSize = (categories: Category[]): boolean =>
  categories.some((category) => ['product_attribute', 'exchange', 'stock_price'].includes(category))

/**
 * A sentence of the product's description praises it; to somebody in trouble it is no answer. How to wash a thing
 * does not say whether it has it.
 */
function mayAnswer(ask: string, { entryId, topic }: Candidate, [category]: Category[]): boolean {
  if (topic === 'care' && EXISTS.test(normalise(ask))) return false
  // Who complains of silence is not told the hours of the shop.
  if (topic === 'shop' && category === 'complaint' && !ASKS_WHEN.test(normalise(ask))) return false
  return entryId !== undefined || category === undefined || !TROUBLE.has(category)
}

/** «мембрана там есть?» */
const EXISTS = /^(?:и |а )?(?:\p{L}+ ){1,3}(?:есть|имеется|бывает)\s*\?*$/u

const ASKS_WHEN =
  /(?<!\p{L})(?:когда|во сколько|до скольки|со скольки|по каким дням|график|часы работы|работаете)(?!\p{L})/u

/** Asks for the size to take, without a measure that would decide it. */
export const asksWhichSize = (ask: string): boolean =>
  /(?<!\p{L})(?:како[йе] размер|(?:брать|взять|выбрать|заказать|подобрать) размер|размер\p{L}* (?:брать|взять|выбрать|подойд|мне|нуж)|с размером)/u.test(
    normalise(ask),
  )

function factSentence(fact: Fact): DraftSentence {
  return {
    ru: asSentence(spoken(fact.textRu)),
    ...(fact.textZh ? { zh: fact.textZh } : {}),
    evidenceIds: [fact.id],
    class: fact.kind === 'order' ? 'order-fact' : fact.kind === 'computed' ? 'computed' : 'documented',
  }
}

/** A line of the card as people say it: «Модель маломерит на полразмера», «Объём — 1,7 л». */
const spoken = (text: string): string =>
  text
    .replace(
      /^Соответствие размеру: (?=маломерит|большемерит|соответствует|ид[её]т|с запасом|размер в размер)/u,
      'Модель ',
    )
    .replace(/^(\p{Lu}[^:.,;]{1,40}): (?=[^:,;—–]{1,40}\.$)/u, '$1 — ')

/** The entry's answer sentence by sentence; a gloss that does not fall into as many stays whole with the first. */
function entrySentences(entry: Candidate): DraftSentence[] {
  const ru = splitSentences(entry.textRu)
  const parts = entry.textZh?.match(/[^。！？]+[。！？]?/g)?.map((part) => part.trim()) ?? []
  const zh = parts.length === ru.length ? parts : entry.textZh ? [entry.textZh] : []
  return ru.map((text, i) => ({
    ru: asSentence(text),
    ...(zh[i] ? { zh: zh[i] } : {}),
    evidenceIds: [entry.id],
    class: 'documented',
  }))
}

function asSentence(text: string): string {
  const trimmed = text.trim()
  return /[.!?…:;»)]$/.test(trimmed) ? trimmed : `${trimmed}.`
}
