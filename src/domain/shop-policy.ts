import { z } from 'zod'
import { targetsSchema } from './service-target.ts'

/** What a shop decides about texts that leave by themselves. Stored as JSON, one row a shop; unknown keys are kept. */

const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/
const dayHoursSchema = z
  .object({ from: z.string().regex(CLOCK), to: z.union([z.string().regex(CLOCK), z.literal('24:00')]) })
  .refine(({ from, to }) => from < to, { error: 'a working day ends after it began', path: ['to'] })
  .nullable()

const daySchema = z.iso.date()
const holidaySchema = z
  .object({ from: daySchema, to: daySchema })
  .refine(({ from, to }) => from <= to, { error: 'a holiday ends after it began', path: ['to'] })

/** Neither NUL nor half a surrogate pair: PostgreSQL stores neither. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what must be kept out
const STORABLE = /^[^\u0000\p{Cs}]*$/u
const storable = (max: number) => z.string().max(max).regex(STORABLE)

const MIN_UNDO_SECONDS = 30

/** Evidence classes that may be allowed to leave by themselves; what is inferred never is. */
export const SENDABLE_CLASSES = ['documented', 'order-fact', 'computed'] as const

export const shopPolicySchema = z.object({
  /** Monday first, Moscow time; null = closed all day. Without hours somebody is always there. */
  hours: z.array(dayHoursSchema).length(7).nullable().default(null),
  /** First and last day, `2026-12-31`. */
  holidays: z.array(holidaySchema).max(100).default([]),
  /** By when the shop wants to have answered and settled a case, by its class; in working time. */
  targets: targetsSchema,
  /** May a draft leave by itself while nobody is there to see it. */
  sendsOutsideHours: z.boolean().default(false),
  /** How long a draft waits before it leaves by itself. */
  undoSeconds: z.int().min(MIN_UNDO_SECONDS).max(3_600).default(300),
  /** What must be left of the marketplace's window beyond the undo time. */
  windowReserveMinutes: z.int().min(10).max(1_440).default(60),
  /** Words of the buyer or of the draft with which nothing leaves by itself; `*` at the end stands for any ending. */
  stopWords: z.array(storable(80).min(2)).max(300).default([]),
  /** Automatic replies to one conversation before a person must have answered in it. */
  repliesInARow: z.int().min(1).max(10).default(2),
  /** How clearly the category must stand out, 0..1. */
  minConfidence: z.number().min(0).max(1).default(0.6),
  /** What the sentences of a draft may rest on. */
  classes: z.array(z.enum(SENDABLE_CLASSES)).default([...SENDABLE_CLASSES]),
  modelMaySend: z.boolean().default(false),
  /** Whether a model reads every finished draft a second time, against its evidence and the rules: one more call each. */
  readsAgain: z.boolean().default(true),
  questionsMaySend: z.boolean().default(false),
  /** Whether thanks get a short courtesy where their cell is on. */
  answersThanks: z.boolean().default(false),
  /** Sent once in a conversation and closed period, when somebody writes while the shop is closed. */
  acknowledgement: z
    .object({ isOn: z.boolean(), ru: storable(1_000), zh: storable(1_000) })
    .default({ isOn: false, ru: '', zh: '' }),
  /** Millionths of the currency of the models' prices in a month; null = no limit, absent = the installation's. */
  monthlyBudgetMicros: z.int().min(0).nullish(),
})
export type ShopPolicy = z.infer<typeof shopPolicySchema>

export const DEFAULT_POLICY: ShopPolicy = shopPolicySchema.parse({})
