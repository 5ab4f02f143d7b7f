import { describe, expect, it } from 'vitest'
import { SHOP, virtualSandbox } from '../../../test/factories/virtual-sandbox.ts'
import type { SandboxOptions } from '../types.ts'

const MINUTE = 60_000
const PING_OK = JSON.stringify({ version: '1.0', name: 'desk', time: '2026-11-22T09:00:00Z' })

/** A desk that answers rightly unless `answer` says otherwise, and everything it was sent but pings. */
function withDesk(
  answer: (type: string) => { status: number; body: string } | undefined = () => undefined,
  options: Partial<SandboxOptions> = {},
) {
  const received: { at: number; body: Record<string, unknown>; text: string }[] = []
  const pings: number[] = []
  const made = virtualSandbox(
    {
      onPush: async ({ body: text }) => {
        const body = JSON.parse(text)
        const at = made.time.clock.now().getTime()
        if (body.message_type === 'TYPE_PING') pings.push(at)
        else received.push({ at, body, text })
        const isPing = body.message_type === 'TYPE_PING'
        return answer(body.message_type) ?? { status: 200, body: isPing ? PING_OK : '{"result":true}' }
      },
      ...options,
    },
    { pushUrls: ['http://desk.test/hook'] },
  )
  const { chatId } = made.sandbox.startChat({
    clientId: SHOP.clientId,
    buyer: { id: '900001', name: 'Анна' },
  })
  return { ...made, chatId, received, pings }
}

describe('what a push says', () => {
  it('tells of new, edited and read messages and of the closing as the marketplace does', async () => {
    const { sandbox, chatId, received } = withDesk(undefined, {
      quirks: { cyrillicUserType: 0, sellerIdAsString: 0, pictureAsLink: 0, captionInSameItem: 0 },
    })
    const first = sandbox.buyerSays(chatId, 'Подойдёт?').messageId
    sandbox.buyerSendsPhoto(chatId)
    sandbox.buyerEdits(chatId, first, 'Подойдёт на A36?')
    const answer = sandbox.sellerSaysElsewhere(chatId, 'Да').messageId
    sandbox.buyerReads(chatId)
    sandbox.closeChat(chatId)
    await sandbox.deliverDuePushes()
    const user = { id: '900001', type: 'Customer' }
    const common = { chat_id: chatId, chat_type: 'Buyer_Seller', user, seller_id: 700001 }
    const created_at = '2026-11-22T09:00:00.000Z'
    expect(received.map((one) => one.body)).toEqual([
      { message_type: 'TYPE_NEW_MESSAGE', ...common, message_id: first, created_at, data: ['Подойдёт?'] },
      {
        message_type: 'TYPE_NEW_MESSAGE',
        ...common,
        message_id: expect.any(String),
        created_at,
        data: [
          expect.stringMatching(
            /^!\[\]\(https:\/\/api-seller\.ozon\.ru\/v2\/chat\/file\/messenger\/\w+\.png\)$/,
          ),
        ],
      },
      {
        message_type: 'TYPE_UPDATE_MESSAGE',
        ...common,
        message_id: first,
        created_at,
        updated_at: created_at,
        data: ['Подойдёт на A36?'],
      },
      {
        message_type: 'TYPE_MESSAGE_READ',
        ...common,
        message_id: answer,
        created_at,
        last_read_message_id: answer,
      },
      { message_type: 'TYPE_CHAT_CLOSED', ...common },
    ])
  })

  it('spells the buyer with a Cyrillic С and the seller id as a string now and then', async () => {
    const { sandbox, chatId, received } = withDesk()
    for (let index = 0; index < 60; index++) sandbox.buyerSays(chatId, `${index}`)
    await sandbox.deliverDuePushes()
    const types = new Set(received.map((one) => (one.body.user as { type: string }).type))
    expect(types).toEqual(new Set(['Customer', '\u0421ustomer']))
    expect(new Set(received.map((one) => typeof one.body.seller_id))).toEqual(new Set(['number', 'string']))
  })

  it('never tells of what the shop itself wrote', async () => {
    const { sandbox, chatId, call, received } = withDesk()
    sandbox.buyerSays(chatId, 'Вопрос')
    await call('/v1/chat/send/message', { chat_id: chatId, text: 'Ответ' })
    sandbox.sellerSaysElsewhere(chatId, 'Ещё ответ')
    sandbox.supportSays(chatId, 'Мы рядом')
    await sandbox.deliverDuePushes()
    expect(received.map((one) => (one.body.user as { type: string }).type.slice(1))).toEqual([
      'ustomer',
      'upport',
    ])
  })

  it('tells of orders by scheme and of stock and price', async () => {
    const { sandbox, received } = withDesk()
    const order = (scheme: 'FBO' | 'FBS') =>
      sandbox.createOrder({ clientId: SHOP.clientId, scheme, sku: '100200300', announce: true }).postingNumber
    sandbox.changeOrder(order('FBS'), 'delivered')
    sandbox.changeOrder(order('FBO'), 'cancelled')
    const late = sandbox.createOrder({
      clientId: SHOP.clientId,
      scheme: 'FBO',
      sku: '100200300',
    }).postingNumber
    sandbox.moveDelivery(late, new Date('2026-12-01T06:00:00Z'), new Date('2026-12-01T18:00:00Z'))
    sandbox.setStock(SHOP.clientId, '100200300', { fbo: 1, fbs: 9 })
    sandbox.setPrice(SHOP.clientId, '100200300', 4490)
    await sandbox.deliverDuePushes()
    expect(received.map((one) => one.body.message_type)).toEqual([
      'TYPE_NEW_POSTING',
      'TYPE_ORDER_NEW',
      'TYPE_STATE_CHANGED',
      'TYPE_ORDER_STATE_CHANGED',
      'TYPE_FBO_POSTING_NEW',
      'TYPE_ORDER_NEW',
      'TYPE_FBO_POSTING_CANCELLED',
      'TYPE_ORDER_CANCELLED',
      'TYPE_FBO_POSTING_DELIVERY_DATE_CHANGED',
      'TYPE_STOCKS_CHANGED',
      'TYPE_FBO_STOCKS_CHANGED',
      'TYPE_CREATE_OR_UPDATE_ITEM',
    ])
    expect(received[2]?.body.new_state).toBe('posting_delivered')
  })
})

describe('how pushes are delivered', () => {
  it('tries again after growing gaps, then five times every ten minutes, then never', async () => {
    const { sandbox, time, chatId, received } = withDesk((type) =>
      type === 'TYPE_PING' ? undefined : { status: 500, body: 'no' },
    )
    sandbox.buyerSays(chatId, 'Вопрос')
    while (sandbox.nextPushAt()) {
      const wait = (sandbox.nextPushAt()?.getTime() ?? 0) - time.clock.now().getTime()
      await time.advance(Math.max(0, wait))
      await sandbox.deliverDuePushes()
    }
    const gaps = received.slice(1).map((one, index) => (one.at - (received[index]?.at ?? 0)) / 1000)
    expect(gaps).toEqual([5, 15, 45, 120, 300, 600, 600, 600, 600, 600, 600])
    expect(sandbox.pushLog().findLast((push) => push.type === 'TYPE_NEW_MESSAGE')?.state).toBe('lost')
  })

  it('the time scale shortens the gaps', async () => {
    const { sandbox, time, chatId, received } = withDesk(
      (type) => (type === 'TYPE_PING' ? undefined : { status: 500, body: '' }),
      { pushTimeScale: 0.01 },
    )
    sandbox.buyerSays(chatId, 'Вопрос')
    await sandbox.deliverDuePushes()
    await time.advance(50)
    await sandbox.deliverDuePushes()
    expect(received.length).toBe(2)
  })

  it('takes only 200 with the right body for delivered', async () => {
    for (const wrong of [
      { status: 200, body: '{"result":false}' },
      { status: 200, body: '' },
      { status: 200, body: '<html>' },
      { status: 201, body: '{"result":true}' },
    ]) {
      const { sandbox, chatId } = withDesk((type) => (type === 'TYPE_PING' ? undefined : wrong))
      sandbox.buyerSays(chatId, 'Вопрос')
      await sandbox.deliverDuePushes()
      const message = sandbox.pushLog().find((push) => push.type === 'TYPE_NEW_MESSAGE')
      expect(message).toMatchObject({ state: 'queued', attempts: [{ ok: false }] })
    }
  })

  it('pings on connection and then from time to time', async () => {
    const { sandbox, time, pings } = withDesk()
    await sandbox.deliverDuePushes()
    await time.advance(9 * MINUTE)
    await sandbox.deliverDuePushes()
    expect(pings.length).toBe(1)
    await time.advance(MINUTE)
    await sandbox.deliverDuePushes()
    expect(pings.length).toBe(2)
  })

  it('suspends an address that mostly fails, and returns to it when asked', async () => {
    let broken = true
    const { sandbox, chatId, call, received } = withDesk((type) =>
      broken && type !== 'TYPE_PING' ? { status: 500, body: '' } : undefined,
    )
    for (let index = 0; index < 30; index++) sandbox.buyerSays(chatId, `${index}`)
    await sandbox.deliverDuePushes()
    expect(received.length).toBe(19)
    const listed = await call('/v1/notification/list', { limit: 10 })
    expect(listed.body.urls[0]).toMatchObject({ enable: false, disable_reason: 'AVAILABILITY' })
    broken = false
    await call('/v1/notification/enable', { id: listed.body.urls[0]?.id, enabled: true })
    sandbox.buyerSays(chatId, 'снова')
    await sandbox.deliverDuePushes()
    expect(received.at(-1)?.body.data).toEqual(['снова'])
  })

  it('grades an address by how long it takes', async () => {
    const made = withDesk(() => {
      made.time.set(new Date(made.time.clock.now().getTime() + 2000))
      return undefined
    })
    await made.sandbox.deliverDuePushes()
    const { body } = await made.call('/v1/notification/list', { limit: 10 })
    expect(body.urls[0]?.availability_status).toBe('YELLOW')
  })

  it('takes a new address only after it answered a ping rightly', async () => {
    const { sandbox, call } = withDesk((type) =>
      type === 'TYPE_PING' ? { status: 200, body: '{"result":true}' } : undefined,
    )
    const set = { url: 'http://other.test/hook', types: ['TYPE_NEW_MESSAGE'] }
    expect((await call('/v1/notification/set', set)).status).toBe(400)
    expect((await call('/v1/notification/check', { url: set.url })).body).toMatchObject({
      is_active: false,
      errors: [{ type: 'INVALID_BODY' }],
    })
    expect(sandbox.pushEndpoints().length).toBe(1)
  })
})

describe('faults of pushes', () => {
  it('duplicated: the same body twice', async () => {
    const { sandbox, time, chatId, received } = withDesk()
    sandbox.faults.set({ pushDuplicated: 'once' })
    sandbox.buyerSays(chatId, 'Вопрос')
    await time.advance(MINUTE)
    await sandbox.deliverDuePushes()
    expect(received.length).toBe(2)
    expect(received[0]?.text).toBe(received[1]?.text)
  })

  it('late and lost', async () => {
    const { sandbox, time, chatId, received } = withDesk()
    sandbox.faults.set({ pushLate: { times: 1, delayMs: 40_000 } })
    sandbox.buyerSays(chatId, 'поздно')
    sandbox.faults.set({ pushLost: 'once' })
    sandbox.buyerSays(chatId, 'никогда')
    sandbox.buyerSays(chatId, 'вовремя')
    await time.advance(39_999)
    await sandbox.deliverDuePushes()
    expect(received.map((one) => one.body.data)).toEqual([['вовремя']])
    await time.advance(1)
    await sandbox.deliverDuePushes()
    expect(received.map((one) => one.body.data)).toEqual([['вовремя'], ['поздно']])
    expect(sandbox.pushLog().filter((push) => push.state === 'lost').length).toBe(1)
  })

  it('out of order', async () => {
    const { sandbox, time, chatId, received } = withDesk()
    sandbox.faults.set({ pushOutOfOrder: true })
    const texts = ['1', '2', '3', '4', '5', '6']
    for (const text of texts) sandbox.buyerSays(chatId, text)
    await time.advance(5_000)
    await sandbox.deliverDuePushes()
    const order = received.map((one) => String(one.body.data))
    expect(order).not.toEqual(texts)
    expect(order.toSorted()).toEqual(texts)
  })

  it('suspended: nothing leaves until it is over, and what was missed stays missed', async () => {
    const { sandbox, chatId, received } = withDesk()
    sandbox.faults.set({ pushSuspended: true })
    sandbox.buyerSays(chatId, 'раз')
    await sandbox.deliverDuePushes()
    sandbox.faults.set({ pushSuspended: false })
    sandbox.buyerSays(chatId, 'два')
    await sandbox.deliverDuePushes()
    expect(received.map((one) => one.body.data)).toEqual([['два']])
  })
})
