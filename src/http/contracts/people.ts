import { z } from 'zod'
import {
  idSchema,
  isoOrNullSchema,
  isoSchema,
  languageSchema,
  pageQuerySchema,
  roleSchema,
  textSchema,
} from './common.ts'
import { newPasswordSchema } from './session.ts'

export const loginSchema = z.string().regex(/^[a-zA-Z0-9._@-]{2,64}$/)

export const userSchema = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  role: roleSchema,
  language: languageSchema.nullable(),
  /** The shops they may see; null = all. Admins see all. */
  shopIds: z.array(z.string()).nullable(),
  mustChangePassword: z.boolean(),
  createdAt: isoSchema,
  disabledAt: isoOrNullSchema,
})
export type User = z.infer<typeof userSchema>

/** GET /api/users */
export const usersSchema = z.object({ users: z.array(userSchema) })

/** At least one: who is to see nothing is disabled. Null = all shops, those of the future too. */
const shopIdsSchema = z.array(idSchema).min(1).max(1000).nullable()

/** POST /api/users: without a password a one-time one is made and shown once. */
export const createUserSchema = z.object({
  login: loginSchema,
  name: textSchema(100, 1),
  role: roleSchema,
  language: languageSchema.optional(),
  shopIds: shopIdsSchema.optional(),
  password: newPasswordSchema.optional(),
})
export type CreateUser = z.infer<typeof createUserSchema>

export const userParamsSchema = z.object({ userId: idSchema })

/** PATCH /api/users/:userId */
export const updateUserSchema = z.object({
  name: textSchema(100, 1).optional(),
  role: roleSchema.optional(),
  language: languageSchema.optional(),
  disabled: z.boolean().optional(),
  /** Holds from the next request on, and in open streams at once. */
  shopIds: shopIdsSchema.optional(),
  /** Makes a one-time password and ends the user's sessions. */
  resetPassword: z.literal(true).optional(),
})
export type UpdateUser = z.infer<typeof updateUserSchema>

/** Answer of POST and PATCH. */
export const userSavedSchema = z.object({ user: userSchema, oneTimePassword: z.string().optional() })
export type UserSaved = z.infer<typeof userSavedSchema>

export const SCOPES = [
  'inbox:read',
  'drafts:decide',
  'knowledge:read',
  'knowledge:write',
  'metrics',
  'admin',
] as const
export const scopeSchema = z.enum(SCOPES)
export type Scope = z.infer<typeof scopeSchema>

export const apiTokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(scopeSchema),
  /** The shops it may see; null = all. */
  shopIds: z.array(z.string()).nullable(),
  createdBy: z.string(),
  createdAt: isoSchema,
  expiresAt: isoOrNullSchema,
  lastUsedAt: isoOrNullSchema,
  revokedAt: isoOrNullSchema,
})
export type ApiToken = z.infer<typeof apiTokenSchema>

/** GET /api/tokens */
export const apiTokensSchema = z.object({ tokens: z.array(apiTokenSchema) })

/** POST /api/tokens */
export const createTokenSchema = z.object({
  name: textSchema(100, 1),
  scopes: z.array(scopeSchema).min(1).max(SCOPES.length),
  /** `admin` and `metrics` are for all shops. */
  shopIds: shopIdsSchema.optional(),
  expiresInDays: z.int().min(1).max(3650).optional(),
})
export type CreateToken = z.infer<typeof createTokenSchema>

/** The secret is shown this once. */
export const tokenCreatedSchema = z.object({ token: apiTokenSchema, secret: z.string() })
export type TokenCreated = z.infer<typeof tokenCreatedSchema>

/** DELETE /api/tokens/:tokenId revokes. */
export const tokenParamsSchema = z.object({ tokenId: idSchema })

/** GET /api/audit, newest first */
export const auditQuerySchema = pageQuerySchema.extend({
  shopId: idSchema.optional(),
  subject: textSchema(200, 1).optional(),
  actor: textSchema(200, 1).optional(),
})
export type AuditQuery = z.infer<typeof auditQuerySchema>

/** GET /api/audit.csv: the same filters, all pages. */
export const auditFileQuerySchema = auditQuerySchema.omit({ cursor: true, limit: true })

export const auditRecordSchema = z.object({
  id: z.string(),
  shopId: z.string().nullable(),
  actor: z.string(),
  actorName: z.string(),
  action: z.string(),
  subject: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  at: isoSchema,
})
export type AuditRecord = z.infer<typeof auditRecordSchema>

export const auditSchema = z.object({
  records: z.array(auditRecordSchema),
  nextCursor: z.string().nullable(),
})
export type Audit = z.infer<typeof auditSchema>
