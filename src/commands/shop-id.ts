import { eq, or } from 'drizzle-orm'
import type { App } from '../app/create-app.ts'
import { shops } from '../db/schema/shops.ts'
import { notFound } from '../shared/errors.ts'

/** The id of a shop that is named by its id or its Client-Id. */
export async function shopIdOf({ db }: Pick<App, 'db'>, wanted: string): Promise<string> {
  const [shop] = await db
    .select({ id: shops.id })
    .from(shops)
    .where(or(eq(shops.id, wanted), eq(shops.clientId, wanted)))
  if (!shop) throw notFound('shop_not_found', `No shop ${wanted} is connected: otvet shop list`)
  return shop.id
}
