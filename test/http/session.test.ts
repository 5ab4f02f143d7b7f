import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureFirstAdmin } from '../../src/access/first-admin.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { auditRecords, sessions, users } from '../../src/db/schema/access.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { createTestServer, PASSWORD, type TestServer } from '../support/test-server.ts'

let database: OpenDatabase
let server: TestServer

beforeAll(async () => {
  database = await createTestDatabase()
  server = await createTestServer(database)
})

afterAll(async () => {
  await server?.close()
  await database?.close()
})

const HERE = { 'sec-fetch-site': 'same-origin' }

function signIn(
  login: string,
  password: string,
  more: { ip?: string; headers?: Record<string, string> } = {},
) {
  return server.app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login, password },
    remoteAddress: more.ip ?? '192.0.2.1',
    headers: more.headers ?? {},
  })
}

function cookieOf(response: Awaited<ReturnType<typeof signIn>>): string {
  const [cookie] = response.cookies
  return `${cookie?.name}=${cookie?.value}`
}

test('a person signs in, is known, and is forgotten after signing out', async () => {
  await server.withPassword('anna')
  const opened = await signIn('Anna', PASSWORD)
  expect(opened.statusCode).toBe(200)
  expect(opened.json().user).toMatchObject({ login: 'anna', role: 'agent', mustChangePassword: false })
  const cookie = cookieOf(opened)
  const known = await server.app.inject({ url: '/api/session', headers: { cookie } })
  expect(known.json().user.login).toBe('anna')
  const out = await server.app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie, ...HERE } })
  expect(out.statusCode).toBe(200)
  expect((await server.app.inject({ url: '/api/session', headers: { cookie } })).statusCode).toBe(401)
})

test('the cookie is out of reach of scripts and of other sites, and the table never holds its secret', async () => {
  await server.withPassword('boris')
  const response = await signIn('boris', PASSWORD)
  const [cookie] = response.cookies
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' })
  const stored = await server.db.select().from(sessions)
  expect(stored.length).toBeGreaterThan(0)
  expect(JSON.stringify(stored)).not.toContain(cookie?.value)
})

test('over https the cookie is sent over TLS only', async () => {
  const secured = await createTestServer(database, { options: { publicUrl: 'https://otvet.example' } })
  await secured.withPassword('sveta')
  const response = await secured.app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login: 'sveta', password: PASSWORD },
  })
  expect(response.cookies[0]).toMatchObject({ secure: true })
  await secured.close()
})

test('a wrong password and an unknown login get the same answer', async () => {
  await server.withPassword('vera')
  const wrong = await signIn('vera', 'not the password')
  const unknown = await signIn('nobody-here', 'not the password')
  expect(wrong.statusCode).toBe(401)
  expect(unknown.body).toBe(wrong.body)
})

test('after ten wrong passwords even the right one has to wait, from that address only', async () => {
  await server.withPassword('gleb')
  const ip = '192.0.2.66'
  for (let guess = 0; guess < 10; guess++)
    expect((await signIn('gleb', `guess ${guess}`, { ip })).statusCode).toBe(401)
  const blocked = await signIn('gleb', PASSWORD, { ip })
  expect(blocked.statusCode).toBe(429)
  expect(blocked.json().error.code).toBe('too_many_attempts')
  expect(Number(blocked.headers['retry-after'])).toBeGreaterThan(0)
  expect((await signIn('gleb', PASSWORD, { ip: '192.0.2.67' })).statusCode).toBe(200)
  server.pass(16 * 60_000)
  expect((await signIn('gleb', PASSWORD, { ip })).statusCode).toBe(200)
})

test('a disabled person is out at once', async () => {
  const user = await server.withPassword('dima')
  const cookie = cookieOf(await signIn('dima', PASSWORD))
  const admin = await server.asRole('admin')
  await server.app.inject({
    method: 'PATCH',
    url: `/api/users/${user.id}`,
    headers: admin.headers,
    payload: { disabled: true },
  })
  expect((await server.app.inject({ url: '/api/session', headers: { cookie } })).statusCode).toBe(401)
  expect((await signIn('dima', PASSWORD)).statusCode).toBe(401)
})

test('a session slides while it is used and ends when it is not', async () => {
  const { headers } = await server.asRole('agent')
  for (let hour = 0; hour < 3; hour++) {
    server.pass(11 * 3600_000)
    expect((await server.app.inject({ url: '/api/session', headers })).statusCode).toBe(200)
  }
  server.pass(13 * 3600_000)
  expect((await server.app.inject({ url: '/api/session', headers })).statusCode).toBe(401)
})

test('a change sent by another site, or by nobody knows whom, is refused although the cookie is right', async () => {
  const { headers } = await server.asRole('agent')
  const change = (more: Record<string, string>) =>
    server.app.inject({
      method: 'PUT',
      url: '/api/me',
      headers: { cookie: headers.cookie, host: 'otvet.local', ...more },
      payload: { language: 'ru' },
    })
  const foreigners: Record<string, string>[] = [
    {},
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ]
  for (const foreign of foreigners) {
    const refused = await change(foreign)
    expect([refused.statusCode, refused.json().error.code]).toEqual([403, 'cross_site'])
  }
  expect((await change({ origin: 'http://otvet.local' })).statusCode).toBe(200)
  expect((await change({ 'sec-fetch-site': 'same-origin' })).json().user.language).toBe('ru')
})

test('another site cannot sign us in', async () => {
  const response = await signIn('anna', PASSWORD, { headers: { 'sec-fetch-site': 'cross-site' } })
  expect(response.statusCode).toBe(403)
})

test('a new password ends the other sessions and keeps the one that asked', async () => {
  await server.withPassword('egor')
  const here = cookieOf(await signIn('egor', PASSWORD))
  const elsewhere = cookieOf(await signIn('egor', PASSWORD))
  const change = (currentPassword: string, newPassword: string) =>
    server.app.inject({
      method: 'POST',
      url: '/api/password',
      headers: { cookie: here, ...HERE },
      payload: { currentPassword, newPassword },
    })
  expect((await change('wrong', 'quite another one')).statusCode).toBe(403)
  expect((await change(PASSWORD, 'short')).statusCode).toBe(400)
  expect((await change(PASSWORD, 'quite another one')).statusCode).toBe(200)
  expect((await server.app.inject({ url: '/api/session', headers: { cookie: here } })).statusCode).toBe(200)
  expect((await server.app.inject({ url: '/api/session', headers: { cookie: elsewhere } })).statusCode).toBe(
    401,
  )
  expect((await signIn('egor', PASSWORD)).statusCode).toBe(401)
  expect((await signIn('egor', 'quite another one')).statusCode).toBe(200)
})

test('a one-time password opens nothing but the change of itself', async () => {
  const admin = await server.asRole('admin')
  const made = await server.app.inject({
    method: 'POST',
    url: '/api/users',
    headers: admin.headers,
    payload: { login: 'zoya', name: 'Zoya', role: 'lead' },
  })
  const { oneTimePassword } = made.json()
  expect(oneTimePassword).toMatch(/^[a-z0-9]{5}(-[a-z0-9]{5}){3}$/)
  const opened = await signIn('zoya', oneTimePassword)
  expect(opened.json().user.mustChangePassword).toBe(true)
  const headers = { cookie: cookieOf(opened), ...HERE }
  expect((await server.app.inject({ url: '/api/status', headers })).json().error.code).toBe(
    'password_change_required',
  )
  await server.app.inject({
    method: 'POST',
    url: '/api/password',
    headers,
    payload: { currentPassword: oneTimePassword, newPassword: 'a password of my own' },
  })
  expect((await server.app.inject({ url: '/api/status', headers })).statusCode).toBe(200)
})

test('the last admin can be neither demoted nor disabled', async () => {
  const fresh = await createTestDatabase()
  const own = await createTestServer(fresh)
  const admin = await own.asRole('admin')
  const change = (payload: object) =>
    own.app.inject({ method: 'PATCH', url: `/api/users/${admin.id}`, headers: admin.headers, payload })
  expect((await change({ role: 'agent' })).json().error.code).toBe('last_admin')
  expect((await change({ disabled: true })).statusCode).toBe(409)
  await own.asRole('admin')
  expect((await change({ role: 'agent' })).statusCode).toBe(200)
  await own.close()
  await fresh.close()
})

test('the first admin is made once, with a password that is shown once', async () => {
  const fresh = await createTestDatabase()
  const deps = { db: fresh.db, clock: server.clock }
  const password = await ensureFirstAdmin(deps)
  expect(password).toBeDefined()
  expect(await ensureFirstAdmin(deps)).toBeUndefined()
  const rows = await fresh.db.select().from(users)
  expect(rows).toMatchObject([{ login: 'admin', role: 'admin', mustChangePassword: true }])
  expect(JSON.stringify(rows)).not.toContain(password)
  await fresh.close()
})

test('what an admin does to people is on record, without passwords', async () => {
  const admin = await server.asRole('admin')
  const login = 'recorded'
  const made = await server.app.inject({
    method: 'POST',
    url: '/api/users',
    headers: admin.headers,
    payload: { login, name: 'R', role: 'agent', password: 'a very secret one' },
  })
  const rows = await server.db
    .select()
    .from(auditRecords)
    .where(eq(auditRecords.subject, `user/${made.json().user.id}`))
  expect(rows).toMatchObject([{ actor: admin.id, action: 'user.create', after: { login } }])
  expect(JSON.stringify(rows)).not.toContain('secret')
})
