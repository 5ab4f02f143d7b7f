import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { users } from '../../src/db/schema/access.ts'
import { openDesk, type Person } from '../support/desk.ts'
import { createTestDatabase } from '../support/test-database.ts'

describe('cases as files', () => {
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
  const read = ({ headers }: Person, url: string) => desk.server.app.inject({ url, headers })

  it('hold what a filter leaves, formulas as text, and go to leads only', async () => {
    await desk.buyerAsks('=HYPERLINK("http://zlo.example";"Жми")')
    const mine = await desk.buyerAsks('Где мой заказ?')
    await desk.call(anna, 'PUT', `${desk.path(mine)}/assignee`, { to: boss.id, from: null })
    await desk.call(anna, 'PUT', `${desk.path(mine)}/wait`, { waitsFor: 'carrier' })
    expect((await read(anna, '/api/cases.csv')).statusCode).toBe(403)
    const all = await read(boss, '/api/cases.csv?status=all')
    expect(all.headers['content-type']).toContain('text/csv')
    expect(all.body).toContain(`"'=HYPERLINK(""http://zlo.example"";""Жми"")"`)
    expect(all.body.trim().split('\r\n')).toHaveLength(3)
    const waiting = await read(boss, '/api/cases.csv?status=all&assignee=me&waits=carrier')
    const [head, ...rows] = waiting.body.trim().split('\r\n')
    expect(head).toContain('case;channel')
    expect(rows).toHaveLength(1)
    expect(rows[0]).toContain(`${mine.conversation.conversationId};ozon-chat`)
    expect((await read(boss, '/api/cases.csv?stage=nonsense')).statusCode).toBeOneOf([400, 422])
  })

  it('tell one case from its first word on', async () => {
    const seen = await desk.buyerAsks('Чайник течёт')
    const { body } = await read(anna, `${desk.path(seen)}/timeline.csv`)
    expect(body.split('\r\n')[0]).toBe('\ufeffat;kind;actor;actor_name;detail;words;channel')
    expect(body).toContain(';received;buyer;')
  })

  it('hold nothing of a shop that the lead may not see', async () => {
    await database.db.update(users).set({ shopIds: ['elsewhere'] })
    const other = await read(boss, '/api/cases.csv?status=all')
    expect(other.body.trim().split('\r\n')).toHaveLength(1)
  })
})
