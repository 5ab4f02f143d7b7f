import { createHash } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { Database } from '../../db/client.ts'
import { settings } from '../../db/schema/access.ts'
import type { EmbedderRecipe } from '../../llm/embedder-recipe.ts'
import { enqueue } from '../../queue/enqueue.ts'
import type { Clock } from '../../shared/clock.ts'
import { spaceOfStatus } from './space-rows.ts'

const WISH = 'embedding_wish'

/**
 * At a start: a model named anew in the settings is switched to. Named as before, it was dealt with, and what an
 * admin decided since then holds; a switch under way goes on.
 */
export async function followWish(
  { db, clock }: { db: Database; clock: Clock },
  wanted: EmbedderRecipe,
): Promise<void> {
  const wish = createHash('sha256').update(JSON.stringify(wanted)).digest('hex')
  await db.transaction(async (tx) => {
    const [stored] = await tx.select().from(settings).where(eq(settings.name, WISH)).for('update')
    const filling = await spaceOfStatus(tx, 'filling')
    const now = clock.now()
    if (stored?.value !== wish) {
      await tx
        .insert(settings)
        .values({ name: WISH, value: wish })
        .onConflictDoUpdate({ target: settings.name, set: { value: sql`excluded.value` } })
      await enqueue(tx, { queue: 'reembed', key: 'all', payload: { space: null }, now })
    } else if (filling)
      await enqueue(tx, { queue: 'reembed', key: 'all', payload: { space: filling.id }, now })
  })
}
