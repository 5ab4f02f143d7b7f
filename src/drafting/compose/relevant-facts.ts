import type { Category } from '../../domain/category.ts'
import type { Fact } from '../../domain/draft.ts'
import { normalise } from '../../domain/text/normalise.ts'
import { contentStems } from '../../domain/text/tokens.ts'
import { MEANINGS } from './meanings.ts'
import { sizeRelevance } from './size-relevance.ts'
import { warrantyFacts } from './warranty-facts.ts'

/** What a fact is about. */
type Group = 'order' | 'return' | 'warranty' | 'size' | 'offer' | 'attribute'

/** The facts that can be told in a turn of a category: the colour of a coat says nothing about its return. */
const ADMITTED: Record<Category, Group[]> = {
  product_attribute: ['attribute', 'size', 'offer', 'warranty'],
  compatibility: ['attribute'],
  stock_price: ['offer', 'size'],
  order_delivery: ['order'],
  return: ['return', 'warranty'],
  exchange: ['return', 'size', 'warranty'],
  warranty: ['warranty'],
  defect: ['warranty', 'return'],
  missing_part: ['attribute', 'warranty'],
  cancellation: ['order'],
  documents: ['attribute'],
  complaint: ['order'],
  abuse: [],
  fraud: [],
  thanks: [],
  off_topic: ['attribute', 'offer'],
}

/** Another product of the shop: told beside what is not there, answers nothing by itself. */
export const ALTERNATIVE = 'c:alternative'

const SHOWN_FACTS = 3
const RELEVANT = 0.6

export type ToldFacts = {
  facts: Fact[]
  /** False when they only tell the circumstances: where the parcel is does not say how to cancel it. */
  areAnswer: boolean
  /** They tell the rules; whether this case falls under them a person decides. */
  isForPerson: boolean
}

/** The facts to tell for an ask, best first; none when none is about it. `productName` is what the shop calls it. */
export function relevantFacts(
  ask: string,
  facts: Fact[],
  categories: Category[],
  productName = '',
): ToldFacts {
  const admitted = new Set(categories.flatMap((category) => ADMITTED[category]))
  const warranty = admitted.has('warranty') ? warrantyFacts(ask, facts) : { facts: [], isForPerson: false }
  if (warranty.facts.length > 0) return { ...warranty, areAnswer: true }
  const words = normalise(ask)
  const stems = askStems(ask, productName)
  const found = facts
    .filter(({ id }) => id !== ALTERNATIVE)
    .filter((fact) => groupOf(fact) !== 'warranty' && admitted.has(groupOf(fact)))
    .map((fact) => ({ fact, score: relevance(ask, words, stems, fact) }))
    .filter(({ score }) => score >= RELEVANT)
    .sort((a, b) => b.score - a.score)
    .map(({ fact }) => fact)
  const told = withoutSuperfluous(words, found, categories).slice(0, SHOWN_FACTS)
  return {
    facts: told,
    areAnswer: told.some((fact) => isAnswer(words, fact, categories)),
    // That the wanted size is there is worth telling; the exchange itself is not decided by it.
    isForPerson: categories[0] === 'exchange' && told.some(({ id }) => /^p:size:.*:stock$/.test(id)),
  }
}

/** The name of the product is how buyers point at it, not what they ask: «мышка Тихоня» is no question of noise. */
function askStems(ask: string, productName: string): Set<string> {
  const stems = contentStems(ask)
  const names = new Set(contentStems((productName.match(/(?<=\s)\p{Lu}[\p{L}\p{N}]*/gu) ?? []).join(' ')))
  return new Set(stems.filter((stem) => !names.has(stem)))
}

function groupOf({ id, kind }: Fact): Group {
  if (/return/.test(id)) return 'return'
  if (kind === 'order') return 'order'
  if (/warranty|defect/.test(id)) return 'warranty'
  if (/^p:sizes?(?![a-z_])|^p:size_run$/.test(id)) return 'size'
  return /^p:(?:price|stock)$/.test(id) ? 'offer' : 'attribute'
}

const ASKS_STOCK =
  /(?<!\p{L})(?:налич|остал|есть|буд[еу]т|появ|завез|штук|бывает|обмен|поменя|замен|отлож|пришл|закаж|заказать)/u
const ASKS_MEASURES =
  /(?<!\p{L})(?:замер(?!з)|мерк|сантиметр|обхват|длин(?:а|у|ы|ой)(?!\p{L})|таблиц|соответств)/u
const ASKS_ITEMS = /(?<!\p{L})(?:состав заказа|что (?:в|входит в) заказ|сколько (?:штук|товаров|позиций))/u
const ASKS_SCHEME = /(?<!\p{L})(?:склад|fbo|fbs|чья доставка|кто (?:везет|доставляет|отправляет))/u
const ASKS_DEADLINE =
  /(?<!\p{L})(?:срок|до какого|успе|ещ?е можно|поздно|сколько дн|(?:\d+|недел\p{L}*|месяц\p{L}*)(?: дн\p{L}*)? назад)/u

function relevance(ask: string, words: string, stems: Set<string>, fact: Fact): number {
  if (fact.id.startsWith('p:size:')) {
    return fact.id.endsWith(':stock') && !ASKS_STOCK.test(words) ? 0 : sizeRelevance(ask, fact)
  }
  // The buyer knows what they ordered and who sends it, unless they ask.
  if (/^o:(?:\d+:)?items$/.test(fact.id)) return ASKS_ITEMS.test(words) ? 1 : 0
  if (/^o:(?:\d+:)?scheme$/.test(fact.id)) return ASKS_SCHEME.test(words) ? 1 : 0
  if (/^p:(?:un)?fits?(?::|$)/.test(fact.id)) return compatibilityRelevance(words, fact)
  const name = normalise(`${fact.id} ${fact.title}`)
  const isMeant = MEANINGS.some(([spoken, meant]) => spoken.test(words) && meant.test(name))
  const titleStems = contentStems(fact.title)
  const named = titleStems.filter((stem) => stems.has(stem)).length / Math.max(1, titleStems.length)
  const told = contentStems(fact.textRu).filter((stem) => stems.has(stem)).length
  return (isMeant ? 0.7 : 0) + named * 0.8 + Math.min(told, 3) * 0.1
}

const ASKS_FOR_LIST =
  /(?<!\p{L})(?:с чем|с какими|к чему|к каким|для каких|на какие|какие модели|какие телефоны|список)(?!\p{L})/u

/** A list of what fits answers for the things it names and for no other: what is not on it may fit or not. */
function compatibilityRelevance(words: string, { textRu }: Fact): number {
  const asked = new Set(contentStems(words))
  const names = textRu.slice(textRu.indexOf(':') + 1).split(';')
  const isNamed = names.some((name) => {
    const stems = contentStems(name)
    return stems.length > 0 && stems.every((stem) => asked.has(stem))
  })
  return isNamed ? 1 : ASKS_FOR_LIST.test(words) ? 0.8 : 0
}

/** Of facts that say the same at different lengths the one that was asked for stays. */
function withoutSuperfluous(words: string, found: Fact[], categories: Category[]): Fact[] {
  const ids = new Set(found.map(({ id }) => id))
  const hasSizeStock = found.some(({ id }) => /^p:size:.*:stock$/.test(id))
  const asksMeasures = ASKS_MEASURES.test(words)
  const isDelivered = found.some(({ id, textRu }) => /status$/.test(id) && /доставлен \d/.test(textRu))
  return found.filter(({ id }) => {
    if (id === 'p:sizes') return !hasSizeStock
    if (id === 'p:stock') return !hasSizeStock && !ids.has('p:sizes')
    if (id === 'p:size_run') return !(hasSizeStock || categories[0] === 'stock_price')
    if (/^p:size:/.test(id) && !id.endsWith(':stock')) return asksMeasures || !hasSizeStock
    if (id === 'c:return_deadline') return !ids.has('o:return')
    return !(isDelivered && /^o:(?:\d+:)?shipped$/.test(id))
  })
}

/** Where the order is answers a question about its road, and the last day for a return one about time. */
function isAnswer(words: string, fact: Fact, categories: Category[]): boolean {
  if (fact.id === 'c:return_deadline') return ASKS_DEADLINE.test(words) || /закончился/.test(fact.textRu)
  if (groupOf(fact) === 'order') return categories.includes('order_delivery')
  // What is in stock does not say how an exchange goes.
  if (groupOf(fact) === 'size') return categories[0] !== 'exchange'
  return true
}
