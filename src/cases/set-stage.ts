import type { Database, Transaction } from '../db/client.ts'
import type { Actor } from '../domain/actor.ts'
import { STAGES, type Stage, type StageFact, stageAfter } from '../domain/case-state.ts'
import type { Clock } from '../shared/clock.ts'
import { type CaseRef, RULE, recordCaseEvent } from './case-events.ts'
import { caseMoved, holdCase, putCase, readCase, tellCase } from './case-row.ts'

type Deps = { db: Database; clock: Clock }

/**
 * Puts a complaint into a stage, forward or back, or takes it out of all of them. `from`: the stage that was read; a
 * case that has moved since stays where it is.
 */
export async function setStage(
  { db, clock }: Deps,
  { stage, from, actor, ...ref }: CaseRef & { stage: Stage | null; from: Stage | null; actor: Actor },
): Promise<void> {
  await db.transaction(async (tx) => {
    await holdCase(tx, ref)
    const current = stageOf(await readCase(tx, ref))
    if (current === stage) return
    if (current !== from) throw caseMoved('stage')
    await move(tx, ref, { stage, actor: actor.id, now: clock.now() })
  })
}

/** Moves a held case on as far as a fact proves it to be, and never back. */
export async function advanceStage(
  tx: Transaction,
  ref: CaseRef,
  { fact, now }: { fact: StageFact; now: Date },
): Promise<void> {
  const current = stageOf(await readCase(tx, ref))
  const stage = stageAfter(current, fact)
  if (stage !== current) await move(tx, ref, { stage, actor: RULE, now })
}

async function move(
  tx: Transaction,
  ref: CaseRef,
  { stage, actor, now }: { stage: Stage | null; actor: string; now: Date },
): Promise<void> {
  await putCase(tx, ref, { stage })
  await recordCaseEvent(tx, { ...ref, kind: 'stage', actor, detail: stage, now })
  await tellCase(tx, ref, now)
}

const stageOf = (row: { stage: string | null } | undefined): Stage | null =>
  STAGES.find((stage) => stage === row?.stage) ?? null
