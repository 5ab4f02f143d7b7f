import { z } from 'zod'
import { bilingualSchema, isoOrNullSchema, isoSchema } from './common.ts'

export const productAttributeSchema = z.object({
  key: z.string(),
  name: bilingualSchema,
  value: z.union([z.number(), z.boolean(), bilingualSchema]),
  unit: z.string().optional(),
})

export const productSizeSchema = z.object({
  label: z.string(),
  measures: z.record(z.string(), z.string()),
  stock: z.int().optional(),
})

export const warrantySchema = z.object({
  months: z.int(),
  startEvent: z.enum(['delivery', 'purchase']),
  coverage: z.array(bilingualSchema),
  exclusions: z.array(bilingualSchema),
  serviceSteps: z.array(bilingualSchema),
})

export const caseProductSchema = z.object({
  sku: z.string(),
  offerId: z.string(),
  name: z.string(),
  nameZh: z.string().nullable(),
  brand: z.string().nullable(),
  category: bilingualSchema.nullable(),
  pictureUrl: z.string().nullable(),
  attributes: z.array(productAttributeSchema),
  sizes: z.array(productSizeSchema),
  warranty: warrantySchema.nullable(),
  price: z
    .object({
      amount: z.number(),
      oldAmount: z.number().nullable(),
      currency: z.string(),
      asOf: isoOrNullSchema,
    })
    .nullable(),
  stock: z.object({ fbo: z.int().nullable(), fbs: z.int().nullable(), asOf: isoOrNullSchema }).nullable(),
})
export type CaseProduct = z.infer<typeof caseProductSchema>

export const caseOrderSchema = z.object({
  postingNumber: z.string(),
  orderNumber: z.string(),
  scheme: z.string(),
  status: z.string(),
  products: z.array(
    z.object({
      sku: z.string(),
      offerId: z.string().optional(),
      name: z.string().optional(),
      quantity: z.number(),
    }),
  ),
  createdAt: isoOrNullSchema,
  paidAt: isoOrNullSchema,
  shipmentDate: isoOrNullSchema,
  deliveryFrom: isoOrNullSchema,
  deliveryUntil: isoOrNullSchema,
  deliveredAt: isoOrNullSchema,
  cancelledAt: isoOrNullSchema,
  cancelReason: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  returns: z.array(
    z.object({
      status: z.string(),
      reason: z.string().optional(),
      sku: z.string().optional(),
      scheme: z.string().optional(),
      changedAt: z.string().optional(),
    }),
  ),
  asOf: isoSchema,
})
export type CaseOrder = z.infer<typeof caseOrderSchema>
