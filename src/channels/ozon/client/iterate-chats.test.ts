import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Seen, startOzonServer, testClient } from '../../../../test/support/ozon-server.ts'
import { iterateChats } from './iterate-chats.ts'

let ozon: Awaited<ReturnType<typeof startOzonServer>>
beforeEach(async () => {
  ozon = await startOzonServer()
})
afterEach(() => ozon.close())

const chat = (id: string, status = 'OPENED', type = 'BUYER_SELLER', unread = 1) => ({
  chat: { chat_id: id, chat_status: status, chat_type: type },
  unread_count: unread,
})

const page = (chats: object[], cursor?: string, has_next: boolean | undefined = cursor !== undefined) => ({
  body: { chats, cursor, has_next },
})

const cursorOf = (request: Seen): string | undefined => JSON.parse(request.body).cursor

async function idsOf(input: Parameters<typeof iterateChats>[1] = {}): Promise<string[]> {
  const ids: string[] = []
  for await (const { chatId } of iterateChats(testClient(ozon.baseUrl), input)) ids.push(chatId)
  return ids
}

const refusedCursor = { status: 400, body: { code: 3, message: 'invalid cursor' } }

describe('going through the chats of a shop', () => {
  it('follows the cursor to the last page', async () => {
    ozon.answerWith((request) =>
      cursorOf(request) ? page([chat('c')]) : page([chat('a'), chat('b')], 'next'),
    )
    expect(await idsOf()).toEqual(['a', 'b', 'c'])
    expect(ozon.seen).toHaveLength(2)
  })

  it('filters again what the loose filters of the marketplace let through', async () => {
    ozon.answerWith(
      page([
        chat('a'),
        chat('closed', 'Closed'),
        chat('read', 'OPENED', 'BUYER_SELLER', 0),
        chat('system', 'OPENED', 'UNSPECIFIED'),
        chat('mixed-case', 'Opened', 'Buyer_Seller'),
      ]),
    )
    expect(await idsOf({ status: 'OPENED', unreadOnly: true, types: ['BUYER_SELLER'] })).toEqual([
      'a',
      'mixed-case',
    ])
  })

  it('starts over once when the cursor is refused, and gives no chat twice', async () => {
    ozon.answerWith((request) => {
      if (!cursorOf(request)) return page([chat('a'), chat('b')], 'old')
      return ozon.seen.length === 2 ? refusedCursor : page([chat('c')])
    })
    expect(await idsOf()).toEqual(['a', 'b', 'c'])
    expect(ozon.seen.map(cursorOf)).toEqual([undefined, 'old', undefined, 'old'])
  })

  it('gives up when the cursor is refused again, or when there was none to refuse', async () => {
    ozon.answerWith((request) => (cursorOf(request) ? refusedCursor : page([chat('a')], 'old')))
    await expect(idsOf()).rejects.toMatchObject({ code: 'bad_request' })
    expect(ozon.seen).toHaveLength(4)
    ozon.answerWith(refusedCursor)
    await expect(idsOf()).rejects.toMatchObject({ code: 'bad_request' })
    expect(ozon.seen).toHaveLength(5)
  })

  it('ends at a cursor that comes again, at an empty page and at a missing cursor', async () => {
    ozon.answerWith(page([chat('a')], 'same'))
    expect(await idsOf()).toEqual(['a'])
    expect(ozon.seen).toHaveLength(2)
    ozon.answerWith(page([], 'more'))
    expect(await idsOf()).toEqual([])
    ozon.answerWith(page([chat('a')], undefined, true))
    expect(await idsOf()).toEqual(['a'])
    expect(ozon.seen).toHaveLength(4)
  })
})
