import { expect, test } from 'vitest'
import { replyWindow } from './reply-window.ts'
import { DEFAULT_TARGETS, dueState, NEARLY_DUE_MS, serviceClass, targetDue } from './service-target.ts'
import { DEFAULT_POLICY, shopPolicySchema } from './shop-policy.ts'
import { newestCase, pausesOf } from './turns.ts'

const at = (text: string) => new Date(`${text}+03:00`)
const day = { from: '10:00', to: '19:00' }
const WEEK = { hours: [day, day, day, day, day, null, null], holidays: [] }
const nothing = { category: null, riskFlags: [], rating: null }

test.each([
  [nothing, 'question'],
  [{ ...nothing, category: 'product_attribute' as const }, 'question'],
  [{ ...nothing, category: 'defect' as const }, 'problem'],
  [{ ...nothing, category: 'thanks' as const }, 'courtesy'],
  [{ ...nothing, category: 'thanks' as const, riskFlags: ['health_safety'] }, 'urgent'],
  [{ ...nothing, category: 'fraud' as const }, 'urgent'],
  [{ ...nothing, category: 'product_attribute' as const, riskFlags: ['prompt_injection'] }, 'question'],
  [{ ...nothing, rating: 1 }, 'urgent'],
  [{ ...nothing, rating: 3, category: 'thanks' as const }, 'problem'],
  [{ ...nothing, rating: 4, category: 'thanks' as const }, 'courtesy'],
])('%j is of the class %s', (read, expected) => {
  expect(serviceClass(read)).toBe(expected)
})

const target = { responseMinutes: 60, resolutionMinutes: 180 }

test('the answer is due in working time; the marketplace’s window runs on through the night', () => {
  const awaitingSince = at('2026-11-20T18:30')
  const due = targetDue(target, { awaitingSince, openedAt: awaitingSince, pauses: [] }, WEEK)
  expect(due).toEqual({ responseDueAt: at('2026-11-23T10:30'), resolutionDueAt: at('2026-11-23T12:30') })
  expect(replyWindow({ lastBuyerMessageAt: awaitingSince }).until).toEqual(at('2026-11-22T18:30'))
})

test('the clock of the case stands while it waits for the buyer, and goes on with the next word', () => {
  const turns = [
    { startedAt: at('2026-11-16T10:00'), answeredAt: at('2026-11-16T12:00') },
    { startedAt: at('2026-11-18T11:00'), answeredAt: null },
  ]
  const open = {
    awaitingSince: at('2026-11-18T11:00'),
    openedAt: at('2026-11-16T10:00'),
    pauses: pausesOf(turns),
  }
  // Two of the three hours were used up before the answer of Monday.
  expect(targetDue(target, open, WEEK).resolutionDueAt).toEqual(at('2026-11-18T12:00'))
  const waiting = { ...open, awaitingSince: null }
  expect(targetDue(target, waiting, WEEK)).toEqual({ responseDueAt: null, resolutionDueAt: null })
  expect(targetDue(DEFAULT_TARGETS.courtesy, open, WEEK).resolutionDueAt).toBeNull()
})

test('a word after more than seven days of silence begins a new case', () => {
  const turn = (startedAt: string, answeredAt: string | null) => ({
    startedAt: at(startedAt),
    answeredAt: answeredAt === null ? null : at(answeredAt),
  })
  const first = turn('2026-11-01T10:00', '2026-11-01T12:00')
  const soon = turn('2026-11-08T12:00', null)
  const late = turn('2026-11-08T12:00:01', null)
  expect(newestCase([first, soon])).toEqual([first, soon])
  expect(newestCase([first, late])).toEqual([late])
  expect(newestCase([])).toEqual([])
})

test.each(['window', 'answer_24h', 'response', 'resolution'] as const)(
  '%s is nearly due and overdue to the second',
  (kind) => {
    const now = at('2026-11-20T12:00')
    const state = (ms: number) => dueState(kind, new Date(now.getTime() + ms), now)
    expect([-1_000, 0, 1_000].map(state)).toEqual(['overdue', 'overdue', 'nearly_due'])
    const near = NEARLY_DUE_MS[kind]
    expect([near - 1_000, near, near + 1_000].map(state)).toEqual(['nearly_due', 'nearly_due', 'in_time'])
  },
)

test('what an older version kept gets the usual targets; nonsense is refused', () => {
  expect(DEFAULT_POLICY.targets).toEqual(DEFAULT_TARGETS)
  const some = shopPolicySchema.parse({
    targets: { urgent: { responseMinutes: 30, resolutionMinutes: null } },
  })
  expect(some.targets.urgent.responseMinutes).toBe(30)
  expect(some.targets.problem).toEqual(DEFAULT_TARGETS.problem)
  const urgent = { responseMinutes: 0, resolutionMinutes: 10 }
  expect(shopPolicySchema.safeParse({ targets: { urgent } }).success).toBe(false)
})
