import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { recordAudit } from '../../audit/record-audit.ts'
import type { Database } from '../../db/client.ts'
import { embeddingSpaces } from '../../db/schema/knowledge.ts'
import type { Clock } from '../../shared/clock.ts'
import { invalid, notFound } from '../../shared/errors.ts'
import { CHANCE_FEATURES, MATTER_FEATURES } from '../answer-chance.ts'
import { readSpace } from './space-rows.ts'

/** What `npm run eval -- calibrate --write` leaves: each weight by its feature's name, so that no order is trusted. */
const calibrationSchema = z.object({
  space: z.string().min(1),
  matter: z.record(z.string(), z.number()),
  candidate: z.record(z.string(), z.number()),
})

type Deps = { db: Database; clock: Clock }

/** Sets the weights by which a space's candidates get their chance to answer; search uses them from then on. */
export async function storeCalibration(
  { db, clock }: Deps,
  { text, actor }: { text: string; actor: string },
): Promise<{ space: string }> {
  const { space, matter, candidate } = parse(text)
  const weights = [
    ...inOrder('matter', MATTER_FEATURES, matter),
    ...inOrder('candidate', CHANCE_FEATURES, candidate),
  ]
  await change({ db, clock }, { space, weights, actor })
  return { space }
}

/** Back to the shipped weights; of a space that has none, to those of words alone. */
export async function clearCalibration(
  deps: Deps,
  { space, actor }: { space: string; actor: string },
): Promise<void> {
  await change(deps, { space, weights: null, actor })
}

async function change(
  { db, clock }: Deps,
  { space, weights, actor }: { space: string; weights: number[] | null; actor: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const before = await readSpace(tx, space)
    if (!before) throw notFound('space_not_found', `There is no embedding space ${space} here`)
    await tx.update(embeddingSpaces).set({ calibration: weights }).where(eq(embeddingSpaces.id, space))
    await recordAudit(tx, {
      actor,
      action: 'embedding.calibrated',
      subject: `embedding-space/${space}`,
      before: { calibration: before.calibration },
      after: { calibration: weights },
      now: clock.now(),
    })
  })
}

function parse(text: string): z.infer<typeof calibrationSchema> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw invalid('calibration_not_json', 'Expected the JSON file of npm run eval -- calibrate --write')
  }
  const read = calibrationSchema.safeParse(json)
  if (!read.success)
    throw invalid('calibration_unreadable', `Not a calibration: ${z.prettifyError(read.error)}`)
  return read.data
}

function inOrder(part: string, names: readonly string[], weights: Record<string, number>): number[] {
  const unknown = Object.keys(weights).filter((name) => !names.includes(name))
  const missing = names.filter((name) => weights[name] === undefined)
  if (unknown.length + missing.length > 0)
    throw invalid(
      'calibration_of_another_version',
      `The ${part} weights were fitted with another version: missing ${missing.join(', ') || 'none'}, unknown ${unknown.join(', ') || 'none'}`,
    )
  return names.map((name) => weights[name] ?? 0)
}
