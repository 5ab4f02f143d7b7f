import { queryOptions } from '@tanstack/react-query'
import { type Case, caseSchema } from '../../http/contracts/case.ts'
import { type KeepAnswer, knowledgeSavedSchema, pastAnswerSchema } from '../../http/contracts/knowledge.ts'
import {
  type Approve,
  claimedSchema,
  type Edit,
  type Redo,
  type Refuse,
  replyQueuedSchema,
  textCheckedSchema,
  type Write,
} from '../../http/contracts/review.ts'
import { call, callForEffect, segment } from './client.ts'

export type CaseId = { shopId: string; conversationId: string }

export const casePath = ({ shopId, conversationId }: CaseId) =>
  `/api/shops/${segment(shopId)}/conversations/${segment(conversationId)}`
const draftPath = (id: CaseId, draftId: string) => `${casePath(id)}/drafts/${segment(draftId)}`

export const caseKey = ({ shopId, conversationId }: CaseId) => ['case', shopId, conversationId]

export function caseQuery(id: CaseId) {
  return queryOptions({
    queryKey: caseKey(id),
    queryFn: ({ signal }): Promise<Case> => call(caseSchema, casePath(id), { signal }),
  })
}

export function claim(id: CaseId) {
  return call(claimedSchema, `${casePath(id)}/claim`, { method: 'POST', body: {} })
}

export function release(id: CaseId) {
  return callForEffect(`${casePath(id)}/claim`, { method: 'DELETE' })
}

export function approve(id: CaseId, draftId: string, body: Approve) {
  return call(replyQueuedSchema, `${draftPath(id, draftId)}/approve`, { method: 'POST', body })
}

export function sendEdited(id: CaseId, draftId: string, body: Edit) {
  return call(replyQueuedSchema, `${draftPath(id, draftId)}/edit`, { method: 'POST', body })
}

export function write(id: CaseId, body: Write) {
  return call(replyQueuedSchema, `${casePath(id)}/write`, { method: 'POST', body })
}

export function refuse(id: CaseId, draftId: string, body: Refuse) {
  return callForEffect(`${draftPath(id, draftId)}/refuse`, { method: 'POST', body })
}

export function redo(id: CaseId, draftId: string, body: Redo) {
  return callForEffect(`${draftPath(id, draftId)}/redo`, { method: 'POST', body })
}

export function undo(id: CaseId, replyId: string) {
  return callForEffect(`${casePath(id)}/replies/${segment(replyId)}/undo`, { method: 'POST', body: {} })
}

export function pastAnswerQuery(id: CaseId, replyId: string) {
  return queryOptions({
    queryKey: ['past-answer', id.shopId, id.conversationId, replyId],
    queryFn: ({ signal }) =>
      call(pastAnswerSchema, `${casePath(id)}/replies/${segment(replyId)}/past-answer`, { signal }),
  })
}

export function keepAnswer(id: CaseId, replyId: string, body: KeepAnswer) {
  return call(knowledgeSavedSchema, `${casePath(id)}/replies/${segment(replyId)}/past-answer`, {
    method: 'POST',
    body,
  })
}

export function checkText(id: CaseId, text: string) {
  return queryOptions({
    queryKey: ['check-text', id.shopId, id.conversationId, text],
    queryFn: ({ signal }) =>
      call(textCheckedSchema, `${casePath(id)}/check-text`, { method: 'POST', body: { text }, signal }),
    staleTime: 60_000,
    gcTime: 60_000,
  })
}
