import { expect, test } from 'vitest'
import { speaksOf } from './speaks-of.ts'

const parka = { sku: '10', nameRu: 'Парка мужская Снеговей', brand: 'Снеговей', categoryRu: 'Куртки' }
const about = (more: object) => ({
  id: 'e',
  questionRu: 'Есть ли гарантия на одежду?',
  answerRu: 'Гарантия 2 года.',
  skus: [],
  category: 'куртки',
  brand: null,
  warranty: null,
  ...more,
})
const speaks = (more: object) => speaksOf(about(more) as never, parka as never)

test('an entry speaks of the cards in its scope', () => {
  expect(speaks({})).toBe(true)
  expect(speaks({ category: 'Чайники' })).toBe(false)
  expect(speaks({ category: null, brand: 'снеговей' })).toBe(true)
  expect(speaks({ category: null, skus: ['10'] })).toBe(true)
})

test('what an entry leaves to the card is no statement about the card, unless it names the very card', () => {
  const answerRu = 'Если гарантия есть, срок указан в карточке товара. Иначе 2 года.'
  expect(speaks({ answerRu })).toBe(false)
  expect(speaks({ answerRu, skus: ['10'] })).toBe(true)
})
