import { z } from 'zod'
import { cardLineSchema, readingCardSchema } from '../draft.ts'

/** What stands in one text and not in the other, after one was read into another language. */
export const readingFindingSchema = z.object({
  /** `sentence` = nothing of it was rendered. */
  kind: z.enum(['number', 'negation', 'promise', 'request', 'sentence']),
  /** The words themselves, in the language they stand in. */
  words: z.string(),
  /** The same in the agents' languages, where code can say it. */
  zh: z.string().optional(),
  en: z.string().optional(),
  /** The sentence they stand in. */
  within: z.string().optional(),
})
export type ReadingFinding = z.infer<typeof readingFindingSchema>

/** The findings of a comparison: what the reading lost, and what it says that the text does not. */
export const comparedSchema = z.object({
  lost: z.array(readingFindingSchema),
  added: z.array(readingFindingSchema),
})
export type Compared = z.infer<typeof comparedSchema>

/** The card that a model read from the Russian text alone, as it is kept. */
export const cardReadingSchema = comparedSchema.extend({
  card: readingCardSchema,
  /** Every sentence in order, with what it says. */
  sentences: z.array(cardLineSchema),
  model: z.string(),
  promptVersion: z.string(),
})
export type CardReading = z.infer<typeof cardReadingSchema>

/** A translated message, as it is kept. */
export const translationSchema = comparedSchema.extend({ text: z.string() })
export type Translation = z.infer<typeof translationSchema>

/** Why no model read a text. */
export const unreadSchema = z.enum(['no_model', 'model_failed', 'not_usable'])
export type Unread = z.infer<typeof unreadSchema>
