import { z } from 'zod'
import { idSchema, isoSchema, personSchema, roleSchema, textSchema } from './common.ts'

/** What people tell each other about a case; the buyer never sees it. */
export const caseNoteSchema = z.object({
  id: z.string(),
  kind: z.enum(['note', 'escalation', 'hand_back']),
  author: personSchema,
  text: z.string(),
  /** Who is named in it. */
  mentions: z.array(personSchema),
  createdAt: isoSchema,
})
export type CaseNote = z.infer<typeof caseNoteSchema>

/** POST …/notes; `mentions` are ids of people, who see the case in their queue. */
export const addNoteSchema = z.object({
  text: textSchema(2000, 1),
  mentions: z.array(idSchema).max(20).default([]),
})
export type AddNote = z.infer<typeof addNoteSchema>

/** GET /api/colleagues: everybody who can sign in and may see the shop. */
export const colleaguesQuerySchema = z.object({ shopId: idSchema })
export const colleagueSchema = personSchema.extend({ role: roleSchema })
export const colleaguesSchema = z.object({ people: z.array(colleagueSchema) })
export type Colleague = z.infer<typeof colleagueSchema>
