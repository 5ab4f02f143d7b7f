import { sql } from 'drizzle-orm'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import type { Actor } from '../../src/domain/actor.ts'
import { approveDraft, editDraft } from '../../src/review/approve-draft.ts'
import { listInbox } from '../../src/review/list-inbox.ts'
import { loadCase } from '../../src/review/load-case.ts'
import { redoDraft, refuseDraft } from '../../src/review/refuse-draft.ts'
import { undoReply } from '../../src/review/undo-reply.ts'
import { FAULT_NAMES, type FaultName } from '../../src/sandbox/faults.ts'
import { createRandom } from '../../src/sandbox/random.ts'
import { AppError } from '../../src/shared/errors.ts'
import { createAutoHouse } from '../autonomy/auto-house.ts'
import { createHouse, type House, UNDO_MS } from '../support/house.ts'
import { playAutoSend } from './auto-send-play.ts'
import { findViolations } from './find-violations.ts'

/** What an agent saw when they opened a case; they may act on it much later. */
export type Seen = {
  conversationId: string
  draftId: string
  fingerprint: string
  replyId?: string | undefined
}

export type ScheduleResult = { violations: string[]; log: string[]; stats: Record<string, number> }

/** What makes a send doubtful, chosen more often than the rest. */
const SEND_FAULTS: readonly FaultName[] = [
  'timeoutAfterStoring',
  'resetAfterStoring',
  'errorAfterStoring',
  'timeoutBeforeStoring',
  'dropped',
  'delayedVisibility',
  'delayedVisibility',
  'staleHistory',
]

const STEPS = 18
const HOUR = 3_600_000

/**
 * Plays one random schedule: buyers write, edit, read and leave, pushes are lost, doubled and late, the marketplace
 * fails in every way it can, workers are killed, two agents decide on what they saw a while ago. Then the faults end,
 * everything settles, and the house is searched for what must never be.
 */
export async function runSchedule(
  database: OpenDatabase,
  seed: number,
  { sendsByItself = false } = {},
): Promise<ScheduleResult> {
  const house = sendsByItself ? await createAutoHouse(database, seed) : await createHouse(database, { seed })
  const dice = createRandom(seed)
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(dice('pick') * items.length)]
  const chats: string[] = []
  const seen = new Map<string, Seen>()
  const log: string[] = []
  const stats: Record<string, number> = {}
  let said = 0
  const note = (what: string) => {
    log.push(`${house.clock.now().toISOString()} ${what}`)
    const name = what.split(' ')[0] ?? what
    stats[name] = (stats[name] ?? 0) + 1
  }
  const words = () => `вопрос №${seed}-${++said}`

  const auto = sendsByItself ? await playAutoSend(house, dice, note) : undefined
  await house.start()
  for (let step = 0; step < STEPS; step++) {
    // Two edits in one millisecond have no order that anyone could know.
    await house.advance(20)
    await auto?.step()
    const action = dice('action')
    if (chats.length === 0 || action < 0.06) {
      const { chatId } = house.sandbox.startChat({ clientId: house.clientId, buyer: { name: 'Ольга' } })
      chats.push(chatId)
      house.sandbox.buyerSays(chatId, words())
      note(`chat ${chatId}`)
    } else if (action < 0.26) say(house, pick(chats), words(), note)
    else if (action < 0.32) editLast(house, pick(chats), words(), note)
    else if (action < 0.35) {
      house.sandbox.sellerSaysElsewhere(pick(chats) ?? '', words())
      note('elsewhere')
    } else if (action < 0.37) {
      house.sandbox.buyerReads(pick(chats) ?? '')
      note('read')
    } else if (action < 0.385) {
      house.sandbox.closeChat(pick(chats) ?? '')
      note('close')
    } else if (action < 0.5) {
      const name = pick(dice('which') < 0.5 ? SEND_FAULTS : FAULT_NAMES) as FaultName
      const delayMs = Math.floor(dice('delay') * 240_000)
      const probability = dice('probability')
      house.sandbox.faults.set({ [name]: dice('off') < 0.3 ? null : { probability, delayMs } })
      note(`fault ${name} ${probability.toFixed(2)} ${delayMs}`)
    } else if (action < 0.56) {
      house.killSwitch.arm(Math.floor(dice('kill') * 40))
      note('kill')
    } else if (action < 0.7) await look(house, pick(house.actors), seen)
    else if (action < 0.86) {
      await agentsAct(house, dice, seen, note, words)
      if (dice('kill-send') < 0.3) house.killSwitch.killAfterRequest('/v1/chat/send/message')
    } else if (action < 0.88) {
      // The house is off for hours or days; the marketplace is not.
      house.setNow(house.clock.now().getTime() + Math.floor(dice('long') * 60) * HOUR)
      note('asleep')
    } else await letTimePass(house, dice)
  }
  await settle(house)
  const violations = await findViolations(house, chats, auto?.mayRepeat)
  if (auto) violations.push(...(await auto.violations()))
  // The next schedule must not poll for this shop too.
  await database.db.execute(sql`delete from jobs`)
  await database.db.execute(sql`delete from shops`)
  return { violations, log, stats }
}

function say(house: House, chatId: string | undefined, text: string, note: (what: string) => void): void {
  if (!chatId) return
  house.sandbox.buyerSays(chatId, text)
  note(`say ${chatId.slice(0, 6)} ${text}`)
}

function editLast(
  house: House,
  chatId: string | undefined,
  text: string,
  note: (what: string) => void,
): void {
  const last = chatId && house.sandbox.visibleThread(chatId).findLast((message) => message.from === 'buyer')
  if (!chatId || !last) return
  house.sandbox.buyerEdits(chatId, last.messageId, text)
  note(`edit ${chatId.slice(0, 6)} ${text}`)
}

/** An agent opens a case and remembers what it showed. */
export async function look(house: House, actor: Actor | undefined, seen: Map<string, Seen>): Promise<void> {
  const { db, clock, shopId } = house
  if (!actor) return
  for (const status of ['todo', 'done'] as const) {
    const { items } = await listInbox({ db, clock }, { status, shopId, limit: 20, scope: 'all' })
    for (const item of items) {
      const opened = await loadCase({ db, clock }, { shopId, conversationId: item.conversationId })
      const undoable = opened.replies.find((reply) => reply.canUndo)
      // What is decided and past its undo offers nothing to do; an agent would open the next.
      if (status === 'todo' ? !opened.draft : !undoable) continue
      seen.set(actor.id, {
        conversationId: item.conversationId,
        draftId: opened.draft?.id ?? '',
        fingerprint: opened.draft?.fingerprint ?? '',
        replyId: undoable?.id,
      })
      return
    }
  }
}

/** Both agents act at the same time as the worker, often on the same case, on what each saw last. */
export async function agentsAct(
  house: House,
  dice: (name: string) => number,
  seen: Map<string, Seen>,
  note: (what: string) => void,
  words: () => string,
): Promise<void> {
  // Often long enough after the last message for a draft to be there, else the two would mostly find nothing to do.
  if (dice('waited') < 0.5) await house.advance(Math.floor(dice('wait') * 60_000))
  if (dice('fresh') < 0.7) for (const actor of house.actors) await look(house, actor, seen)
  const acts = house.actors.map(async (actor) => {
    const before = seen.get(actor.id)
    if (!before) return
    const outcome = await act(house, actor, before, dice('act'), words)
    note(`${outcome} by ${actor.name}`)
  })
  await Promise.all([...acts, dice('meanwhile') < 0.5 ? house.work('second') : undefined])
}

async function act(
  house: House,
  actor: Actor,
  before: Seen,
  roll: number,
  words: () => string,
): Promise<string> {
  const { db, clock, shopId } = house
  const deps = { db, clock, undoMs: UNDO_MS, checkReply: async () => [] }
  const input = { shopId, actor, ...before }
  try {
    if (before.replyId && roll > 0.7) {
      await undoReply(deps, { ...input, replyId: before.replyId })
      return 'undo'
    }
    if (roll < 0.6) await approveDraft(deps, input)
    else if (roll < 0.8) await editDraft(deps, { ...input, text: `Исправлено: ${words()}` })
    else if (roll < 0.9) await redoDraft(deps, input)
    else await refuseDraft(deps, { ...input, reason: 'other' })
    return roll < 0.6 ? 'approve' : roll < 0.8 ? 'change' : roll < 0.9 ? 'redo' : 'refuse'
  } catch (error) {
    if (error instanceof AppError && (error.kind === 'conflict' || error.kind === 'not_found'))
      return `second(${error.code})`
    throw error
  }
}

export async function letTimePass(house: House, dice: (name: string) => number): Promise<void> {
  const longest = dice('scale') < 0.6 ? 15_000 : dice('scale') < 0.8 ? 120_000 : HOUR / 2
  await house.advance(Math.floor(dice('time') * longest))
}

/**
 * The faults end and the house is restarted: a poll finds what no push told, leases run out, unclear sends are looked
 * for to the end, closed chats are looked through once more.
 */
async function settle(house: House): Promise<void> {
  house.killSwitch.disarm()
  house.restart()
  house.sandbox.faults.clear()
  // A full pass every half an hour, found at the next slow poll: what the shop itself wrote in a closed chat comes last.
  await house.advance(40 * 60_000)
}
