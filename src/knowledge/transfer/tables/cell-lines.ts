import type { Bilingual, Compatibility, ProductAttribute, ProductSize } from '../../../domain/product.ts'
import type { Language } from '../reasons.ts'
import { attributeKey } from './attribute-key.ts'

/**
 * What has a shape of its own, one item a line, in words that people can edit. What a line cannot say exactly stands
 * in it as JSON; the reader takes both.
 */
export type Syntax<T> = { print(item: T, language: Language): string; parse(line: string): T | undefined }

const GAP = ' | '

/** `Russian | Chinese` */
export const bilingualSyntax: Syntax<Bilingual> = {
  print: ({ ru, zh }) => (zh === undefined ? ru : `${ru}${GAP}${zh}`),
  parse: (line) => {
    const at = line.indexOf(GAP)
    return at < 0 ? { ru: line.trim() } : { ru: line.slice(0, at).trim(), zh: line.slice(at + 3).trim() }
  },
}

const YES = { ru: 'да', zh: '是', en: 'yes' }
const NO = { ru: 'нет', zh: '否', en: 'no' }
const isWord = (words: Record<Language, string>, text: string) =>
  Object.values(words).some((word) => word === text.toLowerCase())
const NUMBER = /^-?\d{1,15}(?:[.,]\d{1,10})?$/

/** `key: Name | 名称 = value | 值 [unit]`; without a key one is made from the name. */
export const attributeSyntax: Syntax<ProductAttribute> = {
  print: ({ key, name, value, unit }, language) => {
    const said =
      typeof value === 'object'
        ? bilingualSyntax.print(value, language)
        : typeof value === 'boolean'
          ? (value ? YES : NO)[language]
          : String(value)
    return `${key}: ${bilingualSyntax.print(name, language)} = ${said}${unit === undefined ? '' : ` [${unit}]`}`
  },
  parse: (line) => {
    const match = /^(?:([a-z0-9_]+): )?(.+?) = (.*?)(?: \[([^[\]]*)\])?$/s.exec(line.trim())
    if (!match) return undefined
    const [, key, name = '', said = '', unit] = match
    const named = bilingualSyntax.parse(name)
    if (!named || said === '') return undefined
    const value = spokenValue(said.trim())
    return {
      key: key ?? attributeKey(named.ru),
      name: named,
      value,
      ...(unit === undefined ? {} : { unit }),
    }
  },
}

export function spokenValue(said: string): ProductAttribute['value'] {
  if (isWord(YES, said)) return true
  if (isWord(NO, said)) return false
  if (NUMBER.test(said)) return Number(said.replace(',', '.'))
  return bilingualSyntax.parse(said) ?? { ru: said }
}

const STOCK = { ru: '[остаток]', zh: '[库存]', en: '[stock]' }

/** `M: chest = 96; waist = 80; [stock] = 5` */
export const sizeSyntax: Syntax<ProductSize> = {
  print: ({ label, measures, stock }, language) => {
    const parts = Object.entries(measures).map(([name, value]) => `${name} = ${value}`)
    if (stock !== undefined) parts.push(`${STOCK[language]} = ${stock}`)
    return parts.length > 0 ? `${label}: ${parts.join('; ')}` : label
  },
  parse: (line) => {
    const at = line.indexOf(': ')
    if (at < 0) return { label: line.trim(), measures: {} }
    const size: ProductSize = { label: line.slice(0, at).trim(), measures: {} }
    const measures: [string, string][] = []
    for (const part of line.slice(at + 2).split(';')) {
      const gap = part.indexOf('=')
      if (gap < 0) return undefined
      const name = part.slice(0, gap).trim()
      const value = part.slice(gap + 1).trim()
      if (!isWord(STOCK, name)) measures.push([name, value])
      else if (/^\d{1,9}$/.test(value)) size.stock = Number(value)
      else return undefined
    }
    size.measures = Object.fromEntries(measures)
    return size
  },
}

const FITS = { ru: 'подходит', zh: '适用', en: 'fits' }
const NOT_FITS = { ru: 'не подходит', zh: '不适用', en: 'does not fit' }

/** `fits: Russian | Chinese`, `does not fit: …` */
export const compatibilitySyntax: Syntax<Compatibility> = {
  print: ({ fits, other }, language) =>
    `${(fits ? FITS : NOT_FITS)[language]}: ${bilingualSyntax.print(other, language)}`,
  parse: (line) => {
    const match = /^([^:：]+)[:：]\s*(.+)$/s.exec(line.trim())
    const [, verdict = '', what = ''] = match ?? []
    const other = bilingualSyntax.parse(what)
    if (!other || what === '') return undefined
    if (isWord(FITS, verdict.trim())) return { fits: true, other }
    return isWord(NOT_FITS, verdict.trim()) ? { fits: false, other } : undefined
  },
}
