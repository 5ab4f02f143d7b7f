import { eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { OzonClient } from '../channels/ozon/client/method.ts'
import {
  checkWebhook,
  enableWebhook,
  listWebhooks,
  type Webhook,
} from '../channels/ozon/client/notifications.ts'
import type { Database } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { pushGuards } from '../db/schema/pushes.ts'
import { PUSH_STATES, type PushState } from '../domain/push-state.ts'
import { enqueue } from '../queue/enqueue.ts'
import type { Clock } from '../shared/clock.ts'
import { AppError } from '../shared/errors.ts'
import { beginGap, endGap } from './gaps.ts'

type Deps = { db: Database; clock: Clock; client: OzonClient; url: string }
type Guard = typeof pushGuards.$inferSelect
type Seen = { state: PushState; grade?: string | null; reason?: string | null }

const MINUTE_MS = 60_000
/** While all is well; while it is not. */
const CALM_MS = 10 * MINUTE_MS
const ALERT_MS = MINUTE_MS
/** A test push costs the marketplace one: while the list says that all is well, one an hour is enough. */
const PROVE_EVERY_MS = 60 * MINUTE_MS
const LONGEST_BACKOFF_MS = 60 * MINUTE_MS

/**
 * Looks whether the marketplace pushes to us, and switches pushes on again where it had switched them off because we
 * did not answer, once a test push gets through: after 1, 2, 4 … minutes, at most an hour. What the seller switched
 * off stays off. Answers when to look next.
 */
export async function guardPushes(deps: Deps, { shopId }: { shopId: string }): Promise<Date> {
  const { db, clock } = deps
  const [before] = await db.select().from(pushGuards).where(eq(pushGuards.shopId, shopId))
  const now = clock.now()
  let seen: Seen
  let attempts = before?.attempts ?? 0
  let retryAt = before?.retryAt ?? null
  let provedAt = before?.provedAt ?? null
  let away: string | undefined
  try {
    const ours = await findOurs(deps)
    seen = stateOf(ours)
    if (!isAnswering(seen.state)) away = seen.state
    if (seen.state === 'off' && ours && (retryAt === null || retryAt <= now)) {
      attempts += 1
      retryAt = new Date(now.getTime() + Math.min(LONGEST_BACKOFF_MS, MINUTE_MS * 2 ** (attempts - 1)))
      const failure = await switchOn(deps, ours)
      if (failure === undefined) {
        seen = { state: 'on', grade: ours.availability }
        provedAt = now
        await noteSwitchedOn(deps, shopId, { attempts, reason: ours.reasonDetails ?? ours.disableReason })
      } else seen = { ...seen, reason: failure }
    } else if (isAnswering(seen.state) && isProofDue(before, now)) {
      const failure = await tryPush(deps)
      if (failure === undefined) provedAt = now
      else {
        seen = { state: 'unreachable', grade: ours?.availability ?? null, reason: failure }
        away = seen.state
      }
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'bug') throw error
    // Nothing is known anew: what was known stands, with the reason why it is old.
    seen = { state: pushState(before), grade: before?.grade ?? null, reason: error.message }
  }
  if (isAnswering(seen.state)) {
    attempts = 0
    retryAt = null
  }
  await keep(deps, shopId, before, { ...seen, away, attempts, retryAt, provedAt })
  const pause = isAnswering(seen.state) || isNobodysFault(seen.state) ? CALM_MS : ALERT_MS
  return new Date(now.getTime() + pause)
}

const isAnswering = (state: string) => state === 'on' || state === 'slow'
/** Nothing to be mended by trying again. */
const isNobodysFault = (state: string) =>
  state === 'not_registered' || state === 'off_by_seller' || state === 'off_for_good'

function isProofDue(before: Guard | undefined, now: Date): boolean {
  if (!before?.provedAt || before.state === 'unreachable') return true
  return now.getTime() - before.provedAt.getTime() >= PROVE_EVERY_MS
}

async function findOurs({ client, url }: Deps): Promise<Webhook | undefined> {
  const { webhooks } = await listWebhooks(client)
  return webhooks.find((webhook) => webhook.url === url)
}

function stateOf(ours: Webhook | undefined): Seen {
  if (!ours) return { state: 'not_registered' }
  const grade = ours.availability
  const reason = ours.reasonDetails ?? ours.disableReason ?? null
  if (ours.enabled) return { state: grade === 'GREEN' || !isGraded(grade) ? 'on' : 'slow', grade }
  switch (ours.disableReason?.toUpperCase()) {
    case 'SELLER':
      return { state: 'off_by_seller', grade, reason }
    case 'ADMIN':
      return { state: 'off_for_good', grade, reason }
    default:
      return { state: 'off', grade, reason }
  }
}

const pushState = (guard: Guard | undefined): PushState =>
  PUSH_STATES.find((state) => state === guard?.state) ?? 'unknown'

const isGraded = (grade: string) => grade === 'YELLOW' || grade === 'RED'

/** Undefined when the marketplace's own test push got through; else what was wrong. */
async function tryPush({ client, url }: Deps): Promise<string | undefined> {
  const { isActive, errors } = await checkWebhook(client, { url })
  if (isActive) return undefined
  return errors.map(({ type, description }) => description ?? type).join('; ') || 'no reason given'
}

async function switchOn(deps: Deps, { webhookId }: Webhook): Promise<string | undefined> {
  const failure = await tryPush(deps)
  if (failure !== undefined) return failure
  await enableWebhook(deps.client, { webhookId, enabled: true })
  // The answer tells nothing: only the list does.
  const after = await findOurs(deps)
  return after?.enabled ? undefined : 'the marketplace did not switch them on'
}

/** `away`: how pushes were found before they were switched on, when they were away. */
type Known = Seen & { away: string | undefined } & Pick<Guard, 'attempts' | 'retryAt' | 'provedAt'>

async function keep({ db, clock }: Deps, shopId: string, before: Guard | undefined, known: Known) {
  const now = clock.now()
  const { state, away, grade = null, reason = null, attempts, retryAt, provedAt } = known
  const row = { state, grade, reason, attempts, retryAt, provedAt, checkedAt: now }
  await db.transaction(async (tx) => {
    await tx
      .insert(pushGuards)
      .values({ shopId, ...row })
      .onConflictDoUpdate({ target: pushGuards.shopId, set: row })
    // Without a time when they came there is nothing that they could be missed from.
    if (away && before?.provedAt) await beginGap(tx, { shopId, reason: away, from: before.provedAt, now })
    if (isAnswering(state) && (await endGap(tx, { shopId, now })))
      await enqueue(tx, { queue: 'poll', key: shopId, payload: { shopId }, now })
    if (state !== before?.state) await recordChange(tx, { shopId, kind: 'shop', now })
  })
}

async function noteSwitchedOn(
  { db, clock }: Deps,
  shopId: string,
  { attempts, reason }: { attempts: number; reason: string | null | undefined },
): Promise<void> {
  const now = clock.now()
  await recordAudit(db, {
    shopId,
    actor: 'system',
    action: 'pushes.switch_on',
    subject: `shop/${shopId}`,
    before: { reason: reason ?? null },
    after: { attempts },
    now,
  })
}
