import { describe, expect, it } from 'vitest'
import { promiseDue, waitsForBuyer } from './promise-due.ts'

const ALWAYS = { hours: null, holidays: [] }
const week = Array.from({ length: 7 }, (_, day) => (day < 5 ? { from: '09:00', to: '18:00' } : null))
/** Friday, two in the afternoon in Moscow. */
const madeAt = new Date('2026-11-20T11:00:00Z')

describe('a promise is due', () => {
  it.each([
    ['2026-11-23', '2026-11-23T21:00:00.000Z'],
    ['2026-12-31', '2026-12-31T21:00:00.000Z'],
    ['2027-02-28', '2027-02-28T21:00:00.000Z'],
    ['2026-11-21T09:30:00.000Z', '2026-11-21T09:30:00.000Z'],
  ])('when what it names is over: %s', (by, due) => {
    const told = promiseDue({ what: 'Отправим заказ', by }, { madeAt, policy: ALWAYS })
    expect(told?.toISOString()).toBe(due)
  })

  it('within a day where it names none, and when the shop opens where it is closed then', () => {
    const promise = { what: 'Проверим на складе и ответим вам.', by: null }
    expect(promiseDue(promise, { madeAt, policy: ALWAYS })?.toISOString()).toBe('2026-11-21T11:00:00.000Z')
    const monday = promiseDue(promise, { madeAt, policy: { hours: week, holidays: [] } })
    expect(monday?.toISOString()).toBe('2026-11-23T06:00:00.000Z')
    const holidays = [{ from: '2026-11-21', to: '2026-11-24', name: 'отпуск' }]
    const later = promiseDue(promise, { madeAt, policy: { hours: null, holidays } })
    expect(later?.toISOString()).toBe('2026-11-24T21:00:00.000Z')
  })

  it('not at all while it waits for the buyer, unless it names a day all the same', () => {
    const what = 'Пришлите фото упаковки, и мы проверим комплектацию.'
    expect(promiseDue({ what, by: null }, { madeAt, policy: ALWAYS })).toBeNull()
    expect(promiseDue({ what, by: '2026-11-23' }, { madeAt, policy: ALWAYS })).not.toBeNull()
  })
})

it.each([
  ['Если брак подтвердится, вернём деньги.', true],
  ['Как только товар придёт на склад, сообщим вам.', true],
  ['ПРИШЛИТЕ, пожалуйста, номер, и мы уточним.', true],
  ['Уточним у склада и ответим завтра.', false],
  ['Вернём деньги за доставку.', false],
  ['Подберём замену, еслиб не праздник.', false],
])('tells whether it waits for the buyer: %s', (what, waits) => {
  expect(waitsForBuyer(what)).toBe(waits)
})
