import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startOzonServer, testClient } from '../../../../test/support/ozon-server.ts'
import { listChats, markChatRead, readHistory, sendFile, startChat } from './chat.ts'

let ozon: Awaited<ReturnType<typeof startOzonServer>>
beforeEach(async () => {
  ozon = await startOzonServer()
})
afterEach(() => ozon.close())

const client = () => testClient(ozon.baseUrl)

describe('the chats of a shop', () => {
  it('are read with every digit of their message ids, wherever the fields sit', async () => {
    ozon.answerWith({
      body: `{"chats":[{"chat":{"chat_id":"c-1","chat_status":"Opened","chat_type":"Buyer_Seller",
        "created_at":"2026-11-20T08:00:00.000Z","new_field":1},"first_unread_message_id":"3000000000817031941",
        "last_message_id":3000000000817031943,"unread_count":"2"},
        {"chat":{"chat_id":"c-2","chat_type":"BRAND_NEW_TYPE"},"first_unread_message_id":0}],
        "total_unread_count":9,"cursor":"next","has_next":true}`,
    })
    expect(await listChats(client())).toEqual({
      chats: [
        {
          chatId: 'c-1',
          status: 'OPENED',
          type: 'BUYER_SELLER',
          createdAt: new Date('2026-11-20T08:00:00Z'),
          firstUnreadMessageId: '3000000000817031941',
          lastMessageId: '3000000000817031943',
          unreadCount: 2,
        },
        {
          chatId: 'c-2',
          status: 'UNSPECIFIED',
          type: 'BRAND_NEW_TYPE',
          createdAt: undefined,
          firstUnreadMessageId: undefined,
          lastMessageId: undefined,
          unreadCount: 0,
        },
      ],
      cursor: 'next',
      hasNext: true,
    })
  })

  it('give their messages with author, words and the order they are about', async () => {
    ozon.answerWith({
      body: `{"messages":[
        {"message_id":3000000000817031943,"user":{"id":900001,"type":"\u0421ustomer"},
         "created_at":"2026-11-21T09:00:00.123456789Z","is_read":true,"data":["Где заказ?"],"is_image":false,
         "moderate_image_status":null,"context":{"order_number":"0001-0001","sku":"9007199254740993"}},
        {"message_id":"3000000000817031942","user":{"id":"7","type":"Seller"},
         "created_at":"2026-11-21T08:00:00Z","data":null,"context":{}}],"has_next":false}`,
    })
    const { messages, hasNext } = await readHistory(client(), { chatId: 'c-1' })
    expect(hasNext).toBe(false)
    expect(messages).toMatchObject([
      {
        messageId: '3000000000817031943',
        author: { type: 'buyer', id: '900001', role: 'CUSTOMER' },
        createdAt: new Date('2026-11-21T09:00:00.123Z'),
        isRead: true,
        data: ['Где заказ?'],
        imageModeration: 'UNSPECIFIED',
        orderNumber: '0001-0001',
        sku: '9007199254740993',
      },
      {
        messageId: '3000000000817031942',
        author: { type: 'seller' },
        isRead: false,
        data: [],
        sku: undefined,
      },
    ])
  })

  it('are asked for with big ids as JSON numbers where Ozon wants numbers, as text where it wants text', async () => {
    ozon.answerWith({ body: { messages: [] } })
    await readHistory(client(), {
      chatId: 'c-1',
      direction: 'Forward',
      fromMessageId: '3000000000817031942',
      limit: 50,
      messageIds: ['3000000000817031943'],
    })
    expect(ozon.seen[0]?.body).toBe(
      '{"chat_id":"c-1","direction":"Forward","limit":50,"from_message_id":3000000000817031942,' +
        '"filter":{"message_ids":["3000000000817031943"]}}',
    )
    ozon.answerWith({ body: { unread_count: 0 } })
    expect(await markChatRead(client(), { chatId: 'c-1', fromMessageId: '18446744073709551615' })).toEqual({
      unreadCount: 0,
    })
    expect(ozon.seen[1]?.body).toBe('{"chat_id":"c-1","from_message_id":18446744073709551615}')
  })

  it('are opened by a posting and take files as base64', async () => {
    ozon.answerWith({ body: { result: { chat_id: 'c-9' } } })
    expect(await startChat(client(), { postingNumber: '0001-1' })).toEqual({ chatId: 'c-9' })
    ozon.answerWith({ body: { result: 'success' } })
    await sendFile(client(), { chatId: 'c-9', name: 'инструкция.pdf', content: new Uint8Array([1, 2, 255]) })
    expect(JSON.parse(ozon.seen[1]?.body ?? '')).toEqual({
      chat_id: 'c-9',
      base64_content: 'AQL/',
      name: 'инструкция.pdf',
    })
  })

  it('are never asked for from an id that is none', async () => {
    await expect(async () =>
      readHistory(client(), { chatId: 'c', fromMessageId: '1; drop' }),
    ).rejects.toMatchObject({
      kind: 'invalid',
    })
    expect(ozon.seen).toHaveLength(0)
  })
})
