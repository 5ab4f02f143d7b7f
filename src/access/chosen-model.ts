import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { recordAudit } from '../audit/record-audit.ts'
import type { Database, Executor } from '../db/client.ts'
import { settings } from '../db/schema/access.ts'
import type { Clock } from '../shared/clock.ts'
import { type MasterKey, open, seal, sealContext } from './seal.ts'

const NAME = 'chat_model'
const storedSchema = z.object({
  baseUrl: z.string().nullable(),
  model: z.string(),
  canSee: z.boolean(),
  /** Of a million tokens; null = not known. */
  inputPrice: z.number().nullable(),
  outputPrice: z.number().nullable(),
  sealedKey: z.string().nullable(),
  changedBy: z.string(),
  changedAt: z.string(),
})
type Stored = z.infer<typeof storedSchema>

/** The chat model that an admin chose in the console, for the whole installation. */
export type ChosenModel = Omit<Stored, 'sealedKey'> & { apiKey: string | undefined }

/** `apiKey`: undefined keeps the stored key, where the server stays the same. */
export type ModelChoice = Pick<Stored, 'baseUrl' | 'model' | 'canSee' | 'inputPrice' | 'outputPrice'> & {
  apiKey?: string | undefined
}

type Deps = { db: Database; clock: Clock; masterKey: MasterKey }

/** Undefined when nobody chose one. Throws `unavailable` when the key cannot be opened. */
export async function readChosenModel({
  db,
  masterKey,
}: Pick<Deps, 'db' | 'masterKey'>): Promise<ChosenModel | undefined> {
  const stored = await readStored(db)
  if (!stored) return undefined
  const { sealedKey, ...rest } = stored
  return {
    ...rest,
    apiKey: sealedKey === null ? undefined : open(masterKey, sealedKey, sealContext.modelKey),
  }
}

/** The key to use with a choice: its own, or the stored one, which is shown to no other server than its own. */
export const keyFor = (choice: ModelChoice, chosen: ChosenModel | undefined): string | undefined =>
  choice.apiKey ?? (chosen && chosen.baseUrl === choice.baseUrl ? chosen.apiKey : undefined)

/** Stores the choice with its key sealed, and says in the audit who made it. */
export async function chooseModel(
  { db, clock, masterKey }: Deps,
  { actor, ...choice }: ModelChoice & { actor: string },
): Promise<void> {
  const now = clock.now()
  const apiKey = keyFor(choice, await readChosenModel({ db, masterKey }))
  const { baseUrl, model, canSee, inputPrice, outputPrice } = choice
  const told = { baseUrl, model, canSee, inputPrice, outputPrice }
  const value: Stored = {
    ...told,
    sealedKey: apiKey === undefined ? null : seal(masterKey, apiKey, sealContext.modelKey),
    changedBy: actor,
    changedAt: now.toISOString(),
  }
  await db.transaction(async (tx) => {
    const before = withoutKey(await readStored(tx))
    await tx
      .insert(settings)
      .values({ name: NAME, value })
      .onConflictDoUpdate({ target: settings.name, set: { value } })
    const after = { ...told, hasKey: apiKey !== undefined }
    await recordAudit(tx, { actor, action: 'model.choose', subject: 'chat-model', before, after, now })
  })
}

/** Takes the choice and its key away: the built-in steps do everything again. Nothing happens where none was made. */
export async function forgetModel(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { actor }: { actor: string },
): Promise<void> {
  const now = clock.now()
  await db.transaction(async (tx) => {
    const before = withoutKey(await readStored(tx))
    if (!before) return
    await tx.delete(settings).where(eq(settings.name, NAME))
    await recordAudit(tx, { actor, action: 'model.forget', subject: 'chat-model', before, now })
  })
}

async function readStored(db: Executor): Promise<Stored | undefined> {
  const [row] = await db.select().from(settings).where(eq(settings.name, NAME))
  return row && storedSchema.parse(row.value)
}

function withoutKey(stored: Stored | undefined) {
  if (!stored) return undefined
  const { sealedKey, changedBy: _, changedAt: __, ...told } = stored
  return { ...told, hasKey: sealedKey !== null }
}
