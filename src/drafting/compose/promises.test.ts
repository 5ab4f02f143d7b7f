import { describe, expect, it } from 'vitest'
import { datePromises } from './date-promises.ts'
import { findPromises } from './find-promises.ts'

describe('promises', () => {
  it('are found where the shop itself will act', () => {
    expect(
      findPromises([
        { ru: 'Мы отправим деталь завтра.' },
        { ru: 'Ozon вернёт деньги.' },
        { ru: 'Откройте заказ.' },
      ]),
    ).toEqual(['Мы отправим деталь завтра.'])
  })
})

describe('by when a promise is to be kept', () => {
  const now = new Date('2026-11-22T09:00:00Z')
  const promise = (what: string, by: string | null = null) => ({ who: 'shop' as const, what, by })
  const dayOf = (what: string, by: string | null = null, evidence: string[] = []) =>
    datePromises(
      [promise(what, by)],
      evidence.map((textRu) => ({ textRu })),
      now,
    )[0]?.by

  it('is the last day its own words name, of this year or the next', () => {
    expect(dayOf('Отправим деталь до 30 ноября.')).toBe('2026-11-30')
    expect(dayOf('Вернём деньги до 15 января.')).toBe('2027-01-15')
    expect(dayOf('Отправим с 1 по 3 декабря 2027 года.')).toBe('2027-12-03')
  })
  it('is otherwise the composer’s day only where the evidence names it', () => {
    expect(dayOf('Отправим деталь.', '2026-11-24', ['Отгрузка 24 ноября.'])).toBe('2026-11-24')
    expect(dayOf('Отправим деталь.', '2026-11-25', ['Отгрузка 24 ноября.'])).toBeNull()
    expect(dayOf('Отправим деталь.', 'скоро', ['Отгрузка 24 ноября.'])).toBeNull()
  })
})
