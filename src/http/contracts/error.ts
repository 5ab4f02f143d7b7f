import { z } from 'zod'

/** Every answer with a status of 400 or above has this body. `code` is stable, `message` is for people. */
export const errorSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
})
export type ErrorBody = z.infer<typeof errorSchema>

/** `details` of a 409: who or what came first, and when. */
export const conflictDetailsSchema = z.object({
  by: z.string().optional(),
  what: z.string().optional(),
  at: z.iso.datetime().optional(),
})
export type ConflictDetails = z.infer<typeof conflictDetailsSchema>
