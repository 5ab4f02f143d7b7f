import { afterEach, describe, expect, it } from 'vitest'
import { PRODUCTS, SHOP } from '../../test/factories/virtual-sandbox.ts'
import { createSandbox, type Sandbox } from './create-sandbox.ts'
import type { SandboxOptions } from './types.ts'

const running: Sandbox[] = []
afterEach(async () => {
  for (const sandbox of running.splice(0)) await sandbox.close()
})

async function listening(options: Partial<SandboxOptions> = {}) {
  const sandbox = createSandbox({ seed: 5, shops: [{ ...SHOP, products: PRODUCTS }], ...options })
  running.push(sandbox)
  const base = await sandbox.listen()
  const api = (path: string, body: unknown, signal?: AbortSignal) =>
    fetch(base + path, {
      method: 'POST',
      headers: { 'Client-Id': SHOP.clientId, 'Api-Key': SHOP.apiKey, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      ...(signal ? { signal } : {}),
    })
  const control = (path: string, body: unknown, method = 'POST') =>
    fetch(`${base}/sandbox${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  return { sandbox, base, api, control }
}

describe('the sandbox behind a port', () => {
  it('answers the API, links files to itself and keeps silent or breaks off when told to', async () => {
    const { sandbox, base, api } = await listening()
    const { chatId } = sandbox.startChat({ clientId: SHOP.clientId })
    sandbox.buyerSendsPhoto(chatId)
    const history = await (await api('/v3/chat/history', { chat_id: chatId })).text()
    expect(history).toContain(`${base}/v2/chat/file/messenger/`)

    sandbox.faults.set({ timeoutAfterStoring: 'once' })
    const send = { chat_id: chatId, text: 'Ответ' }
    await expect(api('/v1/chat/send/message', send, AbortSignal.timeout(150))).rejects.toMatchObject({
      name: 'TimeoutError',
    })
    sandbox.faults.set({ resetBeforeStoring: 'once' })
    await expect(api('/v1/chat/send/message', send)).rejects.toThrow('fetch failed')
    expect(sandbox.visibleThread(chatId).map((one) => one.text)).toEqual(['', 'Ответ'])
  })

  it('delivers pushes by itself and pings the address first', async () => {
    const types: string[] = []
    const both = Promise.withResolvers<void>()
    const { sandbox } = await listening({
      shops: [{ ...SHOP, pushUrls: ['http://desk.test/hook'] }],
      onPush: async ({ body }) => {
        types.push(JSON.parse(body).message_type)
        if (types.length === 2) both.resolve()
        return {
          status: 200,
          body: '{"result":true,"version":"1","name":"desk","time":"2026-11-22T09:00:00Z"}',
        }
      },
    })
    sandbox.buyerSays(sandbox.startChat({ clientId: SHOP.clientId }).chatId, 'Вопрос')
    await both.promise
    expect(types).toEqual(['TYPE_PING', 'TYPE_NEW_MESSAGE'])
  })

  it('lets one play the buyer, the marketplace and the faults over the control API', async () => {
    const { sandbox, control } = await listening()
    const begun = await control('/chats', {
      buyerName: 'Анна',
      text: 'Подойдёт?',
      order: { scheme: 'FBS', sku: '100200300', state: 'delivering', daysAgo: 2 },
    })
    const { chatId, postingNumber } = (await begun.json()) as { chatId: string; postingNumber: string }
    const first = sandbox.visibleThread(chatId)[0]
    await control(`/chats/${chatId}/messages/${first?.messageId}`, { text: 'Подойдёт на A36?' })
    await control(`/chats/${chatId}/messages`, { text: 'Ау' })
    await control(`/chats/${chatId}/photos`, {})
    await control(`/chats/${chatId}/support`, { text: 'Мы рядом', author: 'Crm' })
    await control(`/chats/${chatId}/cabinet`, { text: 'Да' })
    await control(`/chats/${chatId}/read`, {})
    await control(`/orders/${postingNumber}`, { state: 'delivered' })
    await control('/products/100200300/stock', { fbs: 0 })
    await control('/products/100200300/price', { price: 100 })
    await control('/faults', { dropped: 0.5, slow: 'once' })
    await control('/shops/12345', { subscription: 'PREMIUM' })
    expect(sandbox.visibleThread(chatId).map((one) => [one.authorType, one.text, one.seen])).toEqual([
      ['Customer', 'Подойдёт на A36?', false],
      ['Customer', 'Ау', false],
      ['Customer', '', false],
      ['Crm', 'Мы рядом', true],
      ['Seller', 'Да', true],
    ])
    expect(sandbox.orderOf(chatId)?.state).toBe('delivered')
    expect(sandbox.faults.current()).toEqual({ dropped: { probability: 0.5 }, slow: { times: 1 } })
    const shop = sandbox.shops()[0]
    expect(shop?.subscription).toBe('PREMIUM')
    expect(shop?.products.get('100200300')).toMatchObject({ price: 100, stock: { fbo: 7, fbs: 0 } })
    await control('/faults', {}, 'DELETE')
    expect(sandbox.faults.current()).toEqual({})
  })

  it('says what is wrong with a control request and lets no foreign page in', async () => {
    const { base, control } = await listening()
    const unknown = 'a0000000-0000-4000-a000-000000000000'
    expect((await control('/faults', { noSuchFault: true })).status).toBe(400)
    expect((await control('/chats/not-a-chat/messages', { text: 'x' })).status).toBe(400)
    expect((await control(`/chats/${unknown}/messages`, { text: 'x' })).status).toBe(404)
    expect((await fetch(`${base}/sandbox/chats`, { method: 'POST', body: '{"text":"x"}' })).status).toBe(415)
    const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' }
    expect((await fetch(`${base}/sandbox/faults`, { method: 'DELETE', headers })).status).toBe(415)
  })

  it('serves the page without inline scripts under a strict policy, and pictures without a key', async () => {
    const { sandbox, base } = await listening()
    const page = await fetch(`${base}/`)
    const html = await page.text()
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';")
    expect(html).not.toMatch(/<script(?![^>]*src=)|\son\w+=|style="/)
    const scripts = [...html.matchAll(/(?:src|href)="(\/page\/[^"]+)"/g)].map((match) => match[1])
    for (const path of scripts) expect((await fetch(base + path)).status).toBe(200)
    const { chatId } = sandbox.startChat({ clientId: SHOP.clientId })
    sandbox.buyerSendsPhoto(chatId)
    const picture = await fetch(`${base}/sandbox/files${sandbox.visibleThread(chatId)[0]?.picture}`)
    expect(picture.headers.get('content-type')).toBe('image/png')
    expect((await fetch(`${base}/pictures/100200300`)).headers.get('content-type')).toBe('image/svg+xml')
  })

  it('tells the page of every change as it happens', async () => {
    const { sandbox, base } = await listening()
    const stream = await fetch(`${base}/sandbox/events`)
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    await reader?.read()
    const { chatId } = sandbox.startChat({ clientId: SHOP.clientId })
    expect((await reader?.read())?.value).toContain(`{"kind":"chat","chatId":"${chatId}"}`)
    await reader?.cancel()
  })
})
