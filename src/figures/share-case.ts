import { sharedWorkMs } from '../domain/case-clock.ts'
import type { ShopPolicy } from '../domain/shop-policy.ts'
import { casesOf, SETTLED_MS } from '../domain/turns.ts'
import type { Pause } from '../domain/working-clock.ts'
import type { CountedTurn } from './count-thread.ts'

/**
 * Of several conversations that are one case: how long it took, and that the buyer came back, count once, wherever that
 * was. Answers still count with each conversation. `pauses`: of each conversation.
 */
export function shareCase(
  counted: readonly CountedTurn[],
  { policy, pauses }: { policy: ShopPolicy; pauses: ReadonlyMap<string, readonly Pause[]> },
): CountedTurn[] {
  // The marketplace knows of no cases: its view of a turn has no part in these two figures.
  const own = counted.filter(({ row }) => row.view !== 'ozon').map(timed)
  const ends = new Map<CountedTurn, number>()
  for (const one of casesOf(own)) {
    if (one.some(({ turn, answeredAt }) => !answeredAt && !turn.row.isHandled)) continue
    const last = one.reduce((a, b) => ((b.answeredAt ?? 0) > (a.answeredAt ?? 0) ? b : a))
    const runs = one.map((each) => ({ ...each, pauses: pauses.get(each.turn.row.conversationId) ?? [] }))
    if (last.answeredAt) ends.set(last.turn, sharedWorkMs(policy, runs))
  }
  const left = new Set(returns(own))
  return counted.map((turn) => ({
    ...turn,
    row: { ...turn.row, caseMs: ends.get(turn) ?? null, cameBack: left.has(turn) },
  }))
}

type Timed = { turn: CountedTurn; startedAt: Date; answeredAt: Date | null }

const timed = (turn: CountedTurn): Timed => ({
  turn,
  startedAt: turn.row.startedAt,
  answeredAt: turn.row.answeredAt ?? null,
})

/** Each time the buyer came back: the turn that had been answered last before that. */
function returns(own: readonly Timed[]): CountedTurn[] {
  return own.flatMap(({ turn, startedAt }) => {
    if (turn.isCourtesy) return []
    const before = own
      .filter(({ answeredAt }) => answeredAt !== null && answeredAt <= startedAt)
      .toSorted((a, b) => Number(a.answeredAt) - Number(b.answeredAt))
      .at(-1)
    const since = before?.answeredAt
    if (!before || !since || startedAt.getTime() - since.getTime() > SETTLED_MS) return []
    // Two turns that began at once after one answer are one coming back.
    const isFirst = !own.some(
      (each) => each.startedAt >= since && each.startedAt < startedAt && !each.turn.isCourtesy,
    )
    return isFirst ? [before.turn] : []
  })
}
