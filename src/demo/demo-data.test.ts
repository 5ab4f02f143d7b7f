import { describe, expect, it } from 'vitest'
import { CATEGORIES } from '../domain/category.ts'
import { loadDemoData } from './load-demo-data.ts'
import { drawProductPicture } from './pictures.ts'
import { SIZE_MEASURES } from './size-measures.ts'

const { products, entries, scripts, feedback } = loadDemoData()
const bySku = new Map(products.map((product) => [product.sku, product]))

const CYRILLIC = /\p{Script=Cyrillic}/u
const HAN = /\p{Script=Han}/u
/** A Latin letter touching a Cyrillic one: a look-alike inside a word, invisible to the reader. */
const MIXED_WORD = /\p{Script=Cyrillic}\p{Script=Latin}|\p{Script=Latin}\p{Script=Cyrillic}/u

describe('the demo products', () => {
  it('number at least sixty, in both groups', () => {
    expect(products.length).toBeGreaterThanOrEqual(60)
    expect(products.filter(({ group }) => group === 'electronics').length).toBeGreaterThanOrEqual(25)
    expect(products.filter(({ group }) => group === 'clothing').length).toBeGreaterThanOrEqual(25)
  })

  it('share no id, name or description', () => {
    for (const key of ['sku', 'productId', 'offerId'] as const) {
      expect(repeated(products.map((product) => product[key]))).toEqual([])
    }
    expect(nearlyAlike(products.map(({ name }) => name.ru))).toEqual([])
    expect(nearlyAlike(products.map(({ description }) => description.ru))).toEqual([])
  })

  it('carry eight to fourteen attributes, each key once', () => {
    for (const { offerId, attributes } of products) {
      expect(attributes.length, offerId).toBeGreaterThanOrEqual(8)
      expect(attributes.length, offerId).toBeLessThanOrEqual(14)
      expect(repeated(attributes.map(({ key }) => key)), offerId).toEqual([])
    }
  })

  it('speak Russian without look-alike letters and Chinese without Russian leftovers', () => {
    for (const { offerId, texts } of products.map(bilingualTexts)) {
      for (const { ru, zh } of texts) {
        expect(ru, offerId).toMatch(CYRILLIC)
        expect(ru, offerId).not.toMatch(MIXED_WORD)
        expect(zh, offerId).toMatch(HAN)
        expect(zh, offerId).not.toMatch(CYRILLIC)
      }
    }
  })

  it('translate every attribute value that is not a bare code or figure', () => {
    for (const { offerId, attributes } of products) {
      for (const { key, value } of attributes) {
        if (typeof value !== 'object' || !CYRILLIC.test(value.ru)) continue
        expect(value.zh, `${offerId} ${key}`).not.toBe(value.ru)
        expect(value.ru, `${offerId} ${key}`).not.toMatch(MIXED_WORD)
        expect(value.zh, `${offerId} ${key}`).not.toMatch(CYRILLIC)
      }
    }
  })

  it('of clothing come in sizes whose pieces add up to the stock', () => {
    for (const { offerId, group, sizes, stock } of products) {
      expect(sizes.length > 0, offerId).toBe(group === 'clothing')
      expect(repeated(sizes.map(({ label }) => label)), offerId).toEqual([])
      for (const { measures } of sizes) {
        expect(Object.keys(measures).filter((measure) => !SIZE_MEASURES[measure])).toEqual([])
      }
      if (group !== 'clothing') continue
      expect(
        sizes.reduce((sum, size) => sum + size.stock, 0),
        offerId,
      ).toBe(stock.fbo + stock.fbs)
    }
  })

  it('show every stock situation: sold out, one warehouse only, a size gone', () => {
    expect(products.some(({ stock }) => stock.fbo === 0 && stock.fbs === 0)).toBe(true)
    expect(products.some(({ stock }) => stock.fbo > 0 && stock.fbs === 0)).toBe(true)
    expect(products.some(({ stock }) => stock.fbo === 0 && stock.fbs > 0)).toBe(true)
    expect(products.some(({ sizes }) => sizes.some(({ stock }) => stock === 0))).toBe(true)
  })

  it('never cost more than their crossed-out price', () => {
    for (const { offerId, price, oldPrice } of products) {
      expect(oldPrice ?? price + 1, offerId).toBeGreaterThan(price)
    }
  })

  it('state what the warranty covers, excludes and how to use it', () => {
    for (const { offerId, warranty } of products) {
      expect(warranty.coverage.length, offerId).toBeGreaterThan(0)
      expect(warranty.exclusions.length, offerId).toBeGreaterThan(0)
      expect(warranty.serviceSteps.length, offerId).toBeGreaterThanOrEqual(2)
      if (warranty.months > 0) continue
      expect(warranty.coverage[0]?.ru, offerId).toContain('по закону')
    }
  })

  it('are each drawn as a self-contained picture', () => {
    for (const product of products) {
      const svg = drawProductPicture(product)
      expect(svg, product.offerId).toMatch(/^<svg [^>]*viewBox="0 0 512 512"[\s\S]*<\/svg>$/)
      expect(svg, product.offerId).not.toMatch(/<script|<image|href|url\(|undefined|NaN|\son\w+=/)
      expect(svg, product.offerId).toContain(product.picture.color)
    }
  })
})

it('an unknown picture shape is refused by name', () => {
  const name = { ru: 'Кот', zh: '猫' }
  expect(() => drawProductPicture({ name, picture: { shape: 'cat', color: '#aabbcc' } })).toThrow(/"cat"/)
})

describe('the demo knowledge', () => {
  it('has unique ids and no two questions nearly alike', () => {
    expect(repeated(entries.map(({ id }) => id))).toEqual([])
    expect(nearlyAlike(entries.map(({ question }) => question.ru))).toEqual([])
    expect(nearlyAlike(entries.map(({ answer }) => answer.ru))).toEqual([])
  })

  it('is narrowed only to products the shop has', () => {
    const skus = entries.flatMap(({ scope }) => scope.skus)
    expect(skus.filter((sku) => !bySku.has(sku))).toEqual([])
  })
})

describe('the scripted buyers', () => {
  it('number at least ninety-six and cover every category at least four times', () => {
    expect(scripts.length).toBeGreaterThanOrEqual(96)
    expect(scripts.filter(({ category }) => !CATEGORIES.some((known) => known === category))).toEqual([])
    for (const category of CATEGORIES) {
      const count = scripts.filter((script) => script.category === category).length
      expect(count, category).toBeGreaterThanOrEqual(4)
    }
  })

  it('are all different people with different words', () => {
    expect(repeated(scripts.map(({ id }) => id))).toEqual([])
    expect(nearlyAlike(scripts.map(words))).toEqual([])
  })

  it('ordered things the shop sells, in sizes it has, from a warehouse that holds them', () => {
    for (const { id, order } of scripts) {
      if (!order) continue
      const product = bySku.get(order.sku)
      expect(product, id).toBeDefined()
      const labels = product?.sizes.map(({ label }) => label) ?? []
      expect(labels.length > 0 ? labels : [undefined], id).toContain(order.size)
      expect(order.scheme === 'FBO' ? product?.stock.fbo : product?.stock.fbs, id).toBeGreaterThan(0)
    }
  })

  it('bring a product context at most one time in five', () => {
    const withContext = scripts.filter(({ contextSku }) => contextSku)
    expect(withContext.length).toBeLessThanOrEqual(scripts.length / 5)
    expect(withContext.filter(({ contextSku }) => !bySku.has(contextSku ?? ''))).toEqual([])
  })

  it('edit only messages they have already written', () => {
    for (const { id, steps } of scripts) {
      steps.forEach((step, at) => {
        if (step.do !== 'edit') return
        expect(steps.slice(0, at).filter(({ do: act }) => act !== 'edit')[step.message]?.do, id).toBe('say')
      })
    }
  })

  it('include bursts, edits, photos with and without words, and talk after the answer', () => {
    const acts = scripts.flatMap(({ steps }) => steps)
    expect(scripts.filter(({ steps }) => steps.length > 1).length).toBeGreaterThanOrEqual(20)
    expect(acts.some((step) => step.do === 'edit')).toBe(true)
    expect(acts.some((step) => step.do === 'photo' && step.caption)).toBe(true)
    expect(acts.some((step) => step.do === 'photo' && !step.caption)).toBe(true)
    expect(scripts.some(({ followUp }) => followUp)).toBe(true)
  })
})

type Bilingual = { ru: string; zh: string }

function bilingualTexts(product: (typeof products)[number]): { offerId: string; texts: Bilingual[] } {
  const { name, category, description, attributes, warranty } = product
  return {
    offerId: product.offerId,
    texts: [
      name,
      category,
      description,
      ...attributes.map((attribute) => attribute.name),
      ...warranty.coverage,
      ...warranty.exclusions,
      ...warranty.serviceSteps,
    ],
  }
}

function words({ steps }: (typeof scripts)[number]): string {
  return steps.map((step) => (step.do === 'photo' ? (step.caption ?? '') : step.text)).join(' ')
}

function repeated(values: string[]): string[] {
  return values.filter((value, at) => values.indexOf(value) !== at)
}

/** Pairs whose sets of letter triples overlap by more than four fifths. */
function nearlyAlike(texts: string[]): [string, string][] {
  const triples = texts.map((text) => {
    const letters = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}\p{So}]+/gu, ' ')} `
    return new Set(
      Array.from({ length: Math.max(letters.length - 2, 0) }, (_, at) => letters.slice(at, at + 3)),
    )
  })
  return texts.flatMap((text, a) =>
    texts
      .slice(a + 1)
      .flatMap((other, offset): [string, string][] =>
        jaccard(triples[a], triples[a + 1 + offset]) > 0.8 ? [[text, other]] : [],
      ),
  )
}

function jaccard(a = new Set<string>(), b = new Set<string>()): number {
  const shared = a.intersection(b).size
  return shared === 0 ? 0 : shared / (a.size + b.size - shared)
}

describe('the demo reviews and questions', () => {
  it('are about products of the shop, with praise, complaints and parcels that were not taken', () => {
    const skus = new Set(products.map(({ sku }) => sku))
    const all = [...feedback.reviews, ...feedback.questions]
    expect(all.filter(({ sku }) => !skus.has(sku))).toEqual([])
    expect(new Set(feedback.reviews.map(({ rating }) => rating))).toEqual(new Set([1, 2, 3, 4, 5]))
    expect(feedback.reviews.filter(({ orderStatus }) => orderStatus === 'CANCELLED').length).toBeGreaterThan(
      2,
    )
    expect(feedback.questions.length).toBeGreaterThan(9)
  })
})
