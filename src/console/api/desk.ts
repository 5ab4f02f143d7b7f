import type { Escalate, HandBack, Snooze } from '../../http/contracts/review.ts'
import { type CaseId, casePath } from './case.ts'
import { callForEffect } from './client.ts'

export function snooze(id: CaseId, body: Snooze) {
  return callForEffect(`${casePath(id)}/snooze`, { method: 'PUT', body })
}

export function wake(id: CaseId) {
  return callForEffect(`${casePath(id)}/snooze`, { method: 'DELETE' })
}

export function escalate(id: CaseId, body: Escalate) {
  return callForEffect(`${casePath(id)}/escalate`, { method: 'POST', body })
}

export function handBack(id: CaseId, body: HandBack) {
  return callForEffect(`${casePath(id)}/hand-back`, { method: 'POST', body })
}
