import type { ComposeInput } from '../../domain/draft.ts'
import type { Bilingual } from '../../domain/product.ts'
import { normalise } from '../../domain/text/normalise.ts'
import { mentionedOrders } from '../../facts/mentions.ts'
import { asksWhichSize } from './answer-ask.ts'
import { tableMeasures } from './fitting-size.ts'
import { askForMeasures, PHRASES } from './phrases.ts'

/** How much a category must stand out before the buyer is asked for what it needs. */
const CLEAR = 0.3

/**
 * What to ask the buyer when nothing answers yet: the one thing without which nobody could answer. Undefined when a
 * person has all there is to have.
 */
export function askBack(input: ComposeInput): Bilingual | undefined {
  const { asks, classification, facts, product, turnText, photos = 0 } = input
  const { category, confidence, needsHuman } = classification
  if (needsHuman || confidence < CLEAR) return undefined
  if (product === undefined && ['product_attribute', 'compatibility', 'stock_price'].includes(category)) {
    return PHRASES.whichProduct
  }
  if (asks.some(asksWhichSize)) {
    const names = tableMeasures(facts)
    if (names.length > 0) return askForMeasures(names)
  }
  const knowsOrder = facts.some(({ kind }) => kind === 'order') || mentionedOrders(turnText).length > 0
  if (!knowsOrder && ['order_delivery', 'cancellation'].includes(category) && isAboutOwnOrder(turnText)) {
    return PHRASES.whichOrder
  }
  // Only a shop whose own rules ask for pictures does so.
  if (photos === 0 && wantsPictures(input)) {
    if (category === 'defect') return PHRASES.showDefect
    if (category === 'missing_part') return PHRASES.showContents
  }
  return undefined
}

const isAboutOwnOrder = (text: string): boolean =>
  /(?<!\p{L})(?:мо[йяеию](?!\p{L})|заказ|посылк|статус|трек|отмен|my (?:order|parcel|package))/u.test(
    normalise(text),
  )

const wantsPictures = ({ candidates }: ComposeInput): boolean =>
  candidates.some(({ topic, textRu }) => topic === 'defect' && /фото|видео|сфотографируйте/iu.test(textRu))
