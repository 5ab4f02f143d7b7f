import { z } from 'zod'
import { idSchema, isoOrNullSchema, isoSchema, pageQuerySchema, personSchema, textSchema } from './common.ts'

export const FINDING_KINDS = ['contradiction', 'duplicate'] as const
export const FINDING_STATUSES = ['open', 'dismissed', 'gone'] as const
/** What two sides differ in. */
export const DIFFERENCES = [
  'quantity',
  'size',
  'date',
  'hours',
  'weekdays',
  'claim',
  'role',
  'place',
  'scheme',
  'start',
  'value',
] as const

const spanSchema = z.object({
  /** Which of the side's texts. */
  part: z.string(),
  /** Where in it, in UTF-16 code units. */
  start: z.int(),
  end: z.int(),
})

const sideSchema = z.object({
  kind: z.enum(['entry', 'product', 'warranty']),
  /** The entry's id or the product's SKU. */
  id: z.string(),
  title: z.string(),
  /** The texts that matter, by part: `answer`, `attribute:power_w`, `warranty` … */
  parts: z.record(z.string(), z.string()),
  /** The same in Chinese as it stands now, as far as somebody wrote it; null where nobody did. */
  zh: z.object({ title: z.string().nullable(), parts: z.record(z.string(), z.string()) }).nullable(),
})
export type FindingSide = z.infer<typeof sideSchema>

export const findingSchema = z.object({
  shopId: z.string(),
  id: z.string(),
  kind: z.enum(FINDING_KINDS),
  status: z.enum(FINDING_STATUSES),
  /** How alike two duplicates are, 0 to 1; null for contradictions. */
  likeness: z.number().nullable(),
  differences: z.array(z.object({ what: z.enum(DIFFERENCES), left: spanSchema, right: spanSchema })),
  left: sideSchema,
  right: sideSchema,
  foundAt: isoSchema,
  settledBy: personSchema.nullable(),
  settledReason: z.string().nullable(),
  settledAt: isoOrNullSchema,
})
export type Finding = z.infer<typeof findingSchema>

/** GET /api/findings; newest first. `source` is `entry:<id>`, `product:<sku>` or `warranty:<sku>`. */
export const findingsQuerySchema = pageQuerySchema.extend({
  shopId: idSchema.optional(),
  kind: z.enum(FINDING_KINDS).optional(),
  status: z.enum(FINDING_STATUSES).default('open'),
  source: textSchema(200, 1).optional(),
})
export type FindingsQuery = z.infer<typeof findingsQuerySchema>

export const findingsSchema = z.object({
  findings: z.array(findingSchema),
  /** Of the shop asked for, or of all. */
  counts: z.object({ contradictions: z.int(), duplicates: z.int(), dismissed: z.int() }),
  /** Entries and products that changed and have not been compared yet. */
  waiting: z.int(),
  nextCursor: z.string().nullable(),
})
export type Findings = z.infer<typeof findingsSchema>

export const findingParamsSchema = z.object({ shopId: idSchema, id: idSchema })

/** POST …/dismiss and …/reopen */
export const settleFindingSchema = z.object({ reason: textSchema(500, 1) })
export const findingSettledSchema = z.object({ finding: findingSchema })
