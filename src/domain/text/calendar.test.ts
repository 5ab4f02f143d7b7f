import { describe, expect, it } from 'vitest'
import { readDates } from './calendar-dates.ts'
import { readClauses } from './clauses.ts'
import { isNegated } from './negation.ts'
import { readHours, readWeekdays } from './opening-times.ts'
import { readSizes } from './sizes.ts'

describe('days of the calendar', () => {
  const read = (text: string) => readDates(text).map(({ from, to }) => [from, to])
  it('are read in words and in digits', () => {
    const march = { day: 1, month: 3 }
    expect(read('скидки до 1 марта')).toEqual([[march, march]])
    expect(read('скидки до 01.03')).toEqual([[march, march]])
    const newYear = { day: 31, month: 12, year: 2026 }
    expect(read('до 31.12.2026')).toEqual([[newYear, newYear]])
    expect(read('до 31 декабря 2026 года')).toEqual([[newYear, newYear]])
  })
  it('may span weeks', () => {
    expect(read('с 1 по 8 января')).toEqual([
      [
        { day: 1, month: 1 },
        { day: 8, month: 1 },
      ],
    ])
    expect(read('с 31 декабря по 8 января')).toEqual([
      [
        { day: 31, month: 12 },
        { day: 8, month: 1 },
      ],
    ])
  })
  it('are no weights, versions or shares', () => {
    for (const text of ['1.05 кг', 'Bluetooth 5.3', '12.50 ₽', '99.12']) expect(read(text), text).toEqual([])
  })
})

describe('opening times', () => {
  it('are said in words, the whole day, until midnight, without a day of rest', () => {
    expect(readHours('с десяти утра до восьми вечера')).toMatchObject([{ from: 600, to: 1200 }])
    expect(readHours('отвечаем 24/7')).toMatchObject([{ from: 0, to: 1440 }])
    expect(readHours('до полуночи')).toMatchObject([{ to: 1440 }])
    expect(readHours('с 3 до 5 дней')).toEqual([])
    expect(readWeekdays('кроме воскресенья')).toMatchObject([{ days: [1, 2, 3, 4, 5, 6], isClosed: false }])
    expect(readWeekdays('выходной — воскресенье')).toMatchObject([{ days: [7], isClosed: true }])
  })
  it('are hours of the clock', () => {
    const hours = (text: string) =>
      readHours(text).map(({ from = Number.NaN, to = Number.NaN }) => [from / 60, to / 60])
    for (const text of [
      'с 9:00 до 21:00',
      'с 9 до 21',
      'с 9 до 21 часа',
      '9:00–21:00',
      'с 9 утра до 9 вечера',
    ])
      expect(hours(text), text).toEqual([[9, 21]])
    expect(hours('круглосуточно')).toEqual([[0, 24]])
    for (const text of ['от 3 до 5 часов', '3–5 дней', 'с 1 по 8 января'])
      expect(hours(text), text).toEqual([])
  })
  it('are days of the week, and days of rest', () => {
    const days = (text: string) => readWeekdays(text).map((one) => [one.days.join(''), one.isClosed])
    for (const text of ['с понедельника по пятницу', 'пн–пт', 'по будням', 'Работаем по рабочим дням'])
      expect(days(text), text).toEqual([['12345', false]])
    expect(days('по вторникам и четвергам')).toEqual([['24', false]])
    expect(days('ежедневно, без выходных')).toEqual([
      ['1234567', false],
      ['1234567', false],
    ])
    expect(days('суббота и воскресенье выходные')).toEqual([['67', true]])
    // Of which case one speaks, no timetable.
    expect(days('заказ, сделанный в выходные')).toEqual([])
  })
})

describe('sizes', () => {
  const sides = (text: string) => readSizes(text).map((size) => size.sides)
  it('are read with a cross of any kind and in words', () => {
    for (const text of [
      '80×120 см',
      '80х120',
      '80x120 см',
      '80 на 120 см',
      '0,8 на 1,2 метра',
      '800 × 1200 мм',
    ])
      expect(sides(text), text).toEqual([[800, 1200]])
    expect(sides('90 × 45 × 20 см')).toEqual([[900, 450, 200]])
  })
  it('are no resolutions, packs or powers', () => {
    for (const text of ['2 × USB-A', '3 на 500 Вт', '2 на выбор']) expect(sides(text), text).toEqual([])
  })
})

describe('a negation', () => {
  const denied = (text: string, word: string) => {
    const [clause] = readClauses(text)
    const at = clause?.words.findIndex((one) => one.word === word) ?? -1
    expect(at, `${word} in ${text}`).toBeGreaterThanOrEqual(0)
    return clause !== undefined && isNegated(clause.words, at)
  }
  it('reaches over the words that link it', () => {
    expect(denied('не подходит', 'подходит')).toBe(true)
    expect(denied('не всегда подходит', 'подходит')).toBe(true)
    expect(denied('не будет работать', 'работать')).toBe(true)
    expect(denied('коробка не является обязательной', 'обязательной')).toBe(true)
  })
  it('stops at what it denies and at «не только»', () => {
    expect(denied('не нового образца подходит', 'подходит')).toBe(false)
    expect(denied('не только подходит', 'подходит')).toBe(false)
    expect(denied('подходит, но не всем', 'подходит')).toBe(false)
  })
})

describe('clauses', () => {
  it('keep their place in the text', () => {
    const text = 'Гарантия 12 месяцев, чек не нужен. Ремонт — 20 дней!'
    expect(readClauses(text).map(({ start, end, sentence }) => [text.slice(start, end), sentence])).toEqual([
      ['Гарантия 12 месяцев', 0],
      [' чек не нужен.', 0],
      ['Ремонт', 1],
      ['20 дней!', 1],
    ])
  })
})
