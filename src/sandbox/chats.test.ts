import { describe, expect, it } from 'vitest'
import { SHOP, virtualSandbox } from '../../test/factories/virtual-sandbox.ts'

const HOUR = 3_600_000

describe('chats over the API', () => {
  it('gives message ids above 2^53 as JSON numbers, exact to the digit, neighbours a double can not tell apart', async () => {
    const { sandbox } = virtualSandbox()
    const { chatId } = sandbox.startChat({ clientId: SHOP.clientId })
    const first = sandbox.buyerSays(chatId, 'Здравствуйте').messageId
    const second = sandbox.buyerSays(chatId, 'Есть кто?').messageId
    const answer = await sandbox.handle({
      method: 'POST',
      path: '/v3/chat/history',
      headers: { 'client-id': SHOP.clientId, 'api-key': SHOP.apiKey },
      bodyText: JSON.stringify({ chat_id: chatId }),
    })
    if (answer.kind !== 'answer') throw new Error('no answer')
    expect(String(answer.body)).toContain(`"message_id":${first},`)
    expect(String(answer.body)).toContain(`"message_id":${second},`)
    expect(BigInt(first) > 2n ** 53n).toBe(true)
    expect(Number(first)).toBe(Number(second))
    expect(first).not.toBe(second)
  })

  it('reads newest first, oldest first only from a message that exists, and knows directions by exact case', async () => {
    const { sandbox, call } = virtualSandbox()
    const { chatId } = sandbox.startChat({ clientId: SHOP.clientId })
    const ids = ['раз', 'два', 'три'].map((text) => sandbox.buyerSays(chatId, text).messageId)
    const idsOf = (body: { messages: { message_id: string }[] }) => body.messages.map((one) => one.message_id)

    const backward = await call('/v3/chat/history', { chat_id: chatId, limit: 2 })
    expect(idsOf(backward.body)).toEqual([ids[2], ids[1]])
    expect(backward.body.has_next).toBe(true)

    const forward = await call(
      '/v3/chat/history',
      `{"chat_id":"${chatId}","direction":"Forward","from_message_id":${ids[1]}}`,
    )
    expect(idsOf(forward.body)).toEqual([ids[1], ids[2]])

    for (const from of ['', ',"from_message_id":1', `,"from_message_id":${BigInt(ids[1] ?? 0) - 1n}`]) {
      const empty = await call('/v3/chat/history', `{"chat_id":"${chatId}","direction":"Forward"${from}}`)
      expect(empty.body).toEqual({ has_next: false, messages: [] })
    }
    expect((await call('/v3/chat/history', { chat_id: chatId, direction: 'forward' })).status).toBe(400)

    const picked = await call('/v3/chat/history', { chat_id: chatId, filter: { message_ids: [ids[1]] } })
    expect(idsOf(picked.body)).toEqual([ids[1]])
  })

  it('pages through the list with an opaque cursor and gives every chat once', async () => {
    const { sandbox, call } = virtualSandbox({ limits: { requestsPerSecond: Number.POSITIVE_INFINITY } })
    const made = new Set<string>()
    for (let index = 0; index < 23; index++) {
      const { chatId } = sandbox.startChat({ clientId: SHOP.clientId })
      if (index % 5 !== 0) sandbox.buyerSays(chatId, `Вопрос ${index}`)
      made.add(chatId)
    }
    const seen: string[] = []
    let cursor = ''
    do {
      const { body } = await call('/v3/chat/list', { limit: 5, cursor })
      seen.push(...body.chats.map((one: { chat: { chat_id: string } }) => one.chat.chat_id))
      expect(body.has_next).toBe(body.cursor !== '')
      cursor = body.cursor
    } while (cursor !== '')
    expect(seen.toSorted()).toEqual([...made].toSorted())
    expect((await call('/v3/chat/list', { limit: 5, cursor: 'made-up' })).status).toBe(400)
  })

  it('keeps the limits: 100 chats, 1000 messages, 1 to 1000 characters', async () => {
    const { sandbox, call } = virtualSandbox()
    const { chatId } = sandbox.startChat({ clientId: SHOP.clientId })
    sandbox.buyerSays(chatId, 'Вопрос')
    expect((await call('/v3/chat/list', { limit: 101 })).status).toBe(400)
    expect((await call('/v3/chat/history', { chat_id: chatId, limit: 1001 })).status).toBe(400)
    for (const text of ['', 'я'.repeat(1001)]) {
      const refused = await call('/v1/chat/send/message', { chat_id: chatId, text })
      expect(refused.status).toBe(400)
      expect(refused.body.code).toBe(3)
      expect(refused.body.details).toEqual([])
    }
    expect((await call('/v1/chat/send/message', { chat_id: chatId, text: '🙂'.repeat(1000) })).status).toBe(
      200,
    )
  })

  it('lets system chats leak into the list and into the unread counts', async () => {
    const { sandbox, call } = virtualSandbox({}, { systemChats: true })
    const { chatId } = sandbox.startChat({ clientId: SHOP.clientId })
    sandbox.buyerSays(chatId, 'Вопрос')
    const { body } = await call('/v3/chat/list', {
      limit: 100,
      filter: { chat_status: 'OPENED', unread_only: true },
    })
    const types = body.chats.map((one: { chat: { chat_type: string } }) => one.chat.chat_type)
    expect(types).toEqual(['BUYER_SELLER', 'UNSPECIFIED', 'SELLER_SUPPORT'])
    expect(body.total_unread_count).toBe(5)
    expect(body.chats[0]?.unread_count).toBe(1)
  })

  it('shows an edited text under the same id and counts read messages down', async () => {
    const { sandbox, call } = virtualSandbox()
    const { chatId } = sandbox.startChat({ clientId: SHOP.clientId })
    const { messageId } = sandbox.buyerSays(chatId, 'A35')
    sandbox.buyerSays(chatId, 'спасибо')
    sandbox.buyerEdits(chatId, messageId, 'A36')
    const { body } = await call('/v3/chat/history', { chat_id: chatId })
    expect(body.messages[1]).toMatchObject({ message_id: messageId, data: ['A36'], is_read: false })
    const read = await call('/v2/chat/read', `{"chat_id":"${chatId}","from_message_id":${messageId}}`)
    expect(read.body).toEqual({ unread_count: 1 })
    expect(sandbox.visibleThread(chatId).map(({ text, edited, seen }) => [text, edited, seen])).toEqual([
      ['A36', true, true],
      ['спасибо', false, false],
    ])
  })

  it('serves a photo only to the shop that owns the chat, as a PNG', async () => {
    const { sandbox, call } = virtualSandbox({
      quirks: { pictureAsLink: 0, captionInSameItem: 0, isImageForgotten: 0 },
    })
    const { chatId } = sandbox.startChat({ clientId: SHOP.clientId })
    sandbox.buyerSendsPhoto(chatId, 'вот так пришло')
    const { body } = await call('/v3/chat/history', { chat_id: chatId })
    expect(body.messages[0]?.data[0]).toBe('вот так пришло')
    const url = /^!\[\]\((.+)\)$/.exec(body.messages[0]?.data[1] ?? '')?.[1] ?? ''
    expect(url).toMatch(/^http:\/\/sandbox\.test\/v2\/chat\/file\//)
    const headers = { 'Client-Id': SHOP.clientId, 'Api-Key': SHOP.apiKey }
    const file = await sandbox.fetch(url, { headers })
    expect(file.headers.get('content-type')).toBe('image/png')
    expect(
      Buffer.from(await file.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
    expect((await sandbox.fetch(url)).status).toBe(401)
  })
})

describe('reply windows', () => {
  const send = { text: 'Добрый день!' }

  it('without an FBS order the shop may write until 48 hours after the last word of the buyer', async () => {
    const { sandbox, time, call } = virtualSandbox()
    const { chatId } = sandbox.startChat({ clientId: SHOP.clientId })
    expect((await call('/v1/chat/send/message', { chat_id: chatId, ...send })).status).toBe(403)
    sandbox.buyerSays(chatId, 'Вопрос')
    await time.advance(48 * HOUR)
    expect((await call('/v1/chat/send/message', { chat_id: chatId, ...send })).status).toBe(200)
    await time.advance(1)
    const late = await call('/v1/chat/send/message', { chat_id: chatId, ...send })
    expect(late).toMatchObject({ status: 403, body: { code: 7, message: 'access period has expired' } })
    expect(sandbox.allSends().map((one) => one.outcome)).toEqual(['refused', 'stored', 'refused'])
  })

  it('with an FBS order the shop may write from payment to 72 hours after delivery', async () => {
    const { sandbox, time, call } = virtualSandbox()
    const order = sandbox.createOrder({
      clientId: SHOP.clientId,
      scheme: 'FBS',
      sku: '100200300',
      state: 'delivering',
    })
    const { chatId } = sandbox.startChat({ clientId: SHOP.clientId, order: order.postingNumber })
    const trySend = async () => (await call('/v1/chat/send/message', { chat_id: chatId, ...send })).status
    await time.advance(1000 * HOUR)
    expect(await trySend()).toBe(200)
    sandbox.changeOrder(order.postingNumber, 'delivered')
    await time.advance(72 * HOUR)
    expect(await trySend()).toBe(200)
    await time.advance(1)
    expect(await trySend()).toBe(403)
    sandbox.buyerSays(chatId, 'Ещё вопрос')
    expect(await trySend()).toBe(200)
  })

  it('an FBO order opens nothing, and nobody writes into a closed chat', async () => {
    const { sandbox, call } = virtualSandbox()
    const { chatId } = sandbox.startChat({
      clientId: SHOP.clientId,
      order: { scheme: 'FBO', sku: '100200300', state: 'delivering', daysAgo: 2 },
    })
    const trySend = async () => (await call('/v1/chat/send/message', { chat_id: chatId, ...send })).status
    expect(await trySend()).toBe(403)
    sandbox.buyerSays(chatId, 'Где заказ?')
    expect(await trySend()).toBe(200)
    sandbox.closeChat(chatId)
    expect(await trySend()).toBe(403)
  })

  it('the shop starts a chat about an FBS order near payment or delivery, never about an FBO one', async () => {
    const { sandbox, time, call } = virtualSandbox()
    const make = (scheme: 'FBO' | 'FBS') =>
      sandbox.createOrder({ clientId: SHOP.clientId, scheme, sku: '100200300' }).postingNumber
    const [fbs, fbo, late] = [make('FBS'), make('FBO'), make('FBS')]
    const started = await call('/v1/chat/start', { posting_number: fbs })
    expect(started.status).toBe(200)
    const again = await call('/v1/chat/start', { posting_number: fbs })
    expect(again.body).toEqual(started.body)
    expect((await call('/v1/chat/start', { posting_number: fbo })).status).toBe(403)
    await time.advance(72 * HOUR + 1)
    expect((await call('/v1/chat/start', { posting_number: late })).status).toBe(403)
  })

  it('when asked, refuses a second seller message before the buyer spoke', async () => {
    const { sandbox, call } = virtualSandbox({ policy: { refuseSecondSellerMessage: true } })
    const { chatId } = sandbox.startChat({
      clientId: SHOP.clientId,
      order: { scheme: 'FBS', sku: '100200300' },
    })
    const trySend = () => call('/v1/chat/send/message', { chat_id: chatId, ...send })
    expect((await trySend()).status).toBe(200)
    expect(await trySend()).toMatchObject({ status: 403, body: { code: 7 } })
    sandbox.buyerSays(chatId, 'Да?')
    expect((await trySend()).status).toBe(200)
    expect((await trySend()).status).toBe(200)
  })
})
