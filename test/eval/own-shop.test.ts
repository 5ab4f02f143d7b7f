import { expect, test } from 'vitest'
import { goldReferences, ownShopCases } from '../../eval/own-shop.ts'
import { loadDemoData } from '../../src/demo/load-demo-data.ts'

const dev = ownShopCases('dev')
const heldOut = ownShopCases('held-out')
const all = [...dev, ...heldOut]

test('every gold of the own shop names an entry or a fact of a product that exists', () => {
  const known = goldReferences()
  const named = all.flatMap(({ id, gold, asks = [] }) =>
    [...gold, ...asks.flat()].map((reference) => ({ id, reference })),
  )
  expect(named.filter(({ reference }) => !known.has(reference))).toEqual([])
})

test('a case of several asks names the same answers in its gold as in its asks', () => {
  for (const { id, gold, asks } of all) {
    if (asks) expect({ id, gold }).toEqual({ id, gold: [...new Set(asks.flat())] })
  }
})

test('the product of a chat is one of the shop', () => {
  const skus = new Set(loadDemoData().products.map(({ sku }) => sku))
  expect(all.filter(({ sku }) => sku !== undefined && !skus.has(sku))).toEqual([])
})

test('every entry of the demo is asked for, and every product', () => {
  const { entries, products } = loadDemoData()
  const asked = new Set(all.flatMap(({ gold }) => gold))
  expect(entries.filter(({ id }) => !asked.has(id))).toEqual([])
  const skus = new Set([...asked].map((reference) => reference.split(':')[1]))
  expect(products.filter(({ sku }) => !skus.has(sku))).toEqual([])
})

test('both halves hold each class alike, and no question stands twice', () => {
  for (const [name, cases] of Map.groupBy(all, (one) => one.class)) {
    const half = cases.filter(({ split }) => split === 'dev').length
    expect(Math.abs(2 * half - cases.length), name).toBeLessThanOrEqual(1)
  }
  expect(
    dev.every(({ split }) => split === 'dev') && heldOut.every(({ split }) => split === 'held-out'),
  ).toBe(true)
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  expect(new Set(all.map(({ query }) => query.toLowerCase())).size).toBe(all.length)
})

test('no question repeats a wording that the shop already knows', () => {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replaceAll('ё', 'е')
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  const known = new Set(
    loadDemoData().entries.flatMap(({ question, variants }) => [question.ru, ...variants].map(plain)),
  )
  expect(all.filter(({ query }) => known.has(plain(query))).map(({ id, query }) => ({ id, query }))).toEqual(
    [],
  )
})

test('answerable and unanswerable questions are many enough for figures', () => {
  const none = all.filter(({ gold }) => gold.length === 0).length
  expect(none).toBeGreaterThanOrEqual(110)
  expect(all.length - none).toBeGreaterThanOrEqual(360)
})
