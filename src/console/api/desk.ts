import type { Snooze } from '../../http/contracts/review.ts'
import { type CaseId, casePath } from './case.ts'
import { callForEffect } from './client.ts'

export function snooze(id: CaseId, body: Snooze) {
  return callForEffect(`${casePath(id)}/snooze`, { method: 'PUT', body })
}

export function wake(id: CaseId) {
  return callForEffect(`${casePath(id)}/snooze`, { method: 'DELETE' })
}
