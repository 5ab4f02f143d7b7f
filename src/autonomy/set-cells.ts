import { sql } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Database } from '../db/client.ts'
import { recordChange } from '../db/record-change.ts'
import { autonomyCells } from '../db/schema/policy.ts'
import type { Actor } from '../domain/actor.ts'
import { type Cell, PERSON_ONLY, type Preset, presetCells } from '../domain/autonomy.ts'
import type { Clock } from '../shared/clock.ts'
import { invalid } from '../shared/errors.ts'
import { requireShop } from './shop-rules.ts'

type Deps = { db: Database; clock: Clock }
type Input = { shopId: string; cells: readonly Cell[]; actor: Actor; preset?: Preset }

/** Sets the named cells of a shop's grid. */
export async function setCells({ db, clock }: Deps, { shopId, cells, actor, preset }: Input): Promise<void> {
  const forPeople = cells.find(({ category, state }) => PERSON_ONLY.has(category) && isAutomatic(state))
  if (forPeople)
    throw invalid('category_for_people', `${forPeople.category} is always answered by a person.`, {
      category: forPeople.category,
    })
  const named = new Map(cells.map((cell) => [`${cell.channel} ${cell.category}`, cell]))
  await db.transaction(async (tx) => {
    const now = clock.now()
    await requireShop(tx, shopId)
    const rows = [...named.values()].map((cell) => ({ shopId, ...cell, updatedBy: actor.id, updatedAt: now }))
    await tx
      .insert(autonomyCells)
      .values(rows)
      .onConflictDoUpdate({
        target: [autonomyCells.shopId, autonomyCells.channel, autonomyCells.category],
        set: {
          state: sql`excluded.state`,
          updatedBy: sql`excluded.updated_by`,
          updatedAt: sql`excluded.updated_at`,
        },
      })
    await recordAudit(tx, {
      shopId,
      actor: actor.id,
      action: 'autonomy.cells',
      subject: `shop/${shopId}`,
      after: { preset, cells: [...named.values()] },
      now,
    })
    await recordChange(tx, { shopId, kind: 'shop', now })
  })
}

export function usePreset(
  deps: Deps,
  { preset, ...input }: { shopId: string; preset: Preset; actor: Actor },
): Promise<void> {
  return setCells(deps, { ...input, preset, cells: presetCells(preset) })
}

const isAutomatic = (state: Cell['state']) => state === 'on' || state === 'dry_run'
