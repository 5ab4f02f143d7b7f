import { z } from 'zod'
import { CATEGORIES } from '../../domain/category.ts'
import { shopCategoryContentSchema } from '../../domain/shop-category.ts'
import { idSchema, isoOrNullSchema } from './common.ts'

export const categoryParamsSchema = z.object({ shopId: idSchema, category: z.enum(CATEGORIES) })

const categorySchema = shopCategoryContentSchema.extend({
  category: z.enum(CATEGORIES),
  /** Null = as shipped. */
  changedAt: isoOrNullSchema,
})
export type CategoryView = z.infer<typeof categorySchema>

/** GET /api/shops/:shopId/categories, in the order of the shipped list */
export const categoryListSchema = z.object({ categories: z.array(categorySchema) })
export type CategoryList = z.infer<typeof categoryListSchema>

/** PUT /api/shops/:shopId/categories/:category; `changedAt` is the one that was read. */
export const saveCategorySchema = shopCategoryContentSchema.extend({ changedAt: isoOrNullSchema })
export type SaveCategory = z.infer<typeof saveCategorySchema>

/** Answer of PUT. */
export const categorySavedSchema = z.object({ category: categorySchema })
