import { z } from 'zod'
import type { Category } from './category.ts'

const nameSchema = z.string().trim().max(60)

/** What a shop says of a category of the shipped list: its name (empty: the shipped one), turns that belong to it. */
export const shopCategoryContentSchema = z.strictObject({
  names: z.strictObject({ ru: nameSchema, zh: nameSchema, en: nameSchema }),
  /** Messages of buyers, beside the shipped ones. */
  examples: z.array(z.string().trim().min(2).max(500)).max(50),
  isActive: z.boolean(),
})
export type ShopCategoryContent = z.infer<typeof shopCategoryContentSchema>

/** What a reader needs to know of the categories of a shop. */
export type OwnCategories = {
  examples: readonly { category: Category; text: string }[]
  inactive: ReadonlySet<Category>
}

/** Where turns go that fit nothing else: it cannot be switched off. */
export const LAST_CATEGORY = 'off_topic' satisfies Category
