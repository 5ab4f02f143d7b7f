import { createServer, type Socket } from 'node:net'
import { expect, it, vi } from 'vitest'
import { listen } from './listen.ts'
import type { OpenDatabase } from './open-database.ts'

const message = (type: string, body: Buffer) =>
  Buffer.concat([Buffer.from(type), Buffer.from(new Uint32Array([body.length + 4]).buffer).reverse(), body])
const READY = message('Z', Buffer.from('I'))
const WELCOME = Buffer.concat([message('R', Buffer.alloc(4)), READY])
const DONE = Buffer.concat([message('C', Buffer.from('LISTEN\0')), READY])

/** As much of a PostgreSQL server as listening needs; `isAway`: it hangs up on whoever calls. */
async function startStandIn() {
  const state = { isAway: false, calls: 0 }
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    state.calls += 1
    open.add(socket)
    socket.on('error', () => undefined)
    if (state.isAway) return void socket.destroy()
    socket.once('data', () => {
      socket.write(WELCOME)
      socket.on('data', (data) => data[0] === 'Q'.charCodeAt(0) && socket.write(DONE))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    state,
    url: `postgres://otvet@127.0.0.1:${port}/otvet`,
    hangUp: () => {
      for (const socket of open) socket.destroy()
      open.clear()
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

it('calls a server that is away once each time, and hears it again when it is back', async () => {
  const standIn = await startStandIn()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const heard = vi.fn()
    const driver = { kind: 'postgres', url: standIn.url } as unknown as OpenDatabase['driver']
    const stop = await listen(driver, 'changes', heard)
    expect(heard).toHaveBeenCalledTimes(1)
    const settle = async () => {
      for (let i = 0; i < 60; i++) await new Promise((resolve) => setImmediate(resolve))
    }
    const pass = async () => {
      await settle()
      await vi.advanceTimersByTimeAsync(2_000)
      await settle()
    }
    standIn.state.isAway = true
    standIn.hangUp()
    for (let round = 0; round < 5; round++) await pass()
    expect(standIn.state.calls).toBe(1 + 5)
    standIn.state.isAway = false
    await pass()
    expect(heard).toHaveBeenCalledTimes(2)
    await stop()
    standIn.hangUp()
    for (let round = 0; round < 2; round++) await pass()
    expect(standIn.state.calls).toBe(1 + 6)
  } finally {
    vi.useRealTimers()
    standIn.hangUp()
    await standIn.close()
  }
})
