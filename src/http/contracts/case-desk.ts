import { z } from 'zod'
import { OUTCOMES, STAGES, WAITS_FOR } from '../../domain/case-state.ts'
import { CATEGORIES } from '../../domain/category.ts'
import { idSchema, isoOrNullSchema, isoSchema, personSchema, roleSchema, textSchema } from './common.ts'

/** A case beside its draft: how far it is, whose it is, whom it waits for, how it ended. */

export const stageSchema = z.enum(STAGES)
export const waitsForSchema = z.enum(WAITS_FOR)
export const outcomeSchema = z.enum(OUTCOMES)

export const caseWaitSchema = z.object({ waitsFor: waitsForSchema, since: isoSchema, note: z.string() })

/** What a list and a case show alike. */
export const caseStateSchema = z.object({
  /** Null: no complaint, or nobody has said how far it is. */
  stage: stageSchema.nullable(),
  assignedTo: personSchema.nullable(),
  waits: caseWaitSchema.nullable(),
  outcome: outcomeSchema.nullable(),
  outcomeAt: isoOrNullSchema,
  /** How often the buyer wrote again after it had ended. */
  reopened: z.int(),
  /** What several conversations belong to, and how many they are; null = this one is a case of its own. */
  merged: z.object({ id: z.string(), size: z.int() }).nullable(),
})
export type CaseState = z.infer<typeof caseStateSchema>

/** PUT …/stage; `from` is the one that was read. */
export const setStageSchema = z.object({ stage: stageSchema.nullable(), from: stageSchema.nullable() })
export type SetStage = z.infer<typeof setStageSchema>

/** PUT …/assignee; null = nobody. */
export const assignSchema = z.object({ to: idSchema.nullable(), from: idSchema.nullable() })
export type Assign = z.infer<typeof assignSchema>

/** PUT …/wait. DELETE …/wait ends it. */
export const startWaitSchema = z.object({ waitsFor: waitsForSchema, note: textSchema(500).default('') })
export type StartWait = z.input<typeof startWaitSchema>

/** POST …/close: the buyer has confirmed it, or an agent closes it and says why. POST …/reopen takes it back. */
export const closeCaseSchema = z.object({
  outcome: z.enum(['confirmed', 'agent']),
  reason: textSchema(500).default(''),
  revision: z.int().min(0),
  /** Other conversations of the case in which words of the buyer wait: closed with it only as they were read. */
  unanswered: z
    .array(z.object({ conversationId: idSchema, revision: z.int().min(0) }))
    .max(20)
    .default([]),
})
export type CloseCase = z.infer<typeof closeCaseSchema>

/** POST …/merge: the other conversation's case becomes part of this one's. POST …/part takes one out again. */
export const mergeCaseSchema = z.object({ conversationId: idSchema })

export const TIMELINE_KINDS = [
  'received',
  'drafted',
  'approved',
  'edited',
  'redone',
  'draft_refused',
  'sent',
  'visible',
  'refused_by_moderation',
  'not_delivered',
  'taken_back',
  'noted',
  'escalated',
  'handed_back',
  'promise_made',
  'promise_kept',
  'promise_withdrawn',
  'snoozed',
  'woken',
  'stage',
  'assigned',
  'unassigned',
  'waiting',
  'waiting_over',
  'closed',
  'reopened',
  'merged',
  'parted',
] as const

export const timelineEntrySchema = z.object({
  at: isoSchema,
  kind: z.enum(TIMELINE_KINDS),
  /** Null: the house itself. `buyer`, `rule`, `policy`, `marketplace` are no people. */
  actor: personSchema.nullable(),
  /** One word of what came of it: a stage, a name, whom it waits for, a reason's code. */
  detail: z.string().nullable(),
  /** The beginning of what somebody said. */
  words: z.string().nullable(),
  /** Which conversation of a merged case it was in; null = it was in all, or there is one only. */
  channel: z.string().nullable(),
})
export type TimelineEntry = z.infer<typeof timelineEntrySchema>

/** GET …/timeline: oldest first. */
export const timelineSchema = z.object({ entries: z.array(timelineEntrySchema) })

/** GET and PUT /api/shops/:shopId/assignment-rule */
export const assignmentRuleSchema = z.object({
  isOn: z.boolean(),
  role: roleSchema,
  categories: z.array(z.enum(CATEGORIES)).max(CATEGORIES.length),
})
export type AssignmentRule = z.infer<typeof assignmentRuleSchema>
