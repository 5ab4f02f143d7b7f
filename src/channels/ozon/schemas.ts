import { z } from 'zod'
import { stringifyLossless } from '../../shared/lossless-json.ts'

const ID_EXPECTED = 'expected an id of 1-128 visible ASCII characters, or an exact whole number'

/** Ids are text from here on. A number that JavaScript cannot hold exactly is refused: it is already damaged. */
export const ozonId = z
  .union([z.string().regex(/^[\x21-\x7e]{1,128}$/, ID_EXPECTED), z.int(), z.bigint()], ID_EXPECTED)
  .transform(String)

/** For "no such id" Ozon writes 0, an empty string, null or nothing. */
export const ozonIdOrNone = z
  .union([ozonId, z.literal(''), z.null()])
  .optional()
  .transform((id) => (id === '' || id === '0' || id === null ? undefined : id))

/** What a schema reads, beside the JSON text it was read from: what is kept for later must lose nothing. */
export const withRaw = <Read extends object>(schema: z.ZodType<Read>) =>
  z.unknown().transform((raw, context): Read & { raw: string } => {
    const read = schema.safeParse(raw)
    if (read.success) return { ...read.data, raw: stringifyLossless(raw) }
    for (const { message, path } of read.error.issues) context.addIssue({ code: 'custom', message, path })
    return z.NEVER
  })

/** Text as it may be stored: PostgreSQL takes neither NUL nor half of a surrogate pair. */
export const ozonText = z.string().transform(storableText)

export const ozonTextOrNone = ozonText.nullish().transform((text) => text || undefined)

/** A moment; Ozon's times are UTC, with or without saying so. */
export const ozonTime = z.string().transform((text, context) => {
  const time = parseOzonTime(text)
  if (time) return time
  context.addIssue({ code: 'custom', message: 'expected a date and time in ISO 8601' })
  return z.NEVER
})

/** A moment that may be missing, empty, unreadable, or the year 1 by which Ozon means "not yet". */
export const ozonTimeOrNone = z
  .string()
  .nullish()
  .transform((text) => parseOzonTime(text ?? ''))

/** Upper case and Latin letters: `Buyer_Seller` and `BUYER_SELLER` are one; values unknown to us pass through. */
export const ozonEnum = z
  .string()
  .nullish()
  .transform((value) => foldLookAlikes(value ?? '').toUpperCase() || 'UNSPECIFIED')

/** A whole number that may come as a string of digits; anything else counts as missing. */
export const ozonCount = z
  .union([z.number(), z.string().regex(/^-?\d{1,15}$/)])
  .nullish()
  .catch(undefined)
  .transform((value) => (value === null || value === undefined ? undefined : Number(value)))

/** A list that Ozon leaves out or sends as null when it is empty. */
export function ozonList<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? [])
}

export type Author = {
  type: 'buyer' | 'seller' | 'marketplace'
  id: string | undefined
  /** Ozon's own word in upper case, for the record: `CUSTOMER`, `CRM`, `CHATBOT` … */
  role: string
}

/** Who wrote or acted. Whoever is neither the buyer nor the shop speaks for the marketplace. */
export const ozonAuthor = z
  .looseObject({ id: ozonIdOrNone.catch(undefined), type: ozonEnum })
  .transform(({ id, type }): Author => ({ type: AUTHORS[type] ?? 'marketplace', id, role: type }))

const AUTHORS: Record<string, Author['type']> = { CUSTOMER: 'buyer', SELLER: 'seller' }

function storableText(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed()
}

function parseOzonTime(text: string): Date | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2}(?:\.\d+)?)\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(
    text.trim(),
  )
  if (!match) return undefined
  const time = new Date(`${match[1]}T${match[2]}${match[3]?.toUpperCase() ?? 'Z'}`)
  return Number.isNaN(time.getTime()) || time.getUTCFullYear() < 1970 ? undefined : time
}

const LATIN_BY_CYRILLIC: Record<string, string> = {
  А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', О: 'O', Р: 'P', С: 'C', Т: 'T', У: 'Y', Х: 'X',
  а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', у: 'y', х: 'x',
} // biome-ignore format: pairs read best side by side

/** Ozon writes `Сustomer` with a Cyrillic Es in its examples and at times on the wire. */
function foldLookAlikes(value: string): string {
  return value.trim().replace(/[А-Яа-я]/g, (letter) => LATIN_BY_CYRILLIC[letter] ?? letter)
}

/** An amount as decimal text, whether it came as a number, a string or `{amount}`; money never meets a float. */
export const ozonAmount = z
  .union([
    z.number().transform(String),
    z
      .string()
      .trim()
      .regex(/^-?\d+(?:\.\d+)?$/),
    z.looseObject({ amount: z.union([z.string(), z.number()]) }).transform(({ amount }) => String(amount)),
  ])
  .optional()
  .catch(undefined)
