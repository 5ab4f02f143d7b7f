import { addDays, isoDay, moscowDay, startOfDay } from '../../domain/moscow-time.ts'
import { mondayOf } from '../../topics/read-digest.ts'
import type { Find } from './condition.ts'

const WEEK = 7

/** The week that ended last, once a week. */
export const findDigest: Find = async (_deps, { now }) => {
  const thisMonday = mondayOf(moscowDay(now))
  const monday = isoDay(addDays(thisMonday, -WEEK))
  return [
    {
      subject: 'digest',
      threshold: monday,
      conversationId: null,
      happenedAt: startOfDay(thisMonday),
      facts: { kind: 'weekly_digest', monday },
    },
  ]
}
