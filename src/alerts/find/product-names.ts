import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Executor, queryRows } from '../../db/client.ts'
import type { ProductName } from '../facts.ts'

const row = z.object({ id: z.string(), name_ru: z.string(), name_zh: z.string().nullable() })

/** What the cases are about, by case; one without a known product is not in it. */
export async function readProductNames(
  db: Executor,
  { shopId, conversationIds }: { shopId: string; conversationIds: string[] },
): Promise<Map<string, NonNullable<ProductName>>> {
  if (conversationIds.length === 0) return new Map()
  const rows = await queryRows(
    db,
    row,
    sql`select c.id, p.name_ru, p.name_zh from conversations c
      join products p on p.shop_id = c.shop_id and p.sku = c.sku
      where c.shop_id = ${shopId}
        and c.id in (select jsonb_array_elements_text(${JSON.stringify(conversationIds)}::jsonb))`,
  )
  return new Map(rows.map(({ id, name_ru, name_zh }) => [id, { ru: name_ru, zh: name_zh }]))
}
