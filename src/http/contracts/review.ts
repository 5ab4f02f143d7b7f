import { z } from 'zod'
import { checkSchema, draftSentenceSchema, readingCardSchema } from '../../domain/draft.ts'
import { caseReplySchema } from './case.ts'
import { idSchema, isoSchema, personSchema, textSchema } from './common.ts'

/** What a person may do with a case. Everything about a draft carries the fingerprint it was read under. */

export const REFUSAL_REASONS = [
  'wrong_fact',
  'wrong_product',
  'tone',
  'too_long',
  'promises_too_much',
  'not_our_case',
  'other',
] as const
export const refusalReasonSchema = z.enum(REFUSAL_REASONS)
export type RefusalReason = z.infer<typeof refusalReasonSchema>

/** The marketplace takes 1-1000 characters; the check, not the schema, says so in plain words. */
const replyTextSchema = textSchema(4000, 1)
const fingerprintSchema = textSchema(200, 1)
const noteSchema = textSchema(2000)

/** POST …/drafts/:draftId/approve */
export const approveSchema = z.object({
  fingerprint: fingerprintSchema,
  /** Rules of the warnings the agent has seen and accepts; a warning that is missing here stops the reply. */
  acknowledgedWarnings: z.array(textSchema(100, 1)).max(50).optional(),
  /** The person copied the text and sends it by hand: only where we cannot. */
  copiedOut: z.boolean().optional(),
})
export type Approve = z.infer<typeof approveSchema>

/** POST …/drafts/:draftId/edit: sends the changed text. */
export const editSchema = approveSchema.extend({ text: replyTextSchema })
export type Edit = z.infer<typeof editSchema>

/** POST …/drafts/:draftId/refuse */
export const refuseSchema = z.object({
  fingerprint: fingerprintSchema,
  reason: refusalReasonSchema,
  note: noteSchema.optional(),
})
export type Refuse = z.infer<typeof refuseSchema>

/** POST …/drafts/:draftId/redo */
export const redoSchema = z.object({ fingerprint: fingerprintSchema, note: noteSchema.optional() })
export type Redo = z.infer<typeof redoSchema>

/** POST …/escalate: to one person, to everybody of a role, or to a department; `draft` is the one that was read, if there is one. */
export const escalateSchema = z.object({
  revision: z.int().min(0),
  draft: z.object({ id: idSchema, fingerprint: fingerprintSchema }).optional(),
  to: z
    .object({
      userId: idSchema.optional(),
      role: z.enum(['lead', 'admin']).optional(),
      departmentId: idSchema.optional(),
    })
    .refine((to) => Object.values(to).filter((one) => one !== undefined).length === 1, {
      error: 'a person, a role or a department',
    }),
  summary: textSchema(2000, 1),
})
export type Escalate = z.infer<typeof escalateSchema>

/** POST …/hand-back: an escalated case is everybody's again; the note also goes to the writer of the next draft. */
export const handBackSchema = z.object({ revision: z.int().min(0), note: noteSchema })
export type HandBack = z.infer<typeof handBackSchema>

/** PUT …/snooze; `revision` is the one the agent has read. DELETE …/snooze brings the case back. */
export const snoozeSchema = z.object({ until: isoSchema, revision: z.int().min(0) })
export type Snooze = z.infer<typeof snoozeSchema>

/** POST …/check-text */
export const checkTextSchema = z.object({ text: textSchema(4000) })
export type CheckText = z.infer<typeof checkTextSchema>

/** POST …/write: the agent's own reply when there is no draft; `revision` is the one the agent has read. */
export const writeSchema = z.object({
  text: replyTextSchema,
  revision: z.int().min(0),
  /** As in `approve`. */
  acknowledgedWarnings: z.array(textSchema(100, 1)).max(50).optional(),
  /** The promise because of which it is written: it may have one follow-up. */
  followUpOf: idSchema.optional(),
  /** As in `approve`. */
  copiedOut: z.boolean().optional(),
})
export type Write = z.infer<typeof writeSchema>

/** Answer of approve, edit and write. */
export const replyQueuedSchema = z.object({ reply: caseReplySchema })
export type ReplyQueued = z.infer<typeof replyQueuedSchema>

/** Answer of check-text. */
export const textCheckedSchema = z.object({
  checks: z.array(checkSchema),
  /** What each sentence rests on, and what does not hold: told, never in the way. */
  sentences: z.array(draftSentenceSchema),
  readingCard: readingCardSchema,
})
export type TextChecked = z.infer<typeof textCheckedSchema>

/** Answer of POST …/claim */
export const claimedSchema = z.object({ claimedBy: personSchema, claimedUntil: isoSchema })
export type Claimed = z.infer<typeof claimedSchema>
