import { bug, invalid } from './errors.ts'

/** A whole number that is written into JSON digit by digit, however big: marketplace ids exceed 2^53. */
export class RawInteger {
  readonly digits: string

  constructor(digits: string) {
    if (!/^-?(?:0|[1-9]\d{0,39})$/.test(digits)) {
      throw invalid(
        'not_an_integer',
        `Expected a whole number in digits, got ${JSON.stringify(digits.slice(0, 40))}`,
      )
    }
    this.digits = digits
  }
}

/**
 * Parses JSON without damaging ids: whole numbers outside ±(2^53-1) come back as strings of their digits,
 * every other number stays a number. A `__proto__` key is left out. Throws only AppError `invalid`.
 */
export function parseLossless(text: string): unknown {
  try {
    // Without a long digit run and without the dangerous key the plain parser loses nothing and is much faster.
    return NEEDS_CARE.test(text) ? JSON.parse(text, keepDigits as Reviver) : JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) throw invalid('malformed_json', `Expected JSON: ${error.message}`)
    if (error instanceof RangeError) throw invalid('malformed_json', 'Expected JSON of a reasonable depth')
    throw error
  }
}

/** JSON text in which `RawInteger` and `bigint` values are plain JSON numbers, exact to the digit. */
export function stringifyLossless(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member === 'bigint') return rawJson(member.toString())
    if (member instanceof RawInteger) return rawJson(member.digits)
    return member
  })
}

// `\u005f` is how a hostile body would hide the underscore from the first alternative.
const NEEDS_CARE = /\d{16}|__proto__|\\u005f/i

type Reviver = (this: unknown, key: string, value: unknown) => unknown

function keepDigits(key: string, value: unknown, context?: { source?: string }): unknown {
  if (key === '__proto__') return undefined
  if (typeof value !== 'number' || Number.isSafeInteger(value) || !Number.isInteger(value)) return value
  const source = context?.source
  if (source === undefined)
    throw bug('runtime_too_old', 'JSON.parse does not show number sources: Node 24 is needed')
  return /^-?\d+$/.test(source) ? source : value
}

/** The runtime has JSON.rawJSON (V8 since 11.4), the compiler's library does not know it yet. */
function rawJson(digits: string): unknown {
  return (JSON as unknown as { rawJSON: (text: string) => unknown }).rawJSON(digits)
}
