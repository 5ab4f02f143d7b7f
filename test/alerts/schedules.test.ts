import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { alertDeliveries } from '../../src/db/schema/alerts.ts'
import { conversations } from '../../src/db/schema/conversations.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { type AlertDesk, HOUR, MINUTE, openAlertDesk, type Receiver, startReceiver } from './alert-desk.ts'

let database: OpenDatabase
let receiver: Receiver
let desk: AlertDesk

beforeAll(async () => {
  database = await createTestDatabase()
  receiver = await startReceiver()
})
beforeEach(async () => {
  receiver.heard.length = 0
  receiver.answerWith({ status: 204 })
  await desk?.close()
  desk = await openAlertDesk(database, { receivers: [receiver.host] })
})
afterAll(async () => {
  await desk?.close()
  await receiver?.close()
  await database?.close()
})

const hook = () => ({ kind: 'webhook', address: `${receiver.url}/me` })
const told = () =>
  receiver.heard.map(({ body }) =>
    JSON.parse(body).data.alerts.map((one: { conversationId: string }) => one.conversationId),
  )

test.each([
  ['a second before quiet hours', '2026-11-21T20:59:59Z', true],
  ['at their first moment', '2026-11-21T21:00:00Z', false],
  ['a second into them', '2026-11-21T21:00:01Z', false],
  ['after midnight', '2026-11-22T02:00:00Z', false],
  ['a second before their end', '2026-11-22T06:59:59Z', false],
  ['at their end', '2026-11-22T07:00:00Z', true],
  ['a second after their end', '2026-11-22T07:00:01Z', true],
])('%s in Berlin', async (_name, at, isTold) => {
  await desk.listener(['one_star'], hook(), {
    quiet: { from: '22:00', to: '08:00' },
    timeZone: 'Europe/Berlin',
  })
  desk.setNow(at)
  await desk.waitingCase('r', 0, { channel: 'ozon-review', rating: 1 })
  await desk.scan()
  await desk.work()
  expect(told()).toEqual(isTold ? [['r']] : [])
  desk.setNow('2026-11-22T07:00:00Z')
  await desk.work()
  desk.setNow('2026-11-22T07:02:00Z')
  await desk.work()
  expect(told()).toEqual([['r']])
})

test('what was held goes out in one message when clocks say so, without what was settled meanwhile', async () => {
  // The night in which Berlin's clocks go back: its eight o'clock is 07:00 UTC.
  desk.setNow('2026-10-24T20:00:00Z')
  const person = await desk.listener(['one_star'], hook(), {
    quiet: { from: '22:00', to: '08:00' },
    timeZone: 'Europe/Berlin',
  })
  desk.setNow('2026-10-24T22:00:00Z')
  for (const id of ['a', 'b', 'c']) {
    await desk.waitingCase(id, 0, { channel: 'ozon-review', rating: 1 })
    await desk.jump(20 * MINUTE)
  }
  expect((await desk.call(person, 'GET')).targets[0]).toMatchObject({ waiting: 3, broken: null })
  await desk.answered('b')
  desk.setNow('2026-10-25T06:59:59Z')
  await desk.work()
  expect(told()).toEqual([])
  // A test that the person sends is no alert.
  expect(await desk.call(person, 'POST', `/targets/${person.targetId}/test`)).toMatchObject({
    outcome: 'delivered',
  })
  receiver.heard.length = 0
  desk.setNow('2026-10-25T07:00:00Z')
  await desk.work()
  expect(told().map((ids) => ids.sort())).toEqual([['a', 'c']])
})

test('a target that is added late hears of what stands, not of what happened before it', async () => {
  const person = await desk.listener(['channel_stopped', 'one_star'], hook())
  await desk.stopSending()
  await desk.waitingCase('r', 0, { channel: 'ozon-review', rating: 1 })
  await desk.jump(MINUTE)
  expect(receiver.heard).toHaveLength(2)
  await desk.call(person, 'POST', '/targets', { kind: 'webhook', address: `${receiver.url}/second` })
  await desk.work()
  expect(receiver.heard.slice(2).map(({ path, body }) => [path, JSON.parse(body).type])).toEqual([
    ['/second', 'alert.channel_stopped'],
  ])
})

/** A receiver as the standard asks for: what comes twice under one id is taken once. */
function takenOnce(): Map<string, Set<string>> {
  const byAlert = new Map<string, Set<string>>()
  for (const { headers, body } of receiver.heard) {
    for (const { id } of JSON.parse(body).data.alerts as { id: string }[]) {
      const ids = byAlert.get(id) ?? new Set()
      byAlert.set(id, ids.add(String(headers['webhook-id'])))
    }
  }
  return byAlert
}

const dead = (): never => {
  throw new Error('dead')
}

const step = fc.constantFrom(
  'case' as const,
  'answer' as const,
  'scan' as const,
  'two scans' as const,
  'tell' as const,
  'two tells' as const,
  'die before' as const,
  'die after' as const,
  'refuse' as const,
  'wait' as const,
  'forget jobs' as const,
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** Schedules that chance seldom makes. */
const HARD: Step[][] = [
  ['case', 'scan', 'refuse', 'case', 'scan', 'wait'],
  ['case', 'scan', 'die after', 'case', 'scan', 'wait'],
  ['case', 'case', 'two scans', 'die before', 'answer', 'scan', 'wait'],
  ['case', 'scan', 'forget jobs'],
  ['case', 'scan', 'refuse', 'forget jobs', 'case'],
  ['case', 'scan', 'two tells', 'scan', 'two tells'],
]

test('whatever dies, runs twice or is refused, each alert is told under one id, and none is lost', async () => {
  let runs = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 22 }), async (steps) => {
      runs += 1
      receiver.heard.length = 0
      await desk.close()
      desk = await openAlertDesk(database, { receivers: [receiver.host] })
      const { targetId } = await desk.listener(['overdue', 'one_star'], hook())
      const tell = () => desk.handlers.alert_tell({ targetId })
      const open: string[] = []
      const answered = new Set<string>()
      const dying = (isAfter: boolean) => {
        // The process dies with the call: the answer reaches nobody, and nothing is noted.
        const { update, transaction } = desk.db
        receiver.answerWith(() => {
          desk.db.update = dead
          desk.db.transaction = dead
          return isAfter ? { status: 204 } : 'reset'
        })
        return tell()
          .catch(() => {})
          .finally(() => {
            Object.assign(desk.db, { update, transaction })
            receiver.answerWith({ status: 204 })
          })
      }
      for (const [place, one] of steps.entries()) {
        const id = `${runs}-${place}`
        if (one === 'case') {
          const isReview = place % 2 === 0
          await desk.waitingCase(
            id,
            isReview ? 0 : 24 * HOUR,
            isReview ? { channel: 'ozon-review', rating: 1 } : {},
          )
          open.push(id)
        }
        const first = open[0]
        if (one === 'answer' && first) {
          await desk.answered(first)
          answered.add(open.shift() ?? '')
        }
        if (one === 'scan') await desk.scan()
        if (one === 'two scans') await Promise.all([desk.scan(), desk.scan()])
        if (one === 'tell') await tell()
        if (one === 'two tells') await Promise.all([tell(), tell()])
        if (one === 'die before' || one === 'die after') await dying(one === 'die after')
        if (one === 'refuse') {
          receiver.answerWith({ status: 503 })
          await tell()
          receiver.answerWith({ status: 204 })
        }
        if (one === 'wait') await desk.jump(3 * MINUTE)
        if (one === 'forget jobs') await desk.db.execute('delete from jobs')
      }
      await desk.scan()
      await desk.jump(2 * HOUR)
      await desk.scan()
      await desk.jump(MINUTE)
      const byAlert = takenOnce()
      for (const [alertId, ids] of byAlert) expect({ alertId, ids: ids.size }).toEqual({ alertId, ids: 1 })
      const rows = await desk.db.select().from(alertDeliveries).where(eq(alertDeliveries.targetId, targetId))
      expect(rows.filter(({ status }) => status === 'waiting' || status === 'failed')).toEqual([])
      expect(rows.filter(({ status, alertId }) => status === 'sent' && !byAlert.has(alertId))).toEqual([])
      const cases = new Set(
        receiver.heard.flatMap(({ body }) =>
          JSON.parse(body).data.alerts.map((a: { conversationId: string }) => a.conversationId),
        ),
      )
      for (const id of open) expect({ id, told: cases.has(id) }).toEqual({ id, told: true })
      await desk.db.delete(conversations)
    }),
    { numRuns: 10, examples: HARD.map((steps) => [steps]) },
  )
})
