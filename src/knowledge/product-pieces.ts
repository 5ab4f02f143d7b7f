import type { products } from '../db/schema/knowledge.ts'
import type { Bilingual, ProductAttribute } from '../domain/product.ts'
import { unglue } from '../domain/text/unglue.ts'
import type { Piece } from './passages.ts'
import { splitLongText } from './split-text.ts'

export type PiecedProduct = Pick<
  typeof products.$inferSelect,
  | 'sku'
  | 'offerId'
  | 'nameRu'
  | 'brand'
  | 'categoryRu'
  | 'descriptionRu'
  | 'attributes'
  | 'sizes'
  | 'compatibility'
  | 'warranty'
>

/**
 * The pieces of a product: its name as a way of asking for it, the card, the description, and each attribute, the
 * sizes, what it goes with and the warranty on their own, under the name of the product. Stock and price change by
 * the hour: they are facts, looked up and never searched.
 */
export async function piecesOfProduct(product: PiecedProduct): Promise<Piece[]> {
  const { brand, categoryRu, offerId, sku, descriptionRu, attributes } = product
  const nameRu = unglue(product.nameRu)
  const about = (part: string, text: string): Piece => ({ part, text: `${nameRu}\n${text}` })
  const description = descriptionRu.trim() === '' ? [] : await splitLongText(descriptionRu)
  return [
    { part: 'name', text: nameRu },
    { part: 'card', text: [nameRu, brand, categoryRu, offerId, sku].filter(Boolean).join('\n') },
    ...description.map((text, i) => about(i === 0 ? 'description' : `description-${i + 1}`, text)),
    ...attributes.map((attribute) => about(`attribute:${attribute.key}`, attributeText(attribute))),
    ...sizesText(product).map((text) => about('sizes', text)),
    ...compatibilityText(product).map((text) => about('compatibility', text)),
    ...warrantyText(product).map((text) => about('warranty', text)),
  ]
}

function attributeText({ name, value, unit }: ProductAttribute): string {
  const said = typeof value === 'boolean' ? (value ? 'да, есть' : 'нет') : shown(value)
  return `${name.ru}: ${said}${unit ? ` ${unit}` : ''}`
}

const shown = (value: number | Bilingual): string =>
  typeof value === 'number' ? String(value).replace('.', ',') : value.ru

function sizesText({ sizes }: PiecedProduct): string[] {
  if (sizes.length === 0) return []
  const each = sizes.map(({ label, measures }) => [label, ...Object.values(measures)].join(' '))
  return [`Размеры, размерная сетка, какой размер: ${each.join('; ')}`]
}

function compatibilityText({ compatibility }: PiecedProduct): string[] {
  if (compatibility.length === 0) return []
  const list = (fits: boolean) =>
    compatibility.filter((one) => one.fits === fits).map(({ other }) => other.ru)
  const [fitting, other] = [list(true), list(false)]
  return [
    [
      ...(fitting.length > 0 ? [`Подходит, совместим: ${fitting.join(', ')}`] : []),
      ...(other.length > 0 ? [`Не подходит, несовместим: ${other.join(', ')}`] : []),
    ].join('\n'),
  ]
}

function warrantyText({ warranty }: PiecedProduct): string[] {
  if (!warranty) return []
  const lines = (title: string, items: Bilingual[]) =>
    items.length > 0 ? [`${title}: ${items.map(({ ru }) => ru).join('; ')}`] : []
  const term = warranty.months > 0 ? `Гарантия ${warranty.months} мес.` : 'Гарантии производителя нет'
  return [
    [
      term,
      ...lines('Входит в гарантию', warranty.coverage),
      ...lines('Не входит', warranty.exclusions),
      ...lines('Куда обращаться', warranty.serviceSteps),
    ].join('\n'),
  ]
}
