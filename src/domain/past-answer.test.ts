import { describe, expect, it } from 'vitest'
import { questionKey, withoutFrame } from './past-answer.ts'
import { personalTraces } from './personal-traces.ts'

describe('a past answer', () => {
  it.each([
    [
      'Здравствуйте, Ольга! Да, куртку можно стирать при 30 градусах. Хорошего дня!',
      null,
      'Да, куртку можно стирать при 30 градусах.',
    ],
    ['Добрый день. Возврат — 7 дней. Ваш Тёплый Ток', 'Ваш Тёплый Ток', 'Возврат — 7 дней.'],
    ['Здравствуйте!', null, 'Здравствуйте!'],
  ])('«%s» is kept without its frame', (text, signature, matter) => {
    expect(withoutFrame(text, signature)).toBe(matter)
  })
  it('is one question however it is written', () => {
    expect(questionKey('Ещё есть  в наличии?!')).toBe(questionKey('еще есть в наличии'))
    expect(questionKey('Есть 48?')).not.toBe(questionKey('Есть 50?'))
  })
})

describe('traces of a person', () => {
  it.each([
    ['Ваш заказ 24219509-0020 в пути', 'order', '24219509-0020'],
    ['Отправление 24219509-0020-1 уехало', 'order', '24219509-0020-1'],
    ['Звоните +7 (912) 345-67-89', 'phone', '+7 (912) 345-67-89'],
    ['трек 80012345678901 не бьётся', 'order', '80012345678901'],
    ['вот 80012345678901', 'number', '80012345678901'],
    ['пишите на anna@mail.ru', 'email', 'anna@mail.ru'],
    ['Привезли на ул. Ленина, д. 5', 'address', 'ул. Ленина, д. 5'],
    ['Здравствуйте, Мария! Да.', 'name', 'Мария'],
    ['Ольгу мы помним', 'name', 'Ольгу'],
  ])('«%s» has a %s', (text, kind, span) => {
    expect(personalTraces(text, 'Ольга П.')).toContainEqual({ kind, span })
  })
  it.each([
    'Гарантия 12 месяцев, до 21.11.2027 включительно.',
    'Размер 48-50, обхват 92–96 см, вес 1,2 кг, 2490 ₽.',
    'Аккумулятор 20 000 мА·ч, Bluetooth 5.3, 220 В.',
    'Возврат в разделе «Личный кабинет → Заказы», срок 7 дней.',
    'Модель WH-1000XM5 подходит, артикул TT-KTL17-GLS.',
    'Обратитесь в пункт выдачи с 10:00 до 21:00.',
  ])('«%s» has none', (text) => {
    expect(personalTraces(text, 'Ольга П.')).toEqual([])
  })
})
