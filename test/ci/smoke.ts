import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** The built server as a newcomer starts it: `npm start`, nothing configured but free ports and a new folder. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const STOP_MS = 10_000
const FIRST_DRAFT_MS = 60_000
const COMPARED_MS = 120_000

let dataDir: string
let server: Started
let cookie: string

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'otvet-smoke-'))
  server = npmStart()
  await server.until(/Console +http/)
})

afterAll(async () => {
  if (server && server.process.exitCode === null && server.process.signalCode === null) {
    process.kill(-(server.process.pid ?? 0), 'SIGKILL')
    await server.ended
  }
  rmSync(dataDir, { recursive: true, force: true })
})

test('it is alive and ready, and serves the console', async () => {
  expect(await (await call('/healthz')).json()).toEqual({ status: 'ok' })
  expect(await (await call('/readyz')).json()).toMatchObject({ ready: true })
  const page = await call('/')
  expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')])
  const script = /src="([^"]+\.js)"/.exec(await page.text())?.[1] ?? ''
  expect((await call(script)).status).toBe(200)
})

test('the one-time password that it printed opens the door once it is changed', async () => {
  const password = /one-time password (\S+)/.exec(server.output())?.[1] ?? ''
  const signedIn = await call('/api/session', { login: 'admin', password })
  expect(await signedIn.json()).toMatchObject({ user: { login: 'admin', mustChangePassword: true } })
  cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const changed = await call('/api/password', { currentPassword: password, newPassword: 'a longer password' })
  expect(changed.status).toBe(200)
})

test('the demo shop has drafts to approve within a minute', async () => {
  const until = Date.now() + FIRST_DRAFT_MS
  let drafts: unknown[] = []
  while (drafts.length === 0 && Date.now() < until) {
    await sleep(500)
    const { items } = (await (await call('/api/inbox?status=todo')).json()) as {
      items: { draftState: string }[]
    }
    drafts = items.filter(({ draftState }) => draftState === 'pending')
  }
  expect(drafts.length).toBeGreaterThan(0)
})

test('it compares what the demo shop knows, in a thread of its own', async () => {
  const waiting = async () => {
    const { waiting: left } = (await (await call('/api/findings')).json()) as { waiting: number }
    return left
  }
  const until = Date.now() + COMPARED_MS
  while ((await waiting()) > 0 && Date.now() < until) await sleep(1_000)
  expect(await waiting()).toBe(0)
})

test('a second one on the same folder is refused and says why', async () => {
  const second = npmStart()
  const code = await second.ended
  expect(code).not.toBe(0)
  expect(second.output()).toMatch(/in use by another Otvet process/)
  expect((await call('/readyz')).status).toBe(200)
})

test('it ends by itself, with 0, within ten seconds of SIGTERM', async () => {
  // Somebody who began a request and never ends it must not hold the server up.
  const half = connect(Number(new URL(base()).port), '127.0.0.1')
  half.on('error', () => {})
  half.write('POST /api/session HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n{')
  await once(half, 'connect')
  const askedAt = Date.now()
  process.kill(serverPid(), 'SIGTERM')
  expect(await server.ended).toBe(0)
  expect(Date.now() - askedAt).toBeLessThan(STOP_MS)
})

test('it starts again on what it left, and a SIGTERM for npm does not leave it behind', async () => {
  server = npmStart()
  await server.until(/Console +http/)
  expect(server.output()).not.toContain('one-time password')
  const pid = serverPid()
  server.process.kill('SIGTERM')
  await server.ended
  // npm goes at once and does not wait; the server finishes what it was doing.
  const until = Date.now() + STOP_MS
  while (isAlive(pid) && Date.now() < until) await sleep(50)
  expect(isAlive(pid)).toBe(false)
  expect(existsSync(lockFile())).toBe(false)
})

const lockFile = () => join(dataDir, 'otvet.lock')
const serverPid = () => Number(readFileSync(lockFile(), 'utf8').split(' ')[0])

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

type Started = {
  process: ChildProcess
  ended: Promise<number | null>
  output(): string
  until(pattern: RegExp): Promise<void>
}

function npmStart(): Started {
  const { PATH, HOME } = process.env
  const child = spawn('npm', ['start'], {
    cwd: ROOT,
    env: { PATH, HOME, DATA_DIR: dataDir, PORT: '0', SANDBOX_PORT: '0' },
    // A group of its own, so that nothing is left behind when a test fails.
    detached: true,
  })
  let text = ''
  const take = (chunk: Buffer) => {
    text += chunk.toString()
  }
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  return {
    process: child,
    ended,
    output: () => text,
    until: async (pattern) => {
      let isOver = false
      void ended.then(() => {
        isOver = true
      })
      while (!pattern.test(text)) {
        if (isOver) throw new Error(`it ended before it was ready:\n${text}`)
        await sleep(50)
      }
    },
  }
}

const base = () => /Console +(http\S+)/.exec(server.output())?.[1] ?? ''

function call(path: string, body?: object): Promise<Response> {
  const headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' }
  if (cookie) headers.cookie = cookie
  if (body) headers['content-type'] = 'application/json'
  return fetch(
    `${base()}${path}`,
    body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers },
  )
}
