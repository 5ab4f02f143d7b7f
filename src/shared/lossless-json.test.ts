import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from './errors.ts'
import { parseLossless, RawInteger, stringifyLossless } from './lossless-json.ts'

describe('lossless JSON', () => {
  it('keeps every digit of an id above 2^53 and leaves small numbers as numbers', () => {
    const parsed = parseLossless(
      '{"id":3000000000817031942,"n":7,"f":1.5,"neg":-9223372036854775808,"s":"12"}',
    )
    expect(parsed).toEqual({ id: '3000000000817031942', n: 7, f: 1.5, neg: '-9223372036854775808', s: '12' })
  })

  it('keeps 2^53-1 a number and turns 2^53 into a string, because 2^53 is where neighbours collapse', () => {
    expect(parseLossless('[9007199254740991,9007199254740992,9007199254740993]')).toEqual([
      9007199254740991,
      '9007199254740992',
      '9007199254740993',
    ])
  })

  it('writes big ids as JSON numbers and reads them back unchanged', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }), (id) => {
        expect(stringifyLossless({ id: new RawInteger(id.toString()) })).toBe(`{"id":${id}}`)
        expect(stringifyLossless({ id })).toBe(`{"id":${id}}`)
        expect(String((parseLossless(`{"id":${id}}`) as { id: unknown }).id)).toBe(id.toString())
      }),
    )
  })

  it('agrees with JSON.parse on everything that has no unsafe integer', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value)
        fc.pre(!text.includes('__proto__') && !/\d{16}/.test(text.replace(/\.\d+/g, '')))
        expect(parseLossless(text)).toEqual(JSON.parse(text))
      }),
    )
  })

  it('leaves a __proto__ key out, also when it is spelled with escapes', () => {
    for (const text of ['{"__proto__":{"admin":true},"a":1}', '{"\\u005f_proto__":{"admin":true},"a":1}']) {
      const parsed = parseLossless(text) as object
      expect(Object.keys(parsed)).toEqual(['a'])
      expect(Object.assign({}, parsed)).not.toHaveProperty('admin')
    }
  })

  it('answers broken, empty and absurdly deep text with an invalid error and nothing else', () => {
    const deep = `${'['.repeat(200_000)}12345678901234567890${']'.repeat(200_000)}`
    for (const text of ['', '{', '{"a":}', 'nonsense', '12 34', '\u0000', deep]) {
      try {
        parseLossless(text)
        expect.unreachable('it should have thrown')
      } catch (error) {
        expect(error).toBeInstanceOf(AppError)
        expect((error as AppError).kind).toBe('invalid')
      }
    }
  })

  it('refuses to make an integer out of anything but digits', () => {
    for (const bad of ['', '1.5', '1e5', '0x10', '12 ', '007', 'NaN']) {
      expect(() => new RawInteger(bad)).toThrow(AppError)
    }
  })
})
