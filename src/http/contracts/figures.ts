import { z } from 'zod'
import { OZON_RATINGS } from '../../domain/ozon-ratings.ts'
import { DUE_KINDS } from '../../domain/service-target.ts'
import { idSchema, isoOrNullSchema, isoSchema, textSchema } from './common.ts'

/** GET /api/figures: the last days up to today, in Moscow. */
export const figuresQuerySchema = z.object({
  days: z.coerce.number().int().min(1).max(90).default(30),
  shopId: idSchema.optional(),
  channel: textSchema(50, 1).optional(),
})
export type FiguresQuery = z.infer<typeof figuresQuerySchema>

const meanMsSchema = z.number().nullable()

/** Of turns of buyers that began in the period. Means are null where nothing was counted. */
export const measuresSchema = z.object({
  turns: z.int(),
  answered: z.int(),
  /** From the buyer's first unanswered word to the answer, by the calendar. */
  meanWaitMs: meanMsSchema,
  /** Of that, working time. */
  meanWorkMs: meanMsSchema,
  within15m: z.int(),
  within1h: z.int(),
  within4h: z.int(),
  within24h: z.int(),
  /** Answered turns that had a target, and those of them within it. */
  targeted: z.int(),
  onTarget: z.int(),
  /** Cases whose last turn is answered, and the working time they took the shop altogether. */
  cases: z.int(),
  meanCaseMs: meanMsSchema,
  /** The buyer came back within seven days of the answer, and not only to thank. */
  cameBack: z.int(),
  /** What answers were made of: the draft as it stood, changed a little, changed much, or no draft at all. */
  unchanged: z.int(),
  light: z.int(),
  rewritten: z.int(),
  written: z.int(),
})
export type Measures = z.infer<typeof measuresSchema>

/** `key`: a day, or an id; `name` null = the console has its own word for it. */
const measuredSchema = measuresSchema.extend({ key: z.string(), name: z.string().nullable() })
export type Measured = z.infer<typeof measuredSchema>

const labelled = z.object({ label: z.string(), count: z.int() })
const starsSchema = z.object({ count: z.int(), mean: z.number().nullable() })
/** `copied`: marked as sent by hand; not among `all`, and nothing says that it arrived. */
const leftSchema = z.object({ all: z.int(), delivered: z.int(), failed: z.int(), copied: z.int() })
const valueSchema = z.number().nullable()

export const figuresSchema = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  /** Not everything that came is counted yet. */
  isBuilding: z.boolean(),
  shops: z.array(z.object({ id: z.string(), name: z.string() })),
  total: measuresSchema,
  byDay: z.array(measuredSchema),
  byShop: z.array(measuredSchema),
  byChannel: z.array(measuredSchema),
  byCategory: z.array(measuredSchema),
  byAgent: z.array(measuredSchema),
  /** What people decided on drafts, by the day of the decision. */
  decisions: z.object({
    unchanged: z.int(),
    light: z.int(),
    rewritten: z.int(),
    redo: z.int(),
    escalate: z.int(),
    refused: z.int(),
    reasons: z.array(labelled),
  }),
  /** Texts that left, by whom they were let go; `failed`: refused by the marketplace, or lost. */
  replies: z.object({ auto: leftSchema, person: leftSchema }),
  /** Turns by the hour in which they began, Moscow time: 24 numbers. */
  hours: z.array(z.int()),
  /** Reviews of products about which a chat was answered within 14 days before, and the others. */
  stars: z.object({ after: starsSchema, other: starsSchema }),
  cost: z.object({
    calls: z.int(),
    /** Millionths of the currency of the prices. */
    micros: z.int(),
    perReplyMicros: z.number().nullable(),
    purposes: z.array(labelled.extend({ micros: z.int() })),
  }),
  /** Of one shop, the chosen or the first one: seconds and per cent, by our count and by Ozon's. */
  ratings: z.object({
    shopId: z.string().nullable(),
    /** Why Ozon's own could not be read last; null = they could. */
    readError: z.string().nullable(),
    series: z.array(
      z.object({
        rating: z.enum(OZON_RATINGS),
        days: z.array(
          z.object({ day: z.string(), ours: valueSchema, counted: z.int().nullable(), ozon: valueSchema }),
        ),
      }),
    ),
  }),
})
export type Figures = z.infer<typeof figuresSchema>

export const FIGURE_TABLES = [
  'byDay',
  'byShop',
  'byChannel',
  'byCategory',
  'byAgent',
  'decisions',
  'replies',
  'hours',
  'stars',
  'cost',
  'ratings',
] as const
export type FigureTable = (typeof FIGURE_TABLES)[number]

/** GET /api/figures.csv: one of the tables. */
export const figuresFileQuerySchema = figuresQuerySchema.extend({ table: z.enum(FIGURE_TABLES) })

/** GET /api/due: what runs out before people come back to work, and what is nearly or past due now. */
export const dueQuerySchema = z.object({ shopId: idSchema.optional() })

const dueSchema = z.object({
  shopId: z.string(),
  conversationId: z.string(),
  channel: z.string(),
  buyerName: z.string().nullable(),
  kind: z.enum(DUE_KINDS),
  dueAt: isoSchema,
})
export type DueCase = z.infer<typeof dueSchema>

export const dueAnswerSchema = z.object({
  nearlyDue: z.array(dueSchema.extend({ state: z.enum(['nearly_due', 'overdue']) })),
  forecast: z.array(
    z.object({
      shopId: z.string(),
      isOpen: z.boolean(),
      /** Null = the shop does not close. */
      wakesAt: isoOrNullSchema,
      cases: z.array(dueSchema),
    }),
  ),
})
export type DueAnswer = z.infer<typeof dueAnswerSchema>
