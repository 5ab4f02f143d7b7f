import { findPersonalData } from './privacy/find-personal-data.ts'
import type { PersonalKind } from './privacy/found.ts'

/** Something in a text that points at one person or order: kept for the next buyer it would tell about this one. */
export type PersonalTrace = { kind: PersonalKind | 'number'; span: string }

const GREETED = /(?<=(?:здравствуйте|добрый день|доброе утро|добрый вечер|привет),\s*)\p{Lu}\p{Ll}+/giu
/** Nobody can say of a bare number whether it is a phone, an order or a track. */
const LONG_NUMBER = /(?<![\p{L}\p{N}])\d{9,}(?!\p{N})/gu

/**
 * Phones, order numbers, addresses, names in a text, each once. Stricter than the mask for models: what stays for
 * good may hold neither the name of the buyer (`name`, as the marketplace calls them) nor a long bare number.
 */
export function personalTraces(text: string, name: string | null): PersonalTrace[] {
  const found: PersonalTrace[] = findPersonalData(text).map(({ kind, start, end }) => ({
    kind,
    span: text.slice(start, end).trim(),
  }))
  const add = (kind: PersonalTrace['kind'], pattern: RegExp) => {
    for (const [span] of text.matchAll(pattern))
      if (!found.some((trace) => trace.span.includes(span))) found.push({ kind, span })
  }
  add('name', GREETED)
  for (const pattern of casesOf(name)) add('name', pattern)
  add('number', LONG_NUMBER)
  return found
}

/** The name in any case: «Ольга», «Ольгу», «Ольги». */
function casesOf(name: string | null): RegExp[] {
  const words = name?.match(/\p{L}{3,}/gu) ?? []
  return words.map((word) => {
    const root = word.length > 3 ? word.replace(/[аеийоуыьэюя]$/iu, '') : word
    return new RegExp(`(?<!\\p{L})${root}\\p{L}{0,2}(?!\\p{L})`, 'giu')
  })
}
