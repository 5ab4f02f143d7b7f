import { and, asc, gt, lte, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Database, queryRows } from '../db/client.ts'
import { listen } from '../db/listen.ts'
import type { OpenDatabase } from '../db/open-database.ts'
import { changes } from '../db/schema/access.ts'
import type { Clock } from '../shared/clock.ts'
import type { Logger } from '../shared/logger.ts'
import type { ChangeEvent } from './contracts/events.ts'

/** `person`: whose rights changed, and nothing else; told to nobody. */
export type NumberedChange = ChangeEvent & { seq: number; person: string | null }
type Listener = (change: NumberedChange) => void

export type ChangeFeed = {
  /** Hears every change from now on, until the answered function is called. */
  subscribe(listener: Listener): () => void
  /** What came after `seq`, or undefined when that is too much or too long ago to tell. */
  since(seq: number): Promise<NumberedChange[] | undefined>
  lastSeq(): number
  stop(): Promise<void>
}

/** Numbers are given out before the commit, so that a lower one may appear after a higher one within this time. */
const LATE_COMMIT_MS = 5_000
const GATHER_MS = 50
const CATCH_UP_MOST = 1_000

/** Follows the table `changes` for all open consoles of this process: one LISTEN, one query a burst. */
export async function startChangeFeed({
  db,
  driver,
  clock,
  log,
}: {
  db: Database
  driver: OpenDatabase['driver']
  clock: Clock
  log?: Logger | undefined
}): Promise<ChangeFeed> {
  const listeners = new Set<Listener>()
  /** Numbers told already that lie above the horizon. */
  let told = new Map<number, number>()
  let horizon = await newestSeq(db)
  let newest = horizon
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  async function tellNews(): Promise<void> {
    timer = undefined
    const rows = await db
      .select()
      .from(changes)
      .where(gt(changes.seq, horizon))
      .orderBy(asc(changes.seq))
      .limit(5_000)
    const now = clock.now().getTime()
    for (const { seq, kind, shopId, conversationId, person } of rows) {
      if (told.has(seq)) continue
      told.set(seq, now)
      newest = Math.max(newest, seq)
      for (const listener of listeners) listener({ seq, kind, shopId, conversationId, person })
    }
    for (const [seq, at] of told) if (now - at > LATE_COMMIT_MS) horizon = Math.max(horizon, seq)
    told = new Map([...told].filter(([seq]) => seq > horizon))
  }

  function wake(): void {
    if (stopped || timer) return
    timer = setTimeout(() => {
      tellNews().catch((error: unknown) => log?.warn({ err: error }, 'changes could not be read'))
    }, GATHER_MS)
  }

  const stopListening = await listen(driver, 'otvet_changes', wake, log)
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    since: (seq) => readSince(db, seq, clock.now()),
    lastSeq: () => newest,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      listeners.clear()
      await stopListening()
    },
  }
}

const seqRow = z.object({ seq: z.coerce.number() })

async function newestSeq(db: Database): Promise<number> {
  const [row] = await queryRows(db, seqRow, sql`select coalesce(max(seq), 0) as seq from changes`)
  return row?.seq ?? 0
}

async function readSince(db: Database, seq: number, now: Date): Promise<NumberedChange[] | undefined> {
  const [oldest] = await queryRows(db, seqRow, sql`select coalesce(min(seq), 0) as seq from changes`)
  if (!oldest || oldest.seq === 0 || oldest.seq > seq + 1) return undefined
  const late = new Date(now.getTime() - LATE_COMMIT_MS)
  const rows = await db
    .select()
    .from(changes)
    // Telling twice is harmless, telling never is not: what may have been committed late comes again.
    .where(or(gt(changes.seq, seq), and(lte(changes.seq, seq), gt(changes.at, late))))
    .orderBy(asc(changes.seq))
    .limit(CATCH_UP_MOST + 1)
  return rows.length > CATCH_UP_MOST ? undefined : rows
}
