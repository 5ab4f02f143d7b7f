import { describe, expect, it } from 'vitest'
import { isAddressed, mattersOfTrade, namesIn } from './buyer-speech.ts'

describe('the speech of buyers', () => {
  it.each([
    'у вас есть чёрный?',
    'Покажите этикетку',
    'А можно дешевле',
    'я всё ещё жду',
    'вы отправляете в Минск?',
  ])('is heard in «%s»', (text) => expect(isAddressed(text)).toBe(true))
  it.each(['Кто открыл Америку?', 'В каком году построен мост?', 'На какой планете самый длинный день?'])(
    'is not heard in «%s»',
    (text) => expect(isAddressed(text)).toBe(false),
  )
  it('touches matters of trade, each once', () => {
    expect(mattersOfTrade('заказ, мой заказ')).toBe(1)
    expect(mattersOfTrade('Верните деньги за заказ')).toBe(2)
    expect(mattersOfTrade('Кто придумал радио?')).toBe(0)
  })
  it('takes capitals inside a sentence for names, but not those of a shout', () => {
    expect(namesIn('Какую роль сыграл Пётр Ильин в «Зимнем лесу»?')).toEqual(['петр', 'ильин', 'зимнем'])
    expect(namesIn('Вернуть. Когда?')).toEqual([])
    expect(namesIn('ГДЕ МОЙ ЗАКАЗ')).toEqual([])
  })
})
