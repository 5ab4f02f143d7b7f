import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../src/db/open-database.ts'
import { agentOf } from './support/agent.ts'
import { BURST_QUIET_MS, createHouse, type House, UNDO_MS } from './support/house.ts'
import { createTestDatabase } from './support/test-database.ts'

const MINUTE = 60_000

describe('delivery', () => {
  let database: OpenDatabase
  let house: House
  let chatId: string
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    house = await createHouse(database, { seed: Math.floor(Math.random() * 1e6) })
    chatId = house.sandbox.startChat({ clientId: house.clientId }).chatId
    house.sandbox.buyerSays(chatId, 'Когда отправите?')
    await house.advance(BURST_QUIET_MS + 100)
  })
  const shown = () => house.sandbox.visibleThread(chatId).filter((message) => message.from === 'shop')

  async function approveAndWait(ms: number) {
    const agent = agentOf(house)
    const seen = await agent.openFirst()
    await agent.approve(seen)
    await house.advance(UNDO_MS + ms)
    return { agent, seen, after: await agent.reopen(seen) }
  }

  it('whose answer never came is settled by reading: found, never sent again', async () => {
    house.sandbox.faults.set({ timeoutAfterStoring: 'once' })
    const { after } = await approveAndWait(5_000)
    expect(after.replies[0]?.status).toBe('visible')
    expect(shown()).toHaveLength(1)
    expect(house.sandbox.allSends()).toHaveLength(1)
  })

  it('that Ozon called a success and lost is looked for ten minutes, then handed to a person, not repeated', async () => {
    house.sandbox.faults.set({ dropped: 'once' })
    const { agent, seen, after } = await approveAndWait(MINUTE)
    expect(after.replies[0]?.status).toBe('sent')
    await house.advance(12 * MINUTE)
    const lost = await agent.reopen(seen)
    expect(lost.replies[0]).toMatchObject({ status: 'lost', failureCode: 'not_visible' })
    expect(lost.replies[0]?.failureReason?.zh).toContain('十分钟')
    expect(lost.draft).toMatchObject({ origin: 'undelivered', text: seen.draft?.text })
    expect(house.sandbox.allSends()).toHaveLength(1)
    await agent.approve(lost)
    await house.advance(UNDO_MS + 2_000)
    expect(shown()).toHaveLength(1)
  })

  it('thought lost that turns up late is recognised, and the offered copy is withdrawn', async () => {
    house.sandbox.faults.set({ delayedVisibility: { times: 1, delayMs: 15 * MINUTE } })
    const { agent, seen } = await approveAndWait(12 * MINUTE)
    const lost = await agent.reopen(seen)
    expect(lost.replies[0]?.status).toBe('lost')
    // Approved again just before it shows: the reading before the send finds the first one.
    house.setNow(house.clock.now().getTime() + 4 * MINUTE)
    await agent.approve(lost).catch(() => {})
    await house.advance(UNDO_MS + 10 * MINUTE)
    const after = await agent.reopen(seen)
    expect(after.replies.map((reply) => reply.status).sort()).toEqual(['cancelled', 'visible'])
    expect(shown()).toHaveLength(1)
    expect(house.sandbox.allSends()).toHaveLength(1)
  })

  it('that Ozon refused returns to the queue with the reason in plain words', async () => {
    house.sandbox.setShop(house.clientId, { subscription: 'PREMIUM' })
    const { agent, seen, after } = await approveAndWait(MINUTE)
    expect(after.replies[0]).toMatchObject({ status: 'rejected', failureCode: 'subscription_required' })
    expect(after.replies[0]?.failureReason?.ru).toContain('Premium Plus')
    expect(after.draft).toMatchObject({ origin: 'undelivered', text: seen.draft?.text })
    house.sandbox.setShop(house.clientId, { subscription: 'PREMIUM_PLUS' })
    await agent.approve(after)
    await house.advance(UNDO_MS + 2_000)
    expect(shown()).toHaveLength(1)
  })

  it('that met the limit waits as long as Ozon says and goes once', async () => {
    house.sandbox.faults.set({ rateLimited: { times: 1, methods: ['/v1/chat/send/message'] } })
    const { after } = await approveAndWait(MINUTE)
    expect(after.replies[0]?.status).toBe('visible')
    expect(shown()).toHaveLength(1)
  })

  it('stops when the buyer writes between approval and sending, even if no push told', async () => {
    const agent = agentOf(house)
    const seen = await agent.openFirst()
    await agent.approve(seen)
    house.sandbox.faults.set({ pushLost: true })
    house.sandbox.buyerSays(chatId, 'Уже не надо, отменил.')
    await house.advance(UNDO_MS + 1_000)
    const after = await agent.reopen(seen)
    expect(after.replies[0]).toMatchObject({ status: 'cancelled', failureCode: 'new_message' })
    expect(house.sandbox.allSends()).toHaveLength(0)
    await house.advance(BURST_QUIET_MS)
    expect((await agent.reopen(seen)).draft?.text).toContain('Уже не надо')
  })

  it('by a worker killed in the middle of sending is found by the next one, not sent again', async () => {
    for (const steps of [0, 4, 8, 10, 12, 14, 16, 18, 20, 22, 24, 28, 32]) {
      const { chatId: other } = house.sandbox.startChat({ clientId: house.clientId })
      house.sandbox.buyerSays(other, `Вопрос ${steps}`)
      await house.advance(BURST_QUIET_MS + 100)
      const agent = agentOf(house)
      const seen = await agent.openFirst()
      const target = seen.messages[0]?.text === `Вопрос ${steps}` ? seen : undefined
      if (!target) await agent.approve(seen)
      else {
        await agent.approve(target)
        await house.advance(UNDO_MS - 100)
        house.killSwitch.arm(steps)
      }
      await house.advance(30 * MINUTE)
      house.killSwitch.disarm()
    }
    await house.advance(30 * MINUTE)
    for (const chat of house.sandbox.chats(house.clientId)) {
      const texts = house.sandbox
        .visibleThread(chat.chatId)
        .filter((message) => message.from === 'shop')
        .map((message) => message.text)
      expect(new Set(texts).size).toBe(texts.length)
    }
    const stored = house.sandbox.allSends().filter((send) => send.outcome === 'stored')
    expect(new Set(stored.map((send) => send.text)).size).toBe(stored.length)
  })

  it('whose answer never came and which shows only minutes later is still sent once', async () => {
    house.sandbox.faults.set({
      timeoutAfterStoring: 'once',
      delayedVisibility: { times: 1, delayMs: 4 * MINUTE },
    })
    const { agent, seen, after } = await approveAndWait(2 * MINUTE)
    expect(after.replies[0]?.status).toBe('uncertain')
    await house.advance(6 * MINUTE)
    expect((await agent.reopen(seen)).replies[0]?.status).toBe('visible')
    expect(house.sandbox.allSends()).toHaveLength(1)
  })

  it('by a worker killed right after the request, shown only minutes later, is still sent once', async () => {
    const agent = agentOf(house)
    const seen = await agent.openFirst()
    await agent.approve(seen)
    house.sandbox.faults.set({ delayedVisibility: { times: 1, delayMs: 5 * MINUTE } })
    await house.advance(UNDO_MS - 10)
    house.killSwitch.killAfterRequest('/v1/chat/send/message')
    await house.advance(4 * MINUTE)
    expect((await agent.reopen(seen)).replies[0]).toMatchObject({ status: 'uncertain' })
    await house.advance(6 * MINUTE)
    expect((await agent.reopen(seen)).replies[0]?.status).toBe('visible')
    expect(house.sandbox.allSends()).toHaveLength(1)
  })

  it('that finds nobody until its window closed goes back to a person, and is not sent when the marketplace is back', async () => {
    const agent = agentOf(house)
    const seen = await agent.openFirst()
    await agent.approve(seen)
    house.sandbox.faults.set({ errorBeforeStoring: { methods: ['/v3/chat/history'] } })
    const windowEnd = Date.parse(seen.messages.at(-1)?.sentAt ?? '') + 48 * 60 * MINUTE
    house.setNow(windowEnd - 10 * MINUTE)
    await house.advance(9 * MINUTE)
    expect((await agent.reopen(seen)).replies[0]?.status).toBe('queued')
    await house.advance(10 * MINUTE)
    expect((await agent.reopen(seen)).replies[0]).toMatchObject({
      status: 'rejected',
      failureCode: 'window_closed',
    })
    house.sandbox.faults.clear()
    await house.advance(30 * MINUTE)
    expect(house.sandbox.allSends()).toEqual([])
  })

  it('whose method the marketplace switched off is given back with that reason', async () => {
    const agent = agentOf(house)
    const seen = await agent.openFirst()
    await agent.approve(seen)
    house.retire('/v3/chat/history')
    await house.advance(UNDO_MS + 2_000)
    expect((await agent.reopen(seen)).replies[0]).toMatchObject({
      status: 'rejected',
      failureCode: 'method_retired',
    })
    expect(house.sandbox.allSends()).toEqual([])
  })

  it('that has to wait past the end of the window is not sent at all', async () => {
    const [question] = house.sandbox.visibleThread(chatId)
    const windowEnd = Date.parse(question?.at ?? '') + 48 * 60 * MINUTE
    house.setNow(windowEnd - MINUTE)
    house.sandbox.faults.set({
      circleOpen: { times: 1, methods: ['/v1/chat/send/message'], delayMs: 2 * MINUTE },
    })
    const { after } = await approveAndWait(5 * MINUTE)
    expect(after.replies[0]).toMatchObject({ status: 'rejected', failureCode: 'window_closed' })
    // Ozon would refuse it too: not even the request is made.
    expect(house.sandbox.allSends().filter((send) => send.at >= windowEnd)).toEqual([])
    expect(shown()).toHaveLength(0)
  })

  it('with an objection of Ozon beside the text goes back to a person with that objection', async () => {
    house.sandbox.faults.set({ moderated: 'once' })
    const { after } = await approveAndWait(5_000)
    expect(after.replies[0]).toMatchObject({ status: 'rejected', failureCode: 'withheld' })
    expect(after.draft?.origin).toBe('undelivered')
    expect(shown()).toHaveLength(0)
  })
})
