import type { Category } from '../../domain/category.ts'
import type { Fact } from '../../domain/draft.ts'
import { normalise } from '../../domain/text/normalise.ts'
import { contentStems } from '../../domain/text/tokens.ts'
import { sizeRelevance } from './size-relevance.ts'

/**
 * What buyers say and the fact they mean, where the words differ: «сколько держит» is «Время работы».
 * Left: the ask, normalised. Right: the fact's id and title, normalised.
 */
const MEANINGS: [RegExp, RegExp][] = [
  [/(?<!\p{L})(?:вес(?!\p{L})|веси[тлш]|тяжел)/u, /(?<!\p{L})вес(?!\p{L})|weight/u],
  [
    /(?<!\p{L})(?:состав|ткан|материал|из чего|синтетик|хлоп|шерст|кусач|колется)/u,
    /состав|материал|подклад|утеплител|composition|filling/u,
  ],
  [
    /(?<!\p{L})(?:размер|рост|обхват|талии|груди|маломер|большемер|мерк|замер|сантиметр)/u,
    /соответств|посадк|^p:size/u,
  ],
  [/(?<!\p{L})(?:цвет|оттен)/u, /цвет|color/u],
  [
    /(?<!\p{L})(?:хватает|хватит|держ[аи]т|автономн|разряжа|сколько (?:часов )?(?:работает|работают)|на одном заряде)/u,
    /время работы|battery_life|run_time/u,
  ],
  [/(?<!\p{L})(?:заряжается|зарядить|заряжать|зарядка длится)/u, /время зарядки|charge_time/u],
  [/(?<!\p{L})(?:емкост|мач|mah|миллиампер)/u, /емкост|mah/u],
  [/(?<!\p{L})мощност|(?<!\d)\s(?:ватт?|вт)(?!\p{L})/u, /мощност|power/u],
  [
    /(?<!\p{L})(?:вод[аыеу](?!\p{L})|водо|дожд|душ(?!\p{L})|душем|бассейн|промока|мокр|влаг|ванн)/u,
    /вод[аыо]|влаг|water|ipx/u,
  ],
  [
    /(?<!\p{L})(?:стир|глад|сушить|сушк|уход|сядет|усад|линя)/u,
    /уход|стирк|глажк|усадк|care|iron|washable|shrink/u,
  ],
  [/(?<!\p{L})(?:комплект|в коробке|идет с|прилага)/u, /комплект|kit|included/u],
  [
    /(?<!\p{L})(?:подойдет|подходит|подойдут|совместим|работает с|айфон|iphone|андроид|android|самсунг|samsung|xiaomi|редми|redmi)/u,
    /совместим|не подходит|модель телефона|разъем|compatib|connector/u,
  ],
  [/(?<!\p{L})гаранти/u, /гаранти|warranty/u],
  [/(?<!\p{L})(?:цен[аыуе]|стоит|стоимост|почем|дорого|дешев)/u, /цена|стоимост|price/u],
  [
    /(?<!\p{L})(?:налич|остал|есть ли|закончил|штук|появ|завез|поступ|в продаже|будет ли|количеств)/u,
    /налич|остат|stock/u,
  ],
  [/(?<!\p{L})(?:шум|громк|децибел|тих)/u, /шум|noise/u],
  [/(?<!\p{L})(?:шнур|кабель|провод)/u, /шнур|кабел|cord|cable/u],
  [
    /(?<!\p{L})(?:мороз|минус|холод|температур|градус|замерз|зим)/u,
    /температур|утеплител|сезон|temperature|season/u,
  ],
  [/(?<!\p{L})(?:просвечива|прозрачн)/u, /просвечив|плотност|opacity|density/u],
  [
    /(?<!\p{L})(?:где (?:мой|моя|мое|мои)?|когда (?:придет|приедет|привез|доставят|отправ|будет)|статус|трек|едет|доставк|доставят|долго|задерж|сортиров)/u,
    /^o:|заказ|доставк|отправлен|order|трек/u,
  ],
  [/(?<!\p{L})(?:верну|возврат|сдать)/u, /возврат|return/u],
]

/** What a fact is about. */
type Group = 'order' | 'return' | 'warranty' | 'size' | 'offer' | 'attribute'

/** The facts that can answer a turn of a category: the colour of a coat says nothing about its return. */
const ADMITTED: Record<Category, Group[]> = {
  product_attribute: ['attribute', 'size', 'offer', 'warranty'],
  compatibility: ['attribute'],
  stock_price: ['offer', 'size'],
  order_delivery: ['order'],
  return: ['return'],
  exchange: ['return', 'size'],
  warranty: ['warranty'],
  defect: ['warranty', 'return'],
  missing_part: ['attribute'],
  cancellation: ['order'],
  documents: ['attribute'],
  complaint: ['order'],
  abuse: [],
  fraud: [],
  thanks: [],
  off_topic: ['attribute', 'offer'],
}

const SHOWN_FACTS = 3
const RELEVANT = 0.6

/** The facts that answer an ask, best first, at most three; empty when none does. */
export function relevantFacts(ask: string, facts: Fact[], categories: Category[]): Fact[] {
  const admitted = new Set(categories.flatMap((category) => ADMITTED[category]))
  const words = normalise(ask)
  const stems = new Set(contentStems(ask))
  return facts
    .filter((fact) => admitted.has(groupOf(fact)))
    .map((fact) => ({ fact, score: relevance(ask, words, stems, fact) }))
    .filter(({ score }) => score >= RELEVANT)
    .sort((a, b) => b.score - a.score)
    .slice(0, SHOWN_FACTS)
    .map(({ fact }) => fact)
}

function groupOf({ id, kind }: Fact): Group {
  if (/return/.test(id)) return 'return'
  if (kind === 'order') return 'order'
  if (/warranty|defect/.test(id)) return 'warranty'
  if (/^p:sizes?(?![a-z_])|^p:size_run$/.test(id)) return 'size'
  return /^p:(?:price|stock)$/.test(id) ? 'offer' : 'attribute'
}

function relevance(ask: string, words: string, askStems: Set<string>, fact: Fact): number {
  if (fact.id.startsWith('p:size:')) {
    const asksStock = /(?<!\p{L})(?:налич|остал|есть|будет|появ|завез|штук)/u.test(words)
    return fact.id.endsWith(':stock') && !asksStock ? 0 : sizeRelevance(ask, fact)
  }
  const name = normalise(`${fact.id} ${fact.title}`)
  const isMeant = MEANINGS.some(([spoken, meant]) => spoken.test(words) && meant.test(name))
  const titleStems = contentStems(fact.title)
  const named = titleStems.filter((stem) => askStems.has(stem)).length / Math.max(1, titleStems.length)
  const told = contentStems(fact.textRu).filter((stem) => askStems.has(stem)).length
  return (isMeant ? 0.7 : 0) + named * 0.8 + Math.min(told, 3) * 0.1
}
