import { describe, expect, it } from 'vitest'
import { SHOP, virtualSandbox } from '../../test/factories/virtual-sandbox.ts'

describe('who may call what', () => {
  it('asks for both headers and for the right key', async () => {
    const { sandbox, call } = virtualSandbox()
    expect((await call('/v1/roles', {}, { 'Api-Key': '' })).body.code).toBe(16)
    expect(await call('/v1/roles', {}, { 'Api-Key': 'wrong' })).toMatchObject({
      status: 403,
      body: { code: 7, message: expect.stringMatching(/^Invalid Api-Key/), details: [] },
    })
    sandbox.setShop(SHOP.clientId, { keyState: 'deactivated' })
    expect((await call('/v1/roles')).body.message).toMatch(/^Api-key is deactivated/)
    sandbox.setShop(SHOP.clientId, { keyState: 'wrong-network' })
    expect((await call('/v1/roles')).body.message).toMatch(/restricted to specific IP/)
    sandbox.setShop(SHOP.clientId, { keyState: 'active' })
    expect((await call('/v1/roles')).status).toBe(200)
  })

  it('on a lower subscription lists chats but refuses to read or write those of buyers', async () => {
    const { sandbox, call } = virtualSandbox({}, { subscription: 'PREMIUM', systemChats: true })
    const { chatId } = sandbox.startChat({ clientId: SHOP.clientId })
    sandbox.buyerSays(chatId, 'Вопрос')
    const list = await call('/v3/chat/list', { limit: 10 })
    expect(list.status).toBe(200)
    for (const [path, body] of [
      ['/v3/chat/history', { chat_id: chatId }],
      ['/v1/chat/send/message', { chat_id: chatId, text: 'Ответ' }],
      ['/v2/chat/read', { chat_id: chatId }],
    ] as const) {
      const refused = await call(path, body)
      expect(refused).toMatchObject({ status: 403, body: { code: 7 } })
      expect(refused.body.message).toContain('not available with existing subscription')
    }
    const system = list.body.chats.find(
      (one: { chat: { chat_type: string } }) => one.chat.chat_type === 'SELLER_SUPPORT',
    )
    expect((await call('/v3/chat/history', { chat_id: system?.chat.chat_id })).status).toBe(200)
    expect((await call('/v1/seller/info')).body.subscription).toEqual({ is_premium: true, type: 'PREMIUM' })
    sandbox.setShop(SHOP.clientId, { subscription: 'PREMIUM_PRO' })
    expect((await call('/v3/chat/history', { chat_id: chatId })).status).toBe(200)
  })

  it('refuses a method that no role of the key has', async () => {
    const roles = [{ name: 'Chats, read only', methods: ['/v3/chat/list', '/v1/roles'] }]
    const { call } = virtualSandbox({}, { roles })
    expect((await call('/v1/roles')).body.roles).toEqual(roles)
    expect((await call('/v3/chat/list', { limit: 1 })).status).toBe(200)
    expect(await call('/v3/chat/history', { chat_id: 'x' })).toMatchObject({
      status: 403,
      body: { code: 7, message: 'Api-Key is missing a required role for a method' },
    })
  })

  it('counts 50 requests a second per Client-Id over all methods and then answers 429', async () => {
    const { time, call } = virtualSandbox()
    for (let index = 0; index < 50; index++) {
      const answer = await call(index % 2 ? '/v1/roles' : '/v1/seller/info')
      expect(answer.status).toBe(200)
      expect(answer.headers.get('ratelimit-remaining')).toBe(String(49 - index))
    }
    const over = await call('/v1/roles')
    expect(over).toMatchObject({ status: 429, body: { code: 8 } })
    expect(over.headers.get('retry-after')).toBe('1')
    await time.advance(1000)
    expect((await call('/v1/roles')).status).toBe(200)
  })

  it('closes a method that goes on being flooded', async () => {
    const { time, call } = virtualSandbox({ limits: { requestsPerSecond: 1, refusalsUntilCircleOpens: 5 } })
    for (let index = 0; index < 6; index++) await call('/v1/roles')
    await time.advance(1000)
    expect((await call('/v1/roles')).body.message).toBe('Circle is open')
    await time.advance(120_000)
    expect((await call('/v1/roles')).status).toBe(200)
  })

  it('answers 404 for what is gone and for what never was, 400 for a body that is no JSON', async () => {
    const { call, sandbox } = virtualSandbox()
    expect(await call('/v2/chat/list')).toMatchObject({
      status: 404,
      body: { message: 'obsolete method cannot be used' },
    })
    expect(await call('/v9/nothing')).toMatchObject({ status: 404, body: { code: 5, details: [] } })
    expect((await call('/v3/chat/list', '{"limit":')).status).toBe(400)
    expect((await call('/v3/chat/list', '[]')).status).toBe(400)
    expect((await sandbox.fetch('http://sandbox.test/v3/chat/list')).status).toBe(405)
  })
})
