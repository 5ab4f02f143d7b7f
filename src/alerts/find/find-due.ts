import { listDueBetween } from '../../review/list-due.ts'
import type { Condition, Find } from './condition.ts'
import { readProductNames } from './product-names.ts'

const DAY_MS = 24 * 3_600_000

/** Cases of which something will run out until then. */
export const findNearlyDue: Find = ({ db }, { shopId, now, until }) =>
  conditions(db, 'nearly_due', { shopId, after: now, until })

/** Cases of which something ran out within the last day: older ones were told, or the house was not there to. */
export const findOverdue: Find = ({ db }, { shopId, now }) =>
  conditions(db, 'overdue', { shopId, after: new Date(now.getTime() - DAY_MS), until: now })

async function conditions(
  db: Parameters<Find>[0]['db'],
  kind: 'nearly_due' | 'overdue',
  span: { shopId: string; after: Date; until: Date },
): Promise<Condition[]> {
  const { shopId } = span
  const due = await listDueBetween({ db }, span)
  const conversationIds = [...new Set(due.map((one) => one.conversationId))]
  const names = await readProductNames(db, { shopId, conversationIds })
  return due.map(({ conversationId, channel, kind: what, dueAt }) => ({
    subject: conversationId,
    // Another end is another thing to tell of; the same one, found again, is not.
    threshold: `${what}@${dueAt.toISOString()}`,
    conversationId,
    happenedAt: kind === 'overdue' ? dueAt : null,
    facts: {
      kind,
      due: what,
      dueAt: dueAt.toISOString(),
      channel,
      product: names.get(conversationId) ?? null,
    },
  }))
}
