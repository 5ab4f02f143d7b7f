import type { ComposedDraft, ComposeInput, DraftKind, DraftSentence, RiskFlag } from '../../domain/draft.ts'
import type { Bilingual } from '../../domain/product.ts'
import { normalise } from '../../domain/text/normalise.ts'
import { contentStems } from '../../domain/text/tokens.ts'
import { type AskAnswer, answerAsk, SURE } from './answer-ask.ts'
import { askBack } from './ask-back.ts'
import { promisesIn } from './find-promises.ts'
import { greetingFor, PHRASES, sorryFor } from './phrases.ts'
import { reviewWords } from './review-reply.ts'

/** Room for what the checks allow, with a margin for the greeting and closing lines. */
const LONGEST_ANSWER = 850

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
 * the text only acknowledges, or asks for what is missing.
 */
export async function composeBuiltIn(input: ComposeInput): Promise<ComposedDraft> {
  const { asks, classification } = input
  if (isAboutLife(input)) return onlyHumane(input)
  if (classification.riskFlags.some((flag) => NOT_FOR_FACTS.has(flag))) return handover(input)
  const ofReview = reviewWords(input)
  if (ofReview) return frame(input, 'acknowledge', { sentences: ofReview.map(courtesy), unanswered: [] })
  if (asks.length === 0) return withoutAsk(input)
  if (isCaption(input)) return handover(input)
  if (isBareOrder(input)) {
    const questions = askBack(input)
    return clarify(input, questions.length > 0 ? questions : [PHRASES.whatExactly])
  }
  const whichOne = namesNothing(input) ? askBack(input) : []
  if (whichOne.length > 0) return clarify(input, whichOne)

  const parts = alsoCovered(asks.map((ask, index) => answerAsk(ask, index, input)))
  const answered = parts.filter((part) => part.isAnswered)
  const unanswered = parts.filter((part) => !part.isAnswered).map((part) => part.ask)
  const askGlosses = glossesOf(parts)
  if (answered.length === 0) {
    const questions = askBack(input)
    return { ...(questions.length > 0 ? clarify(input, questions) : handover(input)), askGlosses }
  }

  const isForPerson = unanswered.length === 0 && answered.some((part) => part.isForPerson)
  const draft = frame(input, 'answer', {
    sentences: [
      ...sorry(input),
      ...withinLength(distinct(parts.flatMap((part) => part.sentences))),
      ...(unanswered.length > 0 ? [courtesy(PHRASES.restHandedOver)] : []),
      ...(isForPerson ? [courtesy(PHRASES.caseHandedOver)] : []),
    ],
    unanswered: [...unanswered, ...answered.filter((part) => part.isForPerson).map((part) => part.ask)],
  })
  return { ...draft, askGlosses }
}

/** Talk of ending one's life: a person takes over, and until then no answer, no advice and no promise is right. */
export const isAboutLife = ({ classification }: Pick<ComposeInput, 'classification'>): boolean =>
  classification.riskFlags.includes('self_harm')

function onlyHumane(input: ComposeInput): ComposedDraft {
  const draft = frame(input, 'handover', { sentences: [], unanswered: input.asks })
  return { ...draft, sentences: [courtesy(PHRASES.hardTime)], abstained: true }
}

/** «вот что пришло» under a photo: the question is in the picture, which nobody here has seen. */
function isCaption({ photos = 0, turnText }: ComposeInput): boolean {
  return photos > 0 && contentStems(turnText).length <= CAPTION_STEMS && !ASKS.test(normalise(turnText))
}
const CAPTION_STEMS = 4
const ASKS =
  /\?|(?<!\p{L})(?:как(?:ой|ая|ое|ие|ую|ого)?|где|куда|когда|сколько|почему|зачем|кто|что (?:делать|дальше|теперь)|можно|подскажите|подойдет|верн\p{L}*|замен\p{L}*|обмен\p{L}*|помогите)(?!\p{L})/u

/** «поменяйте»: an address, a size, the thing itself; whatever an entry says of one of them is a guess. */
const isBareOrder = ({ turnText, thread }: ComposeInput): boolean =>
  BARE_ORDER.test(normalise(turnText)) && !thread.some(({ author }) => author === 'buyer')
const BARE_ORDER =
  /^(?:(?:здравствуйте|добрый день|пожалуйста)[ ,.!]*)*(?:поменя(?:йте|ть)|смените|замен(?:ите|ить)|измен(?:ите|ить)|передела(?:йте|ть)|исправ(?:ьте|ить)|добав(?:ьте|ить)|убер(?:ите)|убрать|прис(?:лать|лите)|пришлите|вышлите|отправ(?:ьте|ить)|сделайте|дайте|верните|проверьте|посмотрите|уточните|перенесите)[ ,]*(?:пожалуйста|срочно|это|его|е[её])*[\s.!?]*$/u

/** «будет заряжать?» of no known product: whatever is found speaks of some other one. */
function namesNothing({ asks, missingFacts, turnText }: ComposeInput): boolean {
  return asks.length === 1 && missingFacts.includes('product') && contentStems(turnText).length <= BARE_STEMS
}
const BARE_STEMS = 2

/** The chance from which an entry that answers one ask covers another, if it is also the nearest to that one. */
const COVERS = 0.15

/** Two questions that one entry speaks of most: told once, it answers both. */
function alsoCovered(parts: AskAnswer[]): AskAnswer[] {
  const told = new Set(parts.flatMap((part) => part.sentences.flatMap((sentence) => sentence.evidenceIds)))
  return parts.map((part) =>
    part.nearest && part.nearest.score >= COVERS && told.has(part.nearest.id)
      ? { ...part, isAnswered: true }
      : part,
  )
}

const glossesOf = (parts: AskAnswer[]): { ask: string; zh: string }[] =>
  parts.flatMap(({ ask, nearest }) =>
    nearest?.questionZh && nearest.score >= GLOSSED ? [{ ask, zh: nearest.questionZh }] : [],
  )
/** From here on an entry's question is likely what the buyer asks. */
const GLOSSED = 0.3

/** What answers several asks is told once, for all of them. */
function distinct(sentences: DraftSentence[]): DraftSentence[] {
  const told = new Map<string, DraftSentence>()
  for (const sentence of sentences) {
    const askIndexes = [...(told.get(sentence.ru)?.askIndexes ?? []), ...(sentence.askIndexes ?? [])]
    told.set(sentence.ru, { ...sentence, askIndexes: [...new Set(askIndexes)] })
  }
  return [...told.values()]
}

/** Whole sentences up to the limit; the first always stays. */
function withinLength(sentences: DraftSentence[]): DraftSentence[] {
  let length = 0
  return sentences.filter((sentence, i) => {
    length += sentence.ru.length + 1
    return i === 0 || length <= LONGEST_ANSWER
  })
}

function sorry({ classification, turnText }: ComposeInput): DraftSentence[] {
  const words = classification.confidence >= SURE ? sorryFor(classification.category, turnText) : undefined
  return words ? [courtesy(words)] : []
}

function clarify(input: ComposeInput, questions: Bilingual[]): ComposedDraft {
  const sentences = [...sorry(input), ...questions.map(courtesy)]
  return frame(input, 'clarify', { sentences, unanswered: input.asks })
}

function handover(input: ComposeInput): ComposedDraft {
  const isFlagged = input.classification.riskFlags.some((flag) => NOT_FOR_FACTS.has(flag))
  const regret = isFlagged ? [] : sorry(input)
  const opening = regret.length > 0 ? regret : [courtesy(PHRASES.received)]
  const sentences = [...opening, courtesy(PHRASES.handover)]
  return { ...frame(input, 'handover', { sentences, unanswered: input.asks }), abstained: true }
}

/** Thanks get a short word, a bare greeting or photo a question; a turn that needs a person goes to one. */
function withoutAsk(input: ComposeInput): ComposedDraft {
  const { classification, turnText, photos = 0 } = input
  if (photos > 0 && turnText.trim() === '') return clarify(input, [PHRASES.whatOnPhoto])
  if (classification.needsHuman) return handover(input)
  const isGreeting = /^\s*(?:здравствуй|добрый|доброе|привет|приветствую)/iu.test(turnText)
  if (isGreeting && !/спасиб|благодар/iu.test(turnText)) return clarify(input, [PHRASES.whatMatter])
  return frame(input, 'acknowledge', { sentences: [courtesy(thanksFor(input))], unanswered: [] })
}

function thanksFor({ classification, turnText }: ComposeInput): Bilingual {
  if (classification.category !== 'thanks') return PHRASES.received
  return /разобрал|заработал|решен|решил|снимается|получилось/iu.test(turnText)
    ? PHRASES.glad
    : PHRASES.thanks
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
    promises: promisesIn(sentences),
    unanswered,
    abstained: false,
    composer: 'built-in',
  }
}

function courtesy({ ru, zh }: Bilingual): DraftSentence {
  return { ru, ...(zh ? { zh } : {}), evidenceIds: [], class: 'courtesy' }
}
