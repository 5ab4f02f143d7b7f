import type { Claim } from '../claims.ts'
import type { PlacedFact } from '../facts.ts'
import type { Verdict } from './verdict.ts'

type Denial = PlacedFact & Claim
type Amount = PlacedFact & { kind: 'quantity' }

/** «бесплатно» and «150 рублей»; where one side is bound to a sum or a case they complete each other. */
export function comparePrice(claim: Denial, price: Amount): Verdict {
  if (price.dimension !== 'money' || price.bound === 'min' || price.bound === 'max') return 'apart'
  if (isBound(claim) || isBound(price)) return 'apart'
  return claim.isPositive === (price.from === 0) ? 'same' : 'differ'
}

const DIMENSIONS = new Set(['time', 'money', 'percent'])

/** «гарантии нет» and «гарантия 6 месяцев», «предоплату не берём» and «предоплата 20 %». */
export function compareNone(claim: Denial, amount: Amount): Verdict {
  const { topic, isPositive, isMain, answersQuestion, sense } = claim
  if (isPositive || !isMain || answersQuestion || amount.from === 0) return 'apart'
  // «не механические повреждения» denies a kind of the thing.
  if (OF_KIND.test(claim.statement.text.slice(claim.start, claim.end))) return 'apart'
  const isNeedless = topic === 'need' && amount.dimension !== 'time'
  if (topic !== 'yes' && !isNeedless) return 'apart'
  if (!DIMENSIONS.has(amount.dimension) || NOT_OF_THINGS.has(sense)) return 'apart'
  if (isBound(claim) || isBound(amount) || amount.clause.words.some(({ word }) => word === 'не'))
    return 'apart'
  return 'differ'
}
const OF_KIND = /\p{L}{4,}(?:ый|ий|ой|ая|яя|ое|ее|ые|ие)$/u
const NOT_OF_THINGS = new Set(['fit', 'include', 'may', 'sized'])

const CASE = /^(?:если|кроме|свыше|менее|более|минимум|начиная)$/u
const isBound = ({ sentenceClauses, statement }: PlacedFact): boolean =>
  sentenceClauses.some(({ words }) => words.some(({ word }) => CASE.test(word))) ||
  /(?<!\p{L})(?:при (?:заказе|покупке)|от) \d/u.test(statement.text)
