import { and, eq, gt } from 'drizzle-orm'
import { stopSend } from '../../src/autonomy/stop-send.ts'
import { throwSwitch } from '../../src/autonomy/throw-switch.ts'
import { messages } from '../../src/db/schema/conversations.ts'
import { drafts, replies, sendAttempts } from '../../src/db/schema/drafting.ts'
import { autoSends } from '../../src/db/schema/policy.ts'
import { POLICY_ACTOR_ID } from '../../src/db/stop-switch.ts'
import { shopHours } from '../../src/domain/shop-hours.ts'
import { shopPolicySchema } from '../../src/domain/shop-policy.ts'
import { AppError } from '../../src/shared/errors.ts'
import { setCell, setPolicy } from '../autonomy/auto-house.ts'
import type { House } from '../support/house.ts'

const HEARD = 'Здравствуйте! Сообщение получили, сейчас магазин закрыт. Ответим завтра до 12:00.'
const LATE_MS = 10 * 60_000

/** Turns everything on, so that people, faults and the shop's own sending get into each other's way. */
export async function playAutoSend(
  house: House,
  dice: (name: string) => number,
  note: (what: string) => void,
) {
  const { db, clock, shopId } = house
  // The schedules begin at noon in Moscow: the shop closes soon after.
  const policy = shopPolicySchema.parse({
    hours: Array.from({ length: 7 }, () => ({ from: '00:00', to: '12:10' })),
    sendsOutsideHours: dice('outside') < 0.6,
    undoSeconds: 30,
    repliesInARow: 10,
    acknowledgement: { isOn: true, ru: HEARD, zh: '' },
  })
  await setPolicy(house, policy)
  await setCell(house, 'on')
  const thrown: { at: number; isOn: boolean }[] = []
  let isStopped = false

  async function step(): Promise<void> {
    const roll = dice('auto')
    if (roll < 0.12) {
      isStopped = !isStopped
      const who = dice('which switch') < 0.5 ? null : shopId
      // Beside whatever the worker is about to send.
      const working = house.work('third')
      await throwSwitch({ db, clock }, { shopId: isStopped ? who : null, isOn: isStopped, actor: 'test' })
      if (!isStopped) await throwSwitch({ db, clock }, { shopId, isOn: false, actor: 'test' })
      await working
      thrown.push({ at: clock.now().getTime(), isOn: isStopped })
      note(isStopped ? 'stop' : 'resume')
    } else if (roll < 0.2) await stopOne()
    else if (roll < 0.32 && !isStopped) await stopLate()
  }

  async function stopOne(): Promise<void> {
    const [plan] = await db.select().from(autoSends).where(eq(autoSends.status, 'waiting')).limit(1)
    const [actor] = house.actors
    if (!plan || !actor) return
    const [draft] = await db.select().from(drafts).where(eq(drafts.id, plan.draftId))
    if (!draft) return
    try {
      await stopSend(
        { db, clock },
        { shopId, conversationId: draft.conversationId, draftId: draft.id, actor },
      )
      note('hold')
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'conflict') throw error
    }
  }

  /** The switch is thrown when a draft is approved and its text has not left yet. */
  async function stopLate(): Promise<void> {
    const [plan] = await db.select().from(autoSends).where(eq(autoSends.status, 'waiting')).limit(1)
    if (!plan?.sendAfter) return
    house.setNow(Math.max(clock.now().getTime(), plan.sendAfter.getTime()))
    try {
      await house.handlers.auto_send({ shopId, draftId: plan.draftId })
    } catch (error) {
      if (!house.killSwitch.isDead()) throw error
      house.killSwitch.revive()
    }
    isStopped = true
    await throwSwitch({ db, clock }, { shopId: null, isOn: true, actor: 'test' })
    thrown.push({ at: clock.now().getTime(), isOn: true })
    note('late')
    // In the very same moment either may have been first.
    house.setNow(clock.now().getTime() + 5)
    await house.advance(3_000)
  }

  async function violations(): Promise<string[]> {
    const found: string[] = []
    const rows = await db
      .select({ reply: replies, draft: drafts, plan: autoSends })
      .from(replies)
      .innerJoin(drafts, and(eq(drafts.shopId, replies.shopId), eq(drafts.id, replies.draftId)))
      .leftJoin(autoSends, and(eq(autoSends.shopId, drafts.shopId), eq(autoSends.draftId, drafts.id)))
      .where(
        and(eq(replies.shopId, shopId), eq(replies.approvedBy, POLICY_ACTOR_ID), gt(replies.attempts, 0)),
      )
    const heard = new Set<string>()
    for (const { reply, draft, plan } of rows) {
      note('left')
      const name = `automatic «${reply.text}» (${reply.status})`
      const isHeard = draft.origin === 'acknowledgement'
      if (!isHeard && plan?.status !== 'sent') found.push(`${name} left although its plan is ${plan?.status}`)
      if (reply.approvedRevision !== draft.revision) found.push(`${name} left for another state than its own`)
      const hours = shopHours(policy, reply.createdAt)
      if (isHeard && hours.isOpen) found.push(`${name} left while the shop was open`)
      if (!isHeard && !hours.isOpen && !policy.sendsOutsideHours) found.push(`${name} left outside the hours`)
      const period = `${reply.conversationId} ${hours.isOpen ? '' : hours.since?.toISOString()}`
      if (isHeard && heard.has(period)) found.push(`${name} left twice in one closed period`)
      if (isHeard) heard.add(period)
      found.push(...(await attemptViolations(name, draft)))
    }
    found.push(...(await lateViolations()))
    return found
  }

  async function attemptViolations(name: string, draft: typeof drafts.$inferSelect): Promise<string[]> {
    const found: string[] = []
    const attempts = await db
      .select({ startedAt: sendAttempts.startedAt })
      .from(sendAttempts)
      .innerJoin(replies, and(eq(replies.shopId, sendAttempts.shopId), eq(replies.id, sendAttempts.replyId)))
      .where(eq(replies.draftId, draft.id))
    const said = await db
      .select({ receivedAt: messages.receivedAt })
      .from(messages)
      .where(and(eq(messages.conversationId, draft.conversationId), eq(messages.author, 'buyer')))
    for (const { startedAt } of attempts) {
      const at = startedAt.getTime()
      // Thrown in the very same moment, either may have been first.
      const last = thrown.findLast((one) => one.at < at)
      const thisMoment = thrown.some((one) => one.at === at)
      if (last?.isOn && !thisMoment) found.push(`${name} was sent while sending was stopped`)
      if (said.some(({ receivedAt }) => receivedAt > draft.createdAt && receivedAt < startedAt))
        found.push(`${name} was sent although the buyer had written again`)
    }
    return found
  }

  /** Nothing waits for ever. */
  async function lateViolations(): Promise<string[]> {
    const waiting = await db
      .select()
      .from(autoSends)
      .where(and(eq(autoSends.shopId, shopId), eq(autoSends.status, 'waiting')))
    return waiting
      .filter(({ sendAfter }) => (sendAfter?.getTime() ?? 0) < clock.now().getTime() - LATE_MS)
      .map(({ draftId, sendAfter }) => `draft ${draftId} waits since ${sendAfter?.toISOString()}`)
  }

  return { step, violations, mayRepeat: HEARD }
}
