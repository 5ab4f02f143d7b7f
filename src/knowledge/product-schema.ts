import { z } from 'zod'

/** Russian text with its Chinese gloss. */
export const bilingualSchema = z.object({ ru: z.string(), zh: z.string().optional() })

/** Warranty terms as fields, of a product card or of a warranty entry. */
export const warrantySchema = z.object({
  /** 0 = no manufacturer's warranty, only what the law gives. */
  months: z.int().min(0),
  startEvent: z.enum(['delivery', 'purchase']),
  coverage: z.array(bilingualSchema),
  exclusions: z.array(bilingualSchema),
  serviceSteps: z.array(bilingualSchema),
  from: z.literal('marketplace').optional(),
})

/** What a product does or does not go together with. */
export const compatibilitySchema = z.object({ fits: z.boolean(), other: bilingualSchema })
