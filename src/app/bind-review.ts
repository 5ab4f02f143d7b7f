import type { Database } from '../db/client.ts'
import type { replies } from '../db/schema/drafting.ts'
import type { CheckReply } from '../drafting/checks/check-reply.ts'
import { readText } from '../drafting/read-text.ts'
import { type ReadingDeps, readCardOfDraft } from '../drafting/reading/card-of-draft.ts'
import { translateMessages } from '../drafting/reading/translate-messages.ts'
import type { ReviewVerbs } from '../http/review-verbs.ts'
import { approveDraft, editDraft } from '../review/approve-draft.ts'
import { claimConversation, releaseClaim } from '../review/claim-conversation.ts'
import { keepAnswer, suggestPastAnswer } from '../review/keep-answer.ts'
import { listInbox } from '../review/list-inbox.ts'
import { loadCase } from '../review/load-case.ts'
import { endPresence, notePresence } from '../review/presence.ts'
import { redoDraft, refuseDraft } from '../review/refuse-draft.ts'
import { replyView } from '../review/reply-view.ts'
import { rewriteDraft } from '../review/rewrite-draft.ts'
import { undoReply } from '../review/undo-reply.ts'
import { writeReply } from '../review/write-reply.ts'
import type { Clock } from '../shared/clock.ts'

type Deps = {
  db: Database
  clock: Clock
  undoMs: number
  checkReply: CheckReply
  /** After knowledge changed: its vectors are to be made. */
  onKnowledge(shopId: string): Promise<void>
  /** Who reads Russian for the agents; without, what is kept is all there is. */
  reading?: Pick<ReadingDeps, 'modelFor' | 'timeoutMs'> | undefined
}

/** The review verbs with their dependencies, as the routes call them. */
export function bindReview(deps: Deps): ReviewVerbs {
  const { db, clock, checkReply, onKnowledge } = deps
  const reading = { db, clock, checkReply, ...(deps.reading ?? NO_READER) }
  return {
    listInbox: (query) => listInbox(deps, query),
    loadCase: (ref) => loadCase(deps, ref),
    claimConversation: async (input) => {
      // Who reads beside the one who works on it is there, too.
      await notePresence(deps, input)
      return claimConversation(deps, input)
    },
    releaseClaim: async (input) => {
      await endPresence(deps, input)
      await releaseClaim(deps, input)
    },
    approveDraft: async (input) => queued(await approveDraft(deps, input), input.actor.name),
    editDraft: async (input) => queued(await editDraft(deps, input), input.actor.name),
    refuseDraft: (input) => refuseDraft(deps, input),
    redoDraft: (input) => redoDraft(deps, input),
    undoReply: (input) => undoReply(deps, input),
    writeReply: async (input) => queued(await writeReply(deps, input), input.actor.name),
    suggestPastAnswer: (ref) => suggestPastAnswer(deps, ref),
    keepAnswer: async (input) => {
      const entry = await keepAnswer(deps, input)
      await onKnowledge(input.shopId)
      return entry
    },
    checkText: async (input) => {
      const checks = await deps.checkReply(input)
      const { sentences, readingCard } = await readText(deps, input)
      return { checks, sentences, readingCard }
    },
    readCard: (input) => readCardOfDraft(reading, input),
    translateMessages: (input) => translateMessages(reading, input),
    rewriteDraft: (input) => rewriteDraft(reading, input),
  }
}

const NO_READER = { modelFor: () => undefined, timeoutMs: 0 }

const queued = (reply: typeof replies.$inferSelect, approverName: string) => ({
  reply: replyView(reply, approverName),
})
