import { and, eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { users } from '../../src/db/schema/access.ts'
import { cases } from '../../src/db/schema/cases.ts'
import type { Case } from '../../src/http/contracts/case.ts'
import { openDesk, type Person } from '../support/desk.ts'
import { createTestDatabase } from '../support/test-database.ts'

describe('whose case it is', () => {
  let database: OpenDatabase
  let desk: Awaited<ReturnType<typeof openDesk>>
  let anna: Person
  let boss: Person
  beforeAll(async () => {
    database = await createTestDatabase()
    desk = await openDesk(database)
    anna = await desk.server.asRole('agent')
    boss = await desk.server.asRole('lead')
  })
  afterAll(async () => {
    await desk?.close()
    await database.close()
  })
  const assign = (as: Person, seen: Case, to: string | null, from: string | null = null) =>
    desk.call(as, 'PUT', `${desk.path(seen)}/assignee`, { to, from })
  const ownerOf = async (seen: Case) =>
    (await desk.call(anna, 'GET', desk.path(seen))).conversation.case.assignedTo

  it('is said by hand, shown in the queue under "mine", and taken back', async () => {
    const seen = await desk.buyerAsks('Есть ли гарантия на чайник?')
    expect((await assign(anna, seen, anna.id)).status).toBe(200)
    expect(await ownerOf(seen)).toMatchObject({ id: anna.id })
    expect((await desk.inbox(anna, 'status=todo&assignee=me')).items).toHaveLength(1)
    expect((await desk.inbox(boss, 'status=todo&assignee=me')).items).toEqual([])
    expect((await desk.inbox(boss, 'status=todo&assignee=nobody')).items).toEqual([])
    expect((await assign(anna, seen, null, anna.id)).status).toBe(200)
    expect(await ownerOf(seen)).toBeNull()
    expect((await desk.inbox(boss, 'status=todo&assignee=nobody')).items).toHaveLength(1)
  })

  it('is the first one’s where two take it at once, and nobody’s who does not work here', async () => {
    const seen = await desk.buyerAsks('Какой вес у кастрюли?')
    const [first, second] = await Promise.all([assign(anna, seen, anna.id), assign(boss, seen, boss.id)])
    expect([first.status, second.status].sort()).toEqual([200, 409])
    const owner = await ownerOf(seen)
    expect((await assign(anna, seen, 'nobody', owner.id)).code).toBe('person_unknown')
  })

  it('is decided by rule only where the shop has one, and only for its categories', async () => {
    expect(await ownerOf(await desk.buyerAsks('Сколько стоит доставка?'))).toBeNull()
    const path = `/api/shops/${desk.house.shopId}/assignment-rule`
    const rule = { isOn: true, role: 'agent', categories: ['warranty'] }
    expect((await desk.call(anna, 'PUT', path, rule)).status).toBe(403)
    expect((await desk.call(boss, 'PUT', path, rule)).status).toBe(200)
    expect(await desk.call(boss, 'GET', path)).toMatchObject(rule)
    expect(await ownerOf(await desk.buyerAsks('А сколько дней везти?'))).toBeNull()
  })

  it('falls to the least loaded of the role, never two apart, whoever works off the jobs at once', async () => {
    const { house } = desk
    await desk.call(boss, 'PUT', `/api/shops/${house.shopId}/assignment-rule`, {
      isOn: true,
      role: 'agent',
      categories: ['product_attribute'],
    })
    await database.db.update(users).set({ disabledAt: house.clock.now() }).where(eq(users.id, anna.id))
    const people = house.actors.map(({ id }) => id)
    await database.db.update(users).set({ disabledAt: null }).where(inArray(users.id, people))
    for (let round = 0; round < 7; round++) {
      const asked = 1 + Math.floor(Math.random() * 4)
      for (let i = 0; i < asked; i++)
        house.sandbox.buyerSays(
          house.sandbox.startChat({ clientId: house.clientId }).chatId,
          `Вопрос ${round}-${i}`,
        )
      await house.sandbox.deliverDuePushes()
      house.setNow(house.clock.now().getTime() + 6_000)
      await Promise.all([house.work('one'), house.work('two'), house.work('three')])
      house.setNow(house.clock.now().getTime() + 6_000)
      await Promise.all([house.work('one'), house.work('two'), house.work('three')])
      const given = await database.db
        .select({ to: cases.assignedTo })
        .from(cases)
        .where(and(eq(cases.shopId, house.shopId), inArray(cases.assignedTo, people)))
      const loads = people.map((id) => given.filter(({ to }) => to === id).length)
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1)
    }
  })
})
