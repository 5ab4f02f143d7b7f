import type { ProductSeed } from './types.ts'

const KINDS = ['Кружка', 'Термос', 'Лампа', 'Плед', 'Рюкзак', 'Чехол', 'Весы', 'Фонарь']
const COLOURS = ['белый', 'синий', 'красный', 'зелёный', 'серый']

/** Plain products to fill pages with; the same number gives the same products. */
export function generateProducts(count: number): ProductSeed[] {
  return Array.from({ length: count }, (_, i) => {
    const kind = KINDS[i % KINDS.length] ?? 'Товар'
    return {
      sku: String(600_000_001 + i),
      productId: String(7_000_001 + i),
      offerId: `GEN-${i + 1}`,
      name: { ru: `${kind} № ${i + 1}` },
      brand: 'Образец',
      category: { ru: kind },
      description: { ru: `${kind} из ряда образцов, номер ${i + 1}.\nДля проверки каталога.` },
      attributes: [
        { key: 'color', name: { ru: 'Цвет', zh: '颜色' }, value: { ru: COLOURS[i % COLOURS.length] ?? '' } },
        { key: 'weight', name: { ru: 'Вес', zh: '重量' }, value: 100 + (i % 900), unit: 'г' },
        { key: 'washable', name: { ru: 'Можно мыть в посудомойке', zh: '可机洗' }, value: i % 2 === 0 },
      ],
      stock: { fbo: i % 7, fbs: i % 5 },
      price: 100 + i,
    }
  })
}
