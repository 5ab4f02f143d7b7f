import type { turns } from '../db/schema/figures.ts'
import { CATEGORIES, type Category } from '../domain/category.ts'
import { editSize } from '../domain/edit-size.ts'
import { isoDay, moscowDay, moscowHour } from '../domain/moscow-time.ts'
import { serviceClass } from '../domain/service-target.ts'
import type { ShopPolicy } from '../domain/shop-policy.ts'
import {
  casesOf,
  isAcknowledged,
  SETTLED_MS,
  type Spoken,
  type Turn,
  type TurnView,
  turnsOf,
  waitMs,
} from '../domain/turns.ts'
import { clockMs, type Pause } from '../domain/working-clock.ts'

type TurnRow = typeof turns.$inferInsert

/** A turn as it is stored. `isCourtesy`: the buyer only thanks in it. */
export type CountedTurn = { row: TurnRow; isCourtesy: boolean }

/** A text of ours that was found in the thread, and the draft it came from. */
export type CountedAnswer = { approvedBy: string; text: string; draftText: string; isWritten: boolean }

/** How a turn was read, and when. */
export type Reading = { category: string | null; riskFlags: string[]; at: Date }

type Thread = {
  shopId: string
  conversationId: string
  channel: string
  /** Stars of a review. */
  rating: number | null
  handledSeq: string | null
  policy: ShopPolicy
  /** When the case waited for the buyer although a word of theirs was open. */
  pauses: readonly Pause[]
  thread: readonly Spoken[]
  /** By the marketplace's id of the message. */
  answers: ReadonlyMap<string, CountedAnswer>
  /** Oldest first. */
  readings: readonly Reading[]
}

/** The rows of a conversation: its turns, once by the shop's view and, where it differs, once by the marketplace's. */
export function countThread(input: Thread): CountedTurn[] {
  const { thread, handledSeq } = input
  const own = turnsOf(thread, 'own', handledSeq)
  if (!isAcknowledged(thread)) return rowsOf(input, own, 'both')
  return [...rowsOf(input, own, 'own'), ...rowsOf(input, turnsOf(thread, 'ozon', handledSeq), 'ozon')]
}

function rowsOf(input: Thread, turns: Turn[], view: TurnView | 'both'): CountedTurn[] {
  const { policy, rating, readings } = input
  const read = turns.map((turn, index) => readingOf(readings, turn, turns[index + 1]))
  const classes = read.map((reading) =>
    serviceClass({ category: asCategory(reading?.category), riskFlags: reading?.riskFlags ?? [], rating }),
  )
  const works = turns.map(({ startedAt, answeredAt }) =>
    answeredAt ? clockMs(policy, { from: startedAt, to: answeredAt, pauses: input.pauses }) : null,
  )
  const ends = new Map<Turn, number>()
  for (const one of casesOf(turns)) {
    const last = one.at(-1)
    if (last?.answeredAt)
      ends.set(
        last,
        one.reduce((sum, turn) => sum + (works[turns.indexOf(turn)] ?? 0), 0),
      )
  }
  return turns.map((turn, index) => {
    const { startedAt, answeredAt, answerId, isFirst, isHandled, startedSeq } = turn
    const next = turns[index + 1]
    const targetMinutes = policy.targets[classes[index] ?? 'question'].responseMinutes
    const row = {
      shopId: input.shopId,
      conversationId: input.conversationId,
      view,
      startedSeq,
      channel: input.channel,
      startedAt,
      day: isoDay(moscowDay(startedAt)),
      hour: moscowHour(startedAt),
      isFirst,
      isHandled,
      answeredAt,
      waitMs: answeredAt && waitMs(turn, answeredAt),
      workMs: works[index] ?? null,
      targetMs: targetMinutes === null ? null : targetMinutes * 60_000,
      category: asCategory(read[index]?.category) ?? '',
      ...authorOf(answeredAt, answerId === null ? undefined : input.answers.get(answerId)),
      cameBack:
        answeredAt !== null &&
        next !== undefined &&
        next.startedAt.getTime() - answeredAt.getTime() <= SETTLED_MS &&
        classes[index + 1] !== 'courtesy',
      caseMs: ends.get(turn) ?? null,
    }
    return { row, isCourtesy: classes[index] === 'courtesy' }
  })
}

function authorOf(answeredAt: Date | null, answer: CountedAnswer | undefined) {
  if (!answeredAt) return { agent: '', outcome: '' }
  if (!answer) return { agent: ELSEWHERE, outcome: '' }
  const { approvedBy, text, draftText, isWritten } = answer
  return { agent: approvedBy, outcome: isWritten ? 'written' : editSize(draftText, text) }
}

/** Answered in the marketplace's own cabinet, or before this desk. */
const ELSEWHERE = 'elsewhere'

/** The last reading between the beginning of a turn and that of the next one. */
function readingOf(readings: readonly Reading[], turn: Turn, next: Turn | undefined): Reading | undefined {
  return readings.findLast(({ at }) => at >= turn.startedAt && (!next || at < next.startedAt))
}

const asCategory = (name: string | null | undefined): Category | null =>
  CATEGORIES.find((known) => known === name) ?? null
