import type { Transaction } from '../db/client.ts'
import { shopHours } from '../domain/shop-hours.ts'
import type { ShopPolicy } from '../domain/shop-policy.ts'
import { enqueue } from '../queue/enqueue.ts'
import { conversationKey } from '../queue/jobs.ts'
import type { Draft } from './load-situation.ts'

type Input = { draft: Draft; policy: ShopPolicy; now: Date }

/** Asks for the acknowledgement of a message that came while the shop is closed, after the usual undo time. */
export async function planAcknowledgement(tx: Transaction, { draft, policy, now }: Input): Promise<void> {
  const { shopId, conversationId, classification } = draft
  if (!policy.acknowledgement.isOn || !classification.needsReply || shopHours(policy, now).isOpen) return
  const payload = { shopId, conversationId }
  const runAt = new Date(now.getTime() + policy.undoSeconds * 1_000)
  await enqueue(tx, { queue: 'acknowledge', key: conversationKey(payload), payload, now, runAt })
}
