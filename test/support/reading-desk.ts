import { bindReview } from '../../src/app/bind-review.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import type { ComposedDraft } from '../../src/domain/draft.ts'
import { checkReply } from '../../src/drafting/checks/check-reply.ts'
import type { Case } from '../../src/http/contracts/case.ts'
import { createOpenAiChatModel } from '../../src/llm/openai-chat-model.ts'
import { agentOf } from './agent.ts'
import { BURST_QUIET_MS, createHouse, UNDO_MS } from './house.ts'
import { startModelServer } from './model-server.ts'
import { createTestServer } from './test-server.ts'

/** A house whose agents read and write through a model on the loopback, and the HTTP edge before it. */
export async function openReadingDesk(database: OpenDatabase, reply: Partial<ComposedDraft>) {
  const model = await startModelServer()
  const house = await createHouse(database, { seed: Math.floor(Math.random() * 1e6) })
  house.deps.drafting.compose = async () => ({
    kind: 'answer',
    sentences: [],
    promises: [],
    unanswered: [],
    abstained: false,
    composer: 'model',
    ...reply,
  })
  const chat = createOpenAiChatModel({ baseUrl: model.url, model: 'test-model' })
  let hasModel = true
  const reading = {
    db: house.db,
    clock: house.clock,
    timeoutMs: 2_000,
    modelFor: () => (hasModel ? chat : undefined),
  }
  const server = await createTestServer(database, {
    deps: {
      review: bindReview({
        ...reading,
        undoMs: UNDO_MS,
        checkReply: (input) => checkReply(house, input),
        onKnowledge: async () => {},
        reading,
      }),
    },
  })
  const { headers } = await server.asRole('agent')
  const path = ({ conversation: { conversationId } }: Case) =>
    `/api/shops/${house.shopId}/conversations/${conversationId}`
  const get = (url: string, as: Record<string, string> = headers) =>
    server.app.inject({ method: 'GET', url, headers: as })
  return {
    house,
    server,
    model,
    reading,
    path,
    get,
    post: (url: string, payload: object) => server.app.inject({ method: 'POST', url, headers, payload }),
    takeModelAway: () => {
      hasModel = false
    },
    giveModelBack: () => {
      hasModel = true
    },
    buyerAsks: async (words: string): Promise<Case> => {
      const { chatId } = house.sandbox.startChat({ clientId: house.clientId })
      house.sandbox.buyerSays(chatId, words)
      await house.advance(BURST_QUIET_MS + 100)
      return agentOf(house).openFirst()
    },
    reopen: (seen: Case) => agentOf(house).reopen(seen),
    cardOf: async (seen: Case, language = 'zh') =>
      (await get(`${path(seen)}/drafts/${seen.draft?.id}/card?language=${language}`)).json(),
    /** All that the model was told in one question. */
    told: (index = 0) =>
      model.requests[index]?.messages.map(({ content }) => String(content)).join('\n') ?? '',
    close: async () => {
      await server.close()
      await model.close()
    },
  }
}

export type ReadingDesk = Awaited<ReturnType<typeof openReadingDesk>>
