import { z } from 'zod'
import { idSchema, isoSchema, personSchema, textSchema } from './common.ts'

/** Named parts of the team that cases are handed to. */
export const departmentSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The shops whose cases it takes; null = all. */
  shopIds: z.array(z.string()).nullable(),
  lead: personSchema.nullable(),
  /** `isActive`: can sign in. */
  members: z.array(personSchema.extend({ isActive: z.boolean() })),
  /** A case that is handed to it becomes that of its least loaded member. */
  givesOut: z.boolean(),
  /** Cases that wait for it. */
  waiting: z.int(),
  updatedAt: isoSchema,
})
export type Department = z.infer<typeof departmentSchema>

/** GET /api/departments, by name */
export const departmentsSchema = z.object({ departments: z.array(departmentSchema) })

/** POST /api/departments and PUT /api/departments/:departmentId; the lead is one of the members. */
export const saveDepartmentSchema = z.object({
  name: textSchema(60, 1),
  shopIds: z.array(idSchema).min(1).max(1000).nullable(),
  leadId: idSchema.nullable(),
  memberIds: z.array(idSchema).max(200),
  givesOut: z.boolean(),
})
export type SaveDepartment = z.infer<typeof saveDepartmentSchema>

/** Answer of POST, PUT and DELETE: how many cases went back to everybody, because nobody in it can take them now. */
export const departmentSavedSchema = z.object({ id: z.string(), returned: z.int() })
export const departmentParamsSchema = z.object({ departmentId: idSchema })
