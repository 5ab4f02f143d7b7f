import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { temporaryFolder } from './browser.ts'

export const PASSWORD = 'a-long-enough-one'
const READY_WITHIN_MS = 90_000

/** The product itself with its demo sandbox, on free ports and a data folder of its own. */
export async function startRealServer(more: Record<string, string> = {}) {
  const folder = await temporaryFolder()
  const [port, sandboxPort] = [await freePort(), await freePort()]
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('../../src/main.ts', import.meta.url)), 'serve'],
    {
      env: {
        PATH: process.env.PATH,
        PORT: String(port),
        SANDBOX_PORT: String(sandboxPort),
        DATA_DIR: folder.path,
        DEMO: 'on',
        ADMIN_PASSWORD: PASSWORD,
        BURST_QUIET_SECONDS: '1',
        UNDO_SECONDS: '3',
        ...more,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let log = ''
  child.stdout.on('data', (chunk) => {
    log += chunk
  })
  child.stderr.on('data', (chunk) => {
    log += chunk
  })
  const url = `http://localhost:${port}`
  const sandbox = `http://localhost:${sandboxPort}`
  const giveUpAt = Date.now() + READY_WITHIN_MS
  while (!(await answers(`${url}/readyz`))) {
    if (child.exitCode !== null || Date.now() > giveUpAt) throw new Error(`The server did not start:\n${log}`)
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  return {
    url,
    /** A buyer begins a chat; what the buyer sees of it comes back as texts by author. */
    buyerWrites: async (text: string) => {
      const { chatId } = await sandboxCall(`${sandbox}/sandbox/chats`, { text })
      return {
        says: (more: string) => sandboxCall(`${sandbox}/sandbox/chats/${chatId}/messages`, { text: more }),
        sees: async () => JSON.stringify(await sandboxCall(`${sandbox}/sandbox/chats/${chatId}`)),
      }
    },
    setFaults: (faults: object) => sandboxCall(`${sandbox}/sandbox/faults`, faults),
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      await folder.remove()
    },
  }
}

async function answers(url: string) {
  try {
    return (await fetch(url)).ok
  } catch {
    return false
  }
}

async function sandboxCall(url: string, body?: object) {
  const response = await fetch(
    url,
    body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  )
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as { chatId: string }
}

function freePort() {
  return new Promise<number>((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
