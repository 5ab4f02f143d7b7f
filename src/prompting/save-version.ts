import { desc, eq, sql } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Database } from '../db/client.ts'
import { promptVersions } from '../db/schema/prompts.ts'
import type { Actor } from '../domain/actor.ts'
import { normalisePrompt } from '../domain/prompt-text.ts'
import type { Clock } from '../shared/clock.ts'
import { conflict, invalid } from '../shared/errors.ts'
import { hashOf, loadPrompt } from './load-prompt.ts'
import { loadVersion, type OwnVersion, unfitness } from './own-prompt.ts'

type Deps = { db: Database; clock: Clock }
type Input = {
  name: string
  body: string
  /** Key of the version it was made from. */
  base: string
  reason: string
  actor: Pick<Actor, 'id'>
}

/** One number for the lock under which versions get their numbers. */
const LOCK = 7_020_120

/** Keeps a text as a new version; it changes nothing for anybody until it is published. */
export async function saveVersion({ db, clock }: Deps, input: Input): Promise<OwnVersion> {
  const { name, reason, actor } = input
  const shipped = loadPrompt(name)
  const body = normalisePrompt(input.body)
  const problems = unfitness({ name, body })
  if (problems.length > 0)
    throw invalid('prompt_unfit', problems.map(({ message }) => message.en).join(' '), { problems })
  const hash = hashOf(body)
  if (hash === shipped.hash) throw same(`v${shipped.number}`)
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`)
    const { prompt: base } = await loadVersion(tx, { name, key: input.base })
    const held = await tx
      .select({ number: promptVersions.number, hash: promptVersions.hash })
      .from(promptVersions)
      .where(eq(promptVersions.name, name))
      .orderBy(desc(promptVersions.number))
    const twin = held.find((one) => one.hash === hash)
    if (twin) throw same(`own${twin.number}`)
    const now = clock.now()
    const version: OwnVersion = {
      name,
      number: (held[0]?.number ?? 0) + 1,
      hash,
      body,
      base: base.version,
      author: actor.id,
      reason: reason.trim(),
      createdAt: now,
    }
    await tx.insert(promptVersions).values(version)
    const { number, base: from } = version
    await recordAudit(tx, {
      actor: actor.id,
      action: 'prompt.saved',
      subject: `prompt/${name}`,
      after: { version: `own${number}`, hash, base: from, reason: version.reason, body },
      now,
    })
    return version
  })
}

const same = (key: string) =>
  conflict('prompt_known', `This text is there already, as ${key}.`, { what: key })
