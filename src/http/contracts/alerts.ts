import { z } from 'zod'
import { ALERT_KINDS, ALERT_TARGETS, BROKEN_CODES } from '../../domain/alert-kinds.ts'
import { isTimeZone } from '../../domain/local-time.ts'
import { idSchema, isoOrNullSchema, isoSchema, languageSchema, textSchema } from './common.ts'

const kindSchema = z.enum(ALERT_KINDS)
const clockSchema = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
const quietSchema = z
  .object({ from: clockSchema, to: clockSchema })
  .refine(({ from, to }) => from !== to, 'Expected hours that end at another time than they begin.')
  .nullable()
const timeZoneSchema = textSchema(64, 1).refine(isTimeZone, 'Expected a time zone like Europe/Moscow.')

export const LEAD_MINUTES = { least: 5, most: 1_440, standard: 60 } as const

/** PUT /api/alerts: what I want to be told of. */
export const saveAlertsSchema = z.object({
  kinds: z.array(kindSchema).max(ALERT_KINDS.length),
  /** Null = all shops I may see. */
  shopIds: z.array(idSchema).min(1).max(1_000).nullable(),
  leadMinutes: z.int().min(LEAD_MINUTES.least).max(LEAD_MINUTES.most),
  /** By the clock of `timeZone`; may go over midnight. Null = none. */
  quiet: quietSchema,
  timeZone: timeZoneSchema,
  language: languageSchema,
})
export type SaveAlerts = z.infer<typeof saveAlertsSchema>

export const alertTargetSchema = z.object({
  id: z.string(),
  kind: z.enum(ALERT_TARGETS),
  address: z.string(),
  createdAt: isoSchema,
  lastDeliveredAt: isoOrNullSchema,
  /** Nothing is sent there until a test gets through. `answer`: what was answered last. */
  broken: z.object({ at: isoSchema, code: z.enum(BROKEN_CODES), answer: z.string() }).nullable(),
  /** Alerts that wait for it: quiet hours, or another attempt. */
  waiting: z.int(),
  /** What the last failed attempt of them was answered. */
  lastFailure: z.string().nullable(),
})
export type AlertTargetView = z.infer<typeof alertTargetSchema>

/** GET /api/alerts */
export const alertsSchema = z.object({
  /** Null = nothing was chosen yet; `standard` is what a first choice begins with. */
  settings: saveAlertsSchema.nullable(),
  standard: saveAlertsSchema,
  /** The kinds that somebody of my role may hear. */
  kinds: z.array(kindSchema),
  targets: z.array(alertTargetSchema),
  /** Whether the house has a mail server, and a bot. */
  ready: z.object({ email: z.boolean(), telegram: z.boolean() }),
})
export type Alerts = z.infer<typeof alertsSchema>

/** POST /api/alerts/targets. `address`: id of a chat or `@channel`, an e-mail address, a URL. */
export const addTargetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('telegram'), address: z.string().regex(/^(?:-?\d{1,20}|@[A-Za-z]\w{3,31})$/) }),
  z.object({ kind: z.literal('email'), address: z.email().max(254) }),
  z.object({ kind: z.literal('webhook'), address: textSchema(1_000, 1) }),
])
export type AddTarget = z.infer<typeof addTargetSchema>

/** `secret`: of a webhook, what its calls are signed with; shown this once. */
export const targetAddedSchema = z.object({ id: z.string(), secret: z.string().nullable() })
export type TargetAdded = z.infer<typeof targetAddedSchema>

export const targetParamsSchema = z.object({ targetId: idSchema })

/** Answer of every test: what the receiver really said. */
export const alertTrialSchema = z.object({
  outcome: z.enum(['delivered', 'refused', 'later']),
  answer: z.string(),
})
export type AlertTrial = z.infer<typeof alertTrialSchema>

const hostSchema = z.string().regex(/^[A-Za-z0-9._:-]{1,253}$/)

/** PUT /api/alerts/mail. `password` left out: the stored one stays, as long as server and user are the same. */
export const chooseMailSchema = z.object({
  host: hostSchema,
  port: z.int().min(1).max(65_535),
  security: z.enum(['tls', 'starttls', 'none']),
  user: textSchema(200, 1).nullable(),
  password: textSchema(500, 1).optional(),
  from: z.email().max(254),
})
export type ChooseMail = z.infer<typeof chooseMailSchema>

/** PUT /api/alerts/bot: any server that speaks the Bot API. */
export const chooseBotSchema = z.object({
  baseUrl: z.url({ protocol: /^https?$/ }).max(500),
  token: z
    .string()
    .regex(/^[A-Za-z0-9_:-]{5,200}$/)
    .optional(),
})
export type ChooseBot = z.infer<typeof chooseBotSchema>

/** POST /api/alerts/mail/test: a real message, with the stored settings. */
export const tryMailSchema = z.object({ to: z.email().max(254) })

/** GET /api/alerts/house */
export const houseAlertsSchema = z.object({
  mail: chooseMailSchema.omit({ password: true }).extend({ hasPassword: z.boolean() }).nullable(),
  bot: z.object({ baseUrl: z.string() }).nullable(),
  /** Targets of everybody that are broken; without the path of a webhook, which may be a secret. */
  broken: z.array(
    z.object({
      person: z.string(),
      kind: z.enum(ALERT_TARGETS),
      address: z.string(),
      at: isoSchema,
      code: z.enum(BROKEN_CODES),
      answer: z.string(),
    }),
  ),
})
export type HouseAlerts = z.infer<typeof houseAlertsSchema>
