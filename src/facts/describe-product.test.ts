import { describe, expect, it } from 'vitest'
import type { ProductAttribute, ProductSize } from '../domain/product.ts'
import { describeProduct } from './describe-product.ts'
import type { ProductRow } from './rows.ts'

const now = new Date('2026-11-21T09:00:00Z')

function product(change: Partial<ProductRow> = {}): ProductRow {
  return {
    shopId: 'shop',
    sku: '100200300',
    productId: '5001',
    offerId: 'ART-1',
    nameRu: 'Худи',
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
    updatedAt: now,
    ...change,
  }
}

const facts = (change: Partial<ProductRow>, isStale = false) =>
  describeProduct(product(change), { now, isStale })
const fact = (id: string, ...input: Parameters<typeof facts>) => facts(...input).find((one) => one.id === id)
const attribute = (value: ProductAttribute['value'], name: string, unit?: string) => {
  const one = facts({ attributes: [{ key: 'it', name: { ru: name, zh: '名' }, value, unit }] })[0]
  return [one?.textRu, one?.textZh]
}

describe('attributes', () => {
  it('write quantities with their units', () => {
    expect(attribute(10_000, 'Ёмкость аккумулятора', 'мА·ч')).toEqual([
      'Ёмкость аккумулятора: 10 000 мА·ч.',
      '名：10000 mAh。',
    ])
    expect(attribute(1.43, 'Диагональ', 'дюйм')[0]).toBe('Диагональ: 1,43 дюйма.')
    expect(attribute(6, 'Диагональ', 'дюйм')[0]).toBe('Диагональ: 6 дюймов.')
    expect(attribute(80, 'Угол обзора', '°')[0]).toBe('Угол обзора: 80°.')
  })
  it('say of a thing that it is there, and of an ability yes or no', () => {
    expect(attribute(true, 'Микрофон')[0]).toBe('Микрофон: есть.')
    expect(attribute(false, 'Микрофон')).toEqual(['Микрофон отсутствует.', '名：无。'])
    expect(attribute(true, 'Машинная стирка')).toEqual(['Машинная стирка допускается.', '名：是。'])
    expect(attribute(true, 'Можно плавать')[0]).toBe('Можно плавать.')
    expect(attribute(false, 'Тянется')).toEqual(['Тянется: нет.', '名：否。'])
  })
  it.each([
    [false, 'Можно использовать в ванной', 'Использовать в ванной нельзя.'],
    [false, 'Кабель в комплекте', 'Кабель не входит в комплект.'],
    [true, 'Батарейки в комплекте', 'Батарейки входят в комплект.'],
    [false, 'Оплата по NFC', 'Оплата по NFC не поддерживается.'],
    [false, 'Бесшумные кнопки', 'Бесшумные кнопки отсутствуют.'],
    [false, 'Автоотключение', 'Автоотключение отсутствует.'],
    [false, 'Разрешён в ручной клади', 'Не разрешён в ручной клади.'],
  ])('say yes and no as people do: %s, %s → %s', (value, name, sentence) =>
    expect(attribute(value, name)[0]).toBe(sentence),
  )
  it('do not say a thing twice, and read a written «нет» as no', () => {
    expect(attribute({ ru: 'почти не просвечивает' }, 'Просвечивает')[0]).toBe('Почти не просвечивает.')
    expect(attribute({ ru: 'нет' }, 'Подкладка')[0]).toBe('Подкладка отсутствует.')
    expect(attribute(10, 'Время работы', 'дн.')[0]).toBe('Время работы: 10 дней.')
  })
  it('end with one full stop', () => {
    expect(attribute({ ru: 'Китай.' }, 'Страна')).toEqual(['Страна: Китай.', '名：Китай。'])
  })
  it('cannot take the place of stock and price', () => {
    const attributes = [{ key: 'stock', name: { ru: 'Приклад' }, value: { ru: 'дерево' } }]
    const ids = facts({ attributes, stockFbo: 1, stockFbs: 0 }).map((one) => one.id)
    expect(ids).toEqual(['p:a_stock', 'p:stock'])
  })
})

describe('stock and price', () => {
  const asOf = new Date('2026-11-21T08:55:00Z')
  it('are told with the place, the currency and the time they were seen', () => {
    const change = { stockFbo: 1200, stockFbs: 3, stockAsOf: asOf, price: 2490, priceAsOf: asOf }
    expect(fact('p:stock', change)).toMatchObject({
      textRu: 'Сейчас в наличии: 1 200 шт. на складе Ozon и 3 шт. на складе магазина.',
      asOf: asOf.toISOString(),
    })
    expect(fact('p:price', change)).toMatchObject({
      textRu: 'Сейчас цена товара — 2 490 ₽.',
      asOf: asOf.toISOString(),
    })
  })
  it('tell that nothing is left, and nothing when nothing is known', () => {
    expect(fact('p:stock', { stockFbo: 0, stockFbs: 0 })?.textRu).toBe('Сейчас товара нет в наличии.')
    expect(facts({})).toEqual([])
  })
  it('say as of when they hold, when they could not be looked up', () => {
    const change = { stockFbo: 12, stockFbs: 0, stockAsOf: asOf, price: 999.5, priceAsOf: asOf }
    expect(fact('p:stock', change, true)?.textRu).toBe(
      'По данным на 21 ноября, 11:55 (МСК) в наличии: 12 шт. на складе Ozon.',
    )
    expect(fact('p:price', change, true)?.textRu).toBe(
      'По данным на 21 ноября, 11:55 (МСК) цена товара — 999,5 ₽.',
    )
  })
})

describe('sizes', () => {
  const sizes: ProductSize[] = [
    { label: '86', measures: { height: '83–88', age: '1,5–2' }, stock: 4 },
    { label: 'S (46)', measures: { chest: '90–94' }, stock: 0 },
    { label: '110', measures: { age: '5' } },
  ]
  it('have their line of the table', () => {
    expect(fact('p:size:86', { sizes })?.textRu).toBe('Размер 86: рост 83–88 см, возраст 1,5–2 года.')
    expect(fact('p:size:S_46', { sizes })?.textRu).toBe('Размер S (46): обхват груди 90–94 см.')
    expect(fact('p:size:110', { sizes })?.textRu).toBe('Размер 110: возраст 5 лет.')
  })
  it('tell which are there, and stay silent about a size that nobody counted', () => {
    expect(fact('p:size:86:stock', { sizes })?.textRu).toBe('Размер 86 сейчас есть в наличии: 4 шт.')
    expect(fact('p:size:S_46:stock', { sizes })?.textRu).toBe('Размера S (46) сейчас нет в наличии.')
    expect(fact('p:size:110:stock', { sizes })).toBeUndefined()
    expect(fact('p:sizes', { sizes })?.textRu).toBe('Сейчас в наличии размеры: 86.')
  })
  it('are all gone when the marketplace has none of the product', () => {
    const soldOut = { sizes, stockFbo: 0, stockFbs: 0, stockAsOf: now }
    expect(fact('p:size:86:stock', soldOut)?.textRu).toBe('Размера 86 сейчас нет в наличии.')
    expect(fact('p:sizes', soldOut)?.textRu).toBe('Сейчас ни одного размера нет в наличии.')
  })
})

describe('what a product goes together with', () => {
  const fits = (ru: string) => ({ fits: true, other: { ru } })
  const told = (compatibility: ProductRow['compatibility']) =>
    describeProduct(product({ compatibility }), { now, isStale: false }).map(({ id, textRu, textZh }) => [
      id,
      textRu,
      textZh,
    ])
  it('is told apart from what it does not', () => {
    expect(
      told([fits('iPhone 12'), { fits: false, other: { ru: 'iPhone SE', zh: 'iPhone SE 一代' } }]),
    ).toEqual([
      ['p:fits', 'Подходит: iPhone 12.', '适用于：iPhone 12。'],
      ['p:unfit', 'Не подходит: iPhone SE.', '不适用于：iPhone SE 一代。'],
    ])
  })
  it('is told in several sentences when it is much', () => {
    const many = told(Array.from({ length: 30 }, (_, i) => fits(`Модель ${i + 1}`)))
    expect(many.map(([id]) => id)).toEqual(['p:fits', 'p:fits:2', 'p:fits:3'])
  })
})
