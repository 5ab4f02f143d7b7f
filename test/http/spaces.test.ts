import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { cancelSwitch, orderSwitch } from '../../src/knowledge/spaces/order-switch.ts'
import { readSpaces } from '../../src/knowledge/spaces/read-spaces.ts'
import { settleFirstSpace } from '../../src/knowledge/spaces/settle-first-space.ts'
import { rememberSpace } from '../../src/knowledge/spaces/space-rows.ts'
import { hashEmbedder } from '../../src/llm/hash-embedder.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { createTestServer, type TestServer } from '../support/test-server.ts'

const WANTED = { provider: 'openai' as const, config: { model: 'bge-m3' } }
let database: OpenDatabase
let server: TestServer
let headers: Record<string, string>

beforeAll(async () => {
  database = await createTestDatabase()
  const { db } = database
  const clock = { now: () => new Date() }
  const connect = async () => hashEmbedder
  await settleFirstSpace({ db, clock, connect, log: { warn: () => {} } }, { provider: 'hash', config: {} })
  await rememberSpace(db, { ...hashEmbedder, space: 'openai:bge-m3:1024' }, WANTED)
  server = await createTestServer(database, {
    deps: {
      spaces: {
        readSpaces: async () => ({ ...(await readSpaces(db, WANTED)), error: null }),
        orderSwitch: ({ space, actor }) => orderSwitch({ db, clock }, { space, actor: actor.id }),
        cancelSwitch: ({ actor }) => cancelSwitch({ db, clock }, { actor: actor.id }),
      },
    },
  })
  headers = (await server.asRole('admin')).headers
})
afterAll(async () => {
  await server?.close()
  await database?.close()
})

const post = (path: string, payload: object, as = headers) =>
  server.app.inject({ method: 'POST', url: `/api/embedding-spaces/${path}`, payload, headers: as })

test('an admin sees the spaces, orders a switch and calls it off', async () => {
  const seen = await server.app.inject({ url: '/api/embedding-spaces', headers })
  expect(seen.json()).toMatchObject({
    spaces: [{ id: 'builtin-hash-v1', status: 'live', embedded: 0 }],
    wanted: { model: 'bge-m3', isLive: false },
    job: null,
  })
  const ordered = await post('switch', { space: 'openai:bge-m3:1024' })
  expect(ordered.json()).toMatchObject({
    spaces: [{ status: 'live' }, { id: 'openai:bge-m3:1024', status: 'filling' }],
    job: { attempts: 0, lastError: null },
  })
  // Ordered twice, it is one switch.
  expect((await post('switch', { space: 'openai:bge-m3:1024' })).statusCode).toBe(200)
  const cancelled = await post('cancel', {})
  expect(cancelled.json()).toMatchObject({ spaces: [{ status: 'live' }], job: null })
})

test('what cannot be is refused with its reason', async () => {
  expect((await post('switch', { space: 'builtin-hash-v1' })).json().error.code).toBe('space_is_live')
  expect((await post('switch', { space: 'nowhere' })).statusCode).toBe(404)
  expect((await post('switch', {})).statusCode).toBe(400)
  expect((await post('cancel', {})).json().error.code).toBe('no_switch')
  const agent = await server.asRole('lead')
  expect((await post('switch', { space: null }, agent.headers)).statusCode).toBe(403)
})
