import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bindDrafting } from '../../src/app/bind-drafting.ts'
import { bindReview } from '../../src/app/bind-review.ts'
import { readEnv } from '../../src/config/read-env.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { drafts } from '../../src/db/schema/drafting.ts'
import { autoSends } from '../../src/db/schema/policy.ts'
import type { ComposedDraft } from '../../src/domain/draft.ts'
import { type CheckReply, checkReply } from '../../src/drafting/checks/check-reply.ts'
import { createOpenAiChatModel } from '../../src/llm/openai-chat-model.ts'
import { createLogger } from '../../src/shared/logger.ts'
import { agentOf, refOf } from '../support/agent.ts'
import { BURST_QUIET_MS, type House, UNDO_MS } from '../support/house.ts'
import { type ModelServer, startModelServer } from '../support/model-server.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { AUTO_UNDO_MS, createAutoHouse, plans, setCell, setPolicy } from './auto-house.ts'

const CREAM = 'Держите крем в месте, куда не попадает солнце.'
const SOURCE = { id: 'k:1', title: 'Хранение', textRu: '12 месяцев, вдали от солнца.' }
type Answer = { evidence_id: string | null; words: string | null; fault: string | null }
const CARRIED: Answer = { evidence_id: 'k:1', words: 'вдали от солнца', fault: null }

describe('a draft that a model reads again', () => {
  let database: OpenDatabase
  let house: House
  let server: ModelServer
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    await database.db.delete(autoSends)
    server = await startModelServer()
    house = await createAutoHouse(database)
    await setPolicy(house, { undoSeconds: AUTO_UNDO_MS / 1_000 })
    await setCell(house, 'on')
    const model = createOpenAiChatModel({ baseUrl: server.url, apiKey: 'test', model: 'reader' })
    const rules: CheckReply = (input) => checkReply({ db: house.db }, input)
    const { readAgain } = bindDrafting({
      db: house.db,
      clock: house.clock,
      log: createLogger('silent', { hide: (text) => text }),
      env: readEnv({ MODEL_TIMEOUT_SECONDS: '5' }),
      models: { canSee: false, forShop: () => model },
      liveSpace: { embedder: () => Promise.reject(new Error('nobody searches here')) },
      connections: { openChannel: house.deps.openChannel, openClient: () => Promise.reject(new Error('no')) },
      checkReply: rules,
    })
    Object.assign(house.deps.drafting, { readAgain, checkReply: rules })
    return () => server.close()
  })

  const judges = (answer: Answer, breaches: object[] = []) =>
    server.enqueue({ json: { sentences: [{ number: 1, ...answer }], breaches } })

  async function drafted() {
    const { chatId } = house.sandbox.startChat({ clientId: house.clientId })
    house.sandbox.buyerSays(chatId, 'Есть ли размер 48?')
    await house.advance(BURST_QUIET_MS + 100)
    const [draft] = await house.db.select().from(drafts).where(eq(drafts.shopId, house.shopId))
    const arrived = async () => {
      await house.advance(AUTO_UNDO_MS + 2_000)
      return house.sandbox.visibleThread(chatId).filter(({ from }) => from === 'shop').length
    }
    return { draft, arrived }
  }

  /** A sentence that code cannot read over its source, and what else a composer may say of it. */
  function composes(part: Partial<ComposedDraft> = {}): void {
    Object.assign(house.deps.drafting, {
      gatherFacts: async () => ({
        facts: [{ ...SOURCE, kind: 'attribute' }],
        missing: [],
        known: [],
      }),
      compose: async (): Promise<ComposedDraft> => ({
        kind: 'answer',
        sentences: [{ ru: CREAM, evidenceIds: ['k:1'], class: 'documented' }],
        promises: [],
        unanswered: [],
        abstained: false,
        composer: 'built-in',
        ...part,
      }),
    })
  }

  it('leaves once the reading has nothing against it', async () => {
    judges({ evidence_id: 'p:1', words: 'Есть ли размер 48?', fault: null })
    const { draft, arrived } = await drafted()
    expect(draft?.sentences[0]).toMatchObject({
      class: 'documented',
      confirmed: { evidenceId: 'p:1', words: 'Есть ли размер 48?' },
    })
    expect(await arrived()).toBe(1)
  })

  it('waits for a person when the reading does not find a sentence in its source', async () => {
    judges({ evidence_id: null, words: null, fault: 'words' })
    const { draft, arrived } = await drafted()
    expect(draft?.evidenceClass).toBe('inferred')
    expect(draft?.sentences[0]?.findings).toMatchObject([{ kind: 'words', by: 'second-reading' }])
    expect(await arrived()).toBe(0)
  })

  it('waits for a person when the reading sees a rule broken', async () => {
    judges({ evidence_id: 'p:1', words: 'Есть ли размер 48', fault: null }, [
      { rule: 'blame', number: 1, words: 'По нашим данным' },
    ])
    const { draft, arrived } = await drafted()
    expect(draft?.checks).toContainEqual(expect.objectContaining({ rule: 'blame', status: 'warn' }))
    expect(await plans(house)).toEqual([])
    expect(await arrived()).toBe(0)
  })

  it('leaves with a sentence that code doubted, when the reading shows the words of the source', async () => {
    composes()
    judges(CARRIED)
    const { draft, arrived } = await drafted()
    expect(draft?.sentences[0]).toMatchObject({ class: 'documented', findings: [] })
    expect(await arrived()).toBe(1)
  })

  it('keeps what was settled when a person edits, and takes it back when they change the sentence', async () => {
    composes()
    judges(CARRIED)
    await drafted()
    const seen = await agentOf(house).openFirst()
    const review = bindReview({
      db: house.db,
      clock: house.clock,
      undoMs: UNDO_MS,
      checkReply: async () => [],
      onKnowledge: async () => {},
    })
    const check = async (text: string) =>
      (await review.checkText({ ...refOf(seen), text, role: 'agent' })).sentences.map((one) => one.class)
    expect(await check(`Здравствуйте! ${CREAM}`)).toEqual(['courtesy', 'documented'])
    expect(await check(CREAM.replace('крем', 'гель'))).toEqual(['inferred'])
  })

  it.each([
    ['shows no words', () => judges({ ...CARRIED, words: null })],
    ['shows words that the source has not', () => judges({ ...CARRIED, words: 'в тени' })],
    ['fails', () => server.enqueue({ status: 401 })],
    ['answers nonsense', () => server.enqueue({ text: 'да' }, { text: 'да' })],
  ])('is what code makes of it when the reader %s', async (_, prepare) => {
    composes()
    prepare()
    const { draft, arrived } = await drafted()
    expect(draft?.evidenceClass).toBe('inferred')
    expect(await arrived()).toBe(0)
  })

  it('is not read again where the shop wants none', async () => {
    await setPolicy(house, { undoSeconds: AUTO_UNDO_MS / 1_000, readsAgain: false })
    const { arrived } = await drafted()
    expect(server.requests).toEqual([])
    expect(await arrived()).toBe(1)
  })
})
