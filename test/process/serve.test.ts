import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { putDataDir } from '../support/test-database.ts'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const TIMEOUT = 120_000

let dir: string
let children: ChildProcessWithoutNullStreams[]

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'otvet-process-'))
  children = []
})

afterEach(async () => {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  rmSync(dir, { recursive: true, force: true })
})

/** The command line as a process of its own, on a data directory of this test. */
function otvet(words: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [MAIN, ...words], {
    // A .env of the working directory is none of this test's.
    cwd: dir,
    env: {
      PATH: process.env.PATH,
      DATA_DIR: join(dir, 'data'),
      PORT: '0',
      SANDBOX_PORT: '0',
      DEMO: 'off',
      ...env,
    },
  })
  children.push(child)
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  const ended = once(child, 'exit').then(([code]) => ({ code: code as number | null, out, err }))
  const ready = new Promise<{ url: string; oneTimePassword?: string }>((resolve, reject) => {
    child.stdout.on('data', () => {
      const line = out.split('\n').find((one) => one.includes('"ready":true'))
      if (line) resolve(JSON.parse(line))
    })
    void ended.then(() => reject(new Error(`ended before it was ready: ${out}${err}`)))
  })
  ready.catch(() => {})
  return { child, ended, ready }
}

test(
  'it serves, says so, and ends with 0 when asked to stop, with the request under way answered',
  async () => {
    const { child, ready, ended } = otvet(['serve', '--json'])
    const { url, oneTimePassword } = await ready
    expect(oneTimePassword).toBeDefined()
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' })
    expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ ready: true })
    const underWay = fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'admin', password: oneTimePassword }),
    })
    // Once the server has the request: the answer takes a password hash.
    await fetch(`${url}/healthz`)
    child.kill('SIGTERM')
    expect((await underWay).status).toBe(200)
    expect((await ended).code).toBe(0)

    const again = otvet(['serve', '--json'])
    expect((await again.ready).oneTimePassword).toBeUndefined()
  },
  TIMEOUT,
)

test(
  'a second process on the same data directory is refused, and the first one lives on',
  async () => {
    await putDataDir(join(dir, 'data'))
    const { url } = await otvet(['serve', '--json']).ready
    for (const words of [['serve'], ['migrate'], ['user', 'add', '--login', 'anna']]) {
      const { code, err } = await otvet(words).ended
      expect([words[0], code]).toEqual([words[0], 1])
      expect(err).toMatch(/in use by another Otvet process \(pid \d+\)/)
      expect(err).toContain('DATABASE_URL')
      expect(err).not.toContain(' at ')
    }
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
  },
  TIMEOUT,
)

test(
  'after a crash the next start takes the directory over and finds what was stored',
  async () => {
    await putDataDir(join(dir, 'data'))
    const made = await otvet(['user', 'add', '--login', 'anna', '--json']).ended
    expect(JSON.parse(made.out).user.login).toBe('anna')
    const first = otvet(['serve', '--json'])
    await first.ready
    first.child.kill('SIGKILL')
    await first.ended
    const twice = await otvet(['user', 'add', '--login', 'anna', '--json']).ended
    expect([twice.code, JSON.parse(twice.out).error.code]).toEqual([1, 'login_taken'])
  },
  TIMEOUT,
)

test(
  'mistakes in the configuration are told at once, by name, and end with 2',
  async () => {
    const { code, err } = await otvet(['serve'], { PORT: 'x', LOG_LEVEL: 'loud', MASTER_KEY: 'short' }).ended
    expect(code).toBe(2)
    for (const name of ['PORT', 'LOG_LEVEL', 'MASTER_KEY']) expect(err).toContain(`${name}: expected`)
    expect(err).not.toContain('short')
  },
  TIMEOUT,
)

test(
  'a wrong word on the command line ends with 2',
  async () => {
    expect((await otvet(['serv']).ended).code).toBe(2)
    expect((await otvet(['shop', 'add']).ended).code).toBe(2)
  },
  TIMEOUT,
)

test(
  'a taken port is told in plain words',
  async () => {
    await putDataDir(join(dir, 'data'))
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const address = taken.address()
    const port = typeof address === 'object' ? String(address?.port) : ''
    const { code, err } = await otvet(['serve'], { PORT: port }).ended
    taken.close()
    expect(code).toBe(2)
    expect(err).toContain(`Port ${port} on 127.0.0.1 is taken`)
  },
  TIMEOUT,
)

test(
  'a master key that does not fit the database is refused before anything runs',
  async () => {
    await putDataDir(join(dir, 'data'))
    const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')
    expect((await otvet(['migrate'], { MASTER_KEY: key(1) }).ended).code).toBe(0)
    const { code, err } = await otvet(['migrate'], { MASTER_KEY: key(2) }).ended
    expect(code).toBe(2)
    expect(err).toContain('not the one this database was sealed with')
  },
  TIMEOUT,
)
