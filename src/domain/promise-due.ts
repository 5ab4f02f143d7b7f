import { addDays, type Day, startOfDay } from './moscow-time.ts'
import { shopHours } from './shop-hours.ts'
import type { ShopPolicy } from './shop-policy.ts'

const DAY_MS = 86_400_000

/** Words by which the shop makes its next step wait for what the buyer does, or for what may never happen. */
const WAITS =
  /(?<!\p{L})(?:если|как только|после того,? как|при условии|при необходимости)(?!\p{L})|(?<!\p{L})(?:пришлите|напишите|сообщите|отправьте|приложите|уточните|обратитесь|верните|укажите|оформите|подтвердите|пишите|обращайтесь)(?!\p{L})/iu

/** «Пришлите фото, и мы проверим»: nothing is due until the buyer has acted. */
export const waitsForBuyer = (what: string): boolean => WAITS.test(what)

/**
 * By when a promise is to be kept: the end of the Moscow day it names, or the moment; one that names none within 24
 * hours, and where the shop is closed then, when it opens. Null: it waits for the buyer.
 */
export function promiseDue(
  { what, by }: { what: string; by: string | null },
  { madeAt, policy }: { madeAt: Date; policy: Pick<ShopPolicy, 'hours' | 'holidays'> },
): Date | null {
  const day = by === null ? undefined : /^(\d{4})-(\d\d)-(\d\d)$/.exec(by)
  if (day) {
    const [year = 0, month = 1, date = 1] = day.slice(1).map(Number)
    const named: Day = { year, month, day: date }
    return startOfDay(addDays(named, 1))
  }
  if (by !== null && !Number.isNaN(Date.parse(by))) return new Date(by)
  if (waitsForBuyer(what)) return null
  const due = new Date(madeAt.getTime() + DAY_MS)
  const then = shopHours(policy, due)
  return then.isOpen ? due : (then.until ?? due)
}
