import { z } from 'zod'
import { RawInteger } from '../../../shared/lossless-json.ts'
import {
  ozonCount,
  ozonEnum,
  ozonId,
  ozonList,
  ozonText,
  ozonTextOrNone,
  ozonTimeOrNone,
} from '../schemas.ts'
import { type CallOptions, type OzonClient, ozonMethod } from './method.ts'

const nothing = z.unknown().transform(() => undefined)

export const setWebhookMethod = ozonMethod<{ url: string; types: string[] }>()(
  '/v1/notification/set',
  { repeat: 'never', mayBeEmpty: true },
  nothing,
)

export const updateWebhookMethod = ozonMethod<{ id: RawInteger; url: string; types: string[] }>()(
  '/v1/notification/update',
  { repeat: 'never', mayBeEmpty: true },
  nothing,
)

export const deleteWebhookMethod = ozonMethod<{ id: RawInteger }>()(
  '/v1/notification/delete',
  { repeat: 'never', mayBeEmpty: true },
  nothing,
)

export const enableWebhookMethod = ozonMethod<{ id: RawInteger; enabled: boolean }>()(
  '/v1/notification/enable',
  { repeat: 'never', mayBeEmpty: true },
  nothing,
)

export const checkWebhookMethod = ozonMethod<{ url: string }>()(
  '/v1/notification/check',
  { repeat: 'harmless' },
  z
    .looseObject({
      is_active: z.boolean(),
      errors: ozonList(z.looseObject({ type: ozonEnum, description: ozonTextOrNone })),
    })
    .transform((wire) => ({
      isActive: wire.is_active,
      errors: wire.errors.map(({ type, description }) => ({ type, description })),
    })),
)

const webhook = z
  .looseObject({
    id: ozonId,
    url: ozonText,
    enable: z.boolean().nullish(),
    created_at: ozonTimeOrNone,
    types: ozonList(z.looseObject({ type: ozonEnum })),
    availability_status: ozonEnum,
    disable_reason: ozonTextOrNone,
    problematic_type: ozonTextOrNone,
    reason_details: ozonTextOrNone,
  })
  .transform((wire) => ({
    webhookId: wire.id,
    url: wire.url,
    enabled: wire.enable ?? false,
    createdAt: wire.created_at,
    types: wire.types.map((entry) => entry.type),
    /** `GREEN`, `YELLOW`, `RED`: the nightly grade of how fast we answer. */
    availability: wire.availability_status,
    /** `SELLER`, `AVAILABILITY` or `ADMIN`; after `ADMIN` only a new address helps. */
    disableReason: wire.disable_reason,
    problematicType: wire.problematic_type,
    reasonDetails: wire.reason_details,
  }))

export type Webhook = z.infer<typeof webhook>

export const listWebhooksMethod = ozonMethod<{ limit: number; offset: number }>()(
  '/v1/notification/list',
  { repeat: 'harmless' },
  z
    .looseObject({ urls: ozonList(webhook), total_count: ozonCount })
    .transform((wire) => ({ webhooks: wire.urls, total: wire.total_count })),
)

type WebhookTarget = { url: string; types: string[] }

export function setWebhook(client: OzonClient, { url, types }: WebhookTarget, options?: CallOptions) {
  return client.call(setWebhookMethod, { url, types }, options)
}

export function updateWebhook(
  client: OzonClient,
  { webhookId, url, types }: WebhookTarget & { webhookId: string },
  options?: CallOptions,
) {
  return client.call(updateWebhookMethod, { id: new RawInteger(webhookId), url, types }, options)
}

export function deleteWebhook(
  client: OzonClient,
  { webhookId }: { webhookId: string },
  options?: CallOptions,
) {
  return client.call(deleteWebhookMethod, { id: new RawInteger(webhookId) }, options)
}

/** Switches pushes on again after Ozon or the shop switched them off. */
export function enableWebhook(
  client: OzonClient,
  { webhookId, enabled }: { webhookId: string; enabled: boolean },
  options?: CallOptions,
) {
  return client.call(enableWebhookMethod, { id: new RawInteger(webhookId), enabled }, options)
}

/** Makes Ozon push a test to the address and tells what was wrong with the answer. */
export function checkWebhook(client: OzonClient, { url }: { url: string }, options?: CallOptions) {
  return client.call(checkWebhookMethod, { url }, options)
}

export function listWebhooks(
  client: OzonClient,
  { limit = 100, offset = 0 }: { limit?: number; offset?: number } = {},
  options?: CallOptions,
) {
  return client.call(listWebhooksMethod, { limit, offset }, options)
}
