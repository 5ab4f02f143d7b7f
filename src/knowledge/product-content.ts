import { z } from 'zod'
import { bilingualSchema, compatibilitySchema, warrantySchema } from './product-schema.ts'

/** The lasting part of a product card. Stock and price change by the hour and are not knowledge. */
export const productContentSchema = z.object({
  sku: z.string().min(1),
  productId: z.string().nullable().default(null),
  offerId: z.string().min(1),
  nameRu: z.string().trim().min(1),
  nameZh: z.string().nullable().default(null),
  brand: z.string().nullable().default(null),
  categoryRu: z.string().nullable().default(null),
  categoryZh: z.string().nullable().default(null),
  descriptionRu: z.string().default(''),
  descriptionZh: z.string().nullable().default(null),
  attributes: z
    .array(
      z.object({
        key: z.string().regex(/^[a-z0-9_]+$/),
        name: bilingualSchema,
        value: z.union([z.number(), z.boolean(), bilingualSchema]),
        unit: z.string().optional(),
        from: z.literal('marketplace').optional(),
      }),
    )
    .default([]),
  sizes: z
    .array(
      z.object({
        label: z.string(),
        measures: z.record(z.string(), z.string()),
        stock: z.int().min(0).optional(),
      }),
    )
    .default([]),
  compatibility: z.array(compatibilitySchema).default([]),
  warranty: warrantySchema.nullable().default(null),
  pictureUrl: z.string().nullable().default(null),
})
export type ProductContent = z.infer<typeof productContentSchema>
