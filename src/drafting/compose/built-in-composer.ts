import type { Category } from '../../domain/category.ts'
import type {
  Candidate,
  Classification,
  ComposedDraft,
  ComposeInput,
  DraftKind,
  DraftSentence,
  Fact,
  RiskFlag,
} from '../../domain/draft.ts'
import type { Bilingual } from '../../domain/product.ts'
import { splitSentences } from '../../domain/text/sentences.ts'
import { classifyTurn } from '../classify/classify-turn.ts'
import { answersFrom } from './answers-from.ts'
import { findPromises } from './find-promises.ts'
import { greetingFor, PHRASES, sorryFor } from './phrases.ts'
import { relevantFacts } from './relevant-facts.ts'

/** Room for what the checks allow, with a margin for the greeting and closing lines. */
const LONGEST_ANSWER = 850

/** How sure the category must be before we say sorry for it. */
const SURE = 0.5

/** Only words of a person help here; a ready answer would make it worse. */
const NOT_FOR_FACTS: ReadonlySet<RiskFlag> = new Set([
  'abuse',
  'fraud',
  'legal_threat',
  'prompt_injection',
  'asks_for_human',
])

/**
 * Puts a reply together from the sentences of the best-supported knowledge entries and from facts, with a polite
 * frame. It invents no word about the matter: what nothing supports stays unanswered, and with no support at all
 * the text only acknowledges.
 */
export async function composeBuiltIn(input: ComposeInput): Promise<ComposedDraft> {
  const { classification } = input
  if (classification.riskFlags.some((flag) => NOT_FOR_FACTS.has(flag))) return handover(input)
  if (input.asks.length === 0) return withoutAsk(input)

  const parts = input.asks.map((ask, index) => ({ ask, sentences: answerAsk(ask, index, input) }))
  const answered = parts.filter((part) => part.sentences.length > 0)
  const unanswered = parts.filter((part) => part.sentences.length === 0).map((part) => part.ask)
  if (answered.length === 0) return isAboutUnknownProduct(input) ? clarify(input) : handover(input)

  const body = withinLength(distinct(answered.flatMap((part) => part.sentences)))
  const sorry = classification.confidence >= SURE ? sorryFor(classification.category) : undefined
  return frame(input, 'answer', {
    sentences: [
      ...(sorry ? [courtesy(sorry)] : []),
      ...body,
      ...(unanswered.length > 0 ? [courtesy(PHRASES.restHandedOver)] : []),
    ],
    unanswered,
  })
}

/** Facts first, then the best entry that this ask found. */
function answerAsk(
  ask: string,
  index: number,
  { facts, candidates, classification }: ComposeInput,
): DraftSentence[] {
  const categories = categoriesOf(ask, classification)
  const said = relevantFacts(ask, facts, categories)
  const entry = candidates
    .filter((candidate) => candidate.askIndex === index)
    .filter((candidate) => candidate.score >= answersFrom(candidate.topic, categories, said.length > 0))
    .sort((a, b) => b.score - a.score)[0]
  return [...said.map(factSentence), ...(entry ? entrySentences(entry) : [])]
}

/** The turn's category and the ask's own; where both are unsure, a property of the product may be meant. */
function categoriesOf(ask: string, turn: Classification): Category[] {
  const own = classifyTurn(ask)
  const isUnsure = Math.max(own.confidence, turn.confidence) < SURE
  return [...new Set([turn.category, own.category, ...(isUnsure ? (['product_attribute'] as const) : [])])]
}

function factSentence(fact: Fact): DraftSentence {
  return {
    ru: asSentence(fact.textRu),
    ...(fact.textZh ? { zh: fact.textZh } : {}),
    evidenceIds: [fact.id],
    class: fact.kind === 'order' ? 'order-fact' : fact.kind === 'computed' ? 'computed' : 'documented',
  }
}

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

function distinct(sentences: DraftSentence[]): DraftSentence[] {
  return [...new Map(sentences.map((sentence) => [sentence.ru, sentence])).values()]
}

/** Whole sentences up to the limit; the first always stays. */
function withinLength(sentences: DraftSentence[]): DraftSentence[] {
  let length = 0
  return sentences.filter((sentence, i) => {
    length += sentence.ru.length + 1
    return i === 0 || length <= LONGEST_ANSWER
  })
}

/** A question about a property of a product that nobody named. */
function isAboutUnknownProduct({ product, classification }: ComposeInput): boolean {
  return (
    product === undefined &&
    !classification.needsHuman &&
    ['product_attribute', 'compatibility', 'stock_price'].includes(classification.category)
  )
}

function clarify(input: ComposeInput): ComposedDraft {
  return frame(input, 'clarify', { sentences: [courtesy(PHRASES.whichProduct)], unanswered: input.asks })
}

function handover(input: ComposeInput): ComposedDraft {
  const sentences = [courtesy(PHRASES.handover)]
  return { ...frame(input, 'handover', { sentences, unanswered: input.asks }), abstained: true }
}

/** Thanks get thanks, a bare greeting gets a question; a turn that needs a person goes to one. */
function withoutAsk(input: ComposeInput): ComposedDraft {
  if (input.classification.needsHuman) return handover(input)
  const isGreeting = /^\s*(?:здравствуй|добрый|доброе|привет|приветствую)/iu.test(input.turnText)
  return isGreeting
    ? frame(input, 'clarify', { sentences: [courtesy(PHRASES.whatMatter)], unanswered: [] })
    : frame(input, 'acknowledge', { sentences: [courtesy(PHRASES.thanks)], unanswered: [] })
}

function frame(
  { thread, buyerName, shop }: ComposeInput,
  kind: DraftKind,
  { sentences, unanswered }: Pick<ComposedDraft, 'sentences' | 'unanswered'>,
): ComposedDraft {
  const isGreeted = thread.some((message) => message.author === 'seller')
  const signature = shop.signature ? [courtesy({ ru: shop.signature })] : []
  return {
    kind,
    sentences: [...(isGreeted ? [] : [courtesy(greetingFor(buyerName))]), ...sentences, ...signature],
    promises: findPromises(sentences),
    unanswered,
    abstained: false,
    composer: 'built-in',
  }
}

function courtesy({ ru, zh }: Bilingual): DraftSentence {
  return { ru, ...(zh ? { zh } : {}), evidenceIds: [], class: 'courtesy' }
}
