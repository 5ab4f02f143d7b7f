import { OZON_QUESTION, OZON_REVIEW } from '../channels/channel-names.ts'
import type { OzonClient } from '../channels/ozon/client/method.ts'
import { countQuestions } from '../channels/ozon/client/questions.ts'
import { countReviews } from '../channels/ozon/client/reviews.ts'
import type { ChannelAccess } from '../db/schema/shops.ts'
import { AppError } from '../shared/errors.ts'

/** What each channel without pushes needs the key to be allowed. */
export const FEEDBACK_METHODS: Readonly<Record<string, readonly string[]>> = {
  [OZON_REVIEW]: [
    '/v2/review/list',
    '/v2/review/info',
    '/v2/review/count',
    '/v2/review/change-status',
    '/v1/review/comment/create',
    '/v1/review/comment/list',
  ],
  [OZON_QUESTION]: [
    '/v1/question/list',
    '/v1/question/info',
    '/v1/question/count',
    '/v1/question/change-status',
    '/v1/question/answer/create',
    '/v1/question/answer/list',
  ],
}

const PROBES: Readonly<Record<string, (client: OzonClient) => Promise<unknown>>> = {
  [OZON_REVIEW]: countReviews,
  [OZON_QUESTION]: countQuestions,
}

/** Whether each channel without pushes is open to this shop: what the subscription is called does not tell, trying does. */
export async function checkChannels(
  client: OzonClient,
  missingMethods: readonly string[],
): Promise<Record<string, ChannelAccess>> {
  const found: Record<string, ChannelAccess> = {}
  for (const [channel, probe] of Object.entries(PROBES)) {
    const missing = FEEDBACK_METHODS[channel]?.filter((method) => missingMethods.includes(method)) ?? []
    found[channel] =
      missing.length > 0 ? { access: 'denied', reason: 'missing_role' } : await ask(probe, client)
  }
  return found
}

async function ask(
  probe: (client: OzonClient) => Promise<unknown>,
  client: OzonClient,
): Promise<ChannelAccess> {
  try {
    await probe(client)
    return { access: 'allowed' }
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'bug') throw error
    return { access: error.kind === 'forbidden' ? 'denied' : 'unknown', reason: error.code }
  }
}
