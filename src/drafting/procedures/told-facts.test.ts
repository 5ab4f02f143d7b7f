import { describe, expect, it } from 'vitest'
import type { ProcedureFact } from '../../domain/procedure.ts'
import { PROCEDURE_FACTS } from '../../domain/procedure.ts'
import { SHIPPED_PROCEDURES } from '../../domain/procedures/shipped.ts'
import { askedFacts } from './asked-facts.ts'
import { toldFacts } from './told-facts.ts'

const tells = (text: string, fact: ProcedureFact, productName?: string) =>
  toldFacts([fact], { text, photos: 0, productName }).length === 1

describe('what a buyer tells', () => {
  it.each<[ProcedureFact, string, string]>([
    ['order', 'заказ 12345678-0001', 'где мой заказ'],
    ['posting', 'отправление 12345678-0001-2', 'заказ 12345678-0001'],
    ['size', 'нужен размер 46', 'нужен другой размер'],
    ['size', 'есть M?', 'есть в наличии?'],
    ['measurements', 'рост 170, обхват груди 92', 'какой размер брать?'],
    ['counterpart', 'подойдёт к Xiaomi 12?', 'подойдёт мне?'],
    ['delivery_date', 'получил 12 ноября', 'получил заказ'],
    ['delivery_date', 'вчера забрала из пункта', 'вчера написала вам'],
    ['purchase_date', 'купил 3 месяца назад', 'купил у вас'],
    ['defect_description', 'протекает у дна', 'товар с браком'],
    ['defect_description', 'чайник не включается', 'чайник сломался'],
    ['missing_item', 'не хватает крышки', 'не хватает детали в комплекте'],
    ['return_reason', 'хочу вернуть, мала', 'хочу вернуть'],
    ['wish', 'обменяйте на размер больше', 'хочу обменять'],
    ['document', 'пришлите чек', 'пришлите документы'],
    ['details', 'ждала неделю, курьер нахамил и бросил пакет', 'ужас'],
  ])('%s: «%s», not «%s»', (fact, yes, no) => {
    expect(tells(yes, fact, 'Чайник')).toBe(true)
    expect(tells(no, fact, 'Чайник')).toBe(false)
  })
  it('is a photo only where one came', () => {
    expect(toldFacts(['photo'], { text: 'вот фото', photos: 0 })).toEqual([])
    expect(toldFacts(['photo'], { text: '', photos: 1 })).toEqual(['photo'])
  })
})

describe('what the shop asks', () => {
  it('is read from each shipped question', () => {
    const seen = new Set<ProcedureFact>()
    for (const { required } of Object.values(SHIPPED_PROCEDURES)) {
      for (const { fact, question } of required) {
        if (!question) continue
        expect(askedFacts(question.ru), question.ru).toContain(fact)
        seen.add(fact)
      }
    }
    expect(seen.size).toBeGreaterThan(PROCEDURE_FACTS.length - 5)
  })
  it('is read from a person’s words, and not from what is no request', () => {
    expect(askedFacts('Подскажите номер заказа и пришлите фото.')).toEqual(['order', 'photo'])
    expect(askedFacts('Спасибо за фото. Номер заказа у нас есть.')).toEqual([])
  })
})
