import { recordAudit } from '../audit/record-audit.ts'
import type { OzonClient } from '../channels/ozon/client/method.ts'
import { enableWebhook, listWebhooks, setWebhook } from '../channels/ozon/client/notifications.ts'
import { WANTED_PUSH_TYPES } from '../channels/ozon/push-types.ts'
import type { Database } from '../db/client.ts'
import type { Clock } from '../shared/clock.ts'
import { conflict } from '../shared/errors.ts'

type Deps = { db: Database; clock: Clock; client: OzonClient; url: string }
type Input = { shopId: string; actor: string }

/**
 * Has the marketplace push to us: registers our address, or switches it on where the seller had switched it off. A
 * person asks for it, because the types we need are taken from another address that had them. What the
 * marketplace's administration switched off comes back under a new address only.
 */
export async function registerPushes({ db, clock, client, url }: Deps, input: Input): Promise<void> {
  const { webhooks } = await listWebhooks(client)
  const ours = webhooks.find((webhook) => webhook.url === url)
  if (ours?.enabled) return
  if (ours?.disableReason?.toUpperCase() === 'ADMIN')
    throw conflict('pushes_off_for_good', 'The marketplace switched this address off for good.', {
      what: 'pushes',
    })
  if (ours) await enableWebhook(client, { webhookId: ours.webhookId, enabled: true })
  else await setWebhook(client, { url, types: [...WANTED_PUSH_TYPES] })
  await recordAudit(db, {
    shopId: input.shopId,
    actor: input.actor,
    action: ours ? 'pushes.switch_on' : 'pushes.register',
    subject: `shop/${input.shopId}`,
    now: clock.now(),
  })
}
