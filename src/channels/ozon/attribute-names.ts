import type { ProductAttribute } from '../../domain/product.ts'
import type { AttributeNames } from './attribute-directory.ts'
import { attributeValue } from './attribute-value.ts'
import type { ProductAttributes } from './client/products.ts'

/**
 * The marketplace gives attributes as numbers without names, and the names per category elsewhere. These mean the
 * same in every category; without the names of its category no other attribute is taken over.
 */
const KNOWN: Record<string, { key: string; ru: string; zh: string }> = {
  8229: { key: 'type', ru: 'Тип', zh: '类型' },
  9048: { key: 'model', ru: 'Модель', zh: '型号' },
  10096: { key: 'color', ru: 'Цвет', zh: '颜色' },
  9163: { key: 'gender', ru: 'Пол', zh: '适用性别' },
  4389: { key: 'country', ru: 'Страна производства', zh: '产地' },
  4384: { key: 'kit', ru: 'Комплектация', zh: '包装清单' },
  4385: { key: 'warranty', ru: 'Гарантийный срок', zh: '保修期' },
}
const TYPE = '8229'
const BRAND = '85'
const ANNOTATION = '4191'
const WARRANTY = '4385'
/** Stand elsewhere on the card, or are for the marketplace's machines only. */
const NOT_FACTS = new Set([BRAND, ANNOTATION, '4180', '11254', '22232', '23171', '8790', '21841', '21845'])

type Card = Pick<ProductAttributes, 'attributes'>

export function knownAttributes(
  card: Card | undefined,
  names?: AttributeNames,
): { brand?: string | undefined; attributes: ProductAttribute[] } {
  if (!card) return { attributes: [] }
  const brand = firstValue(card, BRAND)
  return {
    brand: brand && !/^нет бренда$/i.test(brand) ? brand : undefined,
    attributes: card.attributes.flatMap(({ attributeId, values }) => {
      if (values.length === 0 || NOT_FACTS.has(attributeId)) return []
      const known = KNOWN[attributeId]
      const named = names?.get(attributeId)
      if (!known && !named) return []
      const value = attributeValue(values, named ?? { ru: known?.ru ?? '', type: 'STRING' })
      if (!value) return []
      const zh = known?.zh ?? value.name.zh
      return [
        {
          key: known?.key ?? `ozon_${attributeId}`,
          name: { ru: known?.ru ?? value.name.ru, ...(zh ? { zh } : {}) },
          value: value.value,
          ...(value.unit ? { unit: value.unit } : {}),
        },
      ]
    }),
  }
}

/** What the card says beside its attributes: HTML as the shop wrote it. */
export const cardTexts = (card: Card | undefined) => ({
  category: card && firstValue(card, TYPE),
  annotationHtml: card && firstValue(card, ANNOTATION),
  warranty: card && firstValue(card, WARRANTY),
})

function firstValue(card: Card, id: string): string | undefined {
  return card.attributes.find(({ attributeId }) => attributeId === id)?.values[0]
}
