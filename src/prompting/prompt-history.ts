import { and, desc, eq, inArray, lt } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { users } from '../db/schema/access.ts'
import { promptBenches, promptReleases, promptVersions } from '../db/schema/prompts.ts'
import { shops } from '../db/schema/shops.ts'
import type { PromptBody, PromptReleases, PromptVersion, PromptVersions } from '../http/contracts/prompts.ts'
import { invalid, notFound } from '../shared/errors.ts'
import { loadPrompt, shippedNumbers } from './load-prompt.ts'
import { keyOf, loadVersion, type OwnVersion, ownPrompt, unfitness } from './own-prompt.ts'

type Page = { cursor?: string | undefined; limit: number }

/** Own versions newest first, a page at a time; behind the last one what is shipped. */
export async function listVersions(
  db: Database,
  { name, cursor, limit }: Page & { name: string },
): Promise<PromptVersions> {
  const shipped = shippedVersions(name)
  const rows = await db
    .select({ own: promptVersions, author: users.name })
    .from(promptVersions)
    .leftJoin(users, eq(users.id, promptVersions.author))
    .where(
      and(
        eq(promptVersions.name, name),
        cursor === undefined ? undefined : lt(promptVersions.number, numberOf(cursor)),
      ),
    )
    .orderBy(desc(promptVersions.number))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  const tested = await testedIn(db, { name, numbers: page.map(({ own }) => own.number) })
  const versions = page.map(({ own, author }) =>
    ownVersion(own, { author, testedIn: tested.get(own.number) ?? [] }),
  )
  if (rows.length > limit) return { versions, nextCursor: String(page.at(-1)?.own.number) }
  return { versions: [...versions, ...shipped], nextCursor: null }
}

function ownVersion(
  own: OwnVersion,
  { author, testedIn }: { author: string | null; testedIn: string[] },
): PromptVersion {
  const problems = unfitness(own)
  return {
    key: keyOf(own.number, 0),
    version: ownPrompt(own).version,
    isShipped: false,
    isPublishable: problems.length === 0,
    author: { id: own.author, name: author ?? own.author },
    reason: own.reason,
    base: own.base,
    createdAt: own.createdAt.toISOString(),
    problems,
    testedIn,
  }
}

function shippedVersions(name: string): PromptVersion[] {
  const newest = loadPrompt(name).number
  return shippedNumbers(name)
    .reverse()
    .map((number) => ({
      key: keyOf(null, number),
      version: loadPrompt(name, number).version,
      isShipped: true,
      isPublishable: number === newest,
      author: null,
      reason: null,
      base: null,
      createdAt: null,
      problems: [],
      testedIn: [],
    }))
}

async function testedIn(
  db: Database,
  { name, numbers }: { name: string; numbers: number[] },
): Promise<Map<number, string[]>> {
  if (numbers.length === 0) return new Map()
  const rows = await db
    .selectDistinct({ number: promptBenches.number, shopId: promptBenches.shopId })
    .from(promptBenches)
    .where(
      and(
        eq(promptBenches.name, name),
        inArray(promptBenches.number, numbers),
        eq(promptBenches.status, 'done'),
      ),
    )
  const grouped = Map.groupBy(rows, ({ number }) => number)
  return new Map([...grouped].map(([number, found]) => [number, found.map(({ shopId }) => shopId)]))
}

export async function readVersion(db: Database, ref: { name: string; key: string }): Promise<PromptBody> {
  loadPrompt(ref.name)
  const { prompt } = await loadVersion(db, ref)
  return { key: ref.key, version: prompt.version, body: prompt.body }
}

/** Every move of a shop's pointer, newest first. */
export async function listReleases(
  db: Database,
  { name, shopId, cursor, limit }: Page & { name: string; shopId: string },
): Promise<PromptReleases> {
  loadPrompt(name)
  const [shop] = await db.select({ id: shops.id }).from(shops).where(eq(shops.id, shopId))
  if (!shop) throw notFound('shop_not_found', 'There is no such shop.')
  const rows = await db
    .select({ move: promptReleases, by: users.name })
    .from(promptReleases)
    .leftJoin(users, eq(users.id, promptReleases.actor))
    .where(
      and(
        eq(promptReleases.shopId, shopId),
        eq(promptReleases.name, name),
        cursor === undefined ? undefined : lt(promptReleases.release, numberOf(cursor)),
      ),
    )
    .orderBy(desc(promptReleases.release))
    .limit(limit + 1)
  const releases = rows.slice(0, limit).map(({ move, by }) => ({
    release: move.release,
    kind: move.kind,
    from: move.fromVersion,
    to: move.toVersion,
    isTested: move.isTested,
    by: { id: move.actor, name: by ?? move.actor },
    reason: move.reason,
    at: move.at.toISOString(),
  }))
  return { releases, nextCursor: rows.length > limit ? String(releases.at(-1)?.release) : null }
}

function numberOf(cursor: string): number {
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor)
  throw invalid('bad_cursor', 'The page cursor is not one of ours; start from the first page.')
}
