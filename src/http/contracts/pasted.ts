import { z } from 'zod'
import { idSchema, textSchema } from './common.ts'

/** POST /api/shops/:shopId/pasted: what a buyer wrote, where the marketplace does not tell us. */
export const pasteMessageSchema = z.object({
  channel: z.enum(['ozon-chat', 'ozon-review', 'ozon-question']),
  text: textSchema(10_000, 1),
  buyerName: textSchema(100, 1).optional(),
  /** What it is about, as far as one knows. */
  sku: idSchema.optional(),
  orderNumber: idSchema.optional(),
  /** Stars, of a review. */
  rating: z.int().min(1).max(5).optional(),
  /** The case that was pasted before, when this is its next message. */
  conversationId: idSchema.optional(),
  /** The very same words were pasted before, and this is another message all the same. */
  isAnother: z.boolean().optional(),
})
export type PasteMessage = z.infer<typeof pasteMessageSchema>
/** `isKnown`: these words were pasted before; nothing was added, this is the case they are in. */
export const pastedSchema = z.object({ conversationId: z.string(), isKnown: z.boolean() })
