import { z } from 'zod'
import {
  bilingualSchema,
  idSchema,
  isoSchema,
  pageQuerySchema,
  shopParamsSchema,
  textSchema,
} from './common.ts'
import { warrantySchema } from './product.ts'

export const compatibilityRowSchema = z.object({ fits: z.boolean(), other: bilingualSchema })
export type CompatibilityRow = z.infer<typeof compatibilityRowSchema>

/** A card as admins see it beside the entries; price and stock are in the case. */
export const shopProductSchema = z.object({
  shopId: z.string(),
  sku: z.string(),
  offerId: z.string(),
  name: z.string(),
  nameZh: z.string().nullable(),
  brand: z.string().nullable(),
  category: bilingualSchema.nullable(),
  pictureUrl: z.string().nullable(),
  /** No longer sold: kept for the cases that speak of it. */
  isRetired: z.boolean(),
  compatibility: z.array(compatibilityRowSchema),
  warranty: warrantySchema.nullable(),
  updatedAt: isoSchema,
})
export type ShopProduct = z.infer<typeof shopProductSchema>

/** GET /api/products; by shop and SKU. `search` is part of a name in either language, a SKU or an own article. */
export const productsQuerySchema = pageQuerySchema.extend({
  shopId: idSchema.optional(),
  search: textSchema(200).optional(),
})
export type ProductsQuery = z.infer<typeof productsQuerySchema>

export const productsSchema = z.object({
  products: z.array(shopProductSchema),
  total: z.int(),
  nextCursor: z.string().nullable(),
})
export type Products = z.infer<typeof productsSchema>

export const productParamsSchema = shopParamsSchema.extend({ sku: idSchema })

const writtenRowSchema = z.object({
  fits: z.boolean(),
  other: z.object({ ru: textSchema(300, 1).regex(/\S/), zh: textSchema(300).optional() }),
})

/** PUT /api/shops/:shopId/products/:sku/compatibility */
export const saveCompatibilitySchema = z.object({
  compatibility: z.array(writtenRowSchema).max(200),
  /** The rows that the writer saw: refused when somebody else changed them meanwhile. */
  before: z.array(compatibilityRowSchema).max(1_000),
})
export type SaveCompatibility = z.infer<typeof saveCompatibilitySchema>
export const productSavedSchema = z.object({ product: shopProductSchema })
