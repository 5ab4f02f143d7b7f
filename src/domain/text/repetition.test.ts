import { describe, expect, it } from 'vitest'
import { repeatedShare } from './repetition.ts'

const TEXT = 'Здравствуйте! Заказ 12345678-0001 передан в доставку, его привезут в пункт выдачи до 24 ноября.'

describe('the share of a text that another one has', () => {
  it('is all of it for the same text, whatever its numbers', () => {
    expect(repeatedShare(TEXT, TEXT)).toBe(1)
    expect(repeatedShare(TEXT, TEXT.replace('12345678-0001', '87654321-0009').replace('24', '3'))).toBe(1)
  })
  it('stays high when a word or a letter is changed to look unlike', () => {
    expect(repeatedShare(TEXT, TEXT.replace('Здравствуйте', 'Добрый день'))).toBeGreaterThan(0.7)
    expect(repeatedShare(TEXT, TEXT.replace('передан', 'пеpедан'))).toBe(1)
  })
  it('is small for another matter with the same courtesy, and none for courtesy alone', () => {
    const other =
      'Здравствуйте! Лампа светит тёплым светом, цоколь подходит для открытых люстр. Спасибо за вопрос!'
    expect(repeatedShare(TEXT, other)).toBeLessThan(0.2)
    expect(repeatedShare('Спасибо за сообщение!', 'Спасибо за сообщение!')).toBe(0)
  })
  it('counts what the longer text has added', () => {
    const longer = `${TEXT} Гарантия двенадцать месяцев начинается со дня получения, сохраните чек из приложения.`
    expect(repeatedShare(longer, TEXT)).toBeLessThan(0.7)
    expect(repeatedShare(TEXT, longer)).toBe(1)
  })
})
