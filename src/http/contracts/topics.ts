import { z } from 'zod'
import { TOPICS } from '../../domain/feedback/topics.ts'
import { idSchema, isoSchema, languageSchema } from './common.ts'
import { itemProductSchema } from './inbox.ts'

/** A day of the Moscow calendar. */
export const isoDaySchema = z.iso.date()

/** GET /api/topics: what buyers complain of, by product, over the last days. */
export const topicsQuerySchema = z.object({
  shopId: idSchema.optional(),
  days: z.coerce.number().int().min(7).max(77).default(42),
})
export type TopicsQuery = z.infer<typeof topicsQuerySchema>

/** A burst: more complaints within days than the product's own past lets one expect. */
export const spikeSchema = z.object({
  from: isoDaySchema,
  to: isoDaySchema,
  count: z.int(),
  expected: z.number(),
  /** The chance of so many or more if nothing had changed. */
  chance: z.number(),
})

export const topicQuoteSchema = z.object({
  conversationId: z.string(),
  channel: z.string(),
  /** In the buyer's own words. */
  words: z.string(),
  heardAt: isoSchema,
})

export const productTopicSchema = z.object({
  topic: z.enum(TOPICS),
  count: z.int(),
  /** A number a day, oldest first. */
  days: z.array(z.int()),
  spike: spikeSchema.nullable(),
  /** The newest. */
  quotes: z.array(topicQuoteSchema),
})
export type ProductTopic = z.infer<typeof productTopicSchema>

export const productTopicsSchema = z.object({
  shopId: z.string(),
  shopName: z.string(),
  product: itemProductSchema,
  /** Reviews of the period, and those of one to three stars. */
  reviews: z.int(),
  lowReviews: z.int(),
  complaints: z.int(),
  /** Complaints a day, oldest first. */
  days: z.array(z.int()),
  topics: z.array(productTopicSchema),
})
export type ProductTopics = z.infer<typeof productTopicsSchema>

export const topicsSchema = z.object({
  from: isoDaySchema,
  to: isoDaySchema,
  /** Products with a burst first, then by complaints; at most fifty. */
  products: z.array(productTopicsSchema),
  spikes: z.int(),
})
export type TopicsPage = z.infer<typeof topicsSchema>

/** GET /api/shops/:shopId/digest: the week of a shop. */
export const digestQuerySchema = z.object({
  /** Any day of the week; by default the last whole week. */
  day: isoDaySchema.optional(),
  language: languageSchema.default('ru'),
})
export type DigestQuery = z.infer<typeof digestQuerySchema>

export const digestSchema = z.object({
  shopId: z.string(),
  from: isoDaySchema,
  to: isoDaySchema,
  subject: z.string(),
  sections: z.array(
    z.object({
      heading: z.string(),
      lines: z.array(
        z.object({
          text: z.string(),
          quote: z.string().nullable(),
          /** The case it is about. */
          conversationId: z.string().nullable(),
        }),
      ),
    }),
  ),
  markdown: z.string(),
})
export type Digest = z.infer<typeof digestSchema>
export type DigestSection = Digest['sections'][number]
