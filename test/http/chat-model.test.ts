import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { chooseModel } from '../../src/access/chosen-model.ts'
import { bindChatModel } from '../../src/app/bind-chat-model.ts'
import { followModels } from '../../src/app/follow-models.ts'
import { readEnv } from '../../src/config/read-env.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { auditRecords, settings } from '../../src/db/schema/access.ts'
import { createLogger } from '../../src/shared/logger.ts'
import { type ModelServer, startModelServer } from '../support/model-server.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { createTestServer, type TestServer } from '../support/test-server.ts'

const KEY = 'sk-a-key-that-nobody-sees'
const RUSSIAN = { json: { reply: 'Здравствуйте! Да, объёма хватит на троих.' } }
const clock = { now: () => new Date() }
const log = createLogger('silent', { hide: (text) => text })
const masterKey = randomBytes(32)

let database: OpenDatabase
let model: ModelServer
let server: TestServer
let source: Awaited<ReturnType<typeof followModels>>
let headers: Record<string, string>

async function serverWith(env: Record<string, string> = {}) {
  const deps = { db: database.db, clock, log, masterKey, env: readEnv(env) }
  const modelSource = await followModels(deps)
  const app = { ...deps, modelSource } as unknown as Parameters<typeof bindChatModel>[0]
  return {
    modelSource,
    server: await createTestServer(database, { deps: { chatModel: bindChatModel(app) } }),
  }
}

beforeAll(async () => {
  database = await createTestDatabase()
  model = await startModelServer({ apiKey: KEY, answer: () => RUSSIAN })
  const made = await serverWith()
  server = made.server
  source = made.modelSource
  headers = (await server.asRole('admin')).headers
})
beforeEach(async () => {
  await database.db.delete(settings)
  await source.refresh()
})
afterAll(async () => {
  source?.close()
  await server?.close()
  await model?.close()
  await database?.close()
})

type Method = 'GET' | 'PUT' | 'DELETE' | 'POST'
const ask = (method: Method, path = '', payload?: object, as = headers) =>
  server.app.inject({ method, url: `/api/chat-model${path}`, headers: as, ...(payload ? { payload } : {}) })
const choice = (more: object = {}) => ({ model: 'test-model', baseUrl: model.url, apiKey: KEY, ...more })

test('is tried before it is chosen, and nothing of the trial is stored', async () => {
  const tried = await ask('POST', '/try', choice())
  expect(tried.json()).toMatchObject({ outcome: 'ok', reply: RUSSIAN.json.reply })
  expect(tried.json().latencyMs).toBeGreaterThan(0)
  expect((await ask('GET')).json()).toEqual({ from: 'nowhere', chosen: null })
  expect(await database.db.select().from(settings)).toEqual([])
})

test('that answers in another language, in no form, or not at all, is told so', async () => {
  model.enqueue({ json: { reply: 'Yes, it will do for three.' } })
  expect((await ask('POST', '/try', choice())).json().outcome).toBe('not_russian')
  model.enqueue({ text: 'да' }, { text: 'да' })
  expect((await ask('POST', '/try', choice())).json()).toMatchObject({
    outcome: 'invalid_output',
    reply: null,
  })
  const wrong = await ask('POST', '/try', choice({ apiKey: 'another' }))
  expect(wrong.json().outcome).toBe('model_key_refused')
  expect(wrong.body).not.toContain('another')
})

test('once chosen it is used at once, its key sealed and never shown', async () => {
  const saved = await ask('PUT', '', choice({ inputPrice: 2, outputPrice: 8 }))
  expect(saved.json()).toMatchObject({
    from: 'console',
    chosen: { model: 'test-model', baseUrl: model.url, hasKey: true, inputPrice: 2, canSee: false },
  })
  expect(source.current()?.known[0]).toMatchObject({ name: 'test-model', isPriced: true })
  const stored = JSON.stringify(await database.db.select().from(settings))
  const audited = JSON.stringify(await database.db.select().from(auditRecords))
  for (const text of [saved.body, stored, audited]) expect(text).not.toContain(KEY)
  expect(audited).toContain('model.choose')
})

test('keeps its key when something else changes, and shows it to no other server', async () => {
  await ask('PUT', '', choice())
  const kept = await ask('PUT', '', choice({ apiKey: undefined, model: 'other-model' }))
  expect(kept.json().chosen).toMatchObject({ model: 'other-model', hasKey: true })
  // It opens for this very key: whoever gets an answer has shown it.
  const stranger = await startModelServer({ apiKey: KEY, answer: () => RUSSIAN })
  try {
    const tried = await ask('POST', '/try', choice({ apiKey: undefined, baseUrl: stranger.url }))
    expect(tried.json().outcome).toBe('model_key_refused')
    const moved = await ask('PUT', '', choice({ apiKey: undefined, baseUrl: stranger.url }))
    expect(moved.json().chosen.hasKey).toBe(false)
  } finally {
    await stranger.close()
  }
})

test('taken away, the built-in drafter writes again', async () => {
  await ask('PUT', '', choice())
  expect((await ask('DELETE')).json()).toEqual({ from: 'nowhere', chosen: null })
  expect(source.current()).toBeUndefined()
  expect((await ask('DELETE')).statusCode).toBe(200)
})

test('chosen by another process it is noticed, and an unchanged choice keeps what was learned of its server', async () => {
  await chooseModel(
    { db: database.db, clock, masterKey },
    {
      model: 'elsewhere',
      baseUrl: model.url,
      canSee: true,
      inputPrice: null,
      outputPrice: null,
      actor: 'x',
    },
  )
  await source.refresh()
  const known = source.current()
  expect(known?.known[0].name).toBe('elsewhere')
  await source.refresh()
  expect(source.current()).toBe(known)
})

test('named in the settings of the server it is shown and cannot be changed', async () => {
  const made = await serverWith({ OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'of-the-settings' })
  const admin = await made.server.asRole('admin')
  const as = admin.headers
  const url = '/api/chat-model'
  expect((await made.server.app.inject({ url, headers: as })).json()).toEqual({
    from: 'settings',
    chosen: { model: 'of-the-settings', baseUrl: model.url, canSee: false },
  })
  for (const method of ['PUT', 'DELETE'] as const) {
    const refused = await made.server.app.inject({ method, url, headers: as, payload: choice() })
    expect([refused.statusCode, refused.json().error.code]).toEqual([409, 'model_in_settings'])
  }
  await made.server.close()
})

test('is for admins, and bad input is refused', async () => {
  for (const role of ['agent', 'lead'] as const) {
    const other = await server.asRole(role)
    for (const [method, path] of [
      ['GET', ''],
      ['PUT', ''],
      ['DELETE', ''],
      ['POST', '/try'],
    ] as const)
      expect((await ask(method, path, choice(), other.headers)).statusCode).toBe(403)
  }
  for (const bad of [{ model: '' }, { baseUrl: 'file:///etc/passwd' }, { baseUrl: 'x' }, { inputPrice: -1 }])
    expect((await ask('PUT', '', choice(bad))).statusCode).toBe(400)
})
