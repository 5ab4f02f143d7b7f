import { OZON_REVIEW } from '../channels/channel-names.ts'

/** Behind whatever the text itself promises. */
export const FOLLOW_UP_POSITION = 1_000
/** Ozon lets a seller write for 48 hours after a buyer's word: by then somebody has looked. */
const LOOK_AFTER_MS = 2 * 86_400_000
const LOW_STARS = 3
const INVITES = /(?<!\p{L})чат(?!\p{L})/iu

/**
 * What is left to do once a low review was publicly invited to the chat. The review tells neither buyer nor order and
 * Ozon opens a chat by its posting number only, so the seller cannot begin it: somebody has to look whether the buyer
 * came.
 */
export function followUpTask(
  { channel, rating }: { channel: string; rating: number | null },
  { text, madeAt }: { text: string; madeAt: Date },
): { what: string; isDayNamed: boolean; dueAt: Date } | undefined {
  if (channel !== OZON_REVIEW || rating === null || rating > LOW_STARS || !INVITES.test(text))
    return undefined
  return {
    what: 'Проверить, написал ли покупатель в чат после отзыва, и довести дело до решения.',
    isDayNamed: false,
    dueAt: new Date(madeAt.getTime() + LOOK_AFTER_MS),
  }
}
