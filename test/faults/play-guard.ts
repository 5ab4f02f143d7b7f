import { and, eq, gt } from 'drizzle-orm'
import { stopSend } from '../../src/autonomy/stop-send.ts'
import { throwSwitch } from '../../src/autonomy/throw-switch.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { conversations } from '../../src/db/schema/conversations.ts'
import { drafts, replies, sendAttempts } from '../../src/db/schema/drafting.ts'
import { autoSends, switches } from '../../src/db/schema/policy.ts'
import { POLICY_ACTOR_ID } from '../../src/db/stop-switch.ts'
import { claimConversation } from '../../src/review/claim-conversation.ts'
import { createRandom } from '../../src/sandbox/random.ts'
import { AppError } from '../../src/shared/errors.ts'
import { AUTO_UNDO_MS, createAutoHouse, setCell, setPolicy } from '../autonomy/auto-house.ts'
import { BURST_QUIET_MS, type House } from '../support/house.ts'

/** What keeps a draft from leaving by itself; each is taken up at a random moment of its undo time, or just after. */
export const GUARDS = ['stop', 'policy', 'window', 'claim', 'undo'] as const
export type Guard = (typeof GUARDS)[number]

const MOMENTS = ['before', 'beside', 'between'] as const
/** Long enough for a claim to run out. */
const CLAIM_MS = 3 * 60_000
const RESERVE_MS = 10 * 60_000
/** A send takes seconds: what would arrive after the window is not begun. */
const SEND_MS = 30_000

/** From when until when nothing may be decided (`approve`) or sent (`send`) by itself in one chat, or in all. */
type Ban = { what: string; from: number; until: number; of: 'approve' | 'send'; conversationId?: string }

type Plan = { draftId: string; conversationId: string; sendAfter: number }

/**
 * A draft waits to leave; one guard comes between: before the send is decided, at the very moment, or between the decision
 * and the send. Judged by the test's own record of what was forbidden when, never by the rules.
 */
export async function playGuard(database: OpenDatabase, guard: Guard, seed: number) {
  const house = await createAutoHouse(database, seed)
  const dice = createRandom(seed)
  await database.db.delete(switches)
  await setPolicy(house, { undoSeconds: AUTO_UNDO_MS / 1_000, windowReserveMinutes: RESERVE_MS / 60_000 })
  await setCell(house, 'on')
  const { chatId } = house.sandbox.startChat({ clientId: house.clientId })
  house.sandbox.buyerSays(chatId, 'Есть ли размер 48?')
  await house.advance(BURST_QUIET_MS + 100)
  const [plan] = await waiting(house)
  if (!plan) throw new Error('no draft waits to leave')
  const bans: Ban[] = []
  const moment = MOMENTS[seed % MOMENTS.length]
  if (moment === 'before') {
    await house.advance(Math.floor(dice('when') * (plan.sendAfter - house.clock.now().getTime() - 1_000)))
    bans.push(...(await comeBetween(house, guard, plan, dice)))
  } else if (moment === 'beside') {
    house.setNow(plan.sendAfter)
    const [found] = await Promise.all([comeBetween(house, guard, plan, dice), house.work('beside')])
    // In the very same moment either may have been first.
    bans.push(...found.map((ban) => ({ ...ban, from: ban.from + 1 })))
  } else {
    house.setNow(plan.sendAfter)
    await house.handlers.auto_send({ shopId: house.shopId, draftId: plan.draftId })
    house.setNow(plan.sendAfter + 1 + Math.floor(dice('later') * 1_000))
    bans.push(...(await comeBetween(house, guard, plan, dice)))
  }
  await house.advance(AUTO_UNDO_MS + CLAIM_MS)
  return judge(house, bans)
}

async function waiting({ db, shopId }: House): Promise<Plan[]> {
  const rows = await db
    .select({ draftId: drafts.id, conversationId: drafts.conversationId, sendAfter: autoSends.sendAfter })
    .from(autoSends)
    .innerJoin(drafts, and(eq(drafts.shopId, autoSends.shopId), eq(drafts.id, autoSends.draftId)))
    .where(and(eq(autoSends.shopId, shopId), eq(autoSends.status, 'waiting')))
    .orderBy(autoSends.sendAfter)
  return rows.map((row) => ({ ...row, sendAfter: row.sendAfter?.getTime() ?? 0 }))
}

async function comeBetween(
  house: House,
  guard: Guard,
  plan: Plan,
  dice: (name: string) => number,
): Promise<Ban[]> {
  const { db, clock, shopId } = house
  const now = clock.now().getTime()
  const { conversationId, draftId } = plan
  const [actor] = house.actors
  if (!actor) return []
  switch (guard) {
    case 'stop': {
      const all = dice('all') < 0.5
      await throwSwitch({ db, clock }, { shopId: all ? null : shopId, isOn: true, actor: 'test' })
      // What is asked while all is stopped must not even be planned.
      const other = house.sandbox.startChat({ clientId: house.clientId })
      house.sandbox.buyerSays(other.chatId, 'Какой у него цвет?')
      const ban = { what: 'stopped', from: now, until: Number.POSITIVE_INFINITY }
      return [
        { ...ban, of: 'approve' },
        { ...ban, of: 'send' },
      ]
    }
    case 'policy': {
      const roll = dice('policy')
      if (roll < 0.4) await setCell(house, roll < 0.2 ? 'draft' : 'off')
      else if (roll < 0.7)
        await setPolicy(house, { undoSeconds: AUTO_UNDO_MS / 1_000, stopWords: ['размер', 'цвет'] })
      else
        await setPolicy(house, {
          undoSeconds: AUTO_UNDO_MS / 1_000,
          hours: Array.from({ length: 7 }, () => null),
          sendsOutsideHours: false,
        })
      return [{ what: 'against the policy', from: now, until: Number.POSITIVE_INFINITY, of: 'approve' }]
    }
    case 'window': {
      const until = now + Math.floor(dice('left') * 20_000)
      await db
        .update(conversations)
        .set({ replyWindowUntil: new Date(until) })
        .where(and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId)))
      const ban = { what: 'outside the window', until: Number.POSITIVE_INFINITY, conversationId }
      return [
        { ...ban, from: Math.max(now, until - RESERVE_MS), of: 'approve' },
        { ...ban, from: Math.max(now, until - SEND_MS), of: 'send' },
      ]
    }
    case 'claim': {
      // On a draft that is decided already a claim has no say any more.
      const { claimedUntil } = await claimConversation({ db, clock }, { shopId, conversationId, actor })
      return [{ what: 'claimed', from: now, until: Date.parse(claimedUntil), of: 'approve', conversationId }]
    }
    case 'undo': {
      // A job that comes too early, or twice, is no reason to hurry.
      await house.handlers.auto_send({ shopId, draftId })
      if (dice('hold') < 0.5) return []
      try {
        await stopSend({ db, clock }, { shopId, conversationId, draftId, actor })
      } catch (error) {
        if (error instanceof AppError && error.kind === 'conflict') return []
        throw error
      }
      const ban = { what: 'held by a person', from: 0, until: Number.POSITIVE_INFINITY, conversationId }
      return [{ ...ban, of: 'approve' }]
    }
  }
}

/** Everything that was decided or sent by itself while it was forbidden, or before its undo time was over. */
async function judge({ db, shopId }: House, bans: readonly Ban[]) {
  const violations: string[] = []
  const rows = await db
    .select({ reply: replies, plan: autoSends })
    .from(replies)
    .innerJoin(autoSends, and(eq(autoSends.shopId, replies.shopId), eq(autoSends.draftId, replies.draftId)))
    .where(and(eq(replies.shopId, shopId), eq(replies.approvedBy, POLICY_ACTOR_ID)))
  const attempts = await db.select().from(sendAttempts).where(gt(sendAttempts.attempt, 0))
  const breaches = (of: Ban['of'], at: number, conversationId: string) =>
    bans.filter(
      (ban) =>
        ban.of === of &&
        ban.from <= at &&
        at < ban.until &&
        (ban.conversationId === undefined || ban.conversationId === conversationId),
    )
  for (const { reply, plan } of rows) {
    const decidedAt = reply.createdAt.getTime()
    for (const { what } of breaches('approve', decidedAt, reply.conversationId))
      violations.push(`«${reply.text}» was approved by the policy: ${what}`)
    if (decidedAt < (plan.sendAfter?.getTime() ?? 0))
      violations.push(`«${reply.text}» did not wait out its undo time`)
    for (const { startedAt } of attempts.filter(({ replyId }) => replyId === reply.id))
      for (const { what } of breaches('send', startedAt.getTime(), reply.conversationId))
        violations.push(`«${reply.text}» was sent by itself: ${what}`)
  }
  return { violations, approved: rows.length }
}
