import { z } from 'zod'
import { PUSH_STATES } from '../../domain/push-state.ts'
import { SHOP_FINDINGS } from '../../domain/shop-findings.ts'
import { isoOrNullSchema, isoSchema, textSchema } from './common.ts'

const shopFindingSchema = z.object({
  topic: z.enum(['key', 'methods', 'subscription', 'webhook']),
  status: z.enum(['ok', 'warning', 'error']),
  /** In English, as the command line says it. */
  message: z.string(),
  /** The same for a reader of another language; absent in what older versions found. */
  code: z.enum(SHOP_FINDINGS).optional(),
  /** What the words of the code have gaps for. */
  values: z.record(z.string(), z.string()).optional(),
})

const accessSchema = z.enum(['allowed', 'denied', 'unknown'])

/** One method that we need, as trying it or a real call showed. */
const methodAccessSchema = z.object({
  method: z.string(),
  access: accessSchema,
  /** A code: `subscription_required`, `missing_role` … */
  reason: z.string().nullable(),
  /** The marketplace's own words. */
  words: z.string().nullable(),
  by: z.enum(['tried', 'call', 'roles', 'inferred']).nullable(),
  at: isoOrNullSchema,
})

/** What a person can do in the cabinet about what is denied. */
const adviceSchema = z.discriminatedUnion('to', [
  z.object({ to: z.literal('add_role'), methods: z.array(z.string()) }),
  z.object({ to: z.enum(['subscribe', 'new_key', 'allow_network', 'sign_offer']) }),
])

const channelHealthSchema = z.object({
  channel: z.string(),
  /** Whether messages come in and answers go out; `unknown` where nobody tried. */
  reads: accessSchema,
  answers: accessSchema,
  advice: z.array(adviceSchema),
  methods: z.array(methodAccessSchema),
  /** Null for chats: their looks stand on the shop itself. */
  lastPollAt: isoOrNullSchema,
  pollError: z.string().nullable(),
})
export type ChannelHealth = z.infer<typeof channelHealthSchema>

/** What drafts, pushes and figures draw on beside the channels. */
const otherHealthSchema = z.object({
  part: z.enum(['pushes', 'products', 'orders', 'ratings']),
  access: accessSchema,
  advice: z.array(adviceSchema),
  methods: z.array(methodAccessSchema),
})
export type OtherHealth = z.infer<typeof otherHealthSchema>

export const shopCapabilitiesSchema = z.object({
  checkedAt: isoSchema,
  keyExpiresAt: z.string().optional(),
  subscription: z.string().optional(),
  missingMethods: z.array(z.string()),
  /** The names of the key's roles. */
  roles: z.array(z.string()).optional(),
  /** Of the last check, by hand or by itself. */
  findings: z.array(shopFindingSchema).optional(),
})

const count = z.int()
/** Whether the marketplace pushes to us, how we answer it, and the times without pushes. */
export const pushHealthSchema = z.object({
  state: z.enum(PUSH_STATES),
  /** Its nightly grade of our answers. */
  grade: z.string().nullable(),
  reason: z.string().nullable(),
  checkedAt: isoOrNullSchema,
  /** When a test push got through last. */
  provedAt: isoOrNullSchema,
  /** When pushes are tried to be switched on again. */
  retryAt: isoOrNullSchema,
  /** Our answers of the last 24 hours. */
  day: z.object({
    pushes: count,
    failed: count,
    over1500: count,
    over2500: count,
    over5000: count,
    /** Answered with 200; null without a push. */
    rightShare: z.number().nullable(),
    averageMs: count.nullable(),
    maxMs: count.nullable(),
  }),
  gaps: z.array(
    z.object({
      reason: z.string(),
      from: isoSchema,
      to: isoOrNullSchema,
      /** Chats ahead of what pushes had told, found in so many looks. */
      found: count,
      looks: count,
      /** A look through all chats after `to` proved that nothing is missing. */
      closedAt: isoOrNullSchema,
    }),
  ),
})
export type PushHealth = z.infer<typeof pushHealthSchema>

export const shopSchema = z.object({
  id: z.string(),
  name: z.string(),
  marketplace: z.string(),
  /** Null for a shop without a key: its messages are pasted in, its answers copied out. */
  clientId: z.string().nullable(),
  apiBase: z.string(),
  isDemo: z.boolean(),
  signature: z.string().nullable(),
  /** The secret address to register at the marketplace; only admins see it. */
  webhookUrl: z.string().nullable(),
  webhookNetworks: z.array(z.string()),
  health: z.object({
    lastPushAt: isoOrNullSchema,
    lastPollAt: isoOrNullSchema,
    lastPollError: z.string().nullable(),
    capabilities: shopCapabilitiesSchema.nullable(),
    pushes: pushHealthSchema,
    channels: z.array(channelHealthSchema),
    others: z.array(otherHealthSchema),
  }),
  createdAt: isoSchema,
  disabledAt: isoOrNullSchema,
})
export type Shop = z.infer<typeof shopSchema>

/** GET /api/shops */
export const shopsSchema = z.object({ shops: z.array(shopSchema) })

/** POST /api/shops */
const newShopSchema = z.object({
  name: textSchema(100, 1).optional(),
  /** Left out together with the key: messages are pasted in, answers copied out. */
  clientId: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
  apiKey: z
    .string()
    .regex(/^[\x21-\x7e]{8,256}$/)
    .optional(),
  /** Where the marketplace's API is: a sandbox or a proxy may stand in. */
  apiBase: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
  /** CIDR blocks that pushes may come from; empty = anywhere. */
  webhookNetworks: z
    .array(z.union([z.cidrv4(), z.cidrv6()]))
    .max(50)
    .optional(),
})
export const createShopSchema = newShopSchema
  .refine(({ clientId, apiKey }) => (clientId === undefined) === (apiKey === undefined), {
    error: 'Client-Id and key come together',
  })
  .refine(({ name, clientId }) => clientId !== undefined || name !== undefined, {
    error: 'a shop without a key needs a name',
  })
export type CreateShop = z.infer<typeof createShopSchema>

/** PUT /api/shops/:shopId/key: keys end after three months; the first key of a shop comes with its Client-Id. */
export const replaceKeySchema = newShopSchema.pick({ clientId: true }).extend({
  apiKey: newShopSchema.shape.apiKey.unwrap(),
})
export type ReplaceKey = z.infer<typeof replaceKeySchema>

export const shopSavedSchema = z.object({ shop: shopSchema })

/** POST /api/shops/:shopId/check: asks the marketplace what this key may do. */
export const shopCheckedSchema = z.object({
  ok: z.boolean(),
  findings: z.array(shopFindingSchema),
})
export type ShopChecked = z.infer<typeof shopCheckedSchema>
