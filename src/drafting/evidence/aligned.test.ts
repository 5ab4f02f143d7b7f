import { describe, expect, it } from 'vitest'
import { readQuantities } from '../../domain/text/quantities.ts'
import { checkEvidence } from './check-evidence.ts'
import type { Rule } from './rule.ts'
import { answers } from './rules/answers.ts'
import { pairs } from './rules/pairs.ts'
import { RULES } from './rules.ts'

const holds = (title: string, textRu: string, ru: string, rules: readonly Rule[] = RULES): boolean => {
  const offered = [{ id: 'e', kind: 'passage' as const, title, textRu }]
  const sentences = [{ ru, evidenceIds: ['e'], class: 'documented' as const }]
  const doubt = rules === RULES ? undefined : () => 0
  return checkEvidence({ sentences, offered }, rules, doubt)[0]?.class === 'documented'
}
const without = (rule: Rule) => RULES.filter((one) => one !== rule)

describe('what a question of yes or no is answered with', () => {
  const lid = ['Снимается ли крышка?', 'Крышка снимается поворотом влево.'] as const
  const oils = ['Можно ли добавлять масла?', 'Да, в лоток под баком. В сам бак масло лить нельзя.'] as const
  it('is not denied', () => {
    expect(holds(...lid, 'Крышку снять нельзя.')).toBe(false)
    expect(holds(...oils, 'Масла добавлять нельзя.')).toBe(false)
    expect(holds(...oils, 'Масла добавлять нельзя.', without(answers))).toBe(true)
  })
  it('may be said in other words, and denied where the evidence does', () => {
    expect(holds(...lid, 'Крышку можно снять.')).toBe(true)
    expect(holds(...oils, 'В сам бак лить масло нельзя.')).toBe(true)
    const phone = ['Печатает ли с телефона?', 'Да, через приложение. По кабелю печатать нельзя.'] as const
    expect(holds(...phone, 'С телефона печатать можно через приложение.')).toBe(true)
  })
})

describe('two values of one sentence', () => {
  const screen = ['С какого расстояния?', 'С 1,5 м картинка 50 дюймов, с 3 м — 100 дюймов.'] as const
  const hours = [
    'Когда отвечаете?',
    'С понедельника по пятницу с 9:00 до 19:00, в субботу с 10:00 до 16:00.',
  ] as const
  it('stand together in the evidence', () => {
    expect(holds(...screen, 'С трёх метров картинка 50 дюймов.')).toBe(false)
    expect(holds(...hours, 'В субботу отвечаем с 9:00 до 19:00.')).toBe(false)
    expect(holds(...hours, 'В субботу отвечаем с 9:00 до 19:00.', without(pairs))).toBe(true)
  })
  it('pass where they do', () => {
    expect(holds(...screen, 'С трёх метров картинка 100 дюймов.')).toBe(true)
    expect(holds(...hours, 'В субботу отвечаем с 10:00 до 16:00.')).toBe(true)
  })
})

describe('who pays', () => {
  const coat = [
    'Если не подошёл размер?',
    'Пальто можно вернуть. Возврат для покупателя бесплатный.',
  ] as const
  it('is never concluded to be the buyer', () => {
    expect(holds(...coat, 'Возврат оплачивает покупатель.')).toBe(false)
    expect(holds('Кто платит?', 'Возврат оплачивает покупатель.', 'За возврат платит покупатель.')).toBe(true)
  })
})

it.each([
  ['день-два', 24, 48],
  ['одни-двое суток', 24, 48],
  ['пару дней', 48, 48],
  ['четверть часа', 0.25, 0.25],
  ['полметра', 500, 500],
  ['50 млн нажатий', 5e7, 5e7],
  ['50 миллионов нажатий', 5e7, 5e7],
])('a quantity in words of every day: %s', (text, from, to) => {
  expect(readQuantities(text)).toMatchObject([{ from, to }])
})
it('a pair of shoes counts no days', () => expect(readQuantities('пара носков')).toEqual([]))
