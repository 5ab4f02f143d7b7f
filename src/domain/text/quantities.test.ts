import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldInPlace } from './fold-in-place.ts'
import { NUMBER_PATTERN, numberOf } from './number-words.ts'
import { readQuantities } from './quantities.ts'

const DAY = 24
const MONTH = DAY * 30.4375
const read = (text: string) =>
  readQuantities(text).map(({ dimension, from, to, bound }) => [dimension, from, to, bound])
const only = (text: string) => {
  const found = readQuantities(text)
  expect(found, text).toHaveLength(1)
  return found[0]
}

describe('a number with its unit', () => {
  it('is the same however it is written', () => {
    for (const text of [
      '12 месяцев',
      '12 мес.',
      'двенадцать месяцев',
      'двенадцати месяцев',
      '1 год',
      '12-месячная',
      'один год',
    ])
      expect(only(text)?.from, text).toBeCloseTo(12 * MONTH, 6)
    for (const text of [
      '14 дней',
      'две недели',
      '2 недели',
      'четырнадцать дней',
      '14-дневный',
      'двухнедельный',
    ])
      expect(only(text)?.from, text).toBe(14 * DAY)
    for (const text of ['1 500 ₽', '1500 рублей', 'полторы тысячи рублей', '1,5 тыс. руб.', '1500р'])
      expect(only(text)?.from, text).toBe(1500)
    for (const text of ['20 000 мА·ч', '20000 мАч', '20000 mAh', '20 А·ч', 'двадцать тысяч мАч'])
      expect(only(text)?.from, text).toBe(20_000)
  })
  it('is read with units of every kind', () => {
    expect(read('мощность 2,4 кВт')).toEqual([['power', 2400, 2400, 'exact']])
    expect(read('шнур 1,9 м')).toEqual([['length', 1900, 1900, 'exact']])
    expect(read('утеплитель 200 г/м²')).toEqual([['density', 200, 200, 'exact']])
    expect(read('скидка 10 процентов')).toEqual([['percent', 10, 10, 'exact']])
    expect(read('при 30 °C')).toEqual([['temperature', 30, 30, 'exact']])
    expect(read('до −25 градусов')).toEqual([['temperature', -25, -25, 'max']])
    expect(read('два с половиной часа')).toEqual([['time', 2.5, 2.5, 'exact']])
  })
  it('may be a range or a limit', () => {
    expect(read('весом 4 кг — 50–60 г')).toEqual([
      ['weight', 4_000, 4_000, 'exact'],
      ['weight', 50, 60, 'range'],
    ])
    expect(read('до суток')).toEqual([['time', 24, 24, 'max']])
    expect(read('3–5 дней')).toEqual([['time', 72, 120, 'range']])
    expect(read('от 3 до 5 дней')).toEqual([['time', 72, 120, 'range']])
    expect(read('в срок до 10 дней')).toEqual([['time', 240, 240, 'max']])
    expect(read('не позднее чем 10 дней')).toEqual([['time', 240, 240, 'max']])
    expect(read('от 2 000 рублей')).toEqual([['money', 2000, 2000, 'min']])
    expect(only('около 6 часов')?.isApproximate).toBe(true)
  })
  it('tells working days from days of the calendar', () => {
    expect(only('3 рабочих дня')?.days).toBe('working')
    expect(only('10 календарных дней')?.days).toBe('calendar')
    expect(only('3 дня')?.days).toBeUndefined()
  })
  it('counts things', () => {
    expect(only('в наборе шесть предметов')).toMatchObject({ dimension: 'count', from: 6 })
    expect(only('у вентилятора 5 скоростей')).toMatchObject({ dimension: 'count', from: 5 })
  })
  it('may leave its one unsaid', () => {
    expect(only('в течение суток')?.from).toBe(24)
    expect(only('хранится неделю')?.from).toBe(168)
    expect(only('гарантия полгода')?.from).toBe(6 * MONTH)
  })
})

describe('what is no quantity', () => {
  it('is left alone: names, years, clocks, prepositions, parts of words', () => {
    for (const text of [
      'чехол для iPhone 15 подойдёт',
      'модель V8',
      'в 2026 г.',
      'с 9 до 21',
      'триста',
      'стойка',
      'три',
      'раз в неделю',
      '5 в наличии',
    ])
      expect(read(text), text).toEqual([])
  })
  it('volts and amperes are told from prepositions by their case', () => {
    expect(read('5 В, 2 А')).toEqual([
      ['voltage', 5, 5, 'exact'],
      ['current', 2, 2, 'exact'],
    ])
    expect(read('осталось 5 а также')).toEqual([])
  })
})

const UNIT_WORDS = ['дней', 'рублей', 'кг', 'мА·ч', 'см', 'Вт', 'процентов', 'часов']
const spoken = new RegExp(`^(?:${NUMBER_PATTERN})$`, 'u')

describe('any number', () => {
  it('is read back from digits, grouped by threes or not, with a comma or a point', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 999_999 }), fc.constantFrom(...UNIT_WORDS), (value, unit) => {
        const grouped = String(value).replace(/\B(?=(?:\d{3})+$)/g, ' ')
        const [plain] = readQuantities(`срок ${value} ${unit}`)
        const [other] = readQuantities(`срок ${grouped} ${unit}`)
        expect(plain?.from).toBe(other?.from)
        expect(plain).toBeDefined()
      }),
    )
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 9 }), (whole, tenth) => {
        expect(numberOf(`${whole},${tenth}`)).toBe(numberOf(`${whole}.${tenth}`))
      }),
    )
  })
  it('up to a million is read back from words', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), (value) => {
        const words = inWords(value)
        expect(spoken.test(words), words).toBe(true)
        expect(numberOf(words), words).toBe(value)
      }),
    )
  })
  it('is found where it stands: offsets are those of the text, whatever stands around it', () => {
    const around = fc.stringMatching(/^[а-яёА-ЯЁ ,.!–—«»]{0,20}$/u)
    fc.assert(
      fc.property(around, fc.integer({ min: 2, max: 999 }), around, (before, value, after) => {
        const text = `${before} ровно ${value} дней, ${after}`
        expect(foldInPlace(text)).toHaveLength(text.length)
        const found = readQuantities(text).find(({ from }) => from === value * DAY)
        expect(text.slice(found?.start, found?.end)).toContain(`${value} дней`)
      }),
    )
  })
})

const ONES =
  ',один,два,три,четыре,пять,шесть,семь,восемь,девять,десять,одиннадцать,двенадцать,тринадцать,четырнадцать,пятнадцать,шестнадцать,семнадцать,восемнадцать,девятнадцать'.split(
    ',',
  )
const TENS = ',,двадцать,тридцать,сорок,пятьдесят,шестьдесят,семьдесят,восемьдесят,девяносто'.split(',')
const HUNDREDS = ',сто,двести,триста,четыреста,пятьсот,шестьсот,семьсот,восемьсот,девятьсот'.split(',')

function inWords(value: number): string {
  const small = (n: number) =>
    [
      HUNDREDS[Math.floor(n / 100)],
      n % 100 < 20 ? ONES[n % 100] : `${TENS[Math.floor((n % 100) / 10)]} ${ONES[n % 10]}`,
    ]
      .filter(Boolean)
      .join(' ')
      .trim()
  const thousands = Math.floor(value / 1000)
  return [thousands > 0 ? `${small(thousands)} тысяч` : '', small(value % 1000)].filter(Boolean).join(' ')
}
