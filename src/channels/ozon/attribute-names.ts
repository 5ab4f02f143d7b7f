import type { ProductAttribute } from '../../domain/product.ts'
import type { ProductAttributes } from './client/products.ts'

/**
 * The marketplace gives attributes as numbers without names, and the names per category elsewhere. These mean the
 * same in every category; an attribute that we cannot name is not taken over.
 */
const KNOWN: Record<string, { key: string; ru: string; zh: string }> = {
  8229: { key: 'type', ru: 'Тип', zh: '类型' },
  9048: { key: 'model', ru: 'Модель', zh: '型号' },
  10096: { key: 'color', ru: 'Цвет', zh: '颜色' },
  9163: { key: 'gender', ru: 'Пол', zh: '适用性别' },
  4389: { key: 'country', ru: 'Страна производства', zh: '产地' },
  4384: { key: 'kit', ru: 'Комплектация', zh: '包装清单' },
}
const BRAND = '85'

export function knownAttributes(card: ProductAttributes | undefined): {
  brand?: string | undefined
  attributes: ProductAttribute[]
} {
  if (!card) return { attributes: [] }
  const brand = card.attributes.find((one) => one.attributeId === BRAND)?.values[0]
  return {
    brand: brand && !/^нет бренда$/i.test(brand) ? brand : undefined,
    attributes: card.attributes.flatMap(({ attributeId, values }) => {
      const known = KNOWN[attributeId]
      if (!known || values.length === 0) return []
      return [
        {
          key: known.key,
          name: { ru: known.ru, zh: known.zh },
          value: { ru: values.slice(0, 20).join(', ') },
        },
      ]
    }),
  }
}
