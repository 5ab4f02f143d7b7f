import { z } from 'zod'
import { CELL_CHANNELS, CELL_STATES, PRESETS } from '../../domain/autonomy.ts'
import { CATEGORIES } from '../../domain/category.ts'
import { CELL_ADVICE } from '../../domain/cell-record.ts'
import { evidenceClassSchema } from '../../domain/draft.ts'
import { shopPolicySchema } from '../../domain/shop-policy.ts'
import { idSchema, isoOrNullSchema, textSchema } from './common.ts'

const switchSchema = z.object({
  isOn: z.boolean(),
  reason: z.string().nullable(),
  /** Name of the person, or `command line`; null = never thrown. */
  changedBy: z.string().nullable(),
  changedAt: isoOrNullSchema,
})

/** GET /api/autonomy/stop: whether anything may leave by itself at all. */
export const stopSwitchesSchema = z.object({
  /** The whole installation. */
  all: switchSchema,
  shops: z.array(switchSchema.extend({ shopId: z.string(), name: z.string() })),
  /** Channels in which nothing at all is sent because an answer vanished there; `reason` = that conversation. */
  channels: z.array(switchSchema.extend({ shopId: z.string(), name: z.string(), channel: z.string() })),
})
export type StopSwitches = z.infer<typeof stopSwitchesSchema>

/** POST /api/autonomy/stop and /resume; `shopId: null` = the whole installation. */
export const throwSwitchSchema = z.object({
  shopId: idSchema.nullable(),
  reason: textSchema(500, 1).optional(),
})
/** POST /api/autonomy/resume-sending */
export const resumeSendingSchema = z.object({ shopId: idSchema, channel: textSchema(50, 1) })

export const switchThrownSchema = stopSwitchesSchema.extend({
  /** Drafts that waited to leave by themselves and now stay with people. */
  stopped: z.int(),
})
export type SwitchThrown = z.infer<typeof switchThrownSchema>

const cellSchema = z.object({
  channel: z.enum(CELL_CHANNELS),
  category: z.enum(CATEGORIES),
  state: z.enum(CELL_STATES),
})

/** What people did with the drafts of a cell, of the last 90 days. */
const cellRecordSchema = z.object({
  /** Drafts that a person decided on. */
  decided: z.int(),
  /** Of them, those that were sent as they stood and not taken back. */
  unchanged: z.int(),
  /** The lower end of Wilson's 95 % interval of that share, 0 to 1. */
  low: z.number(),
  advice: z.enum(CELL_ADVICE),
})

/** GET /api/shops/:shopId/autonomy */
export const autonomySchema = z.object({
  /** Of the policy; 0 = nobody has decided anything yet. */
  version: z.int(),
  policy: shopPolicySchema,
  /** Every channel with every category. */
  cells: z.array(cellSchema.extend({ record: cellRecordSchema })),
  /** Drafts that wait to leave by themselves now. */
  waiting: z.int(),
})
export type Autonomy = z.infer<typeof autonomySchema>

/** PUT /api/shops/:shopId/autonomy/policy; refused when somebody saved another version meanwhile. */
export const savePolicySchema = z.object({ version: z.int().min(0), policy: shopPolicySchema })
export type SavePolicy = z.infer<typeof savePolicySchema>

/** PUT /api/shops/:shopId/autonomy/cells: only those that are named change. */
export const setCellsSchema = z.object({
  cells: z
    .array(cellSchema)
    .min(1)
    .max(CELL_CHANNELS.length * CATEGORIES.length),
})
export type SetCells = z.infer<typeof setCellsSchema>

/** POST /api/shops/:shopId/autonomy/preset: the whole grid anew. */
export const usePresetSchema = z.object({ preset: z.enum(PRESETS) })

/** GET /api/shops/:shopId/autonomy/report */
export const reportQuerySchema = z.object({ days: z.coerce.number().int().min(1).max(365).default(30) })

const reportRowSchema = z.object({
  channel: z.enum(CELL_CHANNELS),
  category: z.enum(CATEGORIES),
  state: z.enum(CELL_STATES),
  /** All drafts of the cell in these days. */
  drafts: z.int(),
  /** Of them, those a dry run would have sent, and what became of these. */
  wouldSend: z.int(),
  /** A person sent it as it was: the dry run was right. */
  unchanged: z.int(),
  edited: z.int(),
  /** Refused, escalated, sent back for another, or taken back after it was approved. */
  refused: z.int(),
  /** The buyer wrote again, or the case moved on, before anybody decided. */
  overtaken: z.int(),
  undecided: z.int(),
  /** Those that really left by themselves, and those that were stopped while they waited. */
  sent: z.int(),
  stopped: z.int(),
})
/** The replies that left in these days, whoever let them, by the weakest thing that the very text rests on. */
const leftSchema = z.record(evidenceClassSchema, z.int())
export const autonomyReportSchema = z.object({
  days: z.int(),
  rows: z.array(reportRowSchema),
  left: leftSchema,
})
export type AutonomyReport = z.infer<typeof autonomyReportSchema>

/** GET /api/shops/:shopId/conversations/:id/auto-send: why the newest draft leaves by itself, or does not. */
export const autoSendSchema = z.object({
  draftId: z.string().nullable(),
  /** `held`: stays with a person as it is. */
  status: z.enum(['none', 'held', 'would_send', 'waiting', 'sent', 'stopped']),
  sendAfter: isoOrNullSchema,
  /** `rule` or `rule:detail`. */
  reasons: z.array(z.string()),
  settledBy: z.string().nullable(),
  settledAt: isoOrNullSchema,
  /** When the buyer is told that the message was received, while the shop is closed; null = nothing waits. */
  acknowledgesAt: isoOrNullSchema,
})
export type AutoSend = z.infer<typeof autoSendSchema>
