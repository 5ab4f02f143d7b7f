import type { OzonClient } from '../channels/ozon/client/method.ts'
import { checkWebhook, listWebhooks, type Webhook } from '../channels/ozon/client/notifications.ts'
import type { ShopChecked } from '../http/contracts/shops.ts'
import { AppError } from '../shared/errors.ts'

type Finding = ShopChecked['findings'][number]

/** Whether the marketplace pushes to this address, and what to do when it does not. */
export async function webhookFinding(client: OzonClient, url: string): Promise<Finding> {
  const topic = 'webhook'
  try {
    const { webhooks } = await listWebhooks(client)
    const ours = webhooks.find((webhook) => webhook.url === url)
    if (!ours)
      return {
        topic,
        status: 'warning',
        message:
          'Pushes are not registered: enter the webhook address in the cabinet. Until then chats are polled.',
        code: 'pushes_not_registered',
      }
    if (!ours.enabled)
      return {
        topic,
        status: 'error',
        message: `Pushes are switched off (${ours.disableReason ?? 'no reason given'}): ${remedyFor(ours)}`,
        code: isOffForGood(ours) ? 'pushes_off_for_good' : 'pushes_off',
        values: { reason: ours.disableReason ?? '—' },
      }
    const { isActive, errors } = await checkWebhook(client, { url })
    if (isActive && (ours.availability === 'RED' || ours.availability === 'YELLOW'))
      return {
        topic,
        status: 'warning',
        message: `Pushes arrive, but we answered them too slowly (${ours.availability}): after three red days the marketplace switches them off.`,
        code: 'pushes_slow',
        values: { availability: ours.availability },
      }
    if (isActive)
      return { topic, status: 'ok', message: 'Pushes are registered and arrive.', code: 'pushes_ok' }
    const reasons = errors.map(({ type, description }) => description ?? type).join('; ')
    return {
      topic,
      status: 'error',
      message: `A test push did not get through: ${reasons || 'no reason given'}.`,
      code: 'push_failed',
      values: { reasons: reasons || '—' },
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'bug') throw error
    return {
      topic,
      status: 'warning',
      message: `Pushes could not be checked: ${error.message}`,
      code: 'pushes_unchecked',
      values: { error: error.message },
    }
  }
}

/** What the marketplace itself switched off for good comes back only under a new entry. */
const isOffForGood = ({ disableReason }: Webhook) => disableReason?.toUpperCase() === 'ADMIN'

function remedyFor(webhook: Webhook): string {
  return isOffForGood(webhook)
    ? 'they cannot be switched on again. Delete the address in the cabinet and enter it anew.'
    : 'switch them on in the cabinet.'
}
