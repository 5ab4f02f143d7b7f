import type { Fact } from '../domain/draft.ts'
import { plural } from '../domain/plural.ts'
import type { ProductSize } from '../domain/product.ts'
import type { ProductRow } from './rows.ts'

/** Measures of size tables; all but `age` are centimetres. A key that is not here is shown as it is written. */
const MEASURES: Record<string, { ru: string; zh: string }> = {
  chest: { ru: 'обхват груди', zh: '胸围' },
  waist: { ru: 'обхват талии', zh: '腰围' },
  hips: { ru: 'обхват бёдер', zh: '臀围' },
  height: { ru: 'рост', zh: '身高' },
  foot: { ru: 'длина стопы', zh: '脚长' },
  head: { ru: 'обхват головы', zh: '头围' },
  palm: { ru: 'обхват ладони', zh: '掌围' },
  inseam: { ru: 'длина по внутреннему шву', zh: '内长' },
  sleeve: { ru: 'длина рукава', zh: '袖长' },
  age: { ru: 'возраст', zh: '年龄' },
}

type Sized = Pick<ProductRow, 'sizes' | 'stockFbo' | 'stockFbs' | 'stockAsOf' | 'updatedAt'>

/** One line of the table a size, one fact of availability a size, and one that lists what there is. */
export function describeSizes(product: Sized): Fact[] {
  const { sizes, stockFbo, stockFbs, updatedAt } = product
  if (sizes.length === 0) return []
  // The marketplace counts the product as a whole: where it has none, no size has any.
  const isSoldOut = stockFbo !== null && stockFbs !== null && stockFbo + stockFbs === 0
  const asOf = (isSoldOut ? (product.stockAsOf ?? updatedAt) : updatedAt).toISOString()
  const counted = sizes.flatMap(({ label, stock }) =>
    stock === undefined ? [] : [{ label, stock: isSoldOut ? 0 : stock }],
  )
  return [
    ...sizes.flatMap(measuresFact).map((fact) => ({ ...fact, asOf: updatedAt.toISOString() })),
    ...counted.map(({ label, stock }): Fact => {
      const has = stock > 0
      return {
        id: `${sizeId(label)}:stock`,
        kind: 'attribute',
        title: `Размер ${label}: наличие`,
        textRu: has
          ? `Размер ${label} сейчас есть в наличии: ${stock} шт.`
          : `Размера ${label} сейчас нет в наличии.`,
        textZh: has ? `尺码 ${label} 目前有货:${stock} 件。` : `尺码 ${label} 目前无货。`,
        asOf,
      }
    }),
    ...availableSizes(counted, asOf),
  ]
}

function measuresFact({ label, measures }: ProductSize): Fact[] {
  const rows = Object.entries(measures)
  if (rows.length === 0) return []
  const ru = rows.map(([key, value]) => `${MEASURES[key]?.ru ?? key} ${value}${unitOf(key, value)}`)
  const zh = rows.map(([key, value]) => {
    const unit = key === 'age' ? ' 岁' : key in MEASURES ? ' cm' : ''
    return `${MEASURES[key]?.zh ?? key} ${value}${unit}`
  })
  return [
    {
      id: sizeId(label),
      kind: 'attribute',
      title: `Размер ${label}`,
      textRu: `Размер ${label}: ${ru.join(', ')}.`,
      textZh: `尺码 ${label}：${zh.join('，')}。`,
    },
  ]
}

function unitOf(key: string, value: string): string {
  if (!(key in MEASURES) || /\p{L}/u.test(value)) return ''
  if (key !== 'age') return ' см'
  // «1,5–2 года»: the last number governs the word.
  const last = Number(/\d+(?:[.,]\d+)?$/.exec(value)?.[0].replace(',', '.'))
  return ` ${plural(last, 'год', 'года', 'лет')}`
}

function availableSizes(counted: { label: string; stock: number }[], asOf: string): Fact[] {
  if (counted.length === 0) return []
  const available = counted.filter(({ stock }) => stock > 0).map(({ label }) => label)
  return [
    {
      id: 'p:sizes',
      kind: 'attribute',
      title: 'Размеры в наличии',
      textRu: available.length
        ? `Сейчас в наличии размеры: ${available.join(', ')}.`
        : 'Сейчас ни одного размера нет в наличии.',
      textZh: available.length ? `目前有货的尺码:${available.join('、')}。` : '目前所有尺码均无货。',
      asOf,
    },
  ]
}

/** `p:size:50`, `p:size:S_46`. */
const sizeId = (label: string): string =>
  `p:size:${label.replace(/[^\p{L}\p{N}/–-]+/gu, '_').replace(/^_|_$/g, '')}`
