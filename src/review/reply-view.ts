import { failureText } from '../channels/failure-texts.ts'
import type { replies } from '../db/schema/drafting.ts'
import { type EvidenceClass, evidenceClassSchema } from '../domain/draft.ts'
import type { CaseReply } from '../http/contracts/case.ts'
import { type ReplyState, replyStateSchema } from '../http/contracts/inbox.ts'

type Reply = typeof replies.$inferSelect

/** A reply as the console shows it; `approverName` instead of the id. */
export function replyView(reply: Reply, approverName: string): CaseReply {
  const canUndo = reply.status === 'queued' && reply.attempts === 0
  return {
    id: reply.id,
    text: reply.text,
    evidenceClass: classOf(reply),
    status: stateOf(reply),
    approvedBy: approverName,
    createdAt: reply.createdAt.toISOString(),
    sendAt: reply.status === 'queued' ? (reply.dueAt?.toISOString() ?? null) : null,
    visibleAt: reply.visibleAt?.toISOString() ?? null,
    failureCode: reply.failureCode,
    failureReason: reply.failureCode ? failureText(reply.failureCode, reply.failureReason) : null,
    canUndo,
  }
}

/** What left by hand is told apart for good, also once the marketplace's own thread showed it. */
export const stateOf = ({ status, visibleAt }: Pick<Reply, 'status' | 'visibleAt'>): ReplyState =>
  status === 'copied' && visibleAt !== null ? 'copied_seen' : replyStateSchema.parse(status)

/** What the text that left rests on; null for replies of earlier versions, which did not keep it. */
export const classOf = ({ evidenceClass }: Pick<Reply, 'evidenceClass'>): EvidenceClass | null =>
  evidenceClass === null ? null : evidenceClassSchema.parse(evidenceClass)
