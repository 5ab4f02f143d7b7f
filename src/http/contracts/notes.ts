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

/** POST …/notes; `mentions` are ids of people, who see the case in their queue, as do all of the `departments`. */
export const addNoteSchema = z.object({
  text: textSchema(2000, 1),
  mentions: z.array(idSchema).max(20).default([]),
  departments: z.array(idSchema).max(5).default([]),
})
export type AddNote = z.infer<typeof addNoteSchema>
export type NewNote = z.input<typeof addNoteSchema>

/** GET /api/colleagues: everybody who can sign in and may see the shop, and the departments that take its cases. */
export const colleaguesQuerySchema = z.object({ shopId: idSchema })
export const colleagueSchema = personSchema.extend({ role: roleSchema })
export const colleaguesSchema = z.object({
  people: z.array(colleagueSchema),
  departments: z.array(z.object({ id: z.string(), name: z.string() })),
})
export type Colleagues = z.infer<typeof colleaguesSchema>
export type Colleague = z.infer<typeof colleagueSchema>
