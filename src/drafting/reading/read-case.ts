import { and, eq } from 'drizzle-orm'
import { drafts } from '../../db/schema/drafting.ts'
import { type ReadingDeps, readCardOfDraft } from './card-of-draft.ts'
import { languagesOfPeople } from './languages.ts'
import { translateMessages } from './translate-messages.ts'

/**
 * Reads the pending draft and the messages of a conversation for the people of the house, before they ask. What
 * fails here is read when a case is opened: nobody waits for it, and it is not tried again by itself.
 */
export async function readCase(
  deps: ReadingDeps,
  ref: { shopId: string; conversationId: string },
): Promise<void> {
  const { db } = deps
  for (const language of await languagesOfPeople(db)) {
    const [draft] = await db
      .select({ id: drafts.id })
      .from(drafts)
      .where(
        and(
          eq(drafts.shopId, ref.shopId),
          eq(drafts.conversationId, ref.conversationId),
          eq(drafts.status, 'pending'),
        ),
      )
    const card = draft && (await readCardOfDraft(deps, { ...ref, draftId: draft.id, language }))
    const { why } = await translateMessages(deps, { ...ref, language })
    // A server that is down for one language is down for the next.
    if (card?.why === 'model_failed' || why === 'model_failed') return
  }
}
