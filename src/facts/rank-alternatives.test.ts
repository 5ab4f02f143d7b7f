import { describe, expect, it } from 'vitest'
import { type Goods, rankAlternatives } from './rank-alternatives.ts'

const goods = (sku: string, change: Partial<Goods> = {}): Goods => ({
  sku,
  nameRu: 'Наушники',
  attributes: [],
  sizes: [],
  compatibility: [],
  price: 1_000,
  stockFbo: 5,
  stockFbs: null,
  ...change,
})
const colour = (ru: string) => [{ key: 'color', name: { ru: 'Цвет' }, value: { ru } }]
const skus = (product: Goods, candidates: Goods[], want: Parameters<typeof rankAlternatives>[2] = {}) =>
  rankAlternatives(product, candidates, want).map(({ sku }) => sku)

describe('an own alternative', () => {
  it('is in stock, of a like price, and not the product itself', () => {
    const candidates = [
      goods('1'),
      goods('sold-out', { stockFbo: 0 }),
      goods('unknown', { stockFbo: null }),
      goods('dear', { price: 2_000 }),
      goods('near', { price: 1_200 }),
      goods('nearest', { price: 990 }),
    ]
    expect(skus(goods('1'), candidates)).toEqual(['nearest', 'near'])
  })
  it('shares more of what both cards state', () => {
    const candidates = [
      goods('white', { attributes: colour('белый') }),
      goods('black', { attributes: colour('чёрный') }),
    ]
    expect(skus(goods('1', { attributes: colour('чёрный') }), candidates)).toEqual(['black', 'white'])
  })
  it('has the wanted size, not only some size', () => {
    const sized = (sku: string, stock: number) => goods(sku, { sizes: [{ label: 'L', measures: {}, stock }] })
    expect(skus(goods('1'), [sized('none', 0), sized('has', 2), goods('sizeless')], { size: 'L' })).toEqual([
      'has',
    ])
  })
  it('goes together with what the buyer names', () => {
    const fitting = (sku: string, fits: boolean) =>
      goods(sku, { compatibility: [{ fits, other: { ru: 'iPhone 15' } }] })
    expect(
      skus(goods('1'), [fitting('no', false), fitting('yes', true)], { fits: ['iphone', '15'] }),
    ).toEqual(['yes'])
  })
  it('is the same thing, for the same wearer', () => {
    const named = (sku: string, nameRu: string) => goods(sku, { nameRu })
    const jackets = [named('w', 'Куртка женская'), named('m', 'Куртка мужская')]
    expect(skus(named('1', 'Тёплая куртка Снеговей, женская'), jackets)).toEqual(['w'])
    expect(skus(named('1', 'Куртка Снеговей'), jackets)).toEqual([])
    const charger = named('car', 'Автомобильная зарядка 45 Вт')
    expect(skus(named('1', 'Сетевой блок 20 Вт'), [charger])).toEqual([])
  })
})
