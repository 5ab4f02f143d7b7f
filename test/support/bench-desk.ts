import { bindBenches, bindBenchRun } from '../../src/app/bind-benches.ts'
import { bindDrafting } from '../../src/app/bind-drafting.ts'
import type { LanguageModels } from '../../src/app/language-models.ts'
import { readEnv } from '../../src/config/read-env.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { type CheckReplyInput, checkReply } from '../../src/drafting/checks/check-reply.ts'
import { createOpenAiChatModel } from '../../src/llm/openai-chat-model.ts'
import { shopModel } from '../../src/llm/shop-model.ts'
import { loadPrompt } from '../../src/prompting/load-prompt.ts'
import { notFound } from '../../src/shared/errors.ts'
import { createLogger } from '../../src/shared/logger.ts'
import { BURST_QUIET_MS, createHouse } from './house.ts'
import { type ModelRequest, type Scripted, startModelServer } from './model-server.ts'
import { createTestServer } from './test-server.ts'

/** Words of the own version: by them the model on the loopback knows which one it is asked with. */
const OURS = 'Отвечайте короче.'
const PRICE = { input: 1, output: 2 }

export type Asked = { isCandidate: boolean; turn: string; thread: string; user: string }
type Answer = (asked: Asked) => Scripted

/** A house with cases of the past, a model on the loopback, and the test bench behind the HTTP edge. */
export async function openBenchDesk(database: OpenDatabase, answer: Answer) {
  const model = await startModelServer({ answer: (request) => answer(readRequest(request)) })
  const house = await createHouse(database, { seed: Math.floor(Math.random() * 1e6) })
  const { db, clock, shopId } = house
  const log = createLogger('silent', { hide: (text) => text })
  const chain = createOpenAiChatModel({ baseUrl: model.url, model: 'test-model', price: PRICE })
  let budget: number | null = null
  const models: Pick<LanguageModels, 'forShop' | 'canSee'> = {
    canSee: false,
    forShop: (ref) => shopModel({ db, clock, log, chain, defaultBudgetMicros: budget }, ref),
  }
  const env = readEnv({ MODEL_TIMEOUT_SECONDS: '5' })
  const app = { db, clock, log, env, models: models as LanguageModels }
  const drafting = {
    ...house.deps.drafting,
    checkReply: (input: CheckReplyInput) => checkReply({ db }, input),
  }
  const bind = () =>
    bindBenchRun(
      { ...app, env: { ...env, MODEL_MONTHLY_BUDGET: budget === null ? undefined : budget / 1e6 } },
      drafting,
    )
  house.deps.runBench = bind()
  let isModelThere = true
  const server = await createTestServer(database, {
    deps: {
      benches: {
        ...bindBenches(app),
        startBench: (order) =>
          bindBenches({ ...app, models: isModelThere ? app.models : undefined }).startBench(order),
      },
    },
  })
  const admin = await server.asRole('admin')
  async function call(method: 'GET' | 'POST', url: string, payload?: object, headers = admin.headers) {
    const response = await server.app.inject({ method, url, headers, ...(payload && { payload }) })
    return { status: response.statusCode, body: response.json() }
  }
  const benches = `/api/shops/${shopId}/prompt-benches`
  return {
    /** From now on drafts are written by the model, as in the product. */
    draftWithModel: () => {
      const nobody = async (): Promise<never> => {
        throw notFound('not_here', 'There is nothing behind this in this test.')
      }
      const steps = bindDrafting({
        ...app,
        checkReply: drafting.checkReply,
        connections: { openChannel: house.deps.openChannel, openClient: nobody },
        liveSpace: { embedder: nobody },
      })
      house.deps.drafting.compose = steps.compose
    },
    house,
    server,
    model,
    call,
    benches,
    /** A new own version; its number. */
    save: async (name = 'draft'): Promise<number> => {
      const shipped = loadPrompt(name)
      const words = `${OURS} ${model.url} ${Math.random()}`
      const body = shipped.body.replace('\n## User', `\n${words}\n\n## User`)
      const { body: saved } = await call('POST', `/api/prompts/${name}/versions`, {
        body,
        base: `v${shipped.number}`,
        reason: 'shorter',
      })
      return Number(saved.key.slice(3))
    },
    buyerAsks: async (words: string): Promise<string> => {
      const { chatId } = house.sandbox.startChat({ clientId: house.clientId })
      house.sandbox.buyerSays(chatId, words)
      await house.advance(BURST_QUIET_MS + 100)
      return chatId
    },
    start: (number: number, more: object = {}) =>
      call('POST', benches, { number, cases: 10, repeats: 1, ...more }),
    read: async (id: string) => (await call('GET', `${benches}/${id}`)).body,
    cases: async (id: string, show = 'all') =>
      (await call('GET', `${benches}/${id}/cases?show=${show}`)).body,
    setBudget: (micros: number) => {
      budget = micros
      house.deps.runBench = bind()
    },
    takeModelAway: () => {
      isModelThere = false
    },
    close: async () => {
      await server.close()
      await model.close()
    },
  }
}

export type BenchDesk = Awaited<ReturnType<typeof openBenchDesk>>

function readRequest({ messages }: ModelRequest): Asked {
  const [system = '', user = ''] = messages.map(({ content }) => String(content))
  const between = (from: string, to: string) => user.split(from)[1]?.split(to)[0] ?? ''
  return {
    isCandidate: system.includes(OURS),
    user,
    thread: between('Earlier messages', "The buyer's new message"),
    turn: between("The buyer's new message", 'What is asked'),
  }
}

/** A model's answer of courtesy alone: nothing it would need evidence for. */
export const answerOf = (ru: string, kind = 'acknowledge'): Scripted => ({
  json: {
    kind,
    sentences: [{ ru, zh: '', evidence_ids: [], asks: [], class: 'courtesy' }],
    unanswered: [],
    promises: [],
  },
})
