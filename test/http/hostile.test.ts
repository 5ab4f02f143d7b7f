import { mkdtempSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { addShop } from '../../src/access/shops.ts'
import { bindKnowledge } from '../../src/app/bind-knowledge.ts'
import { bindReview } from '../../src/app/bind-review.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { auditRecords } from '../../src/db/schema/access.ts'
import { checkReply } from '../../src/drafting/checks/check-reply.ts'
import { errorSchema } from '../../src/http/contracts/error.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { createTestServer, type TestServer } from '../support/test-server.ts'

let database: OpenDatabase
let server: TestServer
let headers: Record<string, string>
let webhook: string
let shopId: string

beforeAll(async () => {
  database = await createTestDatabase()
  const consoleDir = mkdtempSync(join(tmpdir(), 'otvet-console-'))
  writeFileSync(join(consoleDir, 'index.html'), '<!doctype html><title>Otvet</title>')
  // The real verbs stand behind the routes: what passes the schemas must not break the queries either.
  const real = { db: database.db, clock: systemClock }
  server = await createTestServer(database, {
    options: { consoleDir },
    deps: {
      review: bindReview({
        ...real,
        undoMs: 5_000,
        checkReply: (input) => checkReply(real, input),
        onKnowledge: async () => {},
      }),
      knowledge: bindKnowledge({ ...real, modelFor: () => undefined, modelTimeoutMs: 1_000 }),
    },
  })
  headers = (await server.asRole('admin')).headers
  const deps = { db: server.db, clock: server.clock, masterKey: server.masterKey }
  const made = await addShop(deps, { clientId: '1', apiKey: 'a-secret-key', actor: 'test' })
  webhook = made.webhookKey
  shopId = made.shop.id
})

afterAll(async () => {
  await server?.close()
  await database?.close()
})

/** Words that break things: NUL, half surrogates, prototype names, long digits, SQL, templates, right-to-left. */
const nasty = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\udfff\ud800',
    '__proto__',
    'constructor',
    "'; drop table users; --",
    '{{7*7}}',
    '../../../etc/passwd',
    '%00',
    '\u202eабв',
    'Ж'.repeat(5000),
    '9007199254740993000',
    'null',
    '😀'.repeat(300),
  ),
  fc.string({ unit: 'binary', maxLength: 300 }),
)
const number = fc.constantFrom(0, -1, 1.5, 1e308, -1e-300, 2 ** 53, 2 ** 63, 4294967296)

const FIELDS = [
  'login',
  'password',
  'currentPassword',
  'newPassword',
  'language',
  'name',
  'role',
  'scopes',
  'expiresInDays',
  'fingerprint',
  'text',
  'reason',
  'note',
  'summary',
  'revision',
  'acknowledgedWarnings',
  'clientId',
  'apiKey',
  'apiBase',
  'webhookNetworks',
  'disabled',
  'version',
  'questionRu',
  'answerRu',
  'variants',
  'message_type',
  'chat_id',
  'message_id',
  'seller_id',
  'data',
  'user',
  '__proto__',
]

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    nasty,
    number,
    fc.constantFrom(null, true, false),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...FIELDS), nasty), tie('value'), { maxKeys: 8 }),
  ),
}))

const json = fc.oneof(
  { weight: 6, arbitrary: fc.dictionary(fc.constantFrom(...FIELDS), value, { maxKeys: 10 }).map(write) },
  { weight: 2, arbitrary: value.map(write) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '',
      '{',
      '[1,',
      '{"a":1}{"b":2}',
      '\ufeff{}',
      '{"__proto__":{"admin":true}}',
      '{"constructor":{"prototype":{"x":1}}}',
      '['.repeat(20_000),
      `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
      '1e999',
      '"\\ud800"',
      'NaN',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 500 }) },
)

function write(input: unknown): string {
  return JSON.stringify(input) ?? 'null'
}

const type = fc.oneof(
  { weight: 6, arbitrary: fc.constant('application/json') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/json; charset=koi8-r',
      'x',
      '',
    ),
  },
)

/** What of this request may be answered with success: it was harmless by chance. */
function expectDocumented(route: string, response: { statusCode: number; body: string; headers: object }) {
  const { statusCode, body } = response
  if (statusCode < 400) return
  if (statusCode >= 500) throw new Error(`${route} answered ${statusCode}: ${body}`)
  const schema = route.includes('/webhooks/') ? ozonErrorSchema : errorSchema
  const parsed = schema.safeParse(JSON.parse(body))
  expect({ route, body, documented: parsed.success }).toEqual({ route, body, documented: true })
}

/** The marketplace knows only its own shape of an error; another one may stop all pushes. */
const ozonErrorSchema = z.strictObject({
  error: z.strictObject({
    code: z.enum(['ERROR_UNKNOWN', 'ERROR_PARAMETER_VALUE_MISSED', 'ERROR_REQUEST_DUPLICATED']),
    message: z.string(),
    details: z.null(),
  }),
})

/** `HOSTILE_RUNS=500 npm test -- test/http/hostile` asks more of each route. */
const RUNS = Number(process.env.HOSTILE_RUNS ?? 50)
const WRITES = ['POST', 'PUT', 'PATCH', 'DELETE']

test('thousands of hostile bodies on every route are refused in the documented shape', async () => {
  // The door itself hashes passwords; it has its turn below, with fewer bodies.
  const routes = server.app.declaredRoutes.filter(
    ({ method, url }) => WRITES.includes(method) && url !== '/api/password' && url !== '/api/session',
  )
  for (const { method, url } of routes) {
    const path = url
      .replace(':webhookKey', webhook)
      .replace(':shopId', shopId)
      .replaceAll(/:[a-zA-Z]+/g, 'x1')
    const send = async (payload: string, contentType: string) => {
      const own: Record<string, string> = { ...headers, 'content-type': contentType }
      const response = await server.app.inject({ method: method as 'POST', url: path, headers: own, payload })
      expectDocumented(`${method} ${url}`, response)
    }
    await fc.assert(fc.asyncProperty(json, type, send), { numRuns: RUNS })
  }
}, 120_000)

test('the doors that check passwords refuse hostile bodies too', async () => {
  for (const url of ['/api/session', '/api/password']) {
    const send = async (payload: string, contentType: string) => {
      const response = await server.app.inject({
        method: 'POST',
        url,
        headers: { ...headers, 'content-type': contentType },
        remoteAddress: `198.51.100.${Math.floor(Math.random() * 250)}`,
        payload,
      })
      expectDocumented(url, response)
      expect(response.statusCode).toBeGreaterThanOrEqual(400)
    }
    await fc.assert(fc.asyncProperty(json, type, send), { numRuns: RUNS })
  }
}, 60_000)

test('hostile addresses, parameters and queries are refused in the documented shape', async () => {
  const routes = server.app.declaredRoutes.filter(
    ({ method, url }) => method === 'GET' && url !== '/api/events',
  )
  const part = fc.oneof(
    nasty.map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 600)),
    fc.constantFrom('%', '%ff', '%00', '%c0%ae', '..', 'a'.repeat(3000), '%2e%2e%2f', '0', '-1', '1e9'),
  )
  for (const { method, url } of routes) {
    const send = async (one: string, two: string, name: string) => {
      const path = `${url.replaceAll(/:[a-zA-Z]+/g, () => one || '1')}?${name}=${two}&limit=${one}&cursor=${two}&cursor=1`
      const response = await server.app.inject({ method: method as 'GET', url: path, headers })
      if (url !== '/*') expectDocumented(`${method} ${url}`, response)
      else expect([200, 400, 404, 414]).toContain(response.statusCode)
    }
    const name = fc.constantFrom(
      'search',
      'status',
      'shopId',
      'channel',
      'kind',
      'subject',
      'actor',
      '__proto__',
      'x[]',
    )
    await fc.assert(fc.asyncProperty(part, part, name, send), { numRuns: RUNS })
  }
}, 60_000)

test('a body of more than a megabyte is not read to its end', async () => {
  const payload = JSON.stringify({ login: 'x'.repeat(1_100_000), password: 'x' })
  const own = { 'content-type': 'application/json' }
  const response = await server.app.inject({ method: 'POST', url: '/api/session', headers: own, payload })
  expect(response.statusCode).toBe(413)
  expect(response.json().error.code).toBe('body_too_large')
})

test('nothing a hostile body carried got into a record as somebody else', async () => {
  const rows = await server.db.select({ actor: auditRecords.actor }).from(auditRecords)
  const admin = await server.app.inject({ url: '/api/session', headers })
  for (const { actor } of rows) expect(['test', 'system', admin.json().user.id]).toContain(actor)
})

test('what is not HTTP is answered in the documented shape and hung up on', async () => {
  const port = Number(new URL(await server.app.listen({ port: 0, host: '127.0.0.1' })).port)
  const speak = (words: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(words))
      let heard = ''
      socket.on('data', (data) => {
        heard += data
      })
      socket.on('close', () => resolve(heard))
      socket.on('error', reject)
    })
  for (const words of [
    'HELLO\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    `GET / HTTP/1.1\r\nx: ${'y'.repeat(70_000)}\r\n\r\n`,
  ]) {
    const [head = '', body = ''] = (await speak(words)).split('\r\n\r\n')
    expect(head).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect(errorSchema.parse(JSON.parse(body)).error.code).not.toBe('')
  }
})
