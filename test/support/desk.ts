import { bindReview } from '../../src/app/bind-review.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import type { Case } from '../../src/http/contracts/case.ts'
import { agentOf } from './agent.ts'
import { BURST_QUIET_MS, createHouse, UNDO_MS } from './house.ts'
import { createTestServer, type TestServer } from './test-server.ts'

export type Person = Awaited<ReturnType<TestServer['asRole']>>

/** A house with buyers and the HTTP edge before it, on one clock: what people do at their desks. */
export async function openDesk(database: OpenDatabase) {
  const house = await createHouse(database, { seed: Math.floor(Math.random() * 1e6) })
  const { db, clock } = house
  const review = bindReview({
    db,
    clock,
    undoMs: UNDO_MS,
    checkReply: async () => [],
    onKnowledge: async () => {},
  })
  const server = await createTestServer(database, { deps: { clock, review } })
  // Sessions of the house's own time.
  server.pass(clock.now().getTime() - Date.now())
  const call = async (
    as: Person,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    payload?: object,
  ) => {
    const response = await server.app.inject({
      method,
      url,
      headers: as.headers,
      ...(payload ? { payload } : {}),
    })
    return { status: response.statusCode, code: response.json().error?.code, ...response.json() }
  }
  return {
    house,
    server,
    call,
    path: ({ conversation: { conversationId } }: Case) =>
      `/api/shops/${house.shopId}/conversations/${conversationId}`,
    inbox: (as: Person, query: string) => call(as, 'GET', `/api/inbox?shopId=${house.shopId}&${query}`),
    buyerAsks: async (words: string): Promise<Case> => {
      const { chatId } = house.sandbox.startChat({ clientId: house.clientId })
      house.sandbox.buyerSays(chatId, words)
      await house.advance(BURST_QUIET_MS + 100)
      const agent = agentOf(house)
      const { items } = await review.listInbox({
        status: 'todo',
        shopId: house.shopId,
        search: words,
        limit: 1,
        actor: agent.actor,
        scope: 'all',
      })
      const [item] = items
      if (!item) throw new Error(`no case says ${words}`)
      return review.loadCase({ ...item, actor: agent.actor })
    },
    close: () => server.close(),
  }
}
