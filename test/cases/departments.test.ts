import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { auditRecords } from '../../src/db/schema/access.ts'
import { tidy } from '../../src/worker/tidy.ts'
import type { Person } from '../support/desk.ts'
import { type MergeDesk, openMergeDesk } from '../support/merge-desk.ts'
import { createTestDatabase } from '../support/test-database.ts'

describe('a department', () => {
  let database: OpenDatabase
  let desk: MergeDesk
  let boss: Person
  let ivan: Person
  let wei: Person
  let name: string
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
    boss = await desk.server.asRole('admin')
    ivan = await desk.server.asRole('agent')
    wei = await desk.server.asRole('agent')
    name = `Склад ${desk.house.shopId}`
  })
  const shape = (part: object = {}) => ({
    name,
    shopIds: null,
    leadId: null,
    memberIds: [ivan.id, wei.id],
    givesOut: false,
    ...part,
  })
  const make = async (part: object = {}): Promise<string> =>
    (await desk.call(boss, 'POST', '/api/departments', shape(part))).id
  const escalate = async (id: string, to: object) =>
    desk.post(id, 'escalate', {
      revision: (await desk.read(id)).conversation.revision,
      to,
      summary: 'Проверьте остатки',
    })
  const queue = async (as: Person, query: string): Promise<string[]> =>
    (await desk.inbox(as, query)).items.map(
      ({ conversationId }: { conversationId: string }) => conversationId,
    )
  const change = (userId: string, body: object) =>
    desk.server.app.inject({
      method: 'PATCH',
      url: `/api/users/${userId}`,
      headers: boss.headers,
      payload: body,
    })

  it('is kept by admins: one name once, a lead who is a member, people and shops that are there', async () => {
    expect((await desk.call(desk.anna, 'POST', '/api/departments', shape())).status).toBe(403)
    const id = await make({ leadId: ivan.id })
    expect(
      (await desk.call(boss, 'POST', '/api/departments', shape({ name: name.toUpperCase() }))).code,
    ).toBe('department_exists')
    const wrong = [{ name: ' ' }, { leadId: boss.id }, { memberIds: ['nobody'] }, { shopIds: ['nowhere'] }]
    for (const part of wrong)
      expect((await desk.call(boss, 'PUT', `/api/departments/${id}`, shape(part))).status).toBeOneOf([
        400, 422,
      ])
    expect((await desk.call(boss, 'PUT', '/api/departments/none', shape({ name: 'Иной' }))).status).toBe(404)
    const { departments } = await desk.call(boss, 'GET', '/api/departments')
    expect(departments.find((one: { id: string }) => one.id === id)).toMatchObject({
      name,
      lead: { id: ivan.id },
      members: expect.arrayContaining([expect.objectContaining({ id: wei.id, isActive: true })]),
      waiting: 0,
    })
    const records = await database.db
      .select()
      .from(auditRecords)
      .where(eq(auditRecords.subject, `department/${id}`))
    expect(records).toMatchObject([{ action: 'department.create', actor: boss.id }])
  })

  it('is handed a case: its people find it in their queue, nobody else does, and give it back', async () => {
    const id = await desk.chat('1', 'Где посылка?')
    const departmentId = await make()
    expect((await escalate(id, { departmentId, role: 'lead' })).status).toBeOneOf([400, 422])
    expect((await escalate(id, { departmentId })).status).toBe(200)
    expect((await desk.read(id)).conversation.escalatedTo).toEqual({
      person: null,
      role: null,
      department: { id: departmentId, name },
    })
    for (const query of [
      'escalatedTo=me',
      'department=mine',
      `department=${departmentId}`,
      'status=mentioned',
    ])
      expect(await queue(ivan, query.includes('status') ? query : `status=escalated&${query}`)).toEqual([id])
    expect(await queue(boss, 'status=escalated&department=mine')).toEqual([])
    expect(await queue(boss, `status=all&search=${encodeURIComponent(name)}`)).toEqual([id])
    expect((await desk.inbox(wei, 'status=escalated')).counts.escalatedToMe).toBe(1)
    const table = await desk.server.app.inject({
      method: 'GET',
      url: `/api/cases.csv?status=escalated&shopId=${desk.house.shopId}`,
      headers: boss.headers,
    })
    expect(table.body).toContain(name)
    const { revision } = (await desk.read(id)).conversation
    expect((await desk.post(id, 'hand-back', { revision, note: 'Нашли' }, ivan)).status).toBe(200)
    expect(await queue(ivan, 'status=escalated')).toEqual([])
    expect((await desk.read(id)).conversation.escalatedTo).toBeNull()
  })

  it('gives its cases to whoever of it has least, and takes them back with the case', async () => {
    const departmentId = await make({ givesOut: true })
    const ids = [await desk.chat('2', 'Раз'), await desk.chat('3', 'Два'), await desk.chat('4', 'Три')]
    const [other] = ids
    for (const id of ids) await escalate(id, { departmentId })
    const owners = []
    for (const id of ids) owners.push((await desk.state(id)).assignedTo?.id)
    expect(new Set(owners)).toEqual(new Set([ivan.id, wei.id]))
    const { revision } = (await desk.read(other ?? '')).conversation
    await desk.post(other ?? '', 'hand-back', { revision, note: '' }, ivan)
    expect((await desk.state(other ?? '')).assignedTo).toBeNull()
  })

  it('takes no case of a shop that none of it may see, nor any when it has nobody', async () => {
    const id = await desk.chat('5', 'Алло')
    const empty = await make({ memberIds: [] })
    expect((await escalate(id, { departmentId: empty })).code).toBe('department_empty')
    expect((await escalate(id, { departmentId: 'none' })).code).toBe('department_empty')
    const { departments } = await desk.call(desk.anna, 'GET', `/api/colleagues?shopId=${desk.house.shopId}`)
    expect(departments.some((one: { id: string }) => one.id === empty)).toBe(false)
    expect((await desk.read(id)).conversation.status).toBe('open')
  })

  it('that loses its last person, or goes, gives its cases back where everybody sees it', async () => {
    const [first, second] = [await desk.chat('6', 'Первый'), await desk.chat('7', 'Второй')]
    const departmentId = await make({ memberIds: [ivan.id] })
    await escalate(first, { departmentId })
    expect((await change(ivan.id, { disabled: true })).statusCode).toBe(200)
    const back = await desk.read(first)
    expect(back.conversation).toMatchObject({ status: 'open', escalatedTo: null, isMentioned: true })
    expect(back.notes.find(({ kind }) => kind === 'hand_back')).toMatchObject({
      author: { id: 'rule' },
      text: name,
    })
    await change(ivan.id, { disabled: false })
    await escalate(second, { departmentId })
    expect(await desk.call(boss, 'DELETE', `/api/departments/${departmentId}`)).toMatchObject({ returned: 1 })
    expect((await desk.read(second)).conversation.escalatedTo).toBeNull()
    await desk.house.advance(2_000)
    expect(await desk.todo()).toEqual([first, second].sort())
    expect((await desk.read(second)).draft).not.toBeNull()
    expect((await desk.call(boss, 'DELETE', `/api/departments/${departmentId}`)).status).toBe(404)
  })

  it('is looked after by the tidying, too, should a step have been missed', async () => {
    const id = await desk.chat('8', 'Третий')
    const departmentId = await make({ memberIds: [ivan.id] })
    await escalate(id, { departmentId })
    await database.db.execute(`delete from department_members where department_id = '${departmentId}'`)
    await Promise.all([tidy(desk.house), tidy(desk.house)])
    expect((await desk.read(id)).notes.filter(({ kind }) => kind === 'hand_back')).toHaveLength(1)
  })

  it('is called by its name in a note: each of it who can see the case finds it', async () => {
    const id = await desk.chat('9', 'Четвёртый')
    const departmentId = await make()
    const note = { text: `@${name} гляньте`, mentions: [wei.id], departments: [departmentId] }
    expect((await desk.post(id, 'notes', note, ivan)).status).toBe(200)
    expect(await queue(wei, 'status=mentioned')).toEqual([id])
    expect(await queue(ivan, 'status=mentioned')).toEqual([])
    expect((await desk.post(id, 'notes', { ...note, departments: ['none'] })).code).toBe('department_empty')
  })
})
