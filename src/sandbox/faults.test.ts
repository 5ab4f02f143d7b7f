import { describe, expect, it } from 'vitest'
import { SHOP, virtualSandbox } from '../../test/factories/virtual-sandbox.ts'
import type { FaultName, FaultSetting } from './faults.ts'

function withQuestion(faults: Partial<Record<FaultName, FaultSetting>>) {
  const made = virtualSandbox()
  const { chatId } = made.sandbox.startChat({ clientId: SHOP.clientId })
  made.sandbox.buyerSays(chatId, 'Вопрос')
  made.sandbox.faults.set(faults)
  const send = (text = 'Ответ') => made.call('/v1/chat/send/message', { chat_id: chatId, text })
  const history = async () => {
    const { body } = await made.call('/v3/chat/history', { chat_id: chatId })
    return body.messages.map((one: { data: string[] }) => one.data.join('|'))
  }
  const buyerSees = () => made.sandbox.visibleThread(chatId).map((one) => one.text)
  return { ...made, chatId, send, history, buyerSees }
}

describe('faults of a send', () => {
  it('timeout after storing: no answer, and the message is there', async () => {
    const { sandbox, send, history, buyerSees } = withQuestion({ timeoutAfterStoring: 'once' })
    await expect(send()).rejects.toMatchObject({ name: 'TimeoutError' })
    expect(await history()).toEqual(['Ответ', 'Вопрос'])
    expect(buyerSees()).toEqual(['Вопрос', 'Ответ'])
    expect(sandbox.allSends()).toMatchObject([
      { outcome: 'stored', status: null, fault: 'timeoutAfterStoring' },
    ])
    expect((await send('Второй')).status).toBe(200)
  })

  it('timeout and reset before storing: no answer, and nothing is there', async () => {
    const { sandbox, send, buyerSees } = withQuestion({ timeoutBeforeStoring: 'once' })
    await expect(send()).rejects.toMatchObject({ name: 'TimeoutError' })
    sandbox.faults.set({ resetBeforeStoring: 'once' })
    await expect(send()).rejects.toMatchObject({ message: 'fetch failed', cause: { code: 'ECONNRESET' } })
    expect(buyerSees()).toEqual(['Вопрос'])
    expect(sandbox.allSends().map((one) => one.outcome)).toEqual(['not-reached', 'not-reached'])
  })

  it('reset after storing: the connection breaks, and the message is there', async () => {
    const { send, buyerSees } = withQuestion({ resetAfterStoring: 'once' })
    await expect(send()).rejects.toThrow('fetch failed')
    expect(buyerSees()).toEqual(['Вопрос', 'Ответ'])
  })

  it('dropped: the answer says success and nothing was stored', async () => {
    const { sandbox, send, history, buyerSees } = withQuestion({ dropped: 'once' })
    expect(await send()).toMatchObject({ status: 200, body: { result: 'success' } })
    expect(await history()).toEqual(['Вопрос'])
    expect(buyerSees()).toEqual(['Вопрос'])
    expect(sandbox.allSends()).toMatchObject([{ outcome: 'dropped', status: 200 }])
  })

  it('delayed visibility: the buyer has it at once, history only later', async () => {
    const { time, send, history, buyerSees } = withQuestion({
      delayedVisibility: { times: 1, delayMs: 8000 },
    })
    expect((await send()).status).toBe(200)
    expect(buyerSees()).toEqual(['Вопрос', 'Ответ'])
    await time.advance(7999)
    expect(await history()).toEqual(['Вопрос'])
    await time.advance(1)
    expect(await history()).toEqual(['Ответ', 'Вопрос'])
  })

  it('5xx after storing keeps the message, 5xx before storing does not', async () => {
    const { sandbox, send, buyerSees } = withQuestion({ errorAfterStoring: { times: 1, status: 502 } })
    expect((await send('первый')).status).toBe(502)
    sandbox.faults.set({ errorBeforeStoring: 'once' })
    expect(await send('второй')).toMatchObject({ status: 500, body: { code: 13, message: 'Internal error' } })
    expect(buyerSees()).toEqual(['Вопрос', 'первый'])
    expect(sandbox.allSends().map(({ outcome, status }) => [outcome, status])).toEqual([
      ['stored', 502],
      ['not-reached', 500],
    ])
  })

  it('moderated: history shows the reason and the text, the buyer nothing', async () => {
    const { send, history, buyerSees } = withQuestion({ moderated: 'once' })
    await send()
    expect(await history()).toEqual(['Сообщение не прошло проверку|Ответ', 'Вопрос'])
    expect(buyerSees()).toEqual(['Вопрос'])
  })
})

describe('faults of any method', () => {
  it('stale history answers as of some time ago, edits undone', async () => {
    const { sandbox, time, chatId, history } = withQuestion({})
    await time.advance(60_000)
    const { messageId } = sandbox.buyerSays(chatId, 'новое')
    await time.advance(20_000)
    sandbox.buyerEdits(chatId, messageId, 'исправленное')
    sandbox.faults.set({ staleHistory: { times: 2, delayMs: 10_000 } })
    expect(await history()).toEqual(['новое', 'Вопрос'])
    await time.advance(5_000)
    sandbox.faults.set({ staleHistory: { times: 1, delayMs: 70_000 } })
    expect(await history()).toEqual(['Вопрос'])
    expect(await history()).toEqual(['исправленное', 'Вопрос'])
  })

  it('429 carries Retry-After, the open circle closes one method for its time', async () => {
    const { sandbox, time, call, send } = withQuestion({
      rateLimited: { times: 1, methods: ['/v3/chat/list'] },
    })
    expect((await send()).status).toBe(200)
    const limited = await call('/v3/chat/list', { limit: 10 })
    expect(limited.status).toBe(429)
    expect(limited.headers.get('retry-after')).toBe('1')
    expect(limited.headers.get('x-o3-trace-id')).toMatch(/^[0-9a-f]{32}$/)

    sandbox.faults.set({ circleOpen: { times: 1, delayMs: 60_000, methods: ['/v1/chat/send/message'] } })
    expect(await send()).toMatchObject({ status: 429, body: { message: 'Circle is open' } })
    expect((await call('/v3/chat/list', { limit: 10 })).status).toBe(200)
    await time.advance(59_999)
    expect((await send()).status).toBe(429)
    await time.advance(1)
    expect((await send()).status).toBe(200)
  })

  it('the same seed throws the same dice, another seed others', async () => {
    const outcomes = async (seed: number) => {
      const { sandbox, call } = virtualSandbox({ seed, limits: { requestsPerSecond: 1000 } })
      const { chatId } = sandbox.startChat({ clientId: SHOP.clientId })
      sandbox.buyerSays(chatId, 'Вопрос')
      sandbox.faults.set({ dropped: 0.3, errorAfterStoring: 0.3, timeoutBeforeStoring: 0.2 })
      for (let index = 0; index < 40; index++) {
        await call('/v1/chat/send/message', { chat_id: chatId, text: `${index}` }).catch(() => {})
      }
      return sandbox.allSends().map((one) => `${one.outcome}:${one.status}`)
    }
    expect(await outcomes(3)).toEqual(await outcomes(3))
    expect(await outcomes(3)).not.toEqual(await outcomes(4))
    expect(new Set(await outcomes(3)).size).toBeGreaterThan(3)
  })

  it('concerns only the shop, chat and method it was set for', async () => {
    const { sandbox, chatId, send, buyerSees } = withQuestion({ dropped: { chatId: 'another' } })
    await send('1')
    sandbox.faults.set({ dropped: { clientId: '999' } })
    await send('2')
    sandbox.faults.set({ dropped: { chatId, methods: ['/v1/chat/send/file'] } })
    await send('3')
    sandbox.faults.set({ dropped: { chatId } })
    await send('4')
    sandbox.faults.clear()
    await send('5')
    expect(buyerSees()).toEqual(['Вопрос', '1', '2', '3', '5'])
    expect(sandbox.faults.hits()).toEqual({ dropped: 1 })
  })
})
