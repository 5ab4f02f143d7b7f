import { expect, it } from 'vitest'
import { plural, russianNumber } from './plural.ts'

it('takes the form that the count asks for', () => {
  const days = (count: number) => `${count} ${plural(count, 'день', 'дня', 'дней')}`
  expect([0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 100, 101, 111, 112, 1_012, 1_021].map(days)).toEqual([
    '0 дней', '1 день', '2 дня', '4 дня', '5 дней', '11 дней', '12 дней', '14 дней', '21 день', '22 дня', '25 дней',
    '100 дней', '101 день', '111 дней', '112 дней', '1012 дней', '1021 день',
  ]) // biome-ignore format: a table
  expect(plural(1.43, 'дюйм', 'дюйма', 'дюймов')).toBe('дюйма')
})

it('writes numbers the Russian way', () => {
  expect([0, 999, 2490, 13_990, 1_234_567].map((n) => russianNumber(n))).toEqual([
    '0', '999', '2 490', '13 990', '1 234 567',
  ]) // biome-ignore format: a table
  expect(russianNumber(4.6)).toBe('4,6')
  expect(russianNumber(-1200.5)).toBe('−1 200,5')
  expect(russianNumber(5200, 10_000)).toBe('5200')
})
