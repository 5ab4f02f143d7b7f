import { and, asc, eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { caseEvents, cases, caseWaits } from '../../src/db/schema/cases.ts'
import { conversations } from '../../src/db/schema/conversations.ts'
import { type MergeDesk, openMergeDesk } from '../support/merge-desk.ts'
import { createTestDatabase } from '../support/test-database.ts'

let database: OpenDatabase
let desk: MergeDesk
const seed = Math.floor(Math.random() * 1e9)
let state = seed

beforeAll(async () => {
  database = await createTestDatabase()
  desk = await openMergeDesk(database)
})
afterAll(async () => {
  await desk?.close()
  await database.close()
})

/** Numbers that follow from the seed: a failure names it. */
function random(below: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 2 ** 32) * below)
}
const oneOf = <T>(all: readonly T[]): T => {
  const one = all[random(all.length)]
  if (one === undefined) throw new Error('nothing to choose from')
  return one
}

/** How many words of the buyer each conversation holds, and up to which somebody answered, or put them aside. */
const said = new Map<string, number>()
const answered = new Map<string, number>()
const aside = new Map<string, number>()

it('whatever people do at once, each conversation is in one case and nothing that waits is out of sight', async () => {
  const ids: string[] = []
  for (let i = 0; i < 5; i++) ids.push(await desk.chat('1', `Вопрос ${i}`))
  for (const id of ids) said.set(id, 1)
  let told: string[] = []
  for (let step = 0; step < 18; step++) {
    const names = Array.from({ length: 1 + random(3) }, () => oneOf(ACTS))
    // What comes back with a case is what belongs to it at that moment: nobody merges meanwhile.
    const alone = names.find((name) => name === 'reopen')
    const acts = await Promise.all((alone ? [alone] : names).map((name) => act(name, ids)))
    await desk.house.advance(1_500)
    const why = `seed ${seed}, step ${step}: ${acts.join(', ')}`
    told = await expectAppended(ids, told, why)
    await expectOneCaseEach(ids, why)
    await expectInSight(ids, why)
  }
})

const ACTS = [
  'merge',
  'merge',
  'part',
  'close',
  'reopen',
  'says',
  'stage',
  'assign',
  'wait',
  'answer',
] as const

async function act(name: (typeof ACTS)[number], ids: string[]): Promise<string> {
  const id = oneOf(ids)
  const other = oneOf(ids)
  const { case: now } = (await desk.read(id)).conversation
  switch (name) {
    case 'merge':
      return `merge ${(await desk.merge(id, other)).status}`
    case 'part':
      return `part ${(await desk.part(id, other)).status}`
    case 'close':
      return `close ${await close(id)}`
    case 'reopen': {
      const { merged } = now
      const { status } = await desk.post(id, 'reopen', {})
      if (status === 200 && now.outcome === 'agent')
        for (const one of merged ? ids : [id]) if (await isOneCase(id, one)) aside.delete(one)
      return `reopen ${status}`
    }
    case 'says':
      said.set(id, (said.get(id) ?? 0) + 1)
      await desk.says(id, `Ещё ${said.get(id)}`)
      return 'says'
    case 'stage': {
      const stage = oneOf(['listen', 'propose', 'confirm'] as const)
      return `stage ${(await desk.put(id, 'stage', { stage, from: now.stage })).status}`
    }
    case 'assign': {
      const to = oneOf([desk.anna.id, null])
      return `assign ${(await desk.put(id, 'assignee', { to, from: now.assignedTo?.id ?? null })).status}`
    }
    case 'wait':
      return `wait ${(await desk.put(id, 'wait', { waitsFor: oneOf(['buyer', 'warehouse']) })).status}`
    default: {
      const upTo = said.get(id) ?? 0
      const { revision } = (await desk.read(id)).conversation
      const { status } = await desk.post(id, 'write', {
        text: 'Здравствуйте! Ответ в карточке товара.',
        revision,
      })
      if (status === 200) answered.set(id, upTo)
      await desk.house.advance(60_000)
      return `answer ${status}`
    }
  }
}

/** Sometimes with what waits elsewhere in the case named, sometimes blindly. */
async function close(id: string): Promise<number> {
  const { conversation, others } = await desk.read(id)
  const rest = others.items.filter((one) => one.isMerged && one.isUnanswered)
  const named = random(2) === 0 ? [] : rest
  const upTo = new Map(said)
  const { status } = await desk.post(id, 'close', {
    outcome: 'agent',
    reason: 'Дубль',
    revision: conversation.revision,
    unanswered: named.map(({ conversationId, revision }) => ({ conversationId, revision })),
  })
  if (status === 200)
    for (const one of [id, ...named.map(({ conversationId }) => conversationId)])
      aside.set(one, upTo.get(one) ?? 0)
  return status
}

async function isOneCase(a: string, b: string): Promise<boolean> {
  const [one, two] = [await desk.state(a), await desk.state(b)]
  return a === b || (one.merged !== null && one.merged.id === two.merged?.id)
}

/** What stood in the timeline stands there still. */
async function expectAppended(ids: string[], before: string[], why: string): Promise<string[]> {
  const rows = await database.db
    .select()
    .from(caseEvents)
    .where(inArray(caseEvents.conversationId, ids))
    .orderBy(asc(caseEvents.id))
  const now = rows.map((row) => JSON.stringify(row))
  expect(
    before.filter((row) => !now.includes(row)),
    why,
  ).toEqual([])
  return now
}

async function expectOneCaseEach(ids: string[], why: string): Promise<void> {
  const { shopId } = desk.house
  const rows = await database.db
    .select()
    .from(cases)
    .where(and(eq(cases.shopId, shopId), inArray(cases.conversationId, ids)))
  const waits = await database.db
    .select()
    .from(caseWaits)
    .where(and(eq(caseWaits.shopId, shopId), inArray(caseWaits.conversationId, ids)))
    .orderBy(asc(caseWaits.since))
  const openOf = (id: string) =>
    waits
      .filter(({ conversationId, until }) => conversationId === id && !until)
      .map(({ waitsFor, note }) => [waitsFor, note])
  for (const [caseId, members] of Map.groupBy(rows, (row) => row.caseId)) {
    if (caseId === null) continue
    expect(members.length, why).toBeGreaterThan(1)
    for (const { stage, assignedTo, outcome, reopened, conversationId } of members) {
      const [first] = members
      expect({ stage, assignedTo, outcome, reopened }, why).toEqual({
        stage: first?.stage,
        assignedTo: first?.assignedTo,
        outcome: first?.outcome,
        reopened: first?.reopened,
      })
      expect(openOf(conversationId), why).toEqual(openOf(first?.conversationId ?? ''))
    }
  }
  for (const [, its] of Map.groupBy(waits, (wait) => wait.conversationId))
    for (const [at, wait] of its.entries()) {
      const before = its[at - 1]
      if (before) expect(before.until && before.until <= wait.since, why).toBe(true)
    }
}

/** Words that nobody answered and nobody put aside knowingly are in the queue; the shop's clock of them is not behind. */
async function expectInSight(ids: string[], why: string): Promise<void> {
  const { items } = await desk.inbox(desk.anna, 'status=todo&limit=100')
  const seen = new Set(items.map(({ conversationId }: { conversationId: string }) => conversationId))
  const waiting = ids.filter(
    (id) => (said.get(id) ?? 0) > Math.max(answered.get(id) ?? 0, aside.get(id) ?? 0),
  )
  expect(
    waiting.filter((id) => !seen.has(id)),
    why,
  ).toEqual([])
  const rows = await database.db.select().from(conversations).where(inArray(conversations.id, ids))
  for (const { awaitingSince, responseDueAt, resolutionDueAt } of rows) {
    if (!awaitingSince) expect(resolutionDueAt, why).toBeNull()
    else if (responseDueAt) expect(responseDueAt.getTime(), why).toBeGreaterThan(awaitingSince.getTime())
  }
}
