import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareMessageIds, iterateHistoryBackward, iterateHistoryForward } from './iterate-history.ts'
import type { OzonClient } from './method.ts'

const BASE = 3_000_000_000_817_031_940n
const id = (index: number) => (BASE + BigInt(index)).toString()

type Asked = { direction: 'Forward' | 'Backward'; from_message_id?: { digits: string }; limit: number }

/** A thread whose paging has the habits nobody documents. */
function thread(
  length: number,
  habits: { inclusive: boolean; ascending: boolean; trap?: boolean; endless?: boolean },
) {
  const ids = Array.from({ length }, (_, index) => id(index))
  const asked: Asked[] = []
  const client = {
    clientId: '1',
    baseUrl: 'http://localhost',
    async call(method: { answer: { parse(body: unknown): unknown } }, request: Asked) {
      asked.push(request)
      const from = request.from_message_id?.digits
      const forward = request.direction === 'Forward'
      if (forward && (habits.trap || from === undefined))
        return method.answer.parse({ messages: [], has_next: false })
      const side = (candidate: string) => {
        if (from === undefined) return true
        const order = compareMessageIds(candidate, from) * (forward ? 1 : -1)
        return order > 0 || (habits.inclusive && order === 0)
      }
      const matching = ids.filter(side)
      const page = forward ? matching.slice(0, request.limit) : matching.slice(-request.limit)
      const messages = (habits.ascending ? page : page.reverse()).map((messageId) => ({
        message_id: messageId,
        user: { id: '1', type: 'Customer' },
        created_at: '2026-11-21T09:00:00Z',
        data: ['x'],
      }))
      return method.answer.parse({ messages, has_next: habits.endless || matching.length > request.limit })
    },
  }
  return { ids, asked, client: client as unknown as OzonClient }
}

const habits = fc.record({
  inclusive: fc.boolean(),
  ascending: fc.boolean(),
  endless: fc.boolean(),
  trap: fc.boolean(),
})

async function idsOf(messages: AsyncIterable<{ messageId: string }>): Promise<string[]> {
  const ids: string[] = []
  for await (const { messageId } of messages) ids.push(messageId)
  return ids
}

describe('reading a thread', () => {
  it('backward gives every message once, newest first, whatever the habits of the paging', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(30), fc.integer({ min: 2, max: 10 }), habits, async (length, limit, how) => {
        const { ids, client } = thread(length, how)
        expect(await idsOf(iterateHistoryBackward(client, { chatId: 'c', limit }))).toEqual(
          [...ids].reverse(),
        )
      }),
    )
  })

  it('forward gives exactly what is newer than the known message, oldest first, trap or no trap', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 30 }),
        fc.nat(),
        fc.integer({ min: 2, max: 10 }),
        habits,
        async (length, pick, limit, how) => {
          const { ids, client } = thread(length, how)
          const known = pick % length
          const found = await idsOf(
            iterateHistoryForward(client, { chatId: 'c', afterMessageId: id(known), limit }),
          )
          expect(found).toEqual(ids.slice(known + 1))
        },
      ),
    )
  })

  it('forward without a known message is not asked of the marketplace, which would answer with nothing', async () => {
    const { ids, asked, client } = thread(5, { inclusive: false, ascending: false })
    expect(await idsOf(iterateHistoryForward(client, { chatId: 'c', limit: 2 }))).toEqual(ids)
    expect(asked.every(({ direction }) => direction === 'Backward')).toBe(true)
  })

  it('forward reads no further back than the known message when it fell into the trap', async () => {
    const { asked, client } = thread(1000, { inclusive: false, ascending: false, trap: true })
    const found = await idsOf(
      iterateHistoryForward(client, { chatId: 'c', afterMessageId: id(995), limit: 10 }),
    )
    expect(found).toHaveLength(4)
    expect(asked.map(({ direction }) => direction)).toEqual(['Forward', 'Backward'])
  })

  it('orders ids as the numbers they are, beyond what a JavaScript number can tell apart', () => {
    expect(compareMessageIds('9007199254740993', '9007199254740992')).toBe(1)
    expect(compareMessageIds('999', '1000')).toBe(-1)
    expect(compareMessageIds('5', '5')).toBe(0)
  })
})
