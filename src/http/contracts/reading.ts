import { z } from 'zod'
import { cardReadingSchema, translationSchema, unreadSchema } from '../../domain/reading/reading.ts'
import { idSchema, languageSchema, textSchema } from './common.ts'

/** Readings of Russian texts in an agent's language. */

export const readingQuerySchema = z.object({ language: languageSchema })

/** GET …/drafts/:draftId/card: what a model read from the Russian text alone. */
export const draftCardSchema = z.object({
  reading: cardReadingSchema.nullable(),
  /** Why there is none; the draft's own card then has what code can find. */
  why: unreadSchema.nullable(),
})
export type DraftCard = z.infer<typeof draftCardSchema>

/** GET …/translations: the newest messages that are not in the language already. */
export const translationsSchema = z.object({
  translations: z.array(translationSchema.extend({ messageId: z.string() })),
  /** Why some are missing. */
  why: unreadSchema.nullable(),
})
export type Translations = z.infer<typeof translationsSchema>

/** POST …/rewrite: the agent's text in their own language; a Russian draft is made from it. */
export const rewriteSchema = z.object({
  agentText: textSchema(4000, 1).refine((text) => text.trim() !== '', 'must have words'),
  /** The state of the case that the agent has read. */
  revision: z.int().min(0),
  /** The draft it replaces; null where there is none. */
  draft: z.object({ id: idSchema, fingerprint: textSchema(200, 1) }).nullable(),
})
export type Rewrite = z.infer<typeof rewriteSchema>

export const rewrittenSchema = z.object({ draftId: z.string() })
export type RewrittenDraft = z.infer<typeof rewrittenSchema>
