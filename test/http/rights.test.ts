import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import type { DeclaredRoute } from '../../src/http/app-types.ts'
import { SCOPES } from '../../src/http/contracts/people.ts'
import { RIGHTS } from '../../src/http/rights.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { createTestServer, type TestServer } from '../support/test-server.ts'

let database: OpenDatabase
let server: TestServer
let guarded: DeclaredRoute[]

beforeAll(async () => {
  database = await createTestDatabase()
  server = await createTestServer(database)
  guarded = server.app.declaredRoutes.filter(({ right }) => right !== 'public')
})

afterAll(async () => {
  await server?.close()
  await database?.close()
})

async function call({ method, url }: DeclaredRoute, headers: Record<string, string>) {
  const path = url.replaceAll(/:[a-zA-Z]+/g, '1')
  // The stream of events answers at once only when it refuses.
  const response = await server.app.inject({
    method: method as 'GET',
    url: path,
    headers,
    payloadAsStream: true,
  })
  if (response.statusCode === 200 && url === '/api/events') response.stream().destroy()
  return { status: response.statusCode, code: response.statusCode >= 400 ? await codeOf(response) : '' }
}

async function codeOf(response: { stream(): AsyncIterable<Buffer> }): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of response.stream()) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  return text === '' ? '' : JSON.parse(text).error.code
}

/** An answer to HEAD has no body to name the reason in. */
function isRefusal({ method }: DeclaredRoute, status: number, code: string, expected: string): boolean {
  return method === 'HEAD' ? status === 403 : code === expected
}

const name = ({ method, url }: DeclaredRoute) => `${method} ${url}`

test('the doors that are open to all are exactly these', () => {
  const open = server.app.declaredRoutes.filter(
    ({ right, method }) => right === 'public' && method !== 'HEAD',
  )
  expect(open.map(name).sort()).toEqual([
    'GET /*',
    'GET /api/openapi.json',
    'GET /healthz',
    'GET /metrics',
    'GET /readyz',
    'POST /api/session',
    'POST /webhooks/ozon/:webhookKey',
  ])
  expect(guarded.length).toBeGreaterThan(30)
})

test('whoever is not signed in gets nothing from any route', async () => {
  for (const route of guarded) {
    const strangers: Record<string, string>[] = [
      {},
      { cookie: 'otvet_session=invented' },
      { authorization: 'Bearer otv_invented' },
    ]
    for (const headers of strangers)
      expect({ route: name(route), ...(await call(route, headers)) }).toMatchObject({
        route: name(route),
        status: 401,
      })
  }
})

describe.each(['agent', 'lead', 'admin'] as const)('a person with the role %s', (role) => {
  test('opens the doors of that role and no other', async () => {
    for (const route of guarded) {
      const { headers } = await server.asRole(role)
      const { status, code } = await call(route, headers)
      const may = (RIGHTS[route.right].roles as readonly string[]).includes(role)
      expect({ route: name(route), refused: isRefusal(route, status, code, 'role_missing') }).toEqual({
        route: name(route),
        refused: !may,
      })
      if (!may) expect(status).toBe(403)
      else expect([401, 403]).not.toContain(status)
    }
  })
})

test('a token opens what its scopes say and nothing else', async () => {
  const tokens = await Promise.all(
    SCOPES.map(async (scope) => ({ scope, ...(await server.withToken(scope)) })),
  )
  for (const route of guarded) {
    for (const { scope, headers } of tokens) {
      const asked: string | null = RIGHTS[route.right].scope
      const may = asked !== null && (scope === asked || scope === 'admin')
      const { status, code } = await call(route, headers)
      const seen = { route: name(route), scope, refused: isRefusal(route, status, code, 'scope_missing') }
      expect(seen).toEqual({ route: name(route), scope, refused: !may })
      expect(status === 401).toBe(false)
    }
  }
})

test('figures are read from this machine freely, from elsewhere and through a proxy with a token', async () => {
  const read = (headers: Record<string, string>, remoteAddress: string) =>
    server.app.inject({ url: '/metrics', headers, remoteAddress })
  expect((await read({}, '127.0.0.1')).body).toContain('otvet_http_request_seconds')
  expect((await read({}, '::ffff:127.0.0.1')).statusCode).toBe(200)
  expect((await read({}, '192.0.2.1')).statusCode).toBe(401)
  expect((await read({ 'x-forwarded-for': '203.0.113.9' }, '127.0.0.1')).statusCode).toBe(401)
  expect((await read((await server.withToken('metrics')).headers, '192.0.2.1')).statusCode).toBe(200)
  expect((await read((await server.withToken('inbox:read')).headers, '192.0.2.1')).statusCode).toBe(403)
})

test('a revoked and an expired token open nothing', async () => {
  const admin = await server.asRole('admin')
  const { id, headers } = await server.withToken('inbox:read')
  expect((await server.app.inject({ url: '/api/status', headers })).statusCode).toBe(200)
  await server.app.inject({ method: 'DELETE', url: `/api/tokens/${id}`, headers: admin.headers })
  expect((await server.app.inject({ url: '/api/status', headers })).statusCode).toBe(401)
  const made = await server.app.inject({
    method: 'POST',
    url: '/api/tokens',
    headers: admin.headers,
    payload: { name: 'short', scopes: ['inbox:read'], expiresInDays: 1 },
  })
  const short = { authorization: `Bearer ${made.json().secret}` }
  expect((await server.app.inject({ url: '/api/status', headers: short })).statusCode).toBe(200)
  server.pass(25 * 3600_000)
  expect((await server.app.inject({ url: '/api/status', headers: short })).statusCode).toBe(401)
})

test('the description of the API names every route of the API, its rights and its errors', async () => {
  const document = (await server.app.inject({ url: '/api/openapi.json' })).json()
  const described = Object.entries<Record<string, unknown>>(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const expected = server.app.declaredRoutes
    .filter(({ method, url }) => method !== 'HEAD' && url.startsWith('/api/') && url !== '/api/openapi.json')
    .map((route) => name(route).replaceAll(/:([a-zA-Z]+)/g, '{$1}'))
  expect(described).toEqual(expect.arrayContaining(expected))
  expect(document.paths['/api/inbox'].get.security).toEqual([{ token: [] }, { session: [] }])
  expect(document.paths['/api/inbox'].get.responses['4XX']).toBeDefined()
  expect(document.paths['/api/inbox'].get.responses['200'].content['application/json'].schema).toBeDefined()
})
