import { z } from 'zod'
import { idSchema, isoOrNullSchema, isoSchema, pageQuerySchema, personSchema, textSchema } from './common.ts'

export const PROMISE_STATUSES = ['open', 'kept', 'withdrawn'] as const

/** What a sent text commits the shop to. */
export const promiseSchema = z.object({
  id: z.string(),
  shopId: z.string(),
  conversationId: z.string(),
  replyId: z.string(),
  /** In Russian, in the words of the text. */
  what: z.string(),
  /** Null while it waits for what the buyer does. */
  dueAt: isoOrNullSchema,
  /** False: the text names no day, and the due time is the house's own. */
  isDayNamed: z.boolean(),
  isOverdue: z.boolean(),
  owner: personSchema.nullable(),
  status: z.enum(PROMISE_STATUSES),
  /** A follow-up was written because of it; there is no second one. */
  hasFollowUp: z.boolean(),
  madeAt: isoSchema,
  settledAt: isoOrNullSchema,
  settledBy: personSchema.nullable(),
  note: z.string().nullable(),
})
export type PromiseTask = z.infer<typeof promiseSchema>

/** GET /api/promises: open ones by due time, the others newest first. */
export const promisesQuerySchema = pageQuerySchema.extend({
  /** `overdue`: open and past due. */
  status: z.enum(['open', 'overdue', 'kept', 'withdrawn']).default('open'),
  shopId: idSchema.optional(),
  /** `me`: the asker's, and those of nobody in particular. */
  owner: z.literal('me').optional(),
})
export type PromisesQuery = z.infer<typeof promisesQuerySchema>

export const listedPromiseSchema = promiseSchema.extend({
  shopName: z.string(),
  buyerName: z.string().nullable(),
  /** Until when the marketplace still takes a follow-up. */
  windowUntil: isoOrNullSchema,
})
export type ListedPromise = z.infer<typeof listedPromiseSchema>

export const promisesSchema = z.object({
  items: z.array(listedPromiseSchema),
  nextCursor: z.string().nullable(),
  counts: z.object({ open: z.int(), overdue: z.int() }),
})
export type PromisesPage = z.infer<typeof promisesSchema>

export const promiseParamsSchema = z.object({ shopId: idSchema, promiseId: idSchema })

/** POST …/settle: kept, or taken back with the reason. */
export const settlePromiseSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('kept'), note: textSchema(1000).default('') }),
  z.object({ outcome: z.literal('withdrawn'), note: textSchema(1000, 1) }),
])
export type SettlePromise = z.infer<typeof settlePromiseSchema>

/** PUT …: another day or another owner (`null` = nobody in particular). */
export const movePromiseSchema = z
  .object({
    dueAt: isoSchema.optional(),
    ownerId: idSchema.nullable().optional(),
    note: textSchema(1000).default(''),
  })
  .refine(({ dueAt, ownerId }) => dueAt !== undefined || ownerId !== undefined, 'Expected a day or an owner.')
export type MovePromise = z.infer<typeof movePromiseSchema>
