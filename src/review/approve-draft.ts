import type { Database } from '../db/client.ts'
import type { Check } from '../domain/draft.ts'
import type { Clock } from '../shared/clock.ts'
import { invalid } from '../shared/errors.ts'
import { queueReply } from './queue-reply.ts'
import { type DraftRef, takeDraft } from './take-draft.ts'

type Deps = { db: Database; clock: Clock; undoMs: number; runChecks(text: string): Check[] }
type Input = DraftRef & { acknowledgedWarnings?: string[] | undefined }

/** Approves the draft as it stands: decision, reply, send job and audit in one transaction. */
export async function approveDraft({ db, clock, undoMs, runChecks }: Deps, input: Input) {
  return db.transaction(async (tx) => {
    const now = clock.now()
    const { draft, conversation } = await takeDraft(tx, input, {
      kind: 'approve',
      status: 'approved',
      textAfter: undefined,
      now,
    })
    // Rules may have grown since the draft was made: the text is judged as it leaves.
    refuseBlocked(runChecks(draft.text))
    return queueReply(tx, {
      conversation,
      draftId: draft.id,
      text: draft.text,
      actor: input.actor,
      undoMs,
      now,
    })
  })
}

/** Sends the agent's own wording instead of the draft's. */
export async function editDraft({ db, clock, undoMs, runChecks }: Deps, input: Input & { text: string }) {
  const text = input.text.trim()
  refuseBlocked(runChecks(text))
  return db.transaction(async (tx) => {
    const now = clock.now()
    const { draft, conversation } = await takeDraft(tx, input, {
      kind: 'edit',
      status: 'edited',
      textAfter: text,
      now,
    })
    return queueReply(tx, { conversation, draftId: draft.id, text, actor: input.actor, undoMs, now })
  })
}

/** What a rule blocks never leaves, whoever presses the key. */
export function refuseBlocked(checks: Check[]): void {
  const blocking = checks.filter((check) => check.status === 'block')
  if (blocking.length === 0) return
  const reasons = blocking.map((check) => check.message.en).join('; ')
  throw invalid('text_blocked', `This text must not be sent: ${reasons}`, { checks: blocking })
}
