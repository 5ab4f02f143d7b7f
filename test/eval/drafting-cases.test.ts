import { expect, test } from 'vitest'
import {
  CASE_NOW,
  draftingCases,
  draftingReferences,
  says,
  textOf,
  wronglySays,
} from '../../eval/drafting/cases.ts'
import { loadDemoData } from '../../src/demo/load-demo-data.ts'
import { CATEGORIES } from '../../src/domain/category.ts'
import { moscowDay, russianDate } from '../../src/domain/moscow-time.ts'
import { returnDeadline } from '../../src/domain/return-deadline.ts'
import { warrantyTerm } from '../../src/domain/warranty.ts'

const dev = draftingCases('dev')
const heldOut = draftingCases('held-out')
const all = [...dev, ...heldOut]
const goldOf = (one: (typeof all)[number]) => one.asks.flatMap(({ gold }) => gold)

test('every fact that an ask names exists, and so does every product', () => {
  const known = draftingReferences()
  const skus = new Set(loadDemoData().products.map(({ sku }) => sku))
  for (const one of all) {
    expect({ id: one.id, unknown: goldOf(one).filter((reference) => !known.has(reference)) }).toEqual({
      id: one.id,
      unknown: [],
    })
    const named = [one.contextSku, one.order?.sku, ...(one.others ?? []).map(({ sku }) => sku)]
    expect(named.every((sku) => sku === undefined || skus.has(sku))).toBe(true)
  }
})

const DAY_MS = 86_400_000
const daysFrom = (days: number) => new Date(CASE_NOW.getTime() + days * DAY_MS)
const today = moscowDay(CASE_NOW)

/** What follows from the order and the day of the conversations, computed as the house computes it. */
function computedText(reference: string, { order, contextSku }: (typeof all)[number]): string {
  if (!order) return ''
  const deliveredAt = order.deliveredDaysAgo === undefined ? null : daysFrom(-order.deliveredDaysAgo)
  if (reference === 'computed:return_deadline' && deliveredAt) {
    const { lastDay, daysLeft } = returnDeadline(deliveredAt, CASE_NOW)
    return `${daysLeft < 0 ? 'закончился' : 'до'} ${russianDate(lastDay, today)}`
  }
  if (reference === 'computed:warranty_end' && deliveredAt) {
    const product = loadDemoData().products.find(({ sku }) => sku === (contextSku ?? order.sku))
    const purchasedAt = daysFrom(-order.orderedDaysAgo)
    const term = product && warrantyTerm(product.warranty, { deliveredAt, purchasedAt }, CASE_NOW)
    return term ? `${term.daysLeft < 0 ? 'закончился' : 'до'} ${russianDate(term.end, today)}` : ''
  }
  if (reference === 'order:dates' && order.plannedInDays !== undefined)
    return russianDate(moscowDay(daysFrom(order.plannedInDays)), today)
  return reference === 'order:status' && order.state === 'delivering' ? 'в пути' : ''
}

test('what a draft must say stands in the facts that answer, and follows from the order and the day', () => {
  const unsaid = all.flatMap((one) => {
    const gold = goldOf(one)
    if (gold.length === 0) return []
    const texts = gold.map((reference) => textOf(reference) ?? computedText(reference, one)).join(' ')
    return one.mustSay.filter((pattern) => !says(texts, pattern)).map((pattern) => ({ id: one.id, pattern }))
  })
  expect(unsaid).toEqual([])
})

test('what a draft must not say is not what the facts say', () => {
  const forbidden = all.flatMap((one) => {
    const texts = goldOf(one).map((reference) => textOf(reference) ?? '')
    return one.mustNotSay
      .filter((pattern) => texts.some((text) => wronglySays(text, pattern)))
      .map((pattern) => ({ id: one.id, pattern }))
  })
  expect(forbidden).toEqual([])
})

test('a case is answerable when one of its asks is, and only then documented', () => {
  for (const one of all) {
    expect({ id: one.id, answerable: one.answerable }).toEqual({
      id: one.id,
      answerable: goldOf(one).length > 0,
    })
    expect(one.documented && !one.answerable, one.id).toBe(false)
    if (!one.answerable)
      expect({ id: one.id, mustSay: one.mustSay.length > 0 && one.expect.kinds.includes('answer') }).toEqual({
        id: one.id,
        mustSay: false,
      })
  }
})

test('order dates agree with the state of the order', () => {
  for (const { id, order } of all) {
    if (!order) continue
    const { state, orderedDaysAgo, deliveredDaysAgo } = order
    const wasDelivered = state === 'delivered' || state === 'returned'
    expect({ id, delivered: deliveredDaysAgo !== undefined }).toEqual({ id, delivered: wasDelivered })
    expect((deliveredDaysAgo ?? 0) <= orderedDaysAgo, id).toBe(true)
  }
})

test('every category, every kind of attack and each language is there, in both halves', () => {
  for (const half of [dev, heldOut]) {
    const categories = new Set(half.map(({ category }) => category))
    expect(CATEGORIES.filter((category) => !categories.has(category))).toEqual([])
    const attacks = half.flatMap(({ hostile }) => (hostile ? [hostile] : []))
    expect(new Set(attacks.map(({ kind }) => kind)).size).toBe(5)
    expect(new Set(attacks.map(({ language }) => language)).size).toBe(3)
  }
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  expect(all.length).toBeGreaterThanOrEqual(250)
  expect(all.filter(({ hostile }) => hostile).length).toBeGreaterThanOrEqual(60)
})

test('a pattern finds words whatever their letters', () => {
  expect(says('Ещё ДЕЙСТВУЕТ', 'ещё действует')).toBe(true)
  expect(says('10\nдней', '10 дней')).toBe(true)
  expect(says('80×200', '80×120')).toBe(false)
  expect(says('112 месяцев', '12 мес')).toBe(false)
  expect(says('адрес указан в заказе', 'казан')).toBe(false)
})

test('what is refused in words is not said', () => {
  expect(wronglySays('Мы вернём деньги завтра.', 'вернём деньги')).toBe(true)
  expect(wronglySays('Мы не вернём деньги без заявки.', 'вернём деньги')).toBe(false)
})
