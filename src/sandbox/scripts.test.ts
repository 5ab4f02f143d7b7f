import { describe, expect, it } from 'vitest'
import { SHOP, virtualSandbox } from '../../test/factories/virtual-sandbox.ts'
import type { SandboxScript } from './types.ts'

const burst: SandboxScript = {
  id: 'burst',
  buyerName: 'Ольга',
  order: { scheme: 'FBS', sku: '100200301', size: '46', state: 'delivered', daysAgo: 3 },
  steps: [
    { do: 'say', text: 'Здраствуйте', afterSeconds: 0 },
    { do: 'say', text: 'куртка порвалась', afterSeconds: 4 },
    { do: 'photo', caption: 'вот тут', afterSeconds: 6 },
    { do: 'edit', message: 1, text: 'куртка порвалась по шву', afterSeconds: 10 },
  ],
  followUp: 'Спасибо!',
}
const single = (id: string): SandboxScript => ({ id, steps: [{ do: 'say', text: id, afterSeconds: 0 }] })

describe('scripted buyers', () => {
  it('write in bursts, send photos and correct themselves at the speed asked for', async () => {
    const { sandbox, time } = virtualSandbox()
    const run = sandbox.runScripts([burst], { speed: 2 })
    const thread = () => sandbox.visibleThread(run.started.get('burst') ?? '')
    expect(thread().map((one) => one.text)).toEqual(['Здраствуйте'])
    await time.advance(2_000)
    expect(thread().length).toBe(2)
    await time.advance(3_000)
    expect(thread().map((one) => one.picture !== undefined)).toEqual([false, false, true])
    await time.advance(5_000)
    expect(thread().map((one) => one.text)).toEqual(['Здраствуйте', 'куртка порвалась по шву', 'вот тут'])
    await run.done
    expect(sandbox.chats()[0]).toMatchObject({
      buyer: 'Ольга',
      sku: '100200301',
      order: { scheme: 'FBS', state: 'delivered' },
    })
  })

  it('read the first answer and write once more after it, but only once', async () => {
    const { sandbox, time, call } = virtualSandbox()
    const run = sandbox.runScripts([burst])
    const chatId = run.started.get('burst') ?? ''
    await time.advance(30_000)
    await call('/v1/chat/send/message', { chat_id: chatId, text: 'Нам очень жаль' })
    await time.advance(30_000)
    await call('/v1/chat/send/message', { chat_id: chatId, text: 'Обращайтесь' })
    await time.advance(30_000)
    const thread = sandbox.visibleThread(chatId)
    expect(thread.filter((one) => one.text === 'Спасибо!').length).toBe(1)
    expect(thread.filter((one) => one.from === 'shop').map((one) => one.seen)).toEqual([true, true])
  })

  it('come a few at once and then one by one, and stop when told', async () => {
    const { sandbox, time } = virtualSandbox()
    const scripts = ['a', 'b', 'c', 'd', 'e', 'f'].map(single)
    const run = sandbox.runScripts(scripts, { clientId: SHOP.clientId, atOnce: 2, everySeconds: 10 })
    expect(run.started.size).toBe(2)
    await time.advance(10_000)
    expect(run.started.size).toBe(3)
    await time.advance(20_000)
    expect(run.started.size).toBe(5)
    run.stop()
    await time.advance(100_000)
    expect(run.started.size).toBe(5)
    await run.done
  })
})
