import { z } from 'zod'
import { isoSchema, languageSchema, roleSchema, textSchema } from './common.ts'

export const PASSWORD_MIN = 10

export const newPasswordSchema = textSchema(200, PASSWORD_MIN)

/** POST /api/session */
export const signInSchema = z.object({ login: textSchema(100, 1), password: textSchema(200, 1) })
export type SignIn = z.infer<typeof signInSchema>

export const sessionUserSchema = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  role: roleSchema,
  language: languageSchema.nullable(),
  /** The shops they may see; null = all. */
  shopIds: z.array(z.string()).nullable(),
  /** True while the password is a one-time one: the console asks for a new one first. */
  mustChangePassword: z.boolean(),
})
export type SessionUser = z.infer<typeof sessionUserSchema>

/** Answer of POST and GET /api/session, and of PUT /api/me */
export const sessionSchema = z.object({ user: sessionUserSchema, expiresAt: isoSchema })
export type Session = z.infer<typeof sessionSchema>

/** POST /api/password: ends every other session of the user. */
export const changePasswordSchema = z.object({
  currentPassword: textSchema(200, 1),
  newPassword: newPasswordSchema,
})
export type ChangePassword = z.infer<typeof changePasswordSchema>

/** PUT /api/me */
export const updateMeSchema = z.object({ language: languageSchema })
export type UpdateMe = z.infer<typeof updateMeSchema>
