import { z } from 'zod'
import { idSchema } from './common.ts'

/**
 * GET /api/events (server-sent events): `id` is the change's number, `data` is this as JSON. A client that comes
 * back with Last-Event-ID hears what it missed; kind `reset` means too much was missed: load everything anew.
 */
export const changeEventSchema = z.object({
  kind: z.string(),
  shopId: z.string(),
  conversationId: z.string().nullable(),
})
export type ChangeEvent = z.infer<typeof changeEventSchema>

/** GET /api/shops/:shopId/messages/:messageId/attachments/:position */
export const attachmentParamsSchema = z.object({
  shopId: idSchema,
  messageId: idSchema,
  position: z.coerce.number().int().min(0).max(1000),
})

/** GET /api/shops/:shopId/products/:sku/picture */
export const pictureParamsSchema = z.object({ shopId: idSchema, sku: idSchema })
