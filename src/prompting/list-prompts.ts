import { and, asc, count, eq } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { users } from '../db/schema/access.ts'
import { livePrompts, promptReleases, promptVersions } from '../db/schema/prompts.ts'
import { shops } from '../db/schema/shops.ts'
import { rollBackTarget } from '../domain/prompt-release.ts'
import { promptVariables } from '../domain/prompt-text.ts'
import type { LivePrompt, PromptView } from '../http/contracts/prompts.ts'
import { loadPrompt, type Prompt, promptNames } from './load-prompt.ts'
import { isUsable, keyOf, type OwnVersion, ownPrompt, unfitness } from './own-prompt.ts'

/** Every prompt with the version that each shop uses. */
export async function listPrompts(db: Database): Promise<PromptView[]> {
  const open = await db.select({ id: shops.id, name: shops.name }).from(shops).orderBy(asc(shops.name))
  const pointers = await db
    .select({ pointer: livePrompts, own: promptVersions })
    .from(livePrompts)
    .leftJoin(
      promptVersions,
      and(eq(promptVersions.name, livePrompts.name), eq(promptVersions.number, livePrompts.number)),
    )
  const moves = await db
    .select({ move: promptReleases, by: users.name })
    .from(promptReleases)
    .leftJoin(users, eq(users.id, promptReleases.actor))
    .orderBy(asc(promptReleases.release))
  const owned = await db
    .select({ name: promptVersions.name, number: count() })
    .from(promptVersions)
    .groupBy(promptVersions.name)
  return promptNames().map((name) => {
    const shipped = loadPrompt(name)
    return {
      name,
      shipped: keyOf(null, shipped.number),
      ownVersions: owned.find((one) => one.name === name)?.number ?? 0,
      variables: promptVariables(shipped.body),
      live: open.map((shop) => {
        const isHere = (one: { shopId: string; name: string }) => one.shopId === shop.id && one.name === name
        return liveIn(shop, {
          shipped,
          own: pointers.find(({ pointer }) => isHere(pointer))?.own ?? null,
          moves: moves.filter(({ move }) => isHere(move)),
        })
      }),
    }
  })
}

type Moved = { move: typeof promptReleases.$inferSelect; by: string | null }

function liveIn(
  shop: { id: string; name: string },
  { shipped, own, moves }: { shipped: Prompt; own: OwnVersion | null; moves: Moved[] },
): LivePrompt {
  const used = own && isUsable(own) ? ownPrompt(own) : shipped
  const target = rollBackTarget(moves.map(({ move }) => ({ kind: move.kind, to: move.toNumber })))
  const last = moves.at(-1)
  return {
    shopId: shop.id,
    shopName: shop.name,
    key: keyOf(own?.number ?? null, shipped.number),
    inUse: keyOf(used === shipped ? null : used.number, shipped.number),
    version: used.version,
    problems: own ? unfitness(own) : [],
    release: last?.move.release ?? 0,
    movedAt: last?.move.at.toISOString() ?? null,
    movedBy: last ? { id: last.move.actor, name: last.by ?? last.move.actor } : null,
    reason: last?.move.reason ?? null,
    backTo: target ? keyOf(target.to, shipped.number) : null,
  }
}
