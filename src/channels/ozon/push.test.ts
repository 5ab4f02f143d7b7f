import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { type ChatPush, parsePush } from './push.ts'
import type { ContextPush } from './push-context.ts'
import { pingReply, pushAcceptedReply, pushErrorReply, pushErrorReplyFor } from './push-replies.ts'

const at = new Date('2026-11-21T09:00:10Z')

const newMessage = {
  message_type: 'TYPE_NEW_MESSAGE',
  chat_id: '5a0c9f0e-1111-4222-8333-444455556666',
  chat_type: 'Buyer_Seller',
  message_id: '3000000000000000001',
  created_at: '2026-11-21T09:00:00.123Z',
  user: { id: '77', type: 'Customer' },
  data: ['Подойдёт ли на рост 170?'],
  seller_id: 42,
}
const chatClosed = {
  message_type: 'TYPE_CHAT_CLOSED',
  chat_id: newMessage.chat_id,
  chat_type: 'Buyer_Seller',
  user: newMessage.user,
  seller_id: 42,
}
const stateChanged = {
  message_type: 'TYPE_STATE_CHANGED',
  posting_number: '0001-0001-1',
  new_state: 'posting_delivered',
  changed_state_date: '2026-11-24T10:00:00Z',
  warehouse_id: 12850503335000,
  seller_id: 42,
}

const chat = (body: object, when = at) => parsePush(JSON.stringify(body), when) as ChatPush
const context = (body: object) => parsePush(JSON.stringify(body), at) as ContextPush

describe('a push from the marketplace', () => {
  it('of a new message names the chat, the author and the words', () => {
    expect(chat(newMessage)).toEqual({
      kind: 'chat',
      type: 'new_message',
      eventId: `new_message:${newMessage.chat_id}:3000000000000000001`,
      sellerId: '42',
      chatId: newMessage.chat_id,
      chatType: 'BUYER_SELLER',
      messageId: '3000000000000000001',
      createdAt: new Date('2026-11-21T09:00:00.123Z'),
      updatedAt: undefined,
      author: { type: 'buyer', id: '77', role: 'CUSTOMER' },
      data: ['Подойдёт ли на рост 170?'],
      lastReadMessageId: undefined,
    })
  })

  it('keeps every digit of ids that come as numbers', () => {
    const raw = JSON.stringify(newMessage)
      .replace('"3000000000000000001"', '3000000000817031942')
      .replace('"seller_id":42', '"seller_id":"9007199254740993"')
      .replace('"id":"77"', '"id":9007199254740995')
    const push = parsePush(raw, at) as ChatPush
    expect([push.messageId, push.sellerId, push.author.id]).toEqual([
      '3000000000817031942',
      '9007199254740993',
      '9007199254740995',
    ])
  })

  it('knows the buyer also when Ozon spells Customer with a Cyrillic С, and anyone unknown as the marketplace', () => {
    const from = (type: unknown) => chat({ ...newMessage, user: { id: '77', type } }).author.type
    expect(from('\u0421ustomer')).toBe('buyer')
    expect(from('customer')).toBe('buyer')
    expect(from('Seller')).toBe('seller')
    for (const type of [
      'Support',
      'NotificationUser',
      'Crm',
      'Courier',
      'ChatBot',
      'SomethingNew',
      'constructor',
    ]) {
      expect(from(type)).toBe('marketplace')
    }
  })

  it('is the same event when it is delivered again, in another order of keys or with seller_id as text', () => {
    const shuffled = Object.fromEntries(Object.entries({ ...chatClosed, seller_id: '42' }).reverse())
    expect(chat(shuffled).eventId).toBe(chat(chatClosed).eventId)
    expect(chat({ ...newMessage, seller_id: '42' }).eventId).toBe(chat(newMessage).eventId)
  })

  it('tells two edits of one message apart, also within one second and without a time', () => {
    const edit = { ...newMessage, message_type: 'TYPE_UPDATE_MESSAGE', updated_at: '2026-11-21T09:01:00Z' }
    const ids = [
      chat(edit).eventId,
      chat({ ...edit, updated_at: '2026-11-21T09:02:00Z' }).eventId,
      chat({ ...edit, data: ['другое'] }).eventId,
      chat({ ...edit, updated_at: '', data: ['другое'] }).eventId,
      chat(newMessage).eventId,
    ]
    expect(new Set(ids).size).toBe(ids.length)
    expect(chat(edit).updatedAt).toEqual(new Date('2026-11-21T09:01:00Z'))
  })

  it('of a closed chat is one event within a minute and another one later, because a chat can close again', () => {
    const first = chat(chatClosed, new Date('2026-11-21T09:00:01Z')).eventId
    expect(chat(chatClosed, new Date('2026-11-21T09:00:59Z')).eventId).toBe(first)
    expect(chat(chatClosed, new Date('2026-11-21T10:30:00Z')).eventId).not.toBe(first)
  })

  it('about a posting is known by its uuid, else by number, state and time', () => {
    expect(context(stateChanged)).toMatchObject({
      kind: 'context',
      group: 'posting',
      eventId: 'TYPE_STATE_CHANGED:0001-0001-1:posting_delivered:2026-11-24T10:00:00.000Z',
      postingNumber: '0001-0001-1',
      newState: 'posting_delivered',
    })
    const uuid = '2f4cf8ac-1c7f-4c8f-9e60-1d5d7b1a0003'
    expect(context({ ...stateChanged, message_type: 'TYPE_FBO_POSTING_STATE_CHANGED', uuid }).eventId).toBe(
      `TYPE_FBO_POSTING_STATE_CHANGED:${uuid}`,
    )
    const cutoff = { ...stateChanged, message_type: 'TYPE_CUTOFF_DATE_CHANGED', new_state: undefined }
    expect(context({ ...cutoff, new_cutoff_date: '2026-11-23T07:00:00Z' }).eventId).not.toBe(
      context({ ...cutoff, new_cutoff_date: '2026-11-24T07:00:00Z' }).eventId,
    )
  })

  it('about goods names the products it speaks of', () => {
    const items = [{ product_id: 5, sku: 9, updated_at: '2026-11-21T09:00:00Z', stocks: [] }]
    expect(context({ message_type: 'TYPE_STOCKS_CHANGED', seller_id: 42, items })).toMatchObject({
      group: 'goods',
      skus: ['9'],
      productIds: ['5'],
    })
    expect(context({ message_type: 'TYPE_DESCRIPTION_CATEGORY_TREE_CHANGED' }).sellerId).toBeUndefined()
  })

  it('of a type nobody has heard of is kept as unknown, with an id of its own', () => {
    const push = parsePush('{"message_type":"TYPE_BRAND_NEW","x":1,"seller_id":7}')
    expect(push).toMatchObject({ kind: 'unknown', messageType: 'TYPE_BRAND_NEW', sellerId: '7' })
  })

  it('that is a ping is answered with name, version and time, and nothing else', () => {
    expect(parsePush('{"message_type":"TYPE_PING","time":"2026-11-21T09:00:00Z"}')).toEqual({
      kind: 'ping',
      time: new Date('2026-11-21T09:00:00Z'),
    })
    expect(parsePush('{"message_type":"TYPE_PING"}')).toEqual({ kind: 'ping', time: undefined })
    expect(JSON.stringify(pingReply('otvet', '1.2.3', new Date('2026-11-21T09:00:00.987Z')))).toBe(
      '{"version":"1.2.3","name":"otvet","time":"2026-11-21T09:00:00Z"}',
    )
  })

  it('drops what the database cannot hold from the words of the buyer', () => {
    expect(chat({ ...newMessage, data: ['a\u0000b\ud800'] }).data).toEqual(['ab\ufffd'])
  })

  it.each([
    ['nothing', ''],
    ['an array', '[]'],
    ['a number', '12345678901234567890'],
    ['no type', '{"seller_id":1}'],
    ['a type that is an object', '{"message_type":{}}'],
    ['a message without a chat', JSON.stringify({ ...newMessage, chat_id: undefined })],
    ['a message without words', JSON.stringify({ ...newMessage, data: undefined })],
    ['words that are no list', JSON.stringify({ ...newMessage, data: 'текст' })],
    ['an author who is a string', JSON.stringify({ ...newMessage, user: 'Customer' })],
    ['an id that is a fraction', JSON.stringify({ ...newMessage, message_id: 1.5 })],
    ['an id with a NUL', JSON.stringify({ ...newMessage, chat_id: 'a\u0000' })],
    ['an id of a thousand letters', JSON.stringify({ ...newMessage, chat_id: 'a'.repeat(1000) })],
    ['a time that is none', JSON.stringify({ ...newMessage, created_at: 'yesterday' })],
    ['a posting without its number', JSON.stringify({ ...stateChanged, posting_number: '' })],
  ])('with %s is refused as invalid, saying what was expected', (_what, raw) => {
    try {
      parsePush(raw, at)
      expect.unreachable('it should have been refused')
    } catch (error) {
      expect(error).toBeInstanceOf(AppError)
      expect((error as AppError).kind).toBe('invalid')
      expect((error as AppError).message).toMatch(/expected/i)
    }
  })

  it('never brings anything but an event or an invalid error out of arbitrary bodies', () => {
    const types = fc.constantFrom(
      'TYPE_NEW_MESSAGE',
      'TYPE_CHAT_CLOSED',
      'TYPE_STATE_CHANGED',
      'TYPE_ORDER_NEW',
      'X',
    )
    const mutated = fc.record({
      base: fc.constantFrom(newMessage, chatClosed, stateChanged),
      extra: fc.object(),
    })
    fc.assert(
      fc.property(
        mutated,
        types,
        fc.constantFrom(...Object.keys(newMessage)),
        fc.jsonValue(),
        (m, type, key, value) => {
          try {
            parsePush(JSON.stringify({ ...m.base, message_type: type, ...m.extra, [key]: value }), at)
          } catch (error) {
            expect((error as AppError).kind).toBe('invalid')
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('the answer to a push', () => {
  it('has the exact bodies that Ozon checks', () => {
    expect(JSON.stringify(pushAcceptedReply)).toBe('{"result":true}')
    expect(JSON.stringify(pushErrorReply('ERROR_REQUEST_DUPLICATED', 'seen'))).toBe(
      '{"error":{"code":"ERROR_REQUEST_DUPLICATED","message":"seen","details":null}}',
    )
  })

  it('names a missing value as such and keeps inner failures to itself', () => {
    const failure = (raw: string) => {
      try {
        return parsePush(raw)
      } catch (error) {
        return error
      }
    }
    const withoutChat = failure(JSON.stringify({ ...newMessage, chat_id: undefined }))
    expect(pushErrorReplyFor(withoutChat).error.code).toBe('ERROR_PARAMETER_VALUE_MISSED')
    expect(pushErrorReplyFor(failure('{')).error.code).toBe('ERROR_UNKNOWN')
    expect(JSON.stringify(pushErrorReplyFor(new Error('connect postgres://user:secret@db')))).not.toContain(
      'secret',
    )
  })
})
