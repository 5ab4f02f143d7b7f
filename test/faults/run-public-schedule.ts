import { and, eq, sql } from 'drizzle-orm'
import { resumeSending } from '../../src/autonomy/resume-sending.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { conversations } from '../../src/db/schema/conversations.ts'
import { replies } from '../../src/db/schema/drafting.ts'
import type { FaultName } from '../../src/sandbox/faults.ts'
import { createRandom } from '../../src/sandbox/random.ts'
import { AppError } from '../../src/shared/errors.ts'
import { askForItems } from '../../src/worker/polling.ts'
import { createHouse, type House } from '../support/house.ts'
import { findPublicViolations } from './find-public-violations.ts'
import { agentsAct, letTimePass, look, type ScheduleResult, type Seen } from './run-schedule.ts'

/** What makes an answer doubtful comes more often than the rest. */
const FAULTS: readonly FaultName[] = [
  'timeoutAfterStoring',
  'resetAfterStoring',
  'errorAfterStoring',
  'timeoutBeforeStoring',
  'dropped',
  'delayedVisibility',
  'moderationRefused',
  'moderationRefused',
  'answerVanishes',
  'cursorRefused',
  'rateLimited',
  'circleOpen',
]
const CREATES = ['/v1/review/comment/create', '/v1/question/answer/create']
const SKU = '100200300'
const STEPS = 18
const MINUTE = 60_000
const HOUR = 60 * MINUTE

/**
 * Plays one random schedule on a product's page: buyers write and rewrite, the seller answers in the cabinet, moderation
 * refuses and loses, requests fail at every point, workers are killed, two agents decide on what they saw a while ago.
 */
export async function runPublicSchedule(database: OpenDatabase, seed: number): Promise<ScheduleResult> {
  await database.db.execute(sql`delete from switches`)
  const house = await createHouse(database, { seed })
  const dice = createRandom(seed)
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(dice('pick') * items.length)]
  const ids: string[] = []
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

  await askForItems(database.db, { shopId: house.shopId, now: house.clock.now() })
  for (let step = 0; step < STEPS; step++) {
    await house.advance(20)
    const action = dice('action')
    if (ids.length === 0 || (action < 0.25 && unanswered(house) < 3)) {
      ids.push(write(house, dice, words()))
      await askForItems(database.db, { shopId: house.shopId, now: house.clock.now() })
      note(`write ${ids.at(-1)}`)
    } else if (action < 0.27) rewrite(house, pick(ids), words(), note)
    else if (action < 0.29) {
      house.sandbox.sellerAnswersElsewhere(pick(ids) ?? '', words())
      note('elsewhere')
    } else if (action < 0.37) {
      const name = pick(FAULTS) as FaultName
      const delayMs = Math.floor(dice('delay') * 240_000)
      house.sandbox.faults.set({
        [name]: dice('off') < 0.3 ? null : { probability: dice('chance'), delayMs },
      })
      note(`fault ${name} ${delayMs}`)
    } else if (action < 0.41) {
      house.killSwitch.arm(Math.floor(dice('kill') * 40))
      note('kill')
    } else if (action < 0.44) await lift(house, note)
    else if (action < 0.47) await look(house, pick(house.actors), seen)
    else if (action < 0.86) {
      await house.advance(15_000)
      for (const actor of house.actors) await look(house, actor, seen)
      await agentsAct(house, dice, seen, note, words)
      const then = dice('then')
      if (then < 0.2) house.killSwitch.killAfterRequest(pick(CREATES) ?? '')
      else if (then < 0.45) {
        // While an approved text waits out its undo, the seller is faster in the cabinet.
        for (const id of await leaving(house)) house.sandbox.sellerAnswersElsewhere(id, words())
        note('faster')
      } else if (then < 0.6) {
        // One is lost, and nobody has noticed when the next is approved.
        house.sandbox.faults.set({ dropped: { times: 1 } })
        await house.advance(11 * MINUTE)
        ids.push(write(house, dice, words()))
        await askForItems(database.db, { shopId: house.shopId, now: house.clock.now() })
        await house.advance(30_000)
        for (const actor of house.actors) await look(house, actor, seen)
        note('lose')
      }
    } else if (action < 0.88) {
      house.setNow(house.clock.now().getTime() + Math.floor(dice('long') * 60) * HOUR)
      note('asleep')
    } else await letTimePass(house, dice)
  }
  await settle(house)
  const violations = await findPublicViolations(house, ids)
  const fates = ids.flatMap((id) => house.sandbox.answersOf(id)).filter(({ elsewhere }) => !elsewhere)
  for (const { state } of fates) stats[state] = (stats[state] ?? 0) + 1
  await database.db.execute(sql`delete from jobs`)
  await database.db.execute(sql`delete from shops`)
  return { violations, log, stats }
}

function write({ sandbox, clientId }: House, dice: (name: string) => number, text: string): string {
  if (dice('kind') < 0.5) return sandbox.buyerAsks({ clientId, sku: SKU, text }).questionId
  const rating = 1 + Math.floor(dice('rating') * 5)
  const photos = dice('photos') < 0.2 ? 1 : 0
  const orderStatus = dice('taken') < 0.2 ? ('CANCELLED' as const) : ('DELIVERED' as const)
  return sandbox.buyerReviews({ clientId, sku: SKU, rating, text, photos, orderStatus }).reviewId
}

const unanswered = ({ sandbox }: House): number =>
  sandbox.feedback().filter(({ answers }) => answers === 0).length

/** What the replies that wait out their undo are to answer. */
async function leaving({ db, shopId }: House): Promise<string[]> {
  const rows = await db
    .select({ id: conversations.externalId })
    .from(replies)
    .innerJoin(
      conversations,
      and(eq(conversations.shopId, replies.shopId), eq(conversations.id, replies.conversationId)),
    )
    .where(and(eq(replies.shopId, shopId), eq(replies.status, 'queued')))
  return rows.map(({ id }) => id)
}

/** Only reviews can be changed, and only before somebody answered: what is said after that is another story. */
function rewrite(
  { sandbox }: House,
  id: string | undefined,
  text: string,
  note: (what: string) => void,
): void {
  const item = sandbox.feedback().find((one) => one.id === id)
  if (!id || item?.kind !== 'review' || item.answers > 0) return
  sandbox.buyerChangesReview(id, { text })
  note('rewrite')
}

/** Somebody looked what became of the answer that vanished. */
async function lift(house: House, note: (what: string) => void): Promise<void> {
  const { db, clock, shopId } = house
  for (const channel of ['ozon-review', 'ozon-question']) {
    try {
      await resumeSending({ db, clock }, { shopId, channel, actor: 'test' })
      note('lift')
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'not_found') throw error
    }
  }
}

/** The faults end: a look finds what was missed, moderation ends, unclear answers are looked for to the end. */
async function settle(house: House): Promise<void> {
  house.killSwitch.disarm()
  house.restart()
  house.sandbox.faults.clear()
  await house.advance(5 * MINUTE)
  await house.db.execute(
    sql`update jobs set run_at = least(run_at, ${house.clock.now().toISOString()}::timestamptz)`,
  )
  await house.advance(25 * MINUTE)
}
