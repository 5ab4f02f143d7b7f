import { isDeepStrictEqual } from 'node:util'
import type { CatalogueProduct } from '../channels/catalogue-reader.ts'
import type { products } from '../db/schema/knowledge.ts'
import type { ProductAttribute, WarrantyFacts } from '../domain/product.ts'

type Row = typeof products.$inferSelect
type Told = { sku: string; product: CatalogueProduct; readAt: Date; now: Date }
type Merged = { row: Omit<Row, 'shopId'>; outcome: 'added' | 'changed' | 'same' }

/**
 * What a product is after the marketplace told of it. Names, texts, pictures, attributes, stock and price are the
 * marketplace's; Chinese words, sizes, compatibility, a warranty that a person set, and a category that is there
 * already are the shop's own and stay.
 */
export function mergeProduct(stored: Row | undefined, { sku, product, readAt, now }: Told): Merged {
  const lasting = {
    productId: product.productId,
    offerId: product.offerId,
    nameRu: product.name,
    brand: product.brand ?? stored?.brand ?? null,
    categoryRu: stored?.categoryRu ?? product.category ?? null,
    // A card without a text takes away nothing: the shop may have written its own here.
    descriptionRu: product.description || (stored?.descriptionRu ?? ''),
    attributes: product.attributes
      ? mergeAttributes(stored?.attributes ?? [], product.attributes)
      : (stored?.attributes ?? []),
    warranty: mergeWarranty(stored?.warranty ?? null, product),
    pictureUrl: product.pictureUrl ?? stored?.pictureUrl ?? null,
    retiredAt: product.isArchived ? (stored?.retiredAt ?? now) : null,
  }
  const isSame = stored !== undefined && isDeepStrictEqual(lasting, pick(stored, lasting))
  const row = {
    ...(stored ?? EMPTY),
    sku,
    ...lasting,
    ...figures(stored, product, readAt),
    listedAt: product.isArchived ? (stored?.listedAt ?? null) : readAt,
    updatedAt: isSame ? stored.updatedAt : now,
  }
  return { row, outcome: stored === undefined ? 'added' : isSame ? 'same' : 'changed' }
}

/** A figure read earlier than the stored one is older, whoever comes last. */
function figures(stored: Row | undefined, { stock, price }: CatalogueProduct, readAt: Date) {
  const isNewer = (asOf: Date | null | undefined) => !asOf || asOf <= readAt
  return {
    ...(stock && isNewer(stored?.stockAsOf)
      ? { stockFbo: stock.fbo, stockFbs: stock.fbs, stockAsOf: readAt }
      : {}),
    ...(price && isNewer(stored?.priceAsOf)
      ? {
          price: price.amount,
          oldPrice: price.oldAmount ?? null,
          currency: price.currency,
          priceAsOf: readAt,
        }
      : {}),
  }
}

function mergeAttributes(
  stored: readonly ProductAttribute[],
  { told, isWhole }: { told: readonly ProductAttribute[]; isWhole: boolean },
): ProductAttribute[] {
  const news = [...told]
  const kept = stored.flatMap((own) => {
    const at = news.findIndex(({ key, name }) => key === own.key || folded(name.ru) === folded(own.name.ru))
    const [found] = at < 0 ? [] : news.splice(at, 1)
    if (found) return [refreshed(own, found)]
    return own.from === 'marketplace' && isWhole ? [] : [own]
  })
  return [...kept, ...news.map((one) => ({ ...one, from: 'marketplace' as const }))]
}

/** The same value keeps its gloss and its type; a new one replaces both. */
function refreshed(own: ProductAttribute, { value, unit }: ProductAttribute): ProductAttribute {
  if (folded(plainText(own)) === folded(plainText({ value, unit }))) return own
  const { unit: _, ...rest } = own
  return { ...rest, value, ...(unit ? { unit } : {}) }
}

function plainText({ value, unit }: Pick<ProductAttribute, 'value' | 'unit'>): string {
  if (typeof value === 'boolean') return value ? 'да' : 'нет'
  if (typeof value === 'number') return unit ? `${value} ${unit}` : String(value)
  return value.ru
}

const folded = (text: string) => text.trim().toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ')

/** By law a warranty runs from the handing over where the seller names no other day (art. 19 of the consumer law). */
function mergeWarranty(
  stored: WarrantyFacts | null,
  { warrantyMonths: months }: CatalogueProduct,
): WarrantyFacts | null {
  if (months === undefined || (stored && stored.from !== 'marketplace')) return stored
  if (stored) return stored.months === months ? stored : { ...stored, months }
  return {
    months,
    startEvent: 'delivery',
    coverage: [],
    exclusions: [],
    serviceSteps: [],
    from: 'marketplace',
  }
}

const EMPTY: Omit<Row, 'shopId' | 'sku' | 'updatedAt' | 'productId' | 'offerId' | 'nameRu'> = {
  nameZh: null,
  brand: null,
  categoryRu: null,
  categoryZh: null,
  descriptionRu: '',
  descriptionZh: null,
  attributes: [],
  sizes: [],
  compatibility: [],
  warranty: null,
  pictureUrl: null,
  price: null,
  oldPrice: null,
  currency: 'RUB',
  priceAsOf: null,
  stockFbo: null,
  stockFbs: null,
  stockAsOf: null,
  listedAt: null,
  retiredAt: null,
}

function pick<Keys extends object>(row: Row, like: Keys): Record<string, unknown> {
  const values: Record<string, unknown> = row
  return Object.fromEntries(Object.keys(like).map((key) => [key, values[key]]))
}
