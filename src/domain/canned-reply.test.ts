import { describe, expect, test } from 'vitest'
import { asTemplate, buyerFirstName, fillCanned, matchesCanned, unknownVariables } from './canned-reply.ts'

const KNOWN = { buyer: 'Марина', order: '2421-0020', product: 'Чайник «Тайга»', shop: 'Северный свет' }
const NOBODY = { buyer: null, order: null, product: null, shop: 'Северный свет' }

describe('a canned reply', () => {
  test.each([
    ['Здравствуйте, {buyer}! Заказ {order} собран.', 'Здравствуйте, Марина! Заказ 2421-0020 собран.'],
    ['{product} есть в «{shop}».', 'Чайник «Тайга» есть в «Северный свет».'],
    ['{buyer}, ваш заказ {order}.', 'Марина, ваш заказ 2421-0020.'],
  ])('is filled from the case: %s', (text, filled) => {
    expect(fillCanned(text, KNOWN)).toEqual({ text: filled, missing: [] })
  })

  test.each([
    ['Здравствуйте, {buyer}! Спасибо.', 'Здравствуйте! Спасибо.'],
    ['Спасибо, {buyer}.', 'Спасибо.'],
    ['{buyer}, ваш заказ собран.', 'Ваш заказ собран.'],
    ['Добрый день!\n{buyer}, мы проверили.', 'Добрый день!\nМы проверили.'],
  ])('speaks to nobody by name where the name is not known: %s', (text, filled) => {
    expect(fillCanned(text, NOBODY)).toEqual({ text: filled, missing: [] })
  })

  test('keeps in braces what is not known, and says what that is', () => {
    expect(fillCanned('Заказ {order}, товар {product}. Для {buyer} и {order}', NOBODY)).toEqual({
      text: 'Заказ {order}, товар {product}. Для {buyer} и {order}',
      missing: ['order', 'product', 'buyer'],
    })
  })

  test('puts a value in as it is, whatever stands in it', () => {
    const values = { ...KNOWN, product: '$& {order} $1' }
    expect(fillCanned('{product}', values).text).toBe('$& {order} $1')
  })

  test('made of a text that was written for one buyer, tells of no buyer', () => {
    const text = 'Здравствуйте, Марина! Заказ 2421-0020 собран.'
    const template = asTemplate(text, KNOWN)
    expect(template).toBe('Здравствуйте, {buyer}! Заказ {order} собран.')
    expect(fillCanned(template, KNOWN).text).toBe(text)
  })

  test('may name only what a case can fill', () => {
    expect(unknownVariables('Здравствуйте, {buyer}! {имя} {} {order}')).toEqual(['имя', ''])
  })

  test.each([
    ['Марина К.', 'Марина'],
    ['Ольга Николаевна', 'Ольга Николаевна'],
    ['Пётр Ильич Ч.', 'Пётр Ильич'],
    ['Анна-Мария', 'Анна-Мария'],
    ['user1999', null],
    ['А.', null],
    ['', null],
    [null, null],
  ])('speaks to %s as %s', (name, first) => {
    expect(buyerFirstName(name)).toBe(first)
  })

  test('is found by any of its words, in any language of it', () => {
    const texts = ['退货', 'Возврат ещё возможен', 'return is possible']
    expect(matchesCanned(texts, 'ВОЗВРАТ еще')).toBe(true)
    expect(matchesCanned(texts, '退')).toBe(true)
    expect(matchesCanned(texts, ' ')).toBe(true)
    expect(matchesCanned(texts, 'возврат нет')).toBe(false)
  })
})
