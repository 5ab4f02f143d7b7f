import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/record-audit.ts'
import type { Database, Transaction } from '../db/client.ts'
import { moveOfferedEntries } from '../db/draft-entries.ts'
import { recordChange } from '../db/record-change.ts'
import { drafts } from '../db/schema/drafting.ts'
import type { Actor } from '../domain/actor.ts'
import { weakestClass } from '../domain/evidence-class.ts'
import { stateFingerprint } from '../domain/fingerprint.ts'
import { readingCard } from '../domain/reading-card.ts'
import type { CheckReply } from '../drafting/checks/check-reply.ts'
import { datePromises } from '../drafting/compose/date-promises.ts'
import { promisesIn } from '../drafting/compose/find-promises.ts'
import { loadSnapshot } from '../drafting/load-snapshot.ts'
import type { ReadingDeps } from '../drafting/reading/card-of-draft.ts'
import { REWRITE_REPLY, type Rewritten, rewriteReply } from '../drafting/reading/rewrite-reply.ts'
import { loadLivePrompt } from '../prompting/live-prompt.ts'
import { notFound, unavailable } from '../shared/errors.ts'
import { newId } from '../shared/ids.ts'
import { lockConversation, movedOn, refuseForeignClaim, refuseMoved, takeDraft } from './take-draft.ts'

type Deps = ReadingDeps & { checkReply: CheckReply }
type Ref = { shopId: string; conversationId: string }
type Input = Ref & {
  agentText: string
  /** The state the agent read. */
  revision: number
  draft: { id: string; fingerprint: string } | null
  actor: Actor
}
type Draft = typeof drafts.$inferSelect

/**
 * An agent's text in their own language becomes a Russian draft of its own, which waits for approval like any other:
 * card, checks and fingerprint are made anew. The draft it replaces is settled. The model is asked outside any
 * transaction; a case that moved meanwhile keeps its draft.
 */
export async function rewriteDraft(deps: Deps, input: Input): Promise<{ draftId: string }> {
  const { db, clock, modelFor, timeoutMs, checkReply } = deps
  const { shopId, conversationId } = input
  const ref = { shopId, conversationId }
  const snapshot = await loadSnapshot(db, ref)
  if (!snapshot) throw notFound('conversation_not_found', 'There is no such conversation.')
  const model = modelFor(ref)
  if (!model)
    throw unavailable(
      'no_model',
      'No chat model is set up: write the Russian yourself, or set OPENAI_BASE_URL.',
    )
  const earlier = input.draft ? await pendingDraft(db, ref, input.draft) : undefined
  const prompt = await loadLivePrompt(db, { shopId, name: REWRITE_REPLY })
  const asked = await rewriteReply(
    { model, timeoutMs, prompt },
    {
      agentText: input.agentText.trim(),
      buyerText: snapshot.turnText,
      shopName: snapshot.shop.name,
      draft: earlier,
      asks: earlier?.classification.asks ?? [],
    },
  )
  if (!asked.ok)
    throw unavailable('model_answer_unusable', 'The model gave no Russian text that can be used; try again.')
  const rewritten = asked.value
  const text = rewritten.sentences.map(({ ru }) => ru).join(' ')
  const checks = [...(await checkReply({ ...ref, text, role: input.actor.role })), ...rewritten.checks]
  return db.transaction(async (tx) => {
    const now = clock.now()
    await settleEarlier(tx, input, text, now)
    const draftId = newId(now)
    const { revision } = input
    await tx.insert(drafts).values({
      ...(earlier ?? withoutEarlier),
      ...contentOf(rewritten, { text, earlier, now }),
      ...ref,
      id: draftId,
      status: 'pending',
      // A person wrote it and a person reads it again: there is nobody else to hand it to.
      route: 'review',
      checks,
      agentText: input.agentText.trim(),
      origin: 'rewrite',
      originReason: null,
      revision,
      fingerprint: stateFingerprint({ draftId, revision, text, turn: snapshot.turn }),
      composer: 'model',
      model: asked.model,
      latencyMs: 0,
      createdAt: now,
      settledAt: null,
      settledBy: null,
      settledReason: null,
    })
    if (earlier) await moveOfferedEntries(tx, { shopId, fromDraftId: earlier.id, toDraftId: draftId })
    await recordChange(tx, { ...ref, kind: 'draft', now })
    return { draftId }
  })
}

async function pendingDraft(db: Database, { shopId, conversationId }: Ref, { id }: { id: string }) {
  const [draft] = await db
    .select()
    .from(drafts)
    .where(and(eq(drafts.shopId, shopId), eq(drafts.conversationId, conversationId), eq(drafts.id, id)))
  if (!draft) throw notFound('draft_not_found', 'There is no such draft in this conversation.')
  return draft
}

/** The draft goes as one that was sent back with a note; without a draft the case must be the one that was read. */
async function settleEarlier(tx: Transaction, input: Input, text: string, now: Date): Promise<void> {
  const { shopId, conversationId, actor, revision, draft, agentText } = input
  const ref = { shopId, conversationId }
  if (draft) {
    const taken = await takeDraft(
      tx,
      { ...ref, draftId: draft.id, fingerprint: draft.fingerprint, actor },
      { kind: 'redo', status: 'refused', reason: 'rewritten', note: agentText, textAfter: text, now },
    )
    refuseMoved(taken.conversation, revision)
    return
  }
  const conversation = await lockConversation(tx, ref)
  const [waiting] = await tx
    .select({ id: drafts.id })
    .from(drafts)
    .where(
      and(eq(drafts.shopId, shopId), eq(drafts.conversationId, conversationId), eq(drafts.status, 'pending')),
    )
  if (waiting) throw movedOn(conversation)
  refuseMoved(conversation, revision)
  await refuseForeignClaim(tx, conversation, actor, now)
  await recordAudit(tx, {
    shopId,
    actor: actor.id,
    action: 'draft.rewrite',
    subject: `conversation/${conversationId}`,
    after: { text, agentText },
    now,
  })
}

function contentOf(
  { sentences, promptVersion }: Rewritten,
  { text, earlier, now }: { text: string; earlier: Draft | undefined; now: Date },
) {
  const promises = datePromises(promisesIn(sentences), earlier?.evidence ?? [], now)
  const unanswered = earlier?.unanswered ?? []
  const composed = {
    kind: 'answer',
    sentences,
    promises,
    unanswered,
    abstained: false,
    composer: 'model',
  } as const
  return {
    kind: 'answer',
    text,
    sentences,
    evidenceClass: weakestClass(sentences),
    // Whether the new words answer it is not known: what was open stays on the list.
    unanswered,
    promises,
    readingCard: readingCard(composed, earlier?.classification.asks ?? [], earlier?.evidence),
    promptVersion,
  }
}

/** What a draft has that no pipeline made. */
const withoutEarlier = {
  evidence: [],
  classification: {
    category: 'off_topic',
    confidence: 0,
    needsReply: true,
    needsHuman: true,
    riskFlags: [],
    language: 'ru',
    asks: [],
  },
  pipelineVersion: 'none',
} satisfies Partial<typeof drafts.$inferInsert>
