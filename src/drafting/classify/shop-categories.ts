import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../../audit/record-audit.ts'
import type { Database, Executor, Transaction } from '../../db/client.ts'
import { categories } from '../../db/schema/policy.ts'
import { shops } from '../../db/schema/shops.ts'
import { CATEGORIES, type Category } from '../../domain/category.ts'
import {
  LAST_CATEGORY,
  type OwnCategories,
  type ShopCategoryContent,
  shopCategoryContentSchema,
} from '../../domain/shop-category.ts'
import type { Clock } from '../../shared/clock.ts'
import { conflict, invalid, notFound } from '../../shared/errors.ts'

export type ShopCategory = ShopCategoryContent & {
  category: Category
  /** ISO time of the last change, null = as shipped. Who writes names the one that was read. */
  changedAt: string | null
}

const SHIPPED: ShopCategoryContent = { names: { ru: '', zh: '', en: '' }, examples: [], isActive: true }

/** Every category as this shop has it, in the order of the shipped list. */
export async function listCategories(db: Executor, shopId: string): Promise<ShopCategory[]> {
  const rows = await db.select().from(categories).where(eq(categories.shopId, shopId))
  const byKey = new Map(rows.map((row) => [row.key, row]))
  return CATEGORIES.map((category) => viewOf(category, byKey.get(category)))
}

/** What the reader learns from the shop: examples of the categories that are on, and which are off. */
export async function loadOwnCategories(db: Executor, shopId: string): Promise<OwnCategories> {
  const listed = await listCategories(db, shopId)
  return {
    examples: listed
      .filter(({ isActive }) => isActive)
      .flatMap(({ category, examples }) => examples.map((text) => ({ category, text }))),
    inactive: new Set(listed.filter(({ isActive }) => !isActive).map(({ category }) => category)),
  }
}

type Save = {
  shopId: string
  category: Category
  content: ShopCategoryContent
  /** Of the category as it was read. */
  changedAt: string | null
  actor: { id: string }
}

/** Writes what the shop says of a category; refused when somebody else wrote since it was read. */
export async function saveCategory(
  { db, clock }: { db: Database; clock: Clock },
  { shopId, category, content, changedAt, actor }: Save,
): Promise<ShopCategory> {
  const { names, examples, isActive } = shopCategoryContentSchema.parse(content)
  if (category === LAST_CATEGORY && !isActive)
    throw invalid('category_needed', 'What fits no other category goes here: it cannot be switched off.')
  return db.transaction(async (tx) => {
    const [shop] = await tx.select({ id: shops.id }).from(shops).where(eq(shops.id, shopId))
    if (!shop) throw notFound('shop_not_found', 'There is no such shop.')
    const before = await loadCategory(tx, { shopId, category })
    if (before.changedAt !== changedAt) throw moved(before.changedAt)
    // Later than what it replaces, so that the time of a change tells it from any other.
    const soonest = changedAt === null ? 0 : Date.parse(changedAt) + 1
    const updatedAt = new Date(Math.max(clock.now().getTime(), soonest))
    const row = {
      nameRu: names.ru,
      nameZh: names.zh,
      nameEn: names.en,
      examples: [...new Set(examples)],
      isActive,
      updatedBy: actor.id,
      updatedAt,
    }
    const key = and(eq(categories.shopId, shopId), eq(categories.key, category))
    // The key, or the time in the WHERE, makes one of two that come at once.
    const [saved] =
      changedAt === null
        ? await tx
            .insert(categories)
            .values({ shopId, key: category, ...row })
            .onConflictDoNothing()
            .returning()
        : await tx
            .update(categories)
            .set(row)
            .where(and(key, eq(categories.updatedAt, new Date(changedAt))))
            .returning()
    if (!saved) throw moved((await loadCategory(tx, { shopId, category })).changedAt)
    const after = viewOf(category, saved)
    const subject = `category/${category}`
    await recordAudit(tx, {
      shopId,
      actor: actor.id,
      action: 'category.saved',
      subject,
      before,
      after,
      now: clock.now(),
    })
    return after
  })
}

async function loadCategory(
  tx: Transaction,
  { shopId, category }: { shopId: string; category: Category },
): Promise<ShopCategory> {
  const [row] = await tx
    .select()
    .from(categories)
    .where(and(eq(categories.shopId, shopId), eq(categories.key, category)))
  return viewOf(category, row)
}

function viewOf(category: Category, row: typeof categories.$inferSelect | undefined): ShopCategory {
  if (!row) return { category, ...SHIPPED, changedAt: null }
  const { nameRu, nameZh, nameEn, examples, isActive, updatedAt } = row
  const names = { ru: nameRu, zh: nameZh, en: nameEn }
  return { category, names, examples, isActive, changedAt: updatedAt.toISOString() }
}

const moved = (changedAt: string | null) =>
  conflict('category_moved', 'Somebody else changed this category since it was read.', { changedAt })
