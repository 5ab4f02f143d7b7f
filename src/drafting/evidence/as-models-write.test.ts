import { describe, expect, it } from 'vitest'
import { checkEvidence } from './check-evidence.ts'

/** The shape of answers that a model wrote: «Да, …» and «Нет, …» first, the product's name, an apology, a colon. */
const CASES = [
  {
    about: 'Утюг паровой Domovey Пар 2400 Вт, керамическая подошва, синий',
    evidence: ['Автоотключение', 'Автоотключение отсутствует.'],
    carried: 'Нет, автоотключения у этого утюга нет.',
    not: 'Да, автоотключение у этого утюга есть.',
  },
  {
    about: 'Тепловентилятор керамический Тёплый Ток 1500 Вт с термостатом',
    evidence: ['Ванная', 'Использовать в ванной нельзя.'],
    carried: 'Нет, пользоваться этим тепловентилятором в ванной нельзя.',
    not: 'Да, пользоваться этим тепловентилятором в ванной можно.',
  },
  {
    about: 'Утюг паровой Domovey Пар 2400 Вт',
    evidence: ['Утюг', 'Автоотключения нет: уходя, вынимайте вилку.'],
    carried: 'Уходя, вынимайте вилку из розетки.',
    not: 'Уходя, вилку можно не вынимать.',
  },
  {
    about: 'Увлажнитель воздуха Domovey Облако, 4 л, с ароматизацией',
    evidence: ['Увлажнитель', 'Для масел есть отдельная капсула: капать их прямо в бак нельзя.'],
    carried: 'Для ароматического масла в увлажнителе есть отдельная капсула.',
    not: 'Ароматическое масло можно капать прямо в бак.',
  },
  {
    about: 'Электронная книга Листва 6, 6 дюймов, 32 ГБ',
    evidence: ['Форматы книг', 'Форматы книг: FB2, EPUB, PDF, DJVU.'],
    carried: 'Да, Листва 6 читает DJVU.',
    not: 'Да, Листва 6 читает CBR.',
  },
  {
    about: 'Рубашка мужская Ленокот, белая',
    evidence: [
      'Можно ли отменить заказ?',
      'Решение об отмене остаётся за Вами: кнопка отмены находится на странице «Личный кабинет → Заказы → выбранный заказ», пока она доступна для текущего статуса. Магазин не оформляет отмену по просьбе в чате: такое действие доступно только покупателю в его кабинете.',
    ],
    carried:
      'Отменить заказ может только покупатель: кнопка находится на странице «Личный кабинет → Заказы → выбранный заказ».',
    not: 'Отмену оформляет магазин по просьбе в чате.',
  },
  {
    about: 'Увлажнитель воздуха Domovey Облако, 4 л',
    evidence: [
      'Заказ задерживается?',
      'Плановый срок доставки заказа (14 марта) уже прошёл. Приносим извинения за задержку. За заказы в пути отвечает служба доставки Ozon.',
    ],
    carried: 'Приносим извинения за задержку: плановый срок доставки, 14 марта, уже прошёл.',
    not: 'Приносим извинения за задержку: плановый срок доставки, 15 марта, уже прошёл.',
  },
] as const

const classOf = ({ about, evidence: [title, textRu] }: (typeof CASES)[number], ru: string) => {
  const offered = [{ id: 'e', kind: 'passage' as const, title, textRu }]
  const sentences = [{ ru, evidenceIds: ['e'], class: 'documented' as const }]
  return checkEvidence({ sentences, offered, about })[0]?.class
}

describe.each(CASES)('«$carried»', (one) => {
  it('is carried', () => expect(classOf(one, one.carried)).toBe('documented'))
  it(`«${one.not}» is not`, () => expect(classOf(one, one.not)).toBe('inferred'))
})

it('another model of the same name is another case', () => {
  const offered = [
    { id: 'e', kind: 'passage' as const, title: '', textRu: 'К пылесосу V10 насадка подходит.' },
  ]
  const sentences = [
    { ru: 'К пылесосу V8 насадка подходит.', evidenceIds: ['e'], class: 'documented' as const },
  ]
  expect(checkEvidence({ sentences, offered, about: 'Пылесос V8' })[0]?.class).toBe('inferred')
})
