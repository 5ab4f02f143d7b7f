import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { demoEntrySchema } from './shop-data.ts'

const entries = z.array(demoEntrySchema).parse(readData('knowledge.json'))

const CYRILLIC_WORD = /\p{Script=Cyrillic}+/gu
const MIXED_WORD = /\p{Script=Cyrillic}\p{Script=Latin}|\p{Script=Latin}\p{Script=Cyrillic}/u
const LINK = /https?:|www\.|[\p{L}\d-]\.(?:ru|com|net|org|рф|su|me|io)(?![\p{L}\d])/iu
const EMAIL = /[\w.+-]+@[\w-]+/u
const PHONE = /(?:\+7|8|7)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}|\+\d[\d\s()-]{8,}/u
const MESSENGER =
  /telegram|телеграм|whats?app|в[оа][тц]+сап|viber|вайбер|вконтакте|skype|скайп|微信|wechat|@\w{3,}/iu
const CANCEL_ADVICE = /(?:^|[^\p{L}])отмените(?![\p{L}])/iu
const PLACEHOLDER = /[{}[\]<>_]|\.\.\.|…|XXX|ХХХ/u

function readData(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`./data/${file}`, import.meta.url), 'utf8'))
}

function trigrams(text: string): Set<string> {
  const flat = text
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim()
  const grams = new Set<string>()
  for (let at = 0; at + 3 <= flat.length; at++) grams.add(flat.slice(at, at + 3))
  return grams
}

function jaccard(left: Set<string>, right: Set<string>): number {
  let shared = 0
  for (const gram of left) if (right.has(gram)) shared++
  return shared / (left.size + right.size - shared)
}

/** Pairs of ids whose texts are more alike than `limit`. */
function tooAlike(text: (entry: (typeof entries)[number]) => string, limit: number): string[] {
  const sets = entries.map((entry) => ({ id: entry.id, grams: trigrams(text(entry)) }))
  return sets.flatMap((left, index) =>
    sets
      .slice(index + 1)
      .filter((right) => jaccard(left.grams, right.grams) > limit)
      .map((right) => `${left.id} ~ ${right.id}`),
  )
}

function offenders(broken: (entry: (typeof entries)[number]) => boolean): string[] {
  return entries.filter(broken).map((entry) => entry.id)
}

/** Russian texts of an entry which a buyer may be shown. */
function shown(entry: (typeof entries)[number]): string {
  return `${entry.question.ru}\n${entry.answer.ru}`
}

describe('the demo shop knows enough', () => {
  it('has at least 120 entries, 25 of them policies', () => {
    expect(entries.length).toBeGreaterThanOrEqual(120)
    expect(entries.filter((entry) => entry.kind === 'policy').length).toBeGreaterThanOrEqual(25)
  })

  it('answers at least five questions on every topic', () => {
    for (const topic of demoEntrySchema.shape.topic.options)
      expect(entries.filter((entry) => entry.topic === topic).length, topic).toBeGreaterThanOrEqual(5)
  })

  it('tells the three selling schemes apart in returns', () => {
    for (const scheme of ['FBO', 'FBS', 'rFBS'] as const) {
      const own = entries.filter((entry) => entry.topic === 'returns' && entry.scope.schemes.includes(scheme))
      expect(own.length, scheme).toBeGreaterThan(0)
    }
  })

  it('gives every question two to four wordings of real buyers', () => {
    expect(offenders((entry) => entry.variants.length < 2 || entry.variants.length > 4)).toEqual([])
  })
})

describe('no two entries are alike', () => {
  it.each([
    ['ids', entries.map((entry) => entry.id)],
    ['Russian questions', entries.map((entry) => entry.question.ru.toLowerCase())],
    ['Chinese questions', entries.map((entry) => entry.question.zh)],
    ['Russian answers', entries.map((entry) => entry.answer.ru.toLowerCase())],
    ['Chinese answers', entries.map((entry) => entry.answer.zh)],
    ['variants', entries.flatMap((entry) => entry.variants.map((variant) => variant.toLowerCase()))],
  ])('%s never repeat', (_, values) => {
    expect(values.filter((value, index) => values.indexOf(value) !== index)).toEqual([])
  })

  it('questions are not reworded copies of each other', () => {
    expect(tooAlike((entry) => entry.question.ru, 0.75)).toEqual([])
  })

  it('answers are not reworded copies of each other', () => {
    expect(tooAlike((entry) => entry.answer.ru, 0.7)).toEqual([])
  })
})

describe('entries agree with each other and with the catalogue', () => {
  it.each([
    ['return of a good item', /(\d+) дней после получения/gu, '7'],
    ['refund', /в срок до (\d+) дней/gu, '10'],
    ['defect without a warranty', /в течение (\d+) лет со дня получения/gu, '2'],
    ['repair', /не более (\d+) дней/gu, '45'],
    ['answer of the shop', /в течение (\d+) часов/gu, '24'],
  ])('the term of the %s is the same everywhere', (_, term, expected) => {
    const stated = entries.flatMap((entry) => [...entry.answer.ru.matchAll(term)].map((match) => match[1]))
    expect(stated.length).toBeGreaterThan(0)
    expect([...new Set(stated)]).toEqual([expected])
  })

  it('every category an entry is limited to has products', () => {
    const products = ['electronics', 'clothing'].flatMap((group) =>
      z.array(z.object({ category: z.object({ ru: z.string() }) })).parse(readData(`products-${group}.json`)),
    )
    const categories = new Set(products.map((product) => product.category.ru))
    expect(offenders(({ scope }) => scope.category !== undefined && !categories.has(scope.category))).toEqual(
      [],
    )
  })
})

describe('an answer may be sent in a marketplace chat as it is', () => {
  it('has 60 to 1000 characters', () => {
    expect(offenders(({ answer }) => answer.ru.length < 60 || answer.ru.length > 1000)).toEqual([])
  })

  it('has no links, phones, e-mails or messengers, in either language', () => {
    for (const banned of [LINK, EMAIL, PHONE, MESSENGER])
      expect(
        offenders((entry) => banned.test(`${shown(entry)}\n${entry.question.zh}\n${entry.answer.zh}`)),
      ).toEqual([])
  })

  it('never asks the buyer to cancel an order', () => {
    expect(offenders((entry) => CANCEL_ADVICE.test(entry.answer.ru))).toEqual([])
  })

  it('has nothing left to fill in and ends as a sentence', () => {
    expect(
      offenders((entry) => PLACEHOLDER.test(entry.answer.ru) || !/[.!]$/u.test(entry.answer.ru)),
    ).toEqual([])
    expect(
      offenders((entry) => !entry.question.ru.endsWith('?') && !/[.!]$/u.test(entry.question.ru)),
    ).toEqual([])
  })
})

describe('each language keeps its own letters', () => {
  it('no Russian word has a Latin letter inside', () => {
    expect(
      offenders((entry) => [shown(entry), ...entry.variants].some((text) => MIXED_WORD.test(text))),
    ).toEqual([])
  })

  it('Russian texts are mostly Cyrillic and hold no Chinese', () => {
    const letters = (text: string, script: RegExp) => text.match(script)?.length ?? 0
    expect(
      offenders((entry) => {
        const text = shown(entry)
        const cyrillic = letters(text, /\p{Script=Cyrillic}/gu)
        return cyrillic < 2 * letters(text, /\p{Script=Latin}/gu) || /\p{Script=Han}/u.test(text)
      }),
    ).toEqual([])
  })

  it('Chinese glosses are Chinese; only a brand may stay in Russian', () => {
    const longestBrandWord = 'Тёплый'.length
    for (const field of ['question', 'answer'] as const)
      expect(
        offenders((entry) => {
          const text = entry[field].zh
          const foreign = text.match(CYRILLIC_WORD) ?? []
          return !/\p{Script=Han}/u.test(text) || foreign.some((word) => word.length > longestBrandWord)
        }),
        field,
      ).toEqual([])
  })

  it('the numbers in an answer are the same in both languages', () => {
    const numbers = (text: string) =>
      (text.replace(/(\d)[\s\u00a0](?=\d{3}(?!\d))/gu, '$1').match(/\d+(?:[.,]\d+)?/gu) ?? [])
        .map((number) => number.replace(',', '.'))
        .sort()
        .join(' ')
    expect(offenders((entry) => numbers(entry.answer.ru) !== numbers(entry.answer.zh))).toEqual([])
  })
})
