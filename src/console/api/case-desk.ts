import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  type Assign,
  type AssignmentRule,
  assignmentRuleSchema,
  type closeCaseSchema,
  type SetStage,
  type StartWait,
  timelineSchema,
} from '../../http/contracts/case-desk.ts'
import { type CaseId, casePath } from './case.ts'
import { call, callForEffect, segment } from './client.ts'

export function setStage(id: CaseId, body: SetStage) {
  return callForEffect(`${casePath(id)}/stage`, { method: 'PUT', body })
}

export function assign(id: CaseId, body: Assign) {
  return callForEffect(`${casePath(id)}/assignee`, { method: 'PUT', body })
}

export function startWait(id: CaseId, body: StartWait) {
  return callForEffect(`${casePath(id)}/wait`, { method: 'PUT', body })
}

export function endWait(id: CaseId) {
  return callForEffect(`${casePath(id)}/wait`, { method: 'DELETE' })
}

export function closeCase(id: CaseId, body: z.input<typeof closeCaseSchema>) {
  return callForEffect(`${casePath(id)}/close`, { method: 'POST', body })
}

export function reopenCase(id: CaseId) {
  return callForEffect(`${casePath(id)}/reopen`, { method: 'POST', body: {} })
}

export function mergeCase(id: CaseId, conversationId: string) {
  return callForEffect(`${casePath(id)}/merge`, { method: 'POST', body: { conversationId } })
}

export function partCase(id: CaseId, conversationId: string) {
  return callForEffect(`${casePath(id)}/part`, { method: 'POST', body: { conversationId } })
}

export function timelineQuery(id: CaseId) {
  return queryOptions({
    queryKey: ['timeline', id.shopId, id.conversationId],
    queryFn: async ({ signal }) =>
      (await call(timelineSchema, `${casePath(id)}/timeline`, { signal })).entries,
  })
}

const rulePath = (shopId: string) => `/api/shops/${segment(shopId)}/assignment-rule`

export function assignmentRuleQuery(shopId: string) {
  return queryOptions({
    queryKey: ['assignment-rule', shopId],
    queryFn: ({ signal }) => call(assignmentRuleSchema, rulePath(shopId), { signal }),
  })
}

export function saveAssignmentRule(shopId: string, body: AssignmentRule) {
  return callForEffect(rulePath(shopId), { method: 'PUT', body })
}
