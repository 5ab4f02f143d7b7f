import { z } from 'zod'
import { ozonEnum, ozonList, ozonText, ozonTextOrNone, ozonTimeOrNone } from '../schemas.ts'
import { type CallOptions, type OzonClient, ozonMethod } from './method.ts'

type NoRequest = Record<string, never>

export const rolesMethod = ozonMethod<NoRequest>()(
  '/v1/roles',
  { repeat: 'harmless' },
  z
    .looseObject({
      expires_at: ozonTimeOrNone,
      roles: ozonList(z.looseObject({ name: ozonText, methods: ozonList(ozonText) })),
    })
    .transform((wire) => ({
      /** Keys live three months. */
      keyExpiresAt: wire.expires_at,
      roles: wire.roles.map(({ name, methods }) => ({ name, methods })),
    })),
)

export type Roles = z.infer<typeof rolesMethod.answer>

/** The answer also holds the legal name and tax number of the seller: they are left where they are. */
export const sellerInfoMethod = ozonMethod<NoRequest>()(
  '/v1/seller/info',
  { repeat: 'harmless' },
  z
    .looseObject({
      company: z.looseObject({ name: ozonTextOrNone }).nullish(),
      subscription: z.looseObject({ type: ozonEnum, is_premium: z.boolean().nullish() }).nullish(),
    })
    .transform((wire) => ({
      shopName: wire.company?.name,
      /** `PREMIUM_PLUS`, `PREMIUM_PRO` … or `UNSPECIFIED`. Writing in chats needs one of these two. */
      subscription: wire.subscription?.type ?? 'UNSPECIFIED',
    })),
)

export function readRoles(client: OzonClient, options?: CallOptions) {
  return client.call(rolesMethod, {}, options)
}

export function readSellerInfo(client: OzonClient, options?: CallOptions) {
  return client.call(sellerInfoMethod, {}, options)
}

/** Which of these methods the key may not call. */
export function methodsNotAllowed(roles: Roles, needed: readonly string[]): string[] {
  const allowed = new Set(roles.roles.flatMap((role) => role.methods))
  return needed.filter((method) => !allowed.has(method))
}
