import { ACKNOWLEDGEMENT_TYPE } from './acknowledgement.ts'

/** One message of a thread, as far as time is concerned. Threads are given in their order. */
export type Spoken = {
  seq: string
  author: string
  authorType: string
  moderation: string | null
  sentAt: Date
  externalId: string
}

/** What the buyer said until the shop spoke. */
export type Turn = {
  startedSeq: string
  startedAt: Date
  /** The buyer's first turn of the whole thread. */
  isFirst: boolean
  /** When the shop answered; null = not yet, or dealt with without an answer. */
  answeredAt: Date | null
  /** The message that answered. */
  answerId: string | null
  /** Dealt with elsewhere, without an answer that we can see. */
  isHandled: boolean
}

/**
 * Whose view of an answer: the shop's own, for which «we have received your message» answers nothing, or the
 * marketplace's, which cannot tell it from an answer.
 */
export type TurnView = 'own' | 'ozon'

/** The turns of a thread. `handledSeq`: up to this message it was dealt with elsewhere. */
export function turnsOf(thread: readonly Spoken[], view: TurnView, handledSeq: string | null = null): Turn[] {
  const turns: Turn[] = []
  const handled = handledSeq === null ? null : BigInt(handledSeq)
  let open: (Turn & { lastSeq: bigint }) | undefined
  const close = (end: Partial<Turn>) => {
    if (!open) return
    const { lastSeq: _, ...turn } = open
    turns.push({ ...turn, ...end })
    open = undefined
  }
  for (const message of thread) {
    const seq = BigInt(message.seq)
    if (message.author === 'buyer') {
      if (open && handled !== null && open.lastSeq <= handled && seq > handled) close({ isHandled: true })
      if (open) open.lastSeq = seq
      else
        open = {
          startedSeq: message.seq,
          startedAt: message.sentAt,
          isFirst: turns.length === 0,
          answeredAt: null,
          answerId: null,
          isHandled: false,
          lastSeq: seq,
        }
    } else if (isAnswer(message, view)) {
      close({ answeredAt: message.sentAt, answerId: message.externalId })
    }
  }
  if (open) close({ isHandled: handled !== null && open.lastSeq <= handled })
  return turns
}

function isAnswer({ author, authorType, moderation }: Spoken, view: TurnView): boolean {
  if (author !== 'seller' || moderation === 'refused') return false
  return view === 'ozon' || authorType !== ACKNOWLEDGEMENT_TYPE
}

export const isAcknowledged = (thread: readonly Spoken[]): boolean =>
  thread.some(({ authorType }) => authorType === ACKNOWLEDGEMENT_TYPE)

/** How long the buyer waited, in milliseconds: never less than nothing, however the clocks stood. */
export const waitMs = ({ startedAt }: Pick<Turn, 'startedAt'>, answeredAt: Date): number =>
  Math.max(0, answeredAt.getTime() - startedAt.getTime())

/** After so long without a word from the buyer a case counts as settled; what comes later is a new one. */
export const SETTLED_MS = 7 * 24 * 3_600_000

type Timed = Pick<Turn, 'startedAt' | 'answeredAt'>

/** The turns of a thread, or of several that are one case, by case; oldest first. */
export function casesOf<T extends Timed>(turns: readonly T[]): T[][] {
  const cases: T[][] = []
  let quietSince = Number.NEGATIVE_INFINITY
  for (const turn of turns.toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime())) {
    const current = cases.at(-1)
    const isNew = turn.startedAt.getTime() - quietSince > SETTLED_MS
    if (isNew || !current) cases.push([turn])
    else current.push(turn)
    // Of two threads the one may have been answered long after the other.
    quietSince = Math.max(quietSince, (turn.answeredAt ?? turn.startedAt).getTime())
  }
  return cases
}

export const newestCase = <T extends Timed>(turns: readonly T[]): T[] => casesOf(turns).at(-1) ?? []

/** When a case did not wait for the shop: from each answer to the buyer's next word. */
export function pausesOf(turns: readonly Timed[]) {
  return turns.flatMap(({ answeredAt }, index) =>
    answeredAt ? [{ from: answeredAt, to: turns[index + 1]?.startedAt ?? null }] : [],
  )
}
