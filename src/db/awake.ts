import { type SQL, sql } from 'drizzle-orm'

/** What a conversation is set to when it comes back into the queue. */
export const AWAKE = { snoozedUntil: null, snoozedBy: null }

/**
 * Whether the conversation `c` is out of the queue now. The verb that puts it to sleep leaves an hour of working time;
 * should the window have moved since, an hour by the clock is left whatever was asked for.
 */
export const isAsleep = (now: Date): SQL => {
  const at = sql`${now.toISOString()}::timestamptz`
  return sql`(c.snoozed_until is not null and c.snoozed_until > ${at}
    and (c.reply_window_until is null or c.reply_window_until > ${at} + interval '1 hour'))`
}
