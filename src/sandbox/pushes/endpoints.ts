import type { Attempt } from './delivery.ts'
import { PUSH_TYPE_NAMES } from './push-types.ts'

export type Grade = 'GREEN' | 'YELLOW' | 'RED'

/** An address that a shop registered for pushes, and how well it answers. */
export type Endpoint = {
  id: number
  clientId: string
  url: string
  types: Set<string>
  enabled: boolean
  createdAt: number
  grade: Grade
  gradedAt: number
  disableReason: '' | 'SELLER' | 'AVAILABILITY' | 'ADMIN'
  reasonDetails: string
  pingedAt?: number
  /** The newest attempts, oldest first. */
  recent: Attempt[]
}

export const GRADE_THRESHOLDS: readonly { status: Grade; threshold: number }[] = [
  { status: 'GREEN', threshold: 1500 },
  { status: 'YELLOW', threshold: 2500 },
  { status: 'RED', threshold: 2501 },
]

const REMEMBERED = 50

export type Endpoints = ReturnType<typeof createEndpoints>

export function createEndpoints(now: () => number) {
  const all = new Map<number, Endpoint>()
  let lastId = 0
  return {
    all: (): Endpoint[] => [...all.values()],
    of: (clientId: string): Endpoint[] => [...all.values()].filter((one) => one.clientId === clientId),
    byId: (id: number): Endpoint | undefined => all.get(id),
    add(clientId: string, url: string, types: readonly string[] = PUSH_TYPE_NAMES): Endpoint {
      const endpoint: Endpoint = {
        id: ++lastId,
        clientId,
        url,
        types: new Set(types),
        enabled: true,
        createdAt: now(),
        grade: 'GREEN',
        gradedAt: now(),
        disableReason: '',
        reasonDetails: '',
        recent: [],
      }
      all.set(endpoint.id, endpoint)
      return endpoint
    },
    remove: (id: number): boolean => all.delete(id),
  }
}

/** Grades by answer time; suspends when, of enough answers, under half were right. */
export function noteAttempt(endpoint: Endpoint, attempt: Attempt, enough: number): void {
  endpoint.recent.push(attempt)
  if (endpoint.recent.length > REMEMBERED) endpoint.recent.shift()
  const grade = gradeOf(endpoint.recent)
  if (grade !== endpoint.grade) {
    endpoint.grade = grade
    endpoint.gradedAt = attempt.at
  }
  const right = endpoint.recent.filter((one) => one.ok).length
  if (endpoint.recent.length >= enough && right * 2 < endpoint.recent.length) {
    suspend(endpoint, 'AVAILABILITY', `${right} of ${endpoint.recent.length} answers were right`)
  }
}

export function suspend(
  endpoint: Endpoint,
  reason: 'SELLER' | 'AVAILABILITY' | 'ADMIN',
  details: string,
): void {
  endpoint.enabled = false
  endpoint.disableReason = reason
  endpoint.reasonDetails = details
}

/** An address that the administration switched off can not come back; it has to be added anew. */
export function enable(endpoint: Endpoint): boolean {
  if (endpoint.disableReason === 'ADMIN') return false
  Object.assign(endpoint, { enabled: true, disableReason: '', reasonDetails: '', recent: [] })
  return true
}

function gradeOf(attempts: Attempt[]): Grade {
  const mean = attempts.reduce((sum, one) => sum + one.tookMs, 0) / Math.max(1, attempts.length)
  return mean <= 1500 ? 'GREEN' : mean < 2500 ? 'YELLOW' : 'RED'
}
