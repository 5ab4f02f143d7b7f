import { and, eq, gte } from 'drizzle-orm'
import { alerts } from '../../db/schema/alerts.ts'
import { readTopics } from '../../topics/read-topics.ts'
import type { Condition, Find } from './condition.ts'

/** As far back as a burst is looked for: the same complaint about the same product within it is the same burst. */
const DAYS = 14
const DAY_MS = 24 * 3_600_000

/** More complaints of one kind about one product within days than its past lets one expect. Reads weeks: by the hour. */
export const findBursts: Find = async ({ db, clock }, { shopId, now }) => {
  const { products } = await readTopics({ db, clock }, { scope: new Set([shopId]), days: DAYS, asOf: now })
  const told = await db
    .select({ subject: alerts.subject, threshold: alerts.threshold })
    .from(alerts)
    .where(
      and(
        eq(alerts.shopId, shopId),
        eq(alerts.kind, 'burst'),
        gte(alerts.createdAt, new Date(now.getTime() - DAYS * DAY_MS)),
      ),
    )
  // Its first day moves as days go by: the one it was told under names it.
  const known = new Map(told.map(({ subject, threshold }) => [subject, threshold]))
  return products.flatMap(({ product, topics }) =>
    topics.flatMap(({ topic, spike }): Condition[] => {
      if (!spike) return []
      const subject = `${product.sku}/${topic}`
      return [
        {
          subject,
          threshold: known.get(subject) ?? spike.from,
          conversationId: null,
          happenedAt: null,
          facts: {
            kind: 'burst',
            topic,
            count: spike.count,
            from: spike.from,
            to: spike.to,
            product: { ru: product.name, zh: product.nameZh },
          },
        },
      ]
    }),
  )
}
