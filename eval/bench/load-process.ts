import { randomBytes } from 'node:crypto'
import autocannon from 'autocannon'
import { answerParent } from './child.ts'
import { percentile } from './stats.ts'

/** The load generator: distinct chat pushes over keep-alive connections, each sent once and its answer awaited. */
export type Load = { url: string; connections: number; amount: number; chatIds: string[]; sellerId: string }
export type LoadResult = { seconds: number; acknowledged: number; p50: number; p99: number }

let messages = 3_000_000_000_000_000_000n

async function run({ url, connections, amount, chatIds, sellerId }: Load): Promise<LoadResult> {
  // Made before the clock starts: the generator shares the cores with what it measures.
  const bodies = Array.from({ length: amount }, (_, i) =>
    pushBody(chatIds[i % chatIds.length] ?? '', sellerId),
  )
  const { origin, pathname } = new URL(url)
  const headers = { 'content-type': 'application/json' }
  const times: number[] = []
  let next = 0
  let acknowledged = 0
  const startedAt = performance.now()
  let lastAt = startedAt
  const instance = autocannon({
    url: origin,
    connections,
    amount,
    requests: [
      {
        method: 'POST',
        path: pathname,
        setupRequest: (request) => ({ ...request, headers, body: bodies[next++] ?? '' }),
      },
    ],
  })
  instance.on('response', (_client: unknown, status: number, _bytes: number, tookMs: number) => {
    lastAt = performance.now()
    times.push(tookMs)
    if (status === 200) acknowledged += 1
  })
  await instance
  return {
    seconds: (lastAt - startedAt) / 1000,
    acknowledged,
    p50: percentile(times, 50),
    p99: percentile(times, 99),
  }
}

/** The shape and the size of what Ozon pushes for a buyer's message; no two alike. */
function pushBody(chatId: string, sellerId: string): string {
  messages += 1n
  return JSON.stringify({
    message_type: 'TYPE_NEW_MESSAGE',
    chat_id: chatId,
    chat_type: 'Buyer_Seller',
    message_id: String(messages),
    created_at: new Date().toISOString(),
    user: { id: String(900_000 + (Number(messages % 50_000n) | 0)), type: 'Сustomer' },
    data: [
      `Здравствуйте! Подскажите, подойдёт ли мне размер 48 при росте 172? ${randomBytes(30).toString('hex')}`,
    ],
    seller_id: sellerId,
  })
}

answerParent({ run: (question) => run(question as unknown as Load) }, async () => {})
