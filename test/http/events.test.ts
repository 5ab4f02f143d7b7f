import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { recordChange } from '../../src/db/record-change.ts'
import { changes } from '../../src/db/schema/access.ts'
import { openEventStream } from '../support/event-stream.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { createTestServer, type TestServer } from '../support/test-server.ts'

let database: OpenDatabase
let server: TestServer
let origin: string

beforeAll(async () => {
  database = await createTestDatabase()
  server = await createTestServer(database)
  origin = await server.app.listen({ port: 0, host: '127.0.0.1' })
})

afterAll(async () => {
  await server?.close()
  await database?.close()
})

const openStream = async (lastEventId?: string) =>
  openEventStream(origin, (await server.asRole('agent')).headers, lastEventId)

const change = (conversationId: string) =>
  recordChange(server.db, { shopId: 's', kind: 'draft', conversationId, now: server.clock.now() })

test('an open console hears a change at once, with a number to come back with', async () => {
  const stream = await openStream()
  expect(stream.response.headers.get('content-type')).toBe('text/event-stream')
  const hello = await stream.next()
  expect(hello?.data).toBeUndefined()
  await change('c1')
  const heard = await stream.next()
  expect(heard?.data).toEqual({ kind: 'draft', shopId: 's', conversationId: 'c1' })
  expect(Number(heard?.id)).toBeGreaterThan(Number(hello?.id))
  stream.close()
})

test('a console that comes back hears what it missed, in order', async () => {
  const first = await openStream()
  await first.next()
  await change('before')
  const seen = await first.next()
  first.close()
  for (const id of ['m1', 'm2', 'm3']) await change(id)
  const second = await openStream(seen?.id)
  await second.next()
  const heard: (string | null | undefined)[] = []
  while (heard.at(-1) !== 'm3') heard.push((await second.next())?.data?.conversationId)
  // What was told a moment ago may come again: once too often is harmless.
  expect(heard.slice(-3)).toEqual(['m1', 'm2', 'm3'])
  second.close()
})

test('a console that missed more than is kept is told to load everything anew', async () => {
  await change('kept')
  await server.db.delete(changes)
  await change('later')
  const stream = await openStream('0')
  await stream.next()
  expect((await stream.next())?.data?.kind).toBe('reset')
  stream.close()
})

test('an odd Last-Event-ID is taken for none', async () => {
  for (const odd of ['x', '-1', '1e9', '99999999999999999999999']) {
    const stream = await openStream(odd)
    expect(stream.response.status).toBe(200)
    stream.close()
  }
})

test('closing the server ends the open streams instead of waiting for them', async () => {
  const stream = await openStream()
  await stream.next()
  const startedAt = performance.now()
  await server.app.close()
  expect(await stream.next()).toBeUndefined()
  expect(performance.now() - startedAt).toBeLessThan(3_000)
})
