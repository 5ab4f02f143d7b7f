import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { OZON_REVIEW } from '../../channels/channel-names.ts'
import { queryRows } from '../../db/client.ts'
import { type Find, LOOK_BACK_MS } from './condition.ts'
import { readProductNames } from './product-names.ts'

const AT_MOST = 1_000
const row = z.object({ id: z.string(), since: z.coerce.date() })

/** Reviews of one star that wait for an answer, newest first. */
export const findOneStar: Find = async ({ db }, { shopId, now }) => {
  const from = new Date(now.getTime() - LOOK_BACK_MS).toISOString()
  const found = await queryRows(
    db,
    row,
    sql`select id, awaiting_since as since from conversations
      where shop_id = ${shopId} and channel = ${OZON_REVIEW} and rating = 1
        and awaiting_since >= ${from}::timestamptz and status in ('open', 'escalated')
      order by awaiting_since desc limit ${AT_MOST}`,
  )
  const names = await readProductNames(db, { shopId, conversationIds: found.map(({ id }) => id) })
  return found.map(({ id, since }) => ({
    subject: id,
    // A review that the buyer changed waits anew.
    threshold: since.toISOString(),
    conversationId: id,
    happenedAt: since,
    facts: { kind: 'one_star', since: since.toISOString(), product: names.get(id) ?? null },
  }))
}
