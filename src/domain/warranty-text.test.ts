import { expect, it } from 'vitest'
import { warrantyMonthsOf } from './warranty-text.ts'

it.each([
  ['1 год', 12],
  ['2 года', 24],
  ['5 лет', 60],
  ['1,5 года', 18],
  ['12 мес.', 12],
  ['6 месяцев', 6],
  ['24мес', 24],
  ['Полгода', 6],
  ['Нет', 0],
  ['Без гарантии', 0],
])('«%s» is a warranty of %i months', (text, months) => {
  expect(warrantyMonthsOf(text)).toBe(months)
})

it.each(['12', '14 дней', '1-2 года', '12 месяцев, аккумулятор 6 месяцев', 'по чеку', '', '1,7 года'])(
  '«%s» could mean several things and is not taken',
  (text) => expect(warrantyMonthsOf(text)).toBeUndefined(),
)
