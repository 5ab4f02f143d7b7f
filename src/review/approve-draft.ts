import { and, eq } from 'drizzle-orm'
import type { Database, Transaction } from '../db/client.ts'
import { drafts } from '../db/schema/drafting.ts'
import { weakestClass } from '../domain/evidence-class.ts'
import { isRewriteCheck } from '../domain/reading/rewrite-checks.ts'
import type { CheckReply } from '../drafting/checks/check-reply.ts'
import { readText } from '../drafting/read-text.ts'
import type { Clock } from '../shared/clock.ts'
import { queueReply } from './queue-reply.ts'
import { refuseUnfit } from './refuse-unfit.ts'
import { type DraftRef, type Taken, takeDraft } from './take-draft.ts'

type Deps = { db: Database; clock: Clock; undoMs: number; checkReply: CheckReply }
/** A last word inside the approval's transaction: what it throws undoes the approval. */
type Guard = (tx: Transaction, taken: Taken) => Promise<void>
type Input = DraftRef & { acknowledgedWarnings?: string[] | undefined; copiedOut?: boolean | undefined }

/** Approves the draft as it stands: decision, reply, send job and audit in one transaction. */
export async function approveDraft(
  { db, clock, undoMs, checkReply, guard }: Deps & { guard?: Guard },
  input: Input,
) {
  const { shopId, conversationId, acknowledgedWarnings, actor } = input
  // Rules may have grown since the draft was made: the text is judged as it leaves. Before the transaction, because
  // the rules read too; a draft's text never changes, and one that is settled meanwhile is refused below.
  const draft = await pendingDraft(db, input)
  if (draft) {
    const found = await checkReply({ shopId, conversationId, text: draft.text, role: actor.role })
    // How the Russian differs from what its writer wrote is known to the draft alone.
    refuseUnfit([...found, ...draft.checks.filter(isRewriteCheck)], acknowledgedWarnings)
  }
  return db.transaction(async (tx) => {
    const now = clock.now()
    const { draft, conversation } = await takeDraft(tx, input, {
      kind: 'approve',
      status: 'approved',
      textAfter: undefined,
      now,
    })
    await guard?.(tx, { draft, conversation })
    return queueReply(tx, {
      conversation,
      draftId: draft.id,
      text: draft.text,
      sentences: draft.sentences,
      actor: input.actor,
      undoMs,
      copiedOut: input.copiedOut,
      now,
    })
  })
}

async function pendingDraft(db: Database, { shopId, conversationId, draftId, fingerprint }: DraftRef) {
  const [draft] = await db
    .select({ text: drafts.text, checks: drafts.checks })
    .from(drafts)
    .where(
      and(
        eq(drafts.shopId, shopId),
        eq(drafts.conversationId, conversationId),
        eq(drafts.id, draftId),
        eq(drafts.status, 'pending'),
        eq(drafts.fingerprint, fingerprint),
      ),
    )
  return draft
}

/**
 * Sends the agent's own wording instead of the draft's. The draft stays what it was; what the changed text rests on is
 * judged anew and kept with the reply.
 */
export async function editDraft({ db, clock, undoMs, checkReply }: Deps, input: Input & { text: string }) {
  const { shopId, conversationId, acknowledgedWarnings, actor } = input
  const text = input.text.trim()
  refuseUnfit(await checkReply({ shopId, conversationId, text, role: actor.role }), acknowledgedWarnings)
  const { sentences } = await readText({ db, clock }, { shopId, conversationId, text })
  return db.transaction(async (tx) => {
    const now = clock.now()
    const { draft, conversation } = await takeDraft(tx, input, {
      kind: 'edit',
      status: 'edited',
      textAfter: text,
      classAfter: weakestClass(sentences),
      now,
    })
    const { copiedOut } = input
    return queueReply(tx, { conversation, draftId: draft.id, text, sentences, actor, undoMs, copiedOut, now })
  })
}
