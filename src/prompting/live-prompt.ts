import { and, eq } from 'drizzle-orm'
import type { Executor } from '../db/client.ts'
import { livePrompts, promptVersions } from '../db/schema/prompts.ts'
import { loadPrompt, type Prompt } from './load-prompt.ts'
import { isUsable, ownPrompt } from './own-prompt.ts'

/**
 * The version of a prompt that this shop uses now. Where its own one does not fit the code any more, or is not the
 * text that was saved, the shipped one stands in: a draft is worth more than a wish. The prompts page says so.
 */
export async function loadLivePrompt(
  db: Executor,
  { shopId, name }: { shopId: string; name: string },
): Promise<Prompt> {
  const [row] = await db
    .select({ own: promptVersions })
    .from(livePrompts)
    .innerJoin(
      promptVersions,
      and(eq(promptVersions.name, livePrompts.name), eq(promptVersions.number, livePrompts.number)),
    )
    .where(and(eq(livePrompts.shopId, shopId), eq(livePrompts.name, name)))
  return row && isUsable(row.own) ? ownPrompt(row.own) : loadPrompt(name)
}
