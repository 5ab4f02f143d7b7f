import { z } from 'zod'
import { badRequest, NO_SUBSCRIPTION, refused } from '../api-error.ts'
import type { SendRecord, Shop, World } from '../world.ts'
import { type Access, hasAccess } from './subscription.ts'

/** What a method's code gets to see of one request. */
export type Call = {
  world: World
  shop: Shop
  path: string
  baseUrl: string
  /** Only for methods that send what others read. */
  send?: SendRecord
}

export type Method = {
  isSend: boolean
  run(call: Call, raw: unknown): unknown
}

/** `needsSubscription`: what the shop must have paid for; a wrong body is told first, as in life. */
type Flags = { needsSubscription?: Access; isSend?: boolean }

export function method<S extends z.ZodType>(
  schema: S,
  run: (call: Call, body: z.output<S>) => unknown,
  flags: Flags = {},
): Method {
  return {
    isSend: flags.isSend ?? false,
    run(call, raw) {
      const parsed = schema.safeParse(raw)
      if (!parsed.success) throw badRequest(describe(parsed.error))
      if (flags.needsSubscription && !hasAccess(call.shop, flags.needsSubscription))
        throw refused(NO_SUBSCRIPTION)
      return run(call, parsed.data)
    },
  }
}

/** Whole numbers arrive as JSON numbers or as strings of digits; both are kept exactly. */
export const bigId = z
  .union([z.int().min(0), z.string().regex(/^\d{1,20}$/)])
  .transform((value) => BigInt(value))

export const idList = (max: number) => z.array(bigId).max(max).default([])

export const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

export const iso = (ms: number): string => new Date(ms).toISOString()

function describe(error: z.ZodError): string {
  const issue = error.issues[0]
  return `Request validation error: invalid ${issue?.path.join('.') || 'request'}: ${issue?.message ?? ''}`
}
