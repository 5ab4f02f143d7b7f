import { and, asc, eq, inArray, lte } from 'drizzle-orm'
import type { Database } from '../../db/client.ts'
import { drafts, replies } from '../../db/schema/drafting.ts'
import type { DraftPromise, SoFar, ThreadMessage } from '../../domain/draft.ts'
import { PROCEDURE_FACTS } from '../../domain/procedure.ts'
import { promisesOfText } from '../compose/find-promises.ts'
import { askedFacts } from './asked-facts.ts'
import { toldFacts } from './told-facts.ts'

type Ref = { shopId: string; conversationId: string }

/** What the shop has asked and the buyer has told since: from the thread, newest turn included. */
export function askedAndAnswered(
  thread: readonly (ThreadMessage & { photos?: number })[],
): Pick<SoFar, 'asked' | 'answered'> {
  const asked = new Set<string>()
  const answered = new Set<string>()
  for (const { author, text, photos = 0 } of thread) {
    if (author === 'seller') for (const fact of askedFacts(text)) asked.add(fact)
    if (author !== 'buyer') continue
    for (const fact of toldFacts(PROCEDURE_FACTS, { text, photos })) if (asked.has(fact)) answered.add(fact)
  }
  return { asked: [...asked], answered: [...answered] }
}

/**
 * What the replies that went out promised, `until` a moment or by now: the promises of their drafts, as far as the sent
 * words still have them.
 */
export async function sentPromises(
  db: Database,
  { shopId, conversationId, until }: Ref & { until?: Date | undefined },
): Promise<DraftPromise[]> {
  const rows = await db
    .select({ text: replies.text, promises: drafts.promises })
    .from(replies)
    .innerJoin(drafts, and(eq(drafts.shopId, replies.shopId), eq(drafts.id, replies.draftId)))
    .where(
      and(
        eq(replies.shopId, shopId),
        eq(replies.conversationId, conversationId),
        inArray(replies.status, ['sent', 'visible', 'in_moderation', 'uncertain']),
        until && lte(replies.createdAt, until),
      ),
    )
    .orderBy(asc(replies.createdAt), asc(replies.id))
  return rows.flatMap(({ text, promises }) => promisesOfText(text, promises))
}
