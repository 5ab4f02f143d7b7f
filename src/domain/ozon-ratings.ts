/**
 * Ozon's three figures of how a shop answers in chats, as its documentation of `/v1/rating/history` words them:
 *
 * - `rating_reaction_time`: seconds that buyers waited on average for an answer to their first message in a chat, over
 *   the last 30 days;
 * - `rating_average_response_time`: seconds that buyers waited on average for the seller's answer, over the last 30 days;
 * - `rating_replied_dialogs_ratio`: the share of dialogues with at least one answer of the seller within 24 hours, over
 *   the last 30 days.
 *
 * What the wording leaves open is read so: a wait belongs to the day on which it began; it runs by the calendar, at night
 * too; who waits still has no length yet; a dialogue counts once something in it is decided, by an answer or by 24 hours
 * without one; a message of the shop that only says that it was received is an answer to Ozon.
 */
export const OZON_RATINGS = [
  'rating_reaction_time',
  'rating_average_response_time',
  'rating_replied_dialogs_ratio',
] as const
export type OzonRating = (typeof OZON_RATINGS)[number]

export const RATING_DAYS = 30
const DAY_MS = 86_400_000
export const RATING_SPAN_MS = RATING_DAYS * DAY_MS
export const IN_TIME_MS = DAY_MS

/** A wait of a buyer in a chat, by the marketplace's view of an answer. */
export type ChatWait = { dialogue: string; startedAt: Date; answeredAt: Date | null; isFirst: boolean }

/** A mean or a share: `part` of `whole`; of times `part` is in milliseconds. */
export type Ratio = { part: number; whole: number }

/** The three, as they stood at a moment, of the 30 × 24 hours before it. */
export function ozonRatings(waits: readonly ChatWait[], asOf: Date): Record<OzonRating, Ratio> {
  const from = asOf.getTime() - RATING_SPAN_MS
  const seen = waits
    .filter(({ startedAt }) => startedAt.getTime() >= from && startedAt < asOf)
    .map(({ answeredAt, ...wait }) => ({
      ...wait,
      answeredAt: answeredAt && answeredAt <= asOf ? answeredAt : null,
    }))
  const dialogues = new Map<string, { inTime: boolean; decided: boolean }>()
  for (const { dialogue, startedAt, answeredAt } of seen) {
    const end = startedAt.getTime() + IN_TIME_MS
    const before = dialogues.get(dialogue)
    dialogues.set(dialogue, {
      inTime: (before?.inTime ?? false) || (answeredAt !== null && answeredAt.getTime() <= end),
      decided: (before?.decided ?? false) || answeredAt !== null || end <= asOf.getTime(),
    })
  }
  const decided = [...dialogues.values()].filter((one) => one.decided)
  return {
    rating_reaction_time: mean(seen.filter(({ isFirst }) => isFirst)),
    rating_average_response_time: mean(seen),
    rating_replied_dialogs_ratio: {
      part: decided.filter(({ inTime }) => inTime).length,
      whole: decided.length,
    },
  }
}

function mean(waits: readonly Omit<ChatWait, 'dialogue'>[]): Ratio {
  const answered = waits.flatMap(({ startedAt, answeredAt }) =>
    answeredAt ? [Math.max(0, answeredAt.getTime() - startedAt.getTime())] : [],
  )
  return { part: answered.reduce((sum, ms) => sum + ms, 0), whole: answered.length }
}

/** In Ozon's units: seconds, and a share in per cent; null where nothing was counted. */
export function ratingValue(rating: OzonRating, { part, whole }: Ratio): number | null {
  if (whole === 0) return null
  return rating === 'rating_replied_dialogs_ratio' ? (100 * part) / whole : part / whole / 1_000
}
