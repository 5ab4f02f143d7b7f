import { expect, test } from 'vitest'
import { contradictionsOf, type ReadSource, readSource } from '../knowledge/findings/compare-sources.ts'
import { sourceOfEntry, sourceOfProduct, sourceOfWarranty } from '../knowledge/findings/sources-of.ts'
import { speaksOf } from '../knowledge/findings/speaks-of.ts'
import { loadDemoData } from './load-demo-data.ts'

const { entries, products } = loadDemoData()
const sources = entries.map(({ id, question, variants, answer, scope, topic }) => {
  const ofGroup = products.filter(({ group }) => group === scope.group).map(({ sku }) => sku)
  const entry = {
    id,
    questionRu: question.ru,
    variants,
    answerRu: answer.ru,
    schemes: scope.schemes,
    brand: null,
    category: scope.category ?? null,
    skus: scope.skus.length > 0 || scope.category ? scope.skus : ofGroup,
    validFrom: null,
    validUntil: null,
    warranty: null,
  }
  return { topic, entry, source: readSource(sourceOfEntry(entry)) }
})

const contradict = (one: ReadSource, other: ReadSource) =>
  contradictionsOf(one, other).length > 0 ? [`${one.id} ${other.id}`] : []

test('no entry of the demo contradicts a card', () => {
  const cards = products.map(({ sku, name, brand, category, ...more }) => {
    const card = { sku, nameRu: name.ru, brand, categoryRu: category.ru, ...more }
    const read = [sourceOfProduct(card), sourceOfWarranty(card)].flatMap((one) => one ?? []).map(readSource)
    return { card, read }
  })
  const found = sources.flatMap(({ entry, source }) =>
    cards.flatMap(({ card, read }) =>
      speaksOf(entry, card) ? read.flatMap((other) => contradict(source, other)) : [],
    ),
  )
  expect(found).toEqual([])
})

test('no two entries of one topic contradict each other', () => {
  const found = sources.flatMap(({ topic, source }, i) =>
    sources.slice(i + 1).flatMap((other) => (other.topic === topic ? contradict(source, other.source) : [])),
  )
  expect(found).toEqual([])
})
