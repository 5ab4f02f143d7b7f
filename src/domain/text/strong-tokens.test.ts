import { describe, expect, it } from 'vitest'
import { strongTokens } from './strong-tokens.ts'
import { unglue } from './unglue.ts'
import { familyOf } from './word-families.ts'

describe('strongTokens', () => {
  it.each([
    ['пауэрбанк 5000 мАч', '5000mAh'],
    ['1,5 л', '1500мл'],
    ['0.5 кг', '500 грамм'],
    ['плед 80×120', '80 х 120'],
    ['самсунг А54', 'Samsung A54'],
    ['айфон 12', 'iPhone 12'],
    ['артикул JK-1', 'jk1'],
    ['WH-1000XM5', 'wh1000xm5'],
    ['концентрат 1:10', '1:10'],
  ])('reads «%s» and «%s» alike', (one, other) => {
    expect(strongTokens(one)).not.toEqual([])
    expect(strongTokens(one)).toEqual(strongTokens(other))
  })
  it('tells numbers of different units and models apart', () => {
    expect(strongTokens('5 л')).not.toEqual(strongTokens('5 кг'))
    expect(strongTokens('A54')).not.toEqual(strongTokens('A53'))
  })
  it('takes plain words and short numbers for what they are', () => {
    for (const text of ['как вернуть товар', 'размер 42', 'до 7', 'от 5 и до 10', '', '😀']) {
      expect(strongTokens(text)).toEqual([])
    }
  })
  it('reads endless texts in no time', () => {
    const startedAt = performance.now()
    for (const text of ['1-'.repeat(20_000), 'a'.repeat(40_000), '1'.repeat(40_000), 'a1'.repeat(20_000)])
      strongTokens(text)
    expect(performance.now() - startedAt).toBeLessThan(2_000)
  })
})

describe('unglue', () => {
  it('parts words of two scripts that a catalogue glued', () => {
    expect(unglue('невымываемыйPROSEPT SAUNAконцентрат')).toBe('невымываемый PROSEPT SAUNA концентрат')
  })
  it('leaves disguised words and codes alone', () => {
    for (const text of ['тeлeгpaм', 'USB-С', 'JK-1ч', 'iPhone']) expect(unglue(text)).toBe(text)
  })
})

describe('familyOf', () => {
  it('joins what a stemmer keeps apart', () => {
    for (const [one, other] of [
      ['вернуть', 'возврат'],
      ['заменить', 'обмен'],
      ['оплатил', 'платеж'],
      ['сломался', 'поломка'],
    ] as const)
      expect(familyOf(one)).toBe(familyOf(other))
    expect(familyOf('вернуть')).toBeDefined()
    expect(familyOf('носорог')).toBeUndefined()
  })
})
