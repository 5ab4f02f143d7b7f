import { z } from 'zod'
import { FAULT_NAMES, type FaultName, type FaultSetting } from '../faults.ts'

const scheme = z.enum(['FBO', 'FBS', 'rFBS'])
const state = z.enum([
  'awaiting_packaging',
  'awaiting_deliver',
  'delivering',
  'delivered',
  'cancelled',
  'returned',
])
const clientId = z.string().optional()

const orderFields = z.object({
  scheme,
  sku: z.string().regex(/^\d+$/),
  quantity: z.int().min(1).default(1),
  size: z.string().optional(),
  state: state.default('awaiting_packaging'),
  daysAgo: z.number().min(0).default(0),
  announce: z.boolean().default(true),
})

export const newOrder = orderFields.extend({ clientId })
export const orderState = z.object({ state })

export const newChat = z.object({
  clientId,
  buyerName: z.string().max(100).optional(),
  order: z.union([z.string(), orderFields]).optional(),
  contextSku: z.string().regex(/^\d+$/).optional(),
  text: z.string().max(10_000).optional(),
})

const pieces = z.int().min(0).optional()
export const stock = z.object({ clientId, fbo: pieces, fbs: pieces })
export const price = z.object({
  clientId,
  price: z.int().positive(),
  oldPrice: z.int().positive().optional(),
})

const sku = z.string().regex(/^\d+$/)
export const newReview = z.object({
  clientId,
  sku,
  rating: z.int().min(1).max(5),
  text: z.string().max(10_000).optional(),
  orderStatus: z.enum(['DELIVERED', 'CANCELLED']).optional(),
  photos: z.int().min(0).max(5).optional(),
})
export const newQuestion = z.object({
  clientId,
  sku,
  text: z.string().min(1).max(10_000),
  authorName: z.string().max(100).optional(),
})

export const archive = z.object({ clientId, archived: z.boolean().default(true) })

export const shopPatch = z
  .object({
    name: z.string().min(1),
    apiKey: z.string().min(1),
    keyState: z.enum(['active', 'deactivated', 'wrong-network']),
    subscription: z.enum([
      'UNKNOWN',
      'UNSPECIFIED',
      'PREMIUM',
      'PREMIUM_LITE',
      'PREMIUM_PLUS',
      'PREMIUM_PRO',
    ]),
    reviewManagement: z.boolean(),
    roles: z.array(z.object({ name: z.string(), methods: z.array(z.string()) })),
  })
  .partial()

const rule = z.object({
  probability: z.number().min(0).max(1).optional(),
  times: z.int().min(1).optional(),
  methods: z.array(z.string()).optional(),
  clientId: z.string().optional(),
  chatId: z.string().optional(),
  delayMs: z.number().min(0).max(86_400_000).optional(),
  status: z.int().min(400).max(599).optional(),
})
const setting = z.union([rule, z.number().min(0).max(1), z.boolean(), z.literal('once'), z.null()])

/** A name that is no fault is a mistake worth telling. */
export const faultSettings = z
  .partialRecord(z.enum(FAULT_NAMES), setting)
  .transform((value): Partial<Record<FaultName, FaultSetting>> => value)

const step = z.discriminatedUnion('do', [
  z.object({ do: z.literal('say'), text: z.string(), afterSeconds: z.number().min(0).default(0) }),
  z.object({
    do: z.literal('photo'),
    caption: z.string().optional(),
    afterSeconds: z.number().min(0).default(0),
  }),
  z.object({ do: z.literal('edit'), message: z.int(), text: z.string(), afterSeconds: z.number().min(0) }),
])

export const scripts = z.object({
  clientId,
  speed: z.number().positive().optional(),
  atOnce: z.int().min(0).optional(),
  everySeconds: z.number().min(0).optional(),
  scripts: z.array(
    z.object({
      id: z.string(),
      buyerName: z.string().optional(),
      order: orderFields.omit({ announce: true }).optional(),
      contextSku: z.string().optional(),
      steps: z.array(step).min(1),
      followUp: z.string().optional(),
    }),
  ),
})
