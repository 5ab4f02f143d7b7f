import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Database, Executor, Transaction } from '../db/client.ts'
import { livePrompts, promptBenches, promptReleases } from '../db/schema/prompts.ts'
import { shops } from '../db/schema/shops.ts'
import type { Actor } from '../domain/actor.ts'
import { rollBackTarget } from '../domain/prompt-release.ts'
import type { Clock } from '../shared/clock.ts'
import { conflict, invalid, notFound } from '../shared/errors.ts'
import { loadPrompt } from './load-prompt.ts'
import { loadOwn, ownPrompt, unfitness } from './own-prompt.ts'

type Deps = { db: Database; clock: Clock }
type Who = { actor: Pick<Actor, 'id'>; reason: string }
/** `release`: the move after which the admin saw the pointer, 0 = it never moved. */
type Seen = { shopId: string; release: number }

export type Publication = Who & {
  name: string
  /** An own version, or null for what is shipped. */
  number: number | null
  shops: readonly Seen[]
  /** The admin was told that no test bench has seen it, and wants it all the same. */
  acceptsUntested: boolean
}

/**
 * Moves the pointer of these shops to a version: of all of them or of none. Refused where somebody moved it since it
 * was read, and once where the version has not been through the test bench of every one of these shops.
 */
export async function publishPrompt({ db, clock }: Deps, input: Publication): Promise<void> {
  const { name, number, acceptsUntested } = input
  if (new Set(input.shops.map(({ shopId }) => shopId)).size < input.shops.length)
    throw invalid('shop_twice', 'Each shop may be named once.')
  await db.transaction(async (tx) => {
    // One order for everybody: two admins who publish to all shops at once must not wait for each other.
    const wanted = input.shops.toSorted((a, b) => (a.shopId < b.shopId ? -1 : 1))
    await requireShops(tx, wanted)
    const to = await targetOf(tx, { name, number })
    const tested = await testedShops(tx, { name, number })
    const untested = wanted.filter(({ shopId }) => number !== null && !tested.has(shopId))
    if (untested.length > 0 && !acceptsUntested)
      throw invalid('prompt_untested', 'No test bench of these shops has seen this version.', {
        shops: untested.map(({ shopId }) => shopId),
      })
    for (const seen of wanted)
      await movePointer(tx, {
        ...input,
        ...seen,
        kind: 'publish',
        to,
        isTested: number === null || tested.has(seen.shopId),
        now: clock.now(),
      })
  })
}

/** Takes the newest publication of a shop back that still stands. One act: the reason may stay empty. */
export async function rollBackPrompt(
  { db, clock }: Deps,
  { name, shopId, ...input }: Who & Seen & { name: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    await requireShops(tx, [{ shopId }])
    loadPrompt(name)
    const target = rollBackTarget(await movesOf(tx, { name, shopId }))
    if (!target)
      throw conflict('nothing_to_roll_back', 'Nothing was published in this shop that still stands.')
    const to = await targetOf(tx, { name, number: target.to })
    const tested = await testedShops(tx, { name, number: target.to })
    const isTested = target.to === null || tested.has(shopId)
    await movePointer(tx, { ...input, name, shopId, kind: 'roll_back', to, isTested, now: clock.now() })
  })
}

type Target = { number: number | null; version: string }

async function targetOf(
  tx: Executor,
  { name, number }: { name: string; number: number | null },
): Promise<Target> {
  if (number === null) return { number, version: loadPrompt(name).version }
  const own = await loadOwn(tx, { name, number })
  const problems = unfitness(own)
  if (problems.length > 0)
    throw invalid('prompt_unfit', problems.map(({ message }) => message.en).join(' '), { problems })
  return { number, version: ownPrompt(own).version }
}

type Move = Who &
  Seen & { name: string; kind: 'publish' | 'roll_back'; to: Target; isTested: boolean; now: Date }

async function movePointer(tx: Transaction, move: Move): Promise<void> {
  const { name, shopId, release, kind, to, isTested, actor, reason, now } = move
  const place = and(eq(livePrompts.shopId, shopId), eq(livePrompts.name, name))
  const [before] = await tx.select().from(livePrompts).where(place).for('update')
  if ((before?.release ?? 0) === release && (before?.number ?? null) === to.number) return
  const next = { number: to.number, release: release + 1, movedAt: now }
  // The release in the WHERE makes two admins who publish at once one publication; the second is told.
  const [moved] =
    release === 0
      ? await tx
          .insert(livePrompts)
          .values({ shopId, name, ...next })
          .onConflictDoNothing()
          .returning()
      : await tx
          .update(livePrompts)
          .set(next)
          .where(and(place, eq(livePrompts.release, release)))
          .returning()
  if (!moved) throw await movedSince(tx, { name, shopId })
  const from = await labelOf(tx, { name, number: before?.number ?? null })
  await tx.insert(promptReleases).values({
    shopId,
    name,
    release: moved.release,
    kind,
    fromNumber: before?.number ?? null,
    fromVersion: from,
    toNumber: to.number,
    toVersion: to.version,
    isTested,
    actor: actor.id,
    reason: reason.trim(),
    at: now,
  })
  await recordAudit(tx, {
    shopId,
    actor: actor.id,
    action: kind === 'publish' ? 'prompt.published' : 'prompt.rolled_back',
    subject: `prompt/${name}`,
    before: { version: from },
    after: { version: to.version, release: moved.release, reason: reason.trim(), isTested },
    now,
  })
}

/** What the pointer names, whether or not it still fits. */
async function labelOf(tx: Executor, { name, number }: { name: string; number: number | null }) {
  return number === null ? loadPrompt(name).version : ownPrompt(await loadOwn(tx, { name, number })).version
}

async function movedSince(tx: Executor, { name, shopId }: { name: string; shopId: string }) {
  const [last] = await tx
    .select()
    .from(promptReleases)
    .where(and(eq(promptReleases.shopId, shopId), eq(promptReleases.name, name)))
    .orderBy(desc(promptReleases.release))
    .limit(1)
  return conflict('prompt_moved', 'Another version was published in this shop since you looked.', {
    shopId,
    by: last?.actor,
    what: last?.toVersion,
    at: last?.at.toISOString(),
  })
}

function movesOf(tx: Executor, { name, shopId }: { name: string; shopId: string }) {
  return tx
    .select({ kind: promptReleases.kind, to: promptReleases.toNumber })
    .from(promptReleases)
    .where(and(eq(promptReleases.shopId, shopId), eq(promptReleases.name, name)))
    .orderBy(asc(promptReleases.release))
}

/** Shops with a run of the test bench over this version that came to its end and compared something. */
async function testedShops(
  tx: Executor,
  { name, number }: { name: string; number: number | null },
): Promise<Set<string>> {
  if (number === null) return new Set()
  const rows = await tx
    .selectDistinct({ shopId: promptBenches.shopId })
    .from(promptBenches)
    .where(
      and(eq(promptBenches.name, name), eq(promptBenches.number, number), eq(promptBenches.status, 'done')),
    )
  return new Set(rows.map(({ shopId }) => shopId))
}

async function requireShops(tx: Executor, wanted: readonly { shopId: string }[]): Promise<void> {
  const ids = wanted.map(({ shopId }) => shopId)
  const found = await tx.select({ id: shops.id }).from(shops).where(inArray(shops.id, ids))
  if (found.length < ids.length) throw notFound('shop_not_found', 'There is no such shop.')
}
