import type { ComposeInput } from '../../domain/draft.ts'
import type { ProcedureFact, RequiredFact } from '../../domain/procedure.ts'
import type { Bilingual } from '../../domain/product.ts'
import { replyChannel } from '../../domain/reply-channel.ts'
import { normalise } from '../../domain/text/normalise.ts'
import { asksWhichSize } from './answer-ask.ts'
import { tableMeasures } from './fitting-size.ts'
import { askForMeasures } from './phrases.ts'

/** How much a category must stand out before the buyer is asked for what it needs. */
const CLEAR = 0.3
/** More questions at once nobody answers. */
const AT_ONCE = 2

/**
 * What to ask the buyer when nothing answers yet: what the procedure requires and nobody has told, worded as the
 * procedure words it. Nothing when a person has all there is to have, or when it was asked before.
 */
export function askBack(input: ComposeInput): Bilingual[] {
  const { asks, classification, facts, missingFacts, procedure, soFar } = input
  const { confidence, needsHuman } = classification
  if (needsHuman || confidence < CLEAR) return []
  if (asks.some(asksWhichSize) && !soFar.asked.includes('measurements')) {
    const names = tableMeasures(facts)
    if (names.length > 0) return [askForMeasures(names)]
  }
  const { isPublic } = replyChannel(input.channel)
  return (procedure?.required ?? [])
    .filter(({ fact }) => !isPublic || OPENLY_ASKED.has(fact))
    .filter(({ fact, decides }) => decides && missingFacts.includes(fact) && !soFar.asked.includes(fact))
    .filter((required) => isNeeded(required, input))
    .flatMap(({ question }) => (question ? [{ ru: question.ru, zh: question.zh }] : []))
    .slice(0, AT_ONCE)
}

/** What anybody may read in the answer to a question or a review; the rest is told in the chat alone. */
const OPENLY_ASKED: ReadonlySet<ProcedureFact> = new Set(['size', 'measurements', 'counterpart', 'wish'])

/** A question about the road in general needs no number of an order. */
function isNeeded({ fact }: RequiredFact, { classification, turnText }: ComposeInput): boolean {
  const isOfOrders = ['order_delivery', 'cancellation'].includes(classification.category)
  return fact !== 'order' || !isOfOrders || isAboutOwnOrder(turnText)
}

const isAboutOwnOrder = (text: string): boolean =>
  /(?<!\p{L})(?:мо[йяеию](?!\p{L})|заказ|посылк|статус|трек|отмен|my (?:order|parcel|package))/u.test(
    normalise(text),
  )
