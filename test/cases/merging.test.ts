import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closeSilentCases } from '../../src/cases/close-silent.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { auditRecords } from '../../src/db/schema/access.ts'
import { type MergeDesk, openMergeDesk } from '../support/merge-desk.ts'
import { createTestDatabase } from '../support/test-database.ts'

const HOUR_MS = 3_600_000

describe('what one buyer asks in several places', () => {
  let database: OpenDatabase
  let desk: MergeDesk
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(async () => {
    await desk?.close()
    await database.close()
  })
  beforeEach(async () => {
    await desk?.close()
    desk = await openMergeDesk(database)
  })

  it('becomes one case: stage, person and wait are one, window and draft stay with each', async () => {
    const [first, second] = [await desk.chat('1', 'Не включается'), await desk.chat('1', 'Верните деньги')]
    const apart = await desk.read(second)
    await desk.put(first, 'stage', { stage: 'investigate', from: (await desk.state(first)).stage })
    expect((await desk.merge(first, second)).status).toBe(200)
    expect((await desk.merge(second, first)).status).toBe(200)
    expect(await desk.state(second)).toMatchObject({ stage: 'investigate', merged: { size: 2 } })
    await desk.put(second, 'assignee', { to: desk.anna.id, from: null })
    await desk.put(second, 'wait', { waitsFor: 'warehouse', note: 'ищут' })
    expect(await desk.state(first)).toMatchObject({
      assignedTo: { id: desk.anna.id },
      waits: { waitsFor: 'warehouse', note: 'ищут' },
    })
    const after = await desk.read(second)
    expect(after.draft?.id).toBe(apart.draft?.id)
    expect(after.conversation.windowUntil).toBe(apart.conversation.windowUntil)
    expect(await desk.todo()).toEqual([first, second].sort())
  })

  it('is taken apart again: each keeps what was said meanwhile, and both remember it', async () => {
    const ids = [await desk.chat('2', 'Раз'), await desk.chat('2', 'Два'), await desk.chat('2', 'Три')]
    const [a = '', b = '', c = ''] = ids
    await desk.merge(b, c)
    await desk.merge(a, b)
    expect((await desk.state(c)).merged?.size).toBe(3)
    await desk.put(c, 'stage', { stage: 'propose', from: null })
    expect((await desk.part(a, b)).status).toBe(200)
    expect((await desk.part(a, b)).code).toBe('case_changed')
    expect(await desk.state(b)).toMatchObject({ merged: null, stage: 'propose' })
    expect((await desk.state(a)).merged).toMatchObject({ size: 2 })
    await desk.put(b, 'stage', { stage: 'confirm', from: 'propose' })
    expect((await desk.state(c)).stage).toBe('propose')
    for (const id of [a, b]) {
      const kinds = (await desk.timeline(id)).map(({ kind, detail }) => [kind, detail])
      expect(kinds).toContainEqual(['stage', 'propose'])
      expect(kinds.filter(([kind]) => kind === 'parted')).toEqual([['parted', 'ozon-chat']])
    }
    const records = await database.db
      .select()
      .from(auditRecords)
      .where(and(eq(auditRecords.shopId, desk.house.shopId), eq(auditRecords.action, 'case.part')))
    expect(records.map(({ subject }) => subject).sort()).toEqual(ids.map((id) => `conversation/${id}`).sort())
    expect((await desk.part(a, c)).status).toBe(200)
    expect((await desk.state(a)).merged).toBeNull()
  })

  it('shows notes, promises and the timeline of all of it, each event once', async () => {
    const [a, b] = [await desk.chat('3', 'Нет крышки'), await desk.chat('3', 'Где крышка?')]
    await desk.answer(b, 'Здравствуйте! Отправим крышку 24 ноября.')
    await desk.merge(a, b)
    await desk.post(b, 'notes', { text: 'Крышка едет', mentions: [] })
    await desk.put(b, 'stage', { stage: 'follow_up', from: null })
    const seen = await desk.read(a)
    expect(seen.notes).toMatchObject([{ text: 'Крышка едет' }])
    expect(seen.promises).toMatchObject([{ conversationId: b }])
    const told = await desk.timeline(a)
    expect(told.filter(({ kind }) => kind === 'stage')).toHaveLength(1)
    expect(told.filter(({ kind }) => kind === 'received')).toHaveLength(2)
    expect(await desk.timeline(b)).toEqual(told)
    expect((await desk.closeCase(a, { outcome: 'agent', reason: 'Хватит' }, [])).code).toBe('promise_open')
  })

  it('is closed as a whole, but never over words that nobody has read', async () => {
    const [a, b] = [await desk.chat('4', 'Какой вес?'), await desk.chat('4', 'Какой цвет?')]
    await desk.merge(a, b)
    const blind = await desk.closeCase(a, { outcome: 'agent', reason: 'Дубль' }, [])
    expect(blind).toMatchObject({ status: 409, code: 'unanswered_elsewhere' })
    const { revision } = (await desk.read(b)).conversation
    await desk.says(b, 'И какой размер?')
    const stale = await desk.closeCase(a, { outcome: 'agent', reason: 'Дубль' }, [
      { conversationId: b, revision },
    ])
    expect(stale.code).toBe('draft_superseded')
    const read = [{ conversationId: b, revision: (await desk.read(b)).conversation.revision }]
    expect((await desk.closeCase(a, { outcome: 'agent', reason: 'Дубль' }, read)).status).toBe(200)
    expect((await desk.state(b)).outcome).toBe('agent')
    expect(await desk.todo()).toEqual([])
    await desk.says(b, 'Так какой?')
    expect(await desk.state(a)).toMatchObject({ outcome: null, reopened: 1 })
    expect(await desk.todo()).toEqual([b])
    await desk.part(a, b)
    expect((await desk.state(a)).reopened).toBe(1)
  })

  it('takes no part in a case that has ended, and opens an ended one again that it takes in', async () => {
    const [a, b] = [await desk.chat('5', 'Можно мыть?'), await desk.chat('5', 'Спасибо')]
    await desk.closeCase(b, { outcome: 'agent', reason: 'Благодарность' }, [])
    expect((await desk.merge(b, a)).code).toBe('case_closed')
    expect((await desk.merge(a, b)).status).toBe(200)
    expect(await desk.state(b)).toMatchObject({ outcome: null, reopened: 0, merged: { size: 2 } })
    expect(await desk.todo()).toEqual([a])
  })

  it('ends by silence only when all of it is silent, and then all of it', async () => {
    const [a, b] = [await desk.chat('6', 'Какого он цвета?'), await desk.chat('6', 'Есть синий?')]
    await desk.answer(a, 'Здравствуйте! Белый.')
    await desk.merge(a, b)
    await desk.pass(47 * HOUR_MS)
    await desk.says(b, 'Ответьте про синий')
    await desk.pass(3 * HOUR_MS)
    await closeSilentCases(desk.house)
    expect((await desk.state(a)).outcome).toBeNull()
    await desk.answer(b, 'Здравствуйте! Синего нет.')
    await desk.pass(50 * HOUR_MS)
    await Promise.all([closeSilentCases(desk.house), closeSilentCases(desk.house)])
    for (const id of [a, b]) expect((await desk.state(id)).outcome).toBe('silence')
    expect((await desk.timeline(a)).filter(({ kind }) => kind === 'closed')).toHaveLength(1)
  })

  it('is refused for two buyers, for another shop, for nothing, and for one who may not decide', async () => {
    const [a, b] = [await desk.chat('7', 'Я Анна'), await desk.chat('8', 'Я тоже Анна')]
    expect((await desk.merge(a, b)).code).toBe('buyers_differ')
    await desk.foreignChat('theirs')
    expect((await desk.merge(a, 'theirs')).status).toBe(404)
    expect((await desk.merge(a, 'nobody')).status).toBe(404)
    expect((await desk.merge(a, a)).status).toBe(200)
    expect((await desk.state(a)).merged).toBeNull()
    expect((await desk.part(a, a)).code).toBe('case_changed')
  })
})
