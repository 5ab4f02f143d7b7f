import type { Fact } from '../domain/draft.ts'
import { russianNumber } from '../domain/plural.ts'
import type { ProductAttribute } from '../domain/product.ts'
import { asOfPrefix } from './as-of-prefix.ts'
import { attributeWords } from './attribute-words.ts'
import { describeCompatibility } from './describe-compatibility.ts'
import { describeSizes } from './describe-sizes.ts'
import type { ProductRow } from './rows.ts'

type Options = {
  now: Date
  /** The marketplace could not be asked: stock and price say as of when they hold. */
  isStale: boolean
}

/** What the card says, with stock and price as they were last seen. */
export function describeProduct(product: ProductRow, options: Options): Fact[] {
  return [
    ...[
      ...brandFact(product),
      ...product.attributes.map(attributeFact),
      ...describeCompatibility(product.compatibility),
    ].map((fact) => ({ ...fact, asOf: product.updatedAt.toISOString() })),
    ...describeSizes(product),
    ...stockFact(product, options),
    ...priceFact(product, options),
  ]
}

function brandFact({ brand }: ProductRow): Fact[] {
  if (!brand) return []
  return [
    {
      id: 'p:brand',
      kind: 'attribute',
      title: 'Бренд',
      textRu: `Бренд: ${brand}.`,
      textZh: `品牌:${brand}。`,
    },
  ]
}

/** Ids of facts that are no attributes. */
const TAKEN = new Set(['brand', 'stock', 'price', 'size', 'sizes', 'warranty', 'fits', 'unfit'])

function attributeFact(attribute: ProductAttribute): Fact {
  const { key, name } = attribute
  const { ru, zh } = attributeWords(attribute)
  return {
    id: TAKEN.has(key) ? `p:a_${key}` : `p:${key}`,
    kind: 'attribute',
    title: name.ru,
    textRu: ru,
    textZh: zh,
  }
}

function stockFact(product: ProductRow, { now, isStale }: Options): Fact[] {
  const { stockFbo, stockFbs, stockAsOf, sizes } = product
  if (stockFbo === null && stockFbs === null) return []
  const places = [
    { count: stockFbo ?? 0, ru: 'на складе Ozon', zh: 'Ozon 仓库' },
    { count: stockFbs ?? 0, ru: 'на складе магазина', zh: '店铺仓库' },
  ].filter(({ count }) => count > 0)
  const ru = places.map(({ count, ru }) => `${russianNumber(count)} шт. ${ru}`).join(' и ')
  const zh = places.map(({ count, zh }) => `${zh} ${count} 件`).join(',')
  const together = sizes.length > 0 && places.length > 0 ? ' (все размеры вместе)' : ''
  const when = isStale && stockAsOf ? asOfPrefix(stockAsOf, now) : { ru: 'Сейчас', zh: '目前' }
  return [
    {
      id: 'p:stock',
      kind: 'attribute',
      title: 'Наличие',
      textRu:
        places.length > 0 ? `${when.ru} в наличии${together}: ${ru}.` : `${when.ru} товара нет в наличии.`,
      textZh:
        places.length > 0
          ? `${when.zh}有货${together && '(所有尺码合计)'}：${zh}。`
          : `${when.zh}该商品无货。`,
      ...(stockAsOf ? { asOf: stockAsOf.toISOString() } : {}),
    },
  ]
}

const CURRENCY_SIGNS: Record<string, string> = { RUB: '₽', CNY: '¥', KZT: '₸', USD: '$', EUR: '€' }

/** «2 490 ₽»; undefined where no price is known. */
export function priceText({ price, currency }: Pick<ProductRow, 'price' | 'currency'>): string | undefined {
  if (price === null || price <= 0) return undefined
  const amount = russianNumber(Number.isInteger(price) ? price : Number(price.toFixed(2)))
  return `${amount} ${CURRENCY_SIGNS[currency] ?? currency}`
}

function priceFact(product: ProductRow, { now, isStale }: Options): Fact[] {
  const { priceAsOf } = product
  const amount = priceText(product)
  if (!amount) return []
  const when = isStale && priceAsOf ? asOfPrefix(priceAsOf, now) : { ru: 'Сейчас', zh: '目前' }
  return [
    {
      id: 'p:price',
      kind: 'attribute',
      title: 'Цена',
      textRu: `${when.ru} цена товара — ${amount}.`,
      textZh: `${when.zh}商品价格:${amount}。`,
      ...(priceAsOf ? { asOf: priceAsOf.toISOString() } : {}),
    },
  ]
}
