import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../domain/draft.ts'
import { checkEvidence } from './check-evidence.ts'
import { chanceOfDoubt } from './doubt.ts'
import type { Rule } from './rule.ts'
import { RULES } from './rules.ts'

type Example = {
  rule: string
  says: string
  text: string
  title?: string
  kind?: Evidence['kind']
  finding: string
}

/** One sentence for each rule that no other rule is against. */
const ONLY: Example[] = [
  { rule: 'quantities', says: 'Чайник весит 1,9 кг.', title: 'Вес', text: 'Вес: 1,4 кг.', finding: 'number' },
  { rule: 'sizes', says: 'Плед размером 80×200 см.', title: 'Размер', text: 'Размер: 80×120 см.', finding: 'size' },
  { rule: 'dates', says: 'Заказ привезут 26 мая.', text: 'Заказ привезут 24 мая.', kind: 'order', finding: 'date' },
  { rule: 'hours', says: 'Склад работает с 10:00 до 20:00.', text: 'Склад работает с 9:00 до 18:00.', finding: 'time' },
  { rule: 'clocks', says: 'Курьер приедет в среду, 18:30.', text: 'Курьер приедет в среду, 16:30.', kind: 'order', finding: 'time' },
  { rule: 'weekdays', says: 'Склад работает ежедневно.', text: 'Склад работает по будням.', finding: 'time' },
  { rule: 'namedDays', says: 'Заказ отправим во вторник.', text: 'Заказ отправим в пятницу.', finding: 'time' },
  { rule: 'soon', says: 'Заказ отправим вечером.', text: 'Заказ отправим после оплаты.', finding: 'date' },
  { rule: 'starts', says: 'Гарантия идёт со дня покупки.', text: 'Гарантия идёт со дня получения.', finding: 'case' },
  { rule: 'complements', says: 'Гарантия на чехол — 3 года.', text: 'Гарантия 3 года. Чехол можно стирать.', finding: 'case' },
  { rule: 'names', says: 'Разъём зарядки — Lightning.', text: 'Разъём зарядки — USB-C.', finding: 'model' },
  { rule: 'bareNumbers', says: 'Размер 48 мы пришлём со склада.', text: 'Размер 46 мы пришлём со склада.', finding: 'number' },
  { rule: 'properties', says: 'Подошва из кожи.', title: 'Подошва', text: 'Подошва: резина.', finding: 'property' },
  { rule: 'adjectives', says: 'Крем наносят на влажную кожу.', text: 'Крем наносят на сухую кожу.', finding: 'property' },
  { rule: 'polarity', says: 'Доставка у нас бесплатная.', text: 'Доставка у нас стоит немного.', finding: 'polarity' },
  { rule: 'parity', says: 'Если крышка закрыта плотно, нагрев начнётся через минуту.', text: 'Если крышка не закрыта плотно, нагрев начнётся через минуту.', finding: 'polarity' },
  { rule: 'deniedThings', says: 'Кресло крепится системой Isofix.', text: 'Кресло крепится штатным ремнём. Isofix нет.', finding: 'polarity' },
  { rule: 'onlyThen', says: 'Крем наносят только вечером.', text: 'Крем наносят утром и вечером.', finding: 'case' },
  { rule: 'beginnings', says: 'Деньги вернут в течение 3 дней после подачи заявки.', text: 'Деньги вернут в течение 3 дней после поступления товара.', finding: 'case' },
  { rule: 'labels', says: 'Назначение — для кухни.', title: 'Назначение', kind: 'attribute', text: 'Назначение: ванная, прихожая.', finding: 'property' },
  { rule: 'opposites', says: 'Кресло по ковру катится легко.', text: 'Кресло по ковру катится плохо.', finding: 'polarity' },
  { rule: 'openings', says: 'Ноутбук 17 дюймов помещается.', title: 'Войдёт ли ноутбук 17 дюймов?', text: 'Нет, отделение рассчитано на 15 дюймов.', finding: 'polarity' },
  { rule: 'answers', says: 'Масла добавлять нельзя.', title: 'Можно ли добавлять масла?', text: 'Да, в лоток под баком. В сам бак масло лить нельзя.', finding: 'negation' },
  { rule: 'pairs', says: 'В субботу отвечаем с 9:00 до 19:00.', text: 'С понедельника по пятницу отвечаем с 9:00 до 19:00, в субботу с 10:00 до 16:00.', finding: 'number' },
  { rule: 'ones', says: 'В коробке один аккумулятор.', text: 'В коробке два аккумулятора.', finding: 'number' },
  { rule: 'everything', says: 'Отсрочка работает во всех режимах.', text: 'Отсрочка работает в режимах, кроме режима «Жарка».', finding: 'case' },
  { rule: 'without', says: 'Обмен оформим без коробки.', text: 'Обмен оформим, если коробка на месте.', finding: 'case' },
  { rule: 'doers', says: 'Размеры уточним у перевозчика.', text: 'Размеры уточните у перевозчика.', finding: 'party' },
  { rule: 'parties', says: 'Пересылку оплачивает покупатель.', text: 'Пересылку оплачивает магазин.', finding: 'party' },
  { rule: 'states', says: 'Заказ едет в пункт выдачи.', text: 'Заказ ждёт Вас в пункте выдачи.', kind: 'order', finding: 'state' },
  { rule: 'promises', says: 'Деталь со склада вышлем.', text: 'Деталь хранится на складе.', finding: 'promise' },
  { rule: 'otherCases', says: 'Свитер стирают в машинке.', title: 'Уход', text: 'Свитер стирают вручную.', finding: 'case' },
] // biome-ignore format: a table reads best as one

const check = (one: Example, rules: readonly Rule[] = RULES) => {
  const offered = [{ id: 'k:1', kind: one.kind ?? 'passage', title: one.title ?? '', textRu: one.text }]
  const sentences = [{ ru: one.says, evidenceIds: ['k:1'], class: 'documented' as const }]
  // Soft rules only weigh in a doubt; the others decide without one.
  const doubt = one.rule === 'polarity' || one.rule === 'parity' ? chanceOfDoubt : () => 0
  return checkEvidence({ sentences, offered }, rules, doubt)[0]
}

describe('the rules between a sentence and its evidence', () => {
  it.each(ONLY)('$rule: «$says» is not carried by «$text»', (one) => {
    const found = check(one)
    expect(found?.class).toBe('inferred')
    expect(found?.findings?.map(({ kind }) => kind)).toEqual([one.finding])
    // Nothing else would have seen it.
    expect(
      check(
        one,
        RULES.filter(({ name }) => name !== one.rule),
      )?.findings,
    ).toEqual([])
  })

  it('has an example for every rule', () => {
    expect(ONLY.map(({ rule }) => rule).sort()).toEqual(RULES.map(({ name }) => name).sort())
  })
})

const attribute = (id: string, title: string, textRu: string): Evidence => ({
  id,
  kind: 'attribute',
  title,
  textRu,
})
const weight = attribute('p:1', 'Вес', 'Вес: 2 кг.')
const volume = attribute('p:2', 'Объём', 'Объём: 1,5 л.')
const says = (
  ru: string,
  evidenceIds: string[],
  claimed: 'documented' | 'courtesy' | 'inferred' = 'documented',
) => ({
  ru,
  evidenceIds,
  class: claimed,
})

describe('what a sentence is worth', () => {
  it('lets the same amount pass in other words and units', () => {
    const sentences = [says('Объём — 1500 мл.', ['p:2']), says('Весит он два килограмма.', ['p:1'])]
    const checked = checkEvidence({ sentences, offered: [weight, volume] })
    expect(checked.map((one) => one.class)).toEqual(['documented', 'documented'])
  })

  it('holds a number that stands there for something else against the sentence, and tells what is right', () => {
    const [found] = checkEvidence({
      sentences: [says('Вес — 1,5 кг.', ['p:1', 'p:2'])],
      offered: [weight, volume],
    })
    expect(found).toMatchObject({
      class: 'inferred',
      findings: [{ kind: 'number', instead: 'Вес: 2 кг.', evidenceId: 'p:1' }],
    })
    expect(found?.findings?.[0]?.words).toBe('1,5 кг')
    expect(found?.findings?.[0]?.message.zh).toContain('2 кг')
  })

  it('takes the weakest of what a sentence cites for its class', () => {
    const term: Evidence = {
      id: 'c:1',
      kind: 'computed',
      title: 'Гарантия',
      textRu: 'Гарантия действует до 5 мая.',
    }
    const [found] = checkEvidence({
      sentences: [says('Вес 2 кг, гарантия действует до 5 мая.', ['p:1', 'c:1'])],
      offered: [weight, term],
    })
    expect(found?.class).toBe('computed')
  })

  it('lets evidence that was withdrawn, or never was, carry nothing', () => {
    const sentences = [says('Вес: 2 кг.', ['p:1']), says('Вес: 2 кг.', ['p:9'])]
    const checked = checkEvidence({ sentences, offered: [weight], stale: new Set(['p:1']) })
    expect(checked.map((one) => one.findings?.map(({ kind }) => kind))).toEqual([
      ['retired'],
      ['not-offered'],
    ])
    expect(checked.map((one) => one.class)).toEqual(['inferred', 'inferred'])
  })

  it('knows courtesy by what it says, not by what it calls itself', () => {
    const polite = ['Здравствуйте, Анна!', 'Спасибо за отзыв.', 'Уточните, пожалуйста, номер заказа.']
    const stated = ['Спасибо, вернём деньги.', 'Рады помочь: доставка бесплатная.', 'Чайник греет быстро.']
    const sentences = [...polite, ...stated].map((ru) => says(ru, [], 'courtesy'))
    const checked = checkEvidence({ sentences, offered: [] })
    expect(checked.map((one) => one.class)).toEqual([
      ...polite.map(() => 'courtesy'),
      ...stated.map(() => 'inferred'),
    ])
    expect(checked.at(-1)?.findings?.[0]?.kind).toBe('courtesy')
  })

  it('keeps what a composer calls its own conclusion, though its words are found', () => {
    const [found] = checkEvidence({ sentences: [says('Вес: 2 кг.', ['p:1'], 'inferred')], offered: [weight] })
    expect(found?.class).toBe('inferred')
  })

  it('needs evidence for what is no courtesy', () => {
    const [found] = checkEvidence({ sentences: [says('Чайник весит 2 кг.', [])], offered: [weight] })
    expect(found).toMatchObject({ class: 'inferred', findings: [{ kind: 'no-evidence' }] })
  })

  it('lets a shop sign with its own words', () => {
    const input = { sentences: [says('Дом-2000, на связи 24 часа', [], 'courtesy')], offered: [] }
    expect(checkEvidence(input)[0]?.class).toBe('inferred')
    expect(checkEvidence({ ...input, ownWords: ['Дом-2000, на связи 24 часа'] })[0]?.class).toBe('courtesy')
  })
})
