import { failureText } from '../channels/failure-texts.ts'
import type { replies } from '../db/schema/drafting.ts'
import type { CaseReply } from '../http/contracts/case.ts'
import { replyStateSchema } from '../http/contracts/inbox.ts'

/** A reply as the console shows it; `approverName` instead of the id. */
export function replyView(reply: typeof replies.$inferSelect, approverName: string): CaseReply {
  const canUndo = reply.status === 'queued' && reply.attempts === 0
  return {
    id: reply.id,
    text: reply.text,
    status: replyStateSchema.parse(reply.status),
    approvedBy: approverName,
    createdAt: reply.createdAt.toISOString(),
    sendAt: reply.status === 'queued' ? (reply.dueAt?.toISOString() ?? null) : null,
    visibleAt: reply.visibleAt?.toISOString() ?? null,
    failureCode: reply.failureCode,
    failureReason: reply.failureCode ? failureText(reply.failureCode, reply.failureReason) : null,
    canUndo,
  }
}
