import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { queryRows } from '../../db/client.ts'
import { ALARMING_FLAGS } from '../../domain/alert-kinds.ts'
import { type Find, LOOK_BACK_MS } from './condition.ts'
import { readProductNames } from './product-names.ts'

const AT_MOST = 1_000
const row = z.object({
  id: z.string(),
  channel: z.string(),
  since: z.coerce.date(),
  read_at: z.coerce.date(),
  flag: z.enum(ALARMING_FLAGS),
})

/** Turns that wait for an answer and were read as a threat, harm or a demand; each sign once a turn. */
export const findRisks: Find = async ({ db }, { shopId, now }) => {
  const from = new Date(now.getTime() - LOOK_BACK_MS).toISOString()
  const found = await queryRows(
    db,
    row,
    // The newest reading of this very turn: one from before it says nothing of it.
    sql`select c.id, c.channel, c.awaiting_since as since, d.created_at as read_at, f.flag
      from conversations c
      cross join lateral (select classification, created_at from drafts
        where shop_id = c.shop_id and conversation_id = c.id and created_at >= c.awaiting_since
        order by created_at desc, id desc limit 1) d
      cross join lateral jsonb_array_elements_text(d.classification -> 'riskFlags') f (flag)
      where c.shop_id = ${shopId} and c.awaiting_since >= ${from}::timestamptz
        and c.status in ('open', 'escalated')
        and f.flag in (select jsonb_array_elements_text(${JSON.stringify(ALARMING_FLAGS)}::jsonb))
      order by c.awaiting_since desc limit ${AT_MOST}`,
  )
  const conversationIds = [...new Set(found.map(({ id }) => id))]
  const names = await readProductNames(db, { shopId, conversationIds })
  return found.map(({ id, channel, since, read_at, flag }) => ({
    subject: id,
    threshold: `${flag}@${since.toISOString()}`,
    conversationId: id,
    happenedAt: read_at,
    facts: { kind: 'risk', flag, channel, product: names.get(id) ?? null },
  }))
}
