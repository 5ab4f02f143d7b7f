import { describe, expect, it } from 'vitest'
import { loadDemoData } from '../../demo/load-demo-data.ts'
import { checkContext } from './check-context.ts'
import { runChecks } from './run-checks.ts'

const blocked = (text: string): string[] =>
  runChecks(text, checkContext({ channel: 'ozon-chat', category: 'defect' }))
    .filter(({ status }) => status === 'block')
    .map(({ rule, span }) => `${rule} «${span ?? ''}» in: ${text}`)

/** Every Russian text of the demo shop's cards, at whatever depth. */
const textsIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return []
  const own = 'ru' in value && typeof value.ru === 'string' ? [value.ru] : []
  return [...own, ...Object.values(value).flatMap(textsIn)]
}

it('what a shop may say from its own knowledge and cards is blocked by no rule', () => {
  const { entries, products } = loadDemoData()
  const said = [...entries.flatMap(({ answer }) => textsIn({ answer })), ...products.flatMap(textsIn)]
    // A bare value is no text: «USB-A — Lightning».
    .filter((text) => text.length >= 15 && /\p{Script=Cyrillic}{4}/u.test(text))
  expect(said.length).toBeGreaterThan(800)
  expect([...new Set(said)].flatMap(blocked)).toEqual([])
})

describe.each([
  [
    'Недостатки, возникшие не по вине покупателя, рассматриваем по закону.',
    'Поломка произошла по вине покупателя.',
  ],
  ['Рассрочку предлагают Ozon и его банки-партнёры.', 'Наш банк-партнёр дарит карту с кэшбэком.'],
  [
    'Напишите нам, и мы поможем независимо от отзыва.',
    'Поставьте пять звёзд, и мы поможем независимо от отзыва.',
  ],
  ['Нужна карта nano-SIM с отключённым ПИН-кодом.', 'Пришлите, пожалуйста, ПИН-код карты.'],
  ['Часы поддерживают видеозвонки и GPS.', 'Давайте обсудим это по видеозвонку.'],
])('«%s»', (fine, breach) => {
  it('is blocked by nothing', () => expect(blocked(fine)).toEqual([]))
  it(`«${breach}» is`, () => expect(blocked(breach)).not.toEqual([]))
})

describe('a warning', () => {
  const warned = (text: string, rule: string): boolean =>
    runChecks(text, checkContext({ channel: 'ozon-chat', category: 'defect' })).some(
      (one) => one.rule === rule && one.status !== 'pass',
    )
  it.each([
    ['advert', 'Добавьте товар в избранное, и Ozon сообщит, если цена снизится.', false],
    ['advert', 'Добавьте наш магазин в избранное, чтобы не пропустить новинки.', true],
    [
      'cancel-request',
      'Если это не помогло, снимите видео, пришлите его в чат заказа и оформите заявку.',
      false,
    ],
    ['cancel-request', 'Снимите, пожалуйста, заказ.', true],
    ['blame', 'Напишите нам, с чем Вы не согласны.', false],
    ['blame', 'Мы с Вами не согласны, это не так.', true],
  ])('of %s: «%s» %s', (rule, text, is) => expect(warned(text, rule)).toBe(is))
})
