import { z } from 'zod'
import type { Chat, World } from '../world.ts'
import { iso, method, moment } from './method.ts'

const DAY_MS = 86_400_000
const SPAN_MS = 30 * DAY_MS
const LONGEST_PERIOD_MS = 31 * DAY_MS

type Wait = { chatId: string; since: number; until?: number; isFirst: boolean }
type Figure = (waits: Wait[], asOf: number) => number | undefined

/** The marketplace's own arithmetic, over its own days: they begin at midnight UTC. */
const FIGURES: Record<string, Figure> = {
  rating_reaction_time: (waits) => meanSeconds(waits.filter(({ isFirst }) => isFirst)),
  rating_average_response_time: meanSeconds,
  rating_replied_dialogs_ratio: (waits, asOf) => {
    const chats = Map.groupBy(waits, ({ chatId }) => chatId)
      .values()
      .toArray()
    const decided = chats.filter((own) => own.some(({ until, since }) => until || since + DAY_MS <= asOf))
    const inTime = decided.filter((own) => own.some(({ until, since }) => until && until - since <= DAY_MS))
    return decided.length === 0 ? undefined : (100 * inTime.length) / decided.length
  },
}

export const ratingHistory = method(
  z
    .object({
      date_from: moment,
      date_to: moment,
      ratings: z.array(z.string()).min(1),
      with_premium_scores: z.boolean().default(false),
    })
    .refine((body) => body.date_to >= body.date_from && body.date_to - body.date_from <= LONGEST_PERIOD_MS, {
      error: 'the period is too long',
      path: ['date_to'],
    }),
  ({ world, shop }, body) => {
    const waits = [...world.chats.values()]
      .filter((chat) => chat.clientId === shop.clientId && chat.type === 'BUYER_SELLER')
      .flatMap(waitsOf)
    return {
      premium_scores: [],
      ratings: body.ratings
        .filter((rating) => rating in FIGURES)
        .map((rating) => ({
          rating,
          danger_threshold: 0,
          premium_threshold: 0,
          warning_threshold: 0,
          values: daysOf(world, body).flatMap((day) => {
            const asOf = Math.min(day + DAY_MS, world.now())
            const seen = waits
              .filter(({ since }) => since >= asOf - SPAN_MS && since < asOf)
              .map(({ until, ...wait }) => ({ ...wait, ...(until && until <= asOf ? { until } : {}) }))
            const value = FIGURES[rating]?.(seen, asOf)
            if (value === undefined) return []
            const status = { danger: false, premium: false, warning: false }
            return [{ date_from: iso(day), date_to: iso(day + DAY_MS - 1_000), status, value }]
          }),
        })),
    }
  },
)

function daysOf(world: World, { date_from, date_to }: { date_from: number; date_to: number }): number[] {
  const days: number[] = []
  const last = Math.min(date_to, world.now())
  for (let day = Math.floor(date_from / DAY_MS) * DAY_MS; day <= last; day += DAY_MS) days.push(day)
  return days
}

function waitsOf({ id: chatId, messages }: Chat): Wait[] {
  const waits: Wait[] = []
  let since: number | undefined
  for (const { author, createdAt, withheldBecause } of messages) {
    if (author.type === 'Customer') since ??= createdAt
    if (author.type !== 'Seller' || withheldBecause || since === undefined) continue
    waits.push({ chatId, since, until: createdAt, isFirst: waits.length === 0 })
    since = undefined
  }
  if (since !== undefined) waits.push({ chatId, since, isFirst: waits.length === 0 })
  return waits
}

function meanSeconds(waits: Wait[]): number | undefined {
  const lengths = waits.flatMap(({ since, until }) => (until ? [until - since] : []))
  if (lengths.length === 0) return undefined
  return lengths.reduce((sum, ms) => sum + ms, 0) / lengths.length / 1_000
}
