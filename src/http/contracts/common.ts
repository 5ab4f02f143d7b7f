import { z } from 'zod'

/** Shapes shared by several contracts. Browser-safe: zod and src/domain only. */

export const LANGUAGES = ['zh', 'ru', 'en'] as const
export const languageSchema = z.enum(LANGUAGES)
export type Language = z.infer<typeof languageSchema>

export const ROLES = ['agent', 'lead', 'admin'] as const
export const roleSchema = z.enum(ROLES)
export type Role = z.infer<typeof roleSchema>

/** A moment in UTC, ISO 8601. */
export const isoSchema = z.iso.datetime()
export const isoOrNullSchema = isoSchema.nullable()

/** Neither NUL nor half a surrogate pair: PostgreSQL stores neither. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what must be kept out
const STORABLE = /^[^\u0000\p{Cs}]*$/u

export const textSchema = (max: number, min = 0) => z.string().min(min).max(max).regex(STORABLE)

/** Our own ids and the marketplace's (digits, posting numbers, slugs): printable, no spaces. */
export const idSchema = z.string().regex(/^[\x21-\x7e]{1,128}$/)

export const trilingualSchema = z.object({ en: z.string(), zh: z.string(), ru: z.string() })
export type Trilingual = z.infer<typeof trilingualSchema>

export const bilingualSchema = z.object({ ru: z.string(), zh: z.string().optional() })

export const personSchema = z.object({ id: z.string(), name: z.string() })
export type Person = z.infer<typeof personSchema>

export const okSchema = z.object({ ok: z.literal(true) })

export const pageQuerySchema = z.object({
  cursor: textSchema(512, 1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const shopParamsSchema = z.object({ shopId: idSchema })
