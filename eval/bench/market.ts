import { loadDemoData } from '../../src/demo/load-demo-data.ts'
import { createSandbox } from '../../src/sandbox/create-sandbox.ts'

const SHOP = { clientId: '700001', apiKey: 'bench-key', sellerId: '700001' }

/** The sandbox marketplace with the demo's goods, in the benchmark's own process. It answers at once. */
export async function openMarket() {
  const data = loadDemoData()
  const sandbox = createSandbox({
    seed: 7,
    shops: [{ ...SHOP, name: 'Тёплый Ток', products: data.products }],
  })
  const url = await sandbox.listen()
  // First messages of the demo's buyers, with the orders they ask about.
  const openings = data.scripts.flatMap(({ steps, order, contextSku }) =>
    steps[0]?.do === 'say' ? [{ text: steps[0].text, order, contextSku }] : [],
  )
  let buyers = 0
  return {
    sandbox,
    shop: { ...SHOP, apiBase: url },
    /** A new buyer, who has said nothing yet. */
    newChat: (): { chatId: string; text: string } => {
      const opening = openings[buyers++ % openings.length]
      if (!opening) throw new Error('the demo has no buyers')
      const { text, order, contextSku } = opening
      const { chatId } = sandbox.startChat({
        clientId: SHOP.clientId,
        contextSku,
        ...(order ? { order: { ...order, announce: false } } : {}),
      })
      return { chatId, text }
    },
    /** When the first push of each chat left the marketplace, in ms since 1970. */
    pushedAt: (): Map<string, number> => {
      const times = new Map<string, number>()
      for (const push of sandbox.pushLog()) {
        const chatId = /"chat_id":"([^"]+)"/.exec(push.body)?.[1]
        const at = push.attempts[0]?.at
        if (chatId && at !== undefined && !times.has(chatId)) times.set(chatId, at)
      }
      return times
    },
    close: () => sandbox.close(),
  }
}

export type Market = Awaited<ReturnType<typeof openMarket>>
