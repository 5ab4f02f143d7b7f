import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DiffPart, diffWords } from './word-diff.ts'

const shown = (parts: DiffPart[]) =>
  parts
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'removed' ? `[-${text}-]` : `[+${text}+]`))
    .join('')

describe('a diff of two texts', () => {
  it.each([
    ['Срок — 7 дней.', 'Срок — 14 дней.', 'Срок — [-7-][+14+] дней.'],
    ['Вернём деньги.', 'Вернём деньги за 10 дней.', 'Вернём деньги[+ за 10 дней+].'],
    ['保修期12个月。', '保修期24个月，自收货起。', '保修期[-12-][+24+]个月[+，自收货起+]。'],
    ['Мы вернём деньги', 'Магазин обменяет товар', '[-Мы вернём деньги-][+Магазин обменяет товар+]'],
    ['Ёлка', 'Ёлка', 'Ёлка'],
    ['', 'Новое', '[+Новое+]'],
    ['Старое', '', '[-Старое-]'],
    ['раз\nдва', 'раз\nдва\nтри', 'раз\nдва[+\nтри+]'],
  ])('«%s» → «%s»', (before, after, expected) => {
    expect(shown(diffWords(before, after))).toBe(expected)
  })
  it('of nothing is nothing', () => {
    expect(diffWords('', '')).toEqual([])
  })
  it('gives both texts back, whatever they are', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc
        .array(fc.constantFrom('срок', ' ', '7', 'дней', '.', '保', '修', '\n', 'e\u0301'), { maxLength: 30 })
        .map((words) => words.join('')),
    )
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = diffWords(before, after)
        const without = (kind: DiffPart['kind']) =>
          parts
            .filter((part) => part.kind !== kind)
            .map((part) => part.text)
            .join('')
        expect(without('added')).toBe(before)
        expect(without('removed')).toBe(after)
      }),
    )
  })
  it('of two long and unlike texts comes at once', () => {
    const [a, b] = ['а б '.repeat(2000), 'в г '.repeat(2000)]
    expect(diffWords(a, b).map(({ kind }) => kind)).toEqual(['removed', 'added', 'same'])
  })
})
