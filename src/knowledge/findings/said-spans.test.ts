import { expect, it } from 'vitest'
import { readFacts } from './facts.ts'

const read = (question: string, text: string) =>
  readFacts({ part: 'answer', questions: [question], text }).flatMap((fact) =>
    fact.kind === 'quantity' ? [[fact.dimension, Math.round(fact.from * 100) / 100, fact.bound]] : [],
  )

it.each([
  ['Сколько ждать?', 'минут десять', 'time', 0.17],
  ['Сколько ждать?', 'пару дней', 'time', 48],
  ['Сколько ждать?', 'сутки', 'time', 24],
  ['Сколько ждать?', 'три недели', 'time', 504],
  ['Сколько весит?', 'полкило', 'weight', 500],
  ['Сколько весит?', '1 кг 200 г', 'weight', 1200],
  ['Какая длина?', '1 м 20 см', 'length', 1200],
  ['Какой объём?', 'двухлитровый', 'volume', 2000],
  ['Сколько ярусов?', 'трёхъярусная', 'count', 3],
  ['Сколько стоит?', 'полторы тысячи', 'money', 1500],
  ['Какая мощность?', '18 л.с.', 'power', 13_239],
] as const)('%s — %s', (question, text, dimension, from) => {
  expect(read(question, text)).toEqual([[dimension, from, 'exact']])
})

it('reads a span from one number to another, and no span in a case or a year', () => {
  expect(read('Сколько ждать?', 'день-два')).toEqual([['time', 24, 'range']])
  expect(read('Сколько ждать?', 'с 3 до 5 дней')).toEqual([['time', 72, 'range']])
  expect(read('Когда мыть?', 'в начале недели')).toEqual([])
  expect(read('Какой модели?', 'модель 2024 года')).toEqual([])
})
