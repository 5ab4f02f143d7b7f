import { and, desc, eq } from 'drizzle-orm'
import type { Database } from '../../db/client.ts'
import { conversations } from '../../db/schema/conversations.ts'
import { drafts } from '../../db/schema/drafting.ts'
import type { Category } from '../../domain/category.ts'
import type { Check, Evidence } from '../../domain/draft.ts'
import { type Approver, procedureForCase } from '../../domain/procedure.ts'
import { replyChannel } from '../../domain/reply-channel.ts'
import { notFound } from '../../shared/errors.ts'
import { caseCategories } from '../procedures/case-categories.ts'
import { loadProcedures } from '../procedures/load-procedures.ts'
import { checkContext } from './check-context.ts'
import { nearestTwin, recentReplies } from './find-twin.ts'
import { runChecks } from './run-checks.ts'

export type CheckReplyInput = {
  shopId: string
  conversationId: string
  text: string
  /** What the case is about, when it was only just read; else the newest draft's reading holds. */
  categories?: readonly Category[] | undefined
  /** What a text that was only just written rests on; else the newest draft's evidence. */
  evidence?: readonly Pick<Evidence, 'textRu'>[] | undefined
  /** The role of the person who is about to approve it; none while it is only drafted. */
  role?: Approver | undefined
}
export type CheckReply = (input: CheckReplyInput) => Promise<Check[]>

/** Every rule's finding on a text about to be sent in this conversation, whoever wrote it. */
export async function checkReply({ db }: { db: Database }, input: CheckReplyInput): Promise<Check[]> {
  const { shopId, conversationId, text } = input
  const [conversation] = await db
    .select({ channel: conversations.channel, sku: conversations.sku })
    .from(conversations)
    .where(and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId)))
  if (!conversation) throw notFound('conversation_not_found', 'There is no such conversation.')
  const { channel, sku } = conversation
  const sent = await recentReplies(db, { shopId, conversationId, channel })
  const last = input.categories && input.evidence ? undefined : await lastDraft(db, input)
  const categories = input.categories ?? last?.categories ?? []
  const procedure = procedureForCase(await loadProcedures(db, { shopId, categories }), undefined)
  return runChecks(
    text,
    checkContext({
      channel,
      procedureRemedies: procedure?.remedies,
      houseRules: (input.evidence ?? last?.evidence ?? []).map(({ textRu }) => textRu),
      role: input.role,
      sku: sku ?? undefined,
      twin: nearestTwin(text, sent, replyChannel(channel)),
    }),
  )
}

/** What the newest draft took the case for and rests on; a text that a person wrote without one has no category. */
async function lastDraft(db: Database, { shopId, conversationId }: CheckReplyInput) {
  const [draft] = await db
    .select({
      classification: drafts.classification,
      composer: drafts.composer,
      evidence: drafts.evidence,
    })
    .from(drafts)
    .where(and(eq(drafts.shopId, shopId), eq(drafts.conversationId, conversationId)))
    .orderBy(desc(drafts.createdAt), desc(drafts.id))
    .limit(1)
  if (!draft || draft.composer === 'person') return undefined
  return { categories: caseCategories(draft.classification), evidence: draft.evidence }
}
