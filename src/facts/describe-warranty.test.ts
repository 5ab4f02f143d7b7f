import { describe, expect, it } from 'vitest'
import type { WarrantyFacts } from '../domain/product.ts'
import { describeReturnDeadline } from './describe-return-deadline.ts'
import { describeWarranty } from './describe-warranty.ts'

const now = new Date('2026-11-21T09:00:00Z')
const card: WarrantyFacts = {
  months: 12,
  startEvent: 'delivery',
  coverage: [{ ru: 'Не включается', zh: '无法开机' }, { ru: 'USB-порт не работает' }],
  exclusions: [],
  serviceSteps: [],
}
const delivered = (text: string) => ({
  status: 'delivered',
  deliveredAt: new Date(text),
  paidAt: null,
  createdAt: null,
})
const onTheWay = {
  status: 'delivering',
  deliveredAt: null,
  paidAt: new Date('2026-11-18T09:00:00Z'),
  createdAt: null,
}
type Input = Parameters<typeof describeWarranty>
const texts = (terms: WarrantyFacts, ...rest: [Input[1], Input[2]]) =>
  Object.fromEntries(describeWarranty({ terms }, ...rest).map((fact) => [fact.id, fact.textRu]))

describe('warranty', () => {
  it('is told with its first and last day and what is left', () => {
    expect(texts(card, delivered('2026-11-11T21:30:00Z'), now)).toEqual({
      'p:warranty': 'Гарантия на этот товар — 12 месяцев со дня получения.',
      'p:warranty_covers': 'Гарантийные случаи: 1) не включается; 2) USB-порт не работает.',
      'c:warranty_start': 'Гарантия действует с 12 ноября (со дня получения).',
      'c:warranty_end': 'Гарантия действует до 12 ноября 2027 года включительно.',
      'c:warranty_left': 'До конца гарантии осталось 356 дней.',
    })
  })
  it('agrees with the number of days', () => {
    const left = (text: string) => texts(card, delivered(text), now)['c:warranty_left']
    expect(left('2025-11-22T09:00:00Z')).toBe('До конца гарантии остался 1 день.')
    expect(left('2025-11-23T09:00:00Z')).toBe('До конца гарантии осталось 2 дня.')
    expect(left('2025-11-21T09:00:00Z')).toBe('Сегодня последний день гарантии.')
  })
  it('that is over is told as over', () => {
    expect(texts(card, delivered('2025-11-20T09:00:00Z'), now)).toMatchObject({
      'c:warranty_start': 'Гарантия действовала с 20 ноября 2025 года (со дня получения).',
      'c:warranty_end': 'Гарантийный срок закончился 20 ноября.',
    })
  })
  it('has not begun before the order arrives', () => {
    const told = texts(card, onTheWay, now)
    expect(told['c:warranty_start']).toBe('Гарантия начнёт действовать со дня получения заказа.')
    expect(told['c:warranty_end']).toBeUndefined()
  })
  it('counted from the purchase does not wait for the delivery', () => {
    const told = texts({ ...card, months: 1, startEvent: 'purchase' }, onTheWay, now)
    expect(told['p:warranty']).toBe('Гарантия на этот товар — 1 месяц со дня покупки.')
    expect(told['c:warranty_end']).toBe('Гарантия действует до 18 декабря включительно.')
  })
  it('gets no dates when the day it counts from is unknown or the order was cancelled', () => {
    expect(texts(card, { ...onTheWay, status: 'delivered' }, now)).not.toHaveProperty('c:warranty_start')
    expect(texts(card, { ...onTheWay, status: 'cancelled' }, now)).not.toHaveProperty('c:warranty_start')
    expect(texts(card, undefined, now)).not.toHaveProperty('c:warranty_end')
  })
  it('that was not set is not promised: the law has its own two years', () => {
    expect(texts({ ...card, months: 0 }, delivered('2026-11-12T09:00:00Z'), now)).toEqual({
      'p:warranty': 'Гарантийный срок на этот товар не установлен.',
      'p:warranty_covers': 'Как рассматриваются недостатки: 1) не включается; 2) USB-порт не работает.',
      'c:defect_claim_end':
        'О производственном недостатке можно заявить до 12 ноября 2028 года включительно (2 года со дня получения).',
    })
  })
})

describe('a warranty of an entry', () => {
  it('says in each fact which entry it comes from and what that holds for', () => {
    const source = { entryId: 'w-zvenar', version: 3, scope: 'brand' as const }
    const facts = describeWarranty({ terms: card, source }, delivered('2026-11-11T21:30:00Z'), now)
    expect(facts.length).toBeGreaterThan(3)
    for (const fact of facts) {
      expect(fact).toMatchObject({ entryId: 'w-zvenar', version: 3 })
      expect(fact.title).toContain('условия для бренда')
    }
  })
})

describe('return deadline', () => {
  const deadline = (text: string) => describeReturnDeadline(delivered(text), now)[0]?.textRu
  it('is told while it lasts and after', () => {
    expect(deadline('2026-11-14T09:00:00Z')).toBe(
      'Срок возврата исправного товара — до 21 ноября включительно (7 дней после получения), сегодня последний день.',
    )
    expect(deadline('2026-11-13T09:00:00Z')).toBe(
      'Срок возврата исправного товара (7 дней после получения) закончился 20 ноября.',
    )
  })
  it('is not told before the order was received', () => {
    expect(describeReturnDeadline(onTheWay, now)).toEqual([])
  })
})
