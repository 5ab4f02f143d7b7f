import { z } from 'zod'
import { ozonList, ozonText, ozonTimeOrNone } from '../schemas.ts'
import { type CallOptions, type OzonClient, ozonMethod } from './method.ts'

type HistoryRequest = { date_from: string; date_to: string; ratings: string[]; with_premium_scores: boolean }

const value = z.looseObject({
  date_from: ozonTimeOrNone,
  date_to: ozonTimeOrNone,
  value: z.number().nullish(),
})

/** Values by day; a day without one is left out. */
export const ratingHistoryMethod = ozonMethod<HistoryRequest>()(
  '/v1/rating/history',
  { repeat: 'harmless' },
  z
    .looseObject({ ratings: ozonList(z.looseObject({ rating: ozonText, values: ozonList(value) })) })
    .transform((wire) =>
      wire.ratings.flatMap(({ rating, values }) =>
        values.flatMap(({ date_from: from, date_to: to, value: told }) => {
          const at = from ?? to
          return at && told !== undefined && told !== null
            ? [{ rating, day: at.toISOString().slice(0, 10), value: told }]
            : []
        }),
      ),
    ),
)

/** Times of answers come in seconds, shares in per cent. At most 30 days are answered at once. */
export const readRatingHistory = (
  client: OzonClient,
  { ratings, from, to }: { ratings: readonly string[]; from: Date; to: Date },
  options?: CallOptions,
) =>
  client.call(
    ratingHistoryMethod,
    {
      date_from: from.toISOString(),
      date_to: to.toISOString(),
      ratings: [...ratings],
      with_premium_scores: false,
    },
    options,
  )
