import { z } from 'zod'

/** Shapes of the demo shop's data files under `src/demo/data/`. Russian first, Chinese beside it. */
const bilingual = z.object({ ru: z.string().min(1), zh: z.string().min(1) })

export const demoProductSchema = z.object({
  /** Marketplace SKU, digits; unique. */
  sku: z.string().regex(/^\d{9,12}$/),
  /** Marketplace product id, digits; unique. */
  productId: z.string().regex(/^\d{6,12}$/),
  /** The seller's own article. */
  offerId: z.string(),
  name: bilingual,
  brand: z.string(),
  group: z.enum(['electronics', 'clothing']),
  /** Leaf category, e.g. «Наушники», «Куртки». */
  category: bilingual,
  description: bilingual,
  /** Typed attributes: `value` is a number with a `unit`, a boolean, or text. `key` is a stable slug. */
  attributes: z.array(
    z.object({
      key: z.string().regex(/^[a-z0-9_]+$/),
      name: bilingual,
      value: z.union([z.number(), z.boolean(), bilingual]),
      unit: z.string().optional(),
    }),
  ),
  /** Clothing only: size label, chest/waist/hips/height ranges in centimetres as text, stock of this size. */
  sizes: z
    .array(
      z.object({
        label: z.string(),
        measures: z.record(z.string(), z.string()),
        stock: z.int().min(0),
      }),
    )
    .default([]),
  /** What the product does and does not go together with. */
  compatibility: z.array(z.object({ fits: z.boolean(), other: bilingual })).default([]),
  /** Pieces in stock at the marketplace's warehouse (fbo) and the seller's own (fbs). */
  stock: z.object({ fbo: z.int().min(0), fbs: z.int().min(0) }),
  /** Whole rubles. */
  price: z.int().positive(),
  oldPrice: z.int().positive().optional(),
  warranty: z.object({
    /** 0 = no manufacturer's warranty, only what the law gives. */
    months: z.int().min(0),
    startEvent: z.enum(['delivery', 'purchase']),
    coverage: z.array(bilingual),
    exclusions: z.array(bilingual),
    serviceSteps: z.array(bilingual),
  }),
  /** What to draw: a shape known to pictures.ts and its main colour. */
  picture: z.object({ shape: z.string(), color: z.string().regex(/^#[0-9a-f]{6}$/) }),
})
export type DemoProduct = z.infer<typeof demoProductSchema>

export const demoEntrySchema = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  kind: z.enum(['faq', 'policy']),
  topic: z.enum([
    'delivery',
    'returns',
    'exchange',
    'warranty',
    'sizes',
    'payment',
    'care',
    'compatibility',
    'order',
    'documents',
    'promotion',
    'defect',
    'shop',
  ]),
  question: bilingual,
  /** Other ways buyers ask the same, Russian only. */
  variants: z.array(z.string()).default([]),
  answer: bilingual,
  /** Empty = the whole shop. */
  scope: z
    .object({
      schemes: z.array(z.enum(['FBO', 'FBS', 'rFBS'])).default([]),
      group: z.enum(['electronics', 'clothing']).optional(),
      category: z.string().optional(),
      skus: z.array(z.string()).default([]),
    })
    .default({ schemes: [], skus: [] }),
})
export type DemoEntry = z.infer<typeof demoEntrySchema>

/** One scripted buyer: what they write and when, played by the sandbox marketplace. */
export const demoScriptSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** Expected category of the first turn, from CATEGORIES in src/domain/category.ts. */
  category: z.string(),
  buyerName: z.string().optional(),
  /** Order behind the chat, if any. */
  order: z
    .object({
      scheme: z.enum(['FBO', 'FBS', 'rFBS']),
      sku: z.string(),
      quantity: z.int().min(1).default(1),
      size: z.string().optional(),
      /** What state the order is in when the buyer writes. */
      state: z.enum([
        'awaiting_packaging',
        'awaiting_deliver',
        'delivering',
        'delivered',
        'cancelled',
        'returned',
      ]),
      /** Days between the order and the message. */
      daysAgo: z.number().min(0),
    })
    .optional(),
  /** SKU in the chat's context when the marketplace gives one (rare in life: at most a fifth of scripts). */
  contextSku: z.string().optional(),
  /** Played in order; `afterSeconds` counts from the step before it. */
  steps: z
    .array(
      z.discriminatedUnion('do', [
        z.object({ do: z.literal('say'), text: z.string(), afterSeconds: z.number().default(0) }),
        z.object({
          do: z.literal('photo'),
          caption: z.string().optional(),
          afterSeconds: z.number().default(0),
        }),
        /** Edits the buyer's message number `message` (0-based) of this script. */
        z.object({ do: z.literal('edit'), message: z.int(), text: z.string(), afterSeconds: z.number() }),
      ]),
    )
    .min(1),
  /** What the buyer says after the shop's first reply, if anything. */
  followUp: z.string().optional(),
})
export type DemoScript = z.infer<typeof demoScriptSchema>

/** What buyers write on the product pages, in the order in which they do. */
export const demoFeedbackSchema = z.object({
  reviews: z.array(
    z.object({
      sku: z.string().regex(/^\d{9,12}$/),
      rating: z.int().min(1).max(5),
      /** Empty: only stars. */
      text: z.string(),
      /** `CANCELLED`: the parcel was not taken. */
      orderStatus: z.enum(['DELIVERED', 'CANCELLED']).optional(),
    }),
  ),
  questions: z.array(
    z.object({ sku: z.string().regex(/^\d{9,12}$/), authorName: z.string().min(1), text: z.string().min(1) }),
  ),
})
export type DemoFeedback = z.infer<typeof demoFeedbackSchema>

/** Reviews of the weeks before the demo began, answered since: what topics over time are shown with. */
export const demoPastReviewSchema = z.object({
  sku: z.string().regex(/^\d{9,12}$/),
  daysAgo: z.int().min(1).max(76),
  rating: z.int().min(1).max(5),
  text: z.string().min(1),
})
export type DemoPastReview = z.infer<typeof demoPastReviewSchema>
