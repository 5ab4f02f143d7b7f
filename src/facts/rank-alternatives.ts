import type { Compatibility, ProductAttribute, ProductSize } from '../domain/product.ts'
import { normalise } from '../domain/text/normalise.ts'
import { contentStems } from '../domain/text/tokens.ts'
import { thingOf } from './match-product.ts'

export type Goods = {
  sku: string
  nameRu: string
  attributes: readonly ProductAttribute[]
  sizes: readonly ProductSize[]
  compatibility: readonly Compatibility[]
  price: number | null
  stockFbo: number | null
  stockFbs: number | null
}
/** What the buyer needs and the product they asked about does not give. */
export type Want = { size?: string | undefined; fits?: readonly string[] | undefined }

/** What costs more than so many times as much is no alternative. */
const DEAREST = 2

/** Products that may stand in for another: the same kind of thing, the nearest by attributes and price first. */
export function rankAlternatives<G extends Goods>(product: Goods, candidates: readonly G[], want: Want): G[] {
  return candidates
    .filter((one) => one.sku !== product.sku && isInStock(one) && meets(one, want))
    .filter((one) => thingOf(one.nameRu) === thingOf(product.nameRu))
    .filter((one) => isForSameWearer(product, one) && priceNearness(product, one) > 0)
    .map((one) => ({ one, score: likeness(product, one) + priceNearness(product, one) }))
    .sort((a, b) => b.score - a.score || a.one.sku.localeCompare(b.one.sku))
    .map(({ one }) => one)
}

export const isInStock = ({ stockFbo, stockFbs }: Pick<Goods, 'stockFbo' | 'stockFbs'>): boolean =>
  (stockFbo ?? 0) + (stockFbs ?? 0) > 0

function meets({ sizes, compatibility }: Goods, { size, fits }: Want): boolean {
  if (size !== undefined && !sizes.some(({ label, stock = 0 }) => sameLabel(label, size) && stock > 0)) {
    return false
  }
  return fits === undefined || compatibility.some((one) => one.fits && isNamed(one.other.ru, fits))
}

const sameLabel = (a: string, b: string): boolean => normalise(a) === normalise(b)

/** Whether every word of a model's name is among the words of the ask. */
export function isNamed(name: string, askStems: readonly string[]): boolean {
  const stems = contentStems(name)
  return stems.length > 0 && stems.every((stem) => askStems.includes(stem))
}

const WEARERS = [/(?<!\p{L})женск/u, /(?<!\p{L})мужск/u, /(?<!\p{L})детск|для (?:девоч|мальчик)/u]

/** A man's jacket does not stand in for a woman's, nor a child's for either. */
function isForSameWearer(a: Goods, b: Goods): boolean {
  const [first, second] = [a, b].map(({ nameRu }) =>
    WEARERS.findIndex((wearer) => wearer.test(normalise(nameRu))),
  )
  return first === second
}

/** 0..1, the share of the properties both cards state that they agree in. */
function likeness(a: Goods, b: Goods): number {
  const other = new Map(b.attributes.map(({ key, value }) => [key, JSON.stringify(value)]))
  const common = a.attributes.filter(({ key }) => other.has(key))
  if (common.length === 0) return 0
  return common.filter(({ key, value }) => other.get(key) === JSON.stringify(value)).length / common.length
}

/** 1 for the same price, falling to 0 at twice of it; a price that is not known is in the middle. */
function priceNearness({ price: a }: Goods, { price: b }: Goods): number {
  if (a === null || b === null || a <= 0) return 0.5
  return Math.max(0, 1 - Math.abs(b - a) / (a * (DEAREST - 1)))
}
