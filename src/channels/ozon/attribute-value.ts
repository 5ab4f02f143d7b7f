import type { Bilingual, ProductAttribute } from '../../domain/product.ts'
import { htmlToText } from '../../domain/text/html-text.ts'
import type { AttributeName } from './attribute-directory.ts'

type Told = { name: Bilingual; value: ProductAttribute['value']; unit?: string | undefined }

const MOST_VALUES = 20
const MOST_CHARS = 2_000
/** Links, pictures and prepared pages say nothing that could be cited. */
const NO_TEXT = /URL|RICH/
const UNIT = /^(.{2,}?),\s*([\p{L}°%²³³/·.\d-]{1,12})$/u
const CHINESE_UNIT = /[,，]\s*[^,，]{1,12}$/u
const NUMBER = /^[-+]?\d{1,12}(?:[.,]\d{1,6})?$/

/**
 * The values of one attribute as the type says: a number with the unit that stands in the attribute's name
 * («Ширина, см»), yes or no, or words. Undefined for what is no text.
 */
export function attributeValue(values: readonly string[], { ru, zh, type }: AttributeName): Told | undefined {
  if (NO_TEXT.test(type)) return undefined
  const texts = [
    ...new Set(values.slice(0, MOST_VALUES).map((value) => htmlToText(value).slice(0, MOST_CHARS))),
  ].filter((text) => text !== '')
  const [only] = texts
  if (only === undefined) return undefined
  const name = { ru, ...(zh ? { zh } : {}) }
  if (texts.length > 1) return { name, value: { ru: texts.join(', ') } }
  if (type === 'BOOLEAN' && /^(?:true|false|да|нет)$/i.test(only))
    return { name, value: /^(?:true|да)$/i.test(only) }
  const [, bare, unit] = UNIT.exec(ru) ?? []
  if (!NUMBER.test(only) || (!unit && type !== 'INTEGER' && type !== 'DECIMAL'))
    return { name, value: { ru: only } }
  const value = Number(only.replace(',', '.'))
  if (!bare || !unit) return { name, value }
  const bareZh = zh?.replace(CHINESE_UNIT, '')
  return { name: { ru: bare, ...(bareZh ? { zh: bareZh } : {}) }, value, unit }
}
