import { describe, expect, it } from 'vitest'
import { attribute, FACTS } from '../../../test/factories/compose-input.ts'
import { classifyTurn } from '../classify/classify-turn.ts'
import { relevantFacts } from './relevant-facts.ts'

describe('facts are chosen by what the buyer means', () => {
  it.each([
    ['сколько мач?', 'p:battery_mah'],
    ['тяжелый?', 'p:weight_g'],
    ['на сколько хватает заряда', 'p:run_time'],
    ['где мой заказ', 'o:status'],
    ['какого цвета', 'p:color'],
  ])('%s → %s', (ask, id) =>
    expect(relevantFacts(ask, FACTS, [classifyTurn(ask).category, 'product_attribute']).facts[0]?.id).toBe(
      id,
    ),
  )
  it('and by nothing else', () =>
    expect(relevantFacts('можно обменять на другой размер', FACTS, ['exchange']).facts).toEqual([]))
})

describe('what fits what', () => {
  const facts = [
    attribute('fits', 'Совместимость', 'Подходит: iPhone 12; iPhone 13 mini; Galaxy S21.'),
    attribute('unfit', 'Совместимость', 'Не подходит: iPhone SE.'),
  ]
  const told = (ask: string) => relevantFacts(ask, facts, ['compatibility']).facts.map(({ id }) => id)
  it('is told for the thing that is asked about, and for no thing that no list names', () => {
    expect(told('подойдет на iPhone 13 mini?')).toEqual(['p:fits'])
    expect(told('А к iPhone SE подойдёт?')).toEqual(['p:unfit'])
    expect(told('подойдет к Xiaomi Redmi 9?')).toEqual([])
    expect(told('С какими телефонами совместим?')).toEqual(['p:fits', 'p:unfit'])
  })
})
