import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bindReview } from '../../src/app/bind-review.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { checkReply } from '../../src/drafting/checks/check-reply.ts'
import { RULES } from '../../src/drafting/checks/rules.ts'
import { classifyTurn } from '../../src/drafting/classify/classify-turn.ts'
import type { Case } from '../../src/http/contracts/case.ts'
import { agentOf } from '../support/agent.ts'
import { BURST_QUIET_MS, createHouse, type House, UNDO_MS } from '../support/house.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { createTestServer, type TestServer } from '../support/test-server.ts'

describe('a text on its way out', () => {
  let database: OpenDatabase
  let house: House
  let server: TestServer
  let headers: Record<string, string>
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    house = await createHouse(database, { seed: Math.floor(Math.random() * 1e6) })
    const deps = { db: house.db, clock: house.clock, undoMs: UNDO_MS, onKnowledge: async () => {} }
    server = await createTestServer(database, {
      deps: { review: bindReview({ ...deps, checkReply: (input) => checkReply(deps, input) }) },
    })
    headers = (await server.asRole('agent')).headers
    return () => server.close()
  })

  /** The stand-in drafter says back what the buyer said. */
  async function askedAbout(words: string): Promise<Case> {
    const { chatId } = house.sandbox.startChat({ clientId: house.clientId })
    house.sandbox.buyerSays(chatId, words)
    await house.advance(BURST_QUIET_MS + 100)
    return agentOf(house).openFirst()
  }
  const post = (seen: Case, path: string, payload: object) =>
    server.app.inject({
      method: 'POST',
      url: `/api/shops/${house.shopId}/conversations/${seen.conversation.conversationId}/${path}`,
      headers,
      payload,
    })
  const draftPath = (seen: Case, verb: string) => `drafts/${seen.draft?.id}/${verb}`

  it('with a warning is approved only when the agent names that warning', async () => {
    const seen = await askedAbout('Мы отправим вам заказ.')
    const fingerprint = seen.draft?.fingerprint
    const path = draftPath(seen, 'approve')
    for (const acknowledgedWarnings of [undefined, [], ['phone'], ['remedy', 'open']]) {
      const refused = await post(seen, path, { fingerprint, acknowledgedWarnings })
      expect(refused.statusCode).toBe(422)
      expect(refused.json().error).toMatchObject({
        code: 'warnings_not_acknowledged',
        details: { checks: [{ rule: 'open-promise', status: 'warn', span: 'отправим' }] },
      })
    }
    expect((await agentOf(house).reopen(seen)).draft).not.toBeNull()
    const sent = await post(seen, path, { fingerprint, acknowledgedWarnings: ['open-promise'] })
    expect(sent.statusCode).toBe(200)
  })

  it('that a person wrote instead of a draft is held to the same, in an edit and in an own reply', async () => {
    const seen = await askedAbout('Когда придёт?')
    const text = 'Компенсируем ожидание.'
    const edit = { text, fingerprint: seen.draft?.fingerprint }
    const own = { text, revision: seen.conversation.revision }
    const warnings = ['remedy', 'open-promise']
    const beyond = await post(seen, 'write', { ...own, acknowledgedWarnings: warnings })
    expect(beyond.json().error).toMatchObject({
      code: 'text_blocked',
      details: { checks: [{ rule: 'remedy', status: 'block' }] },
    })
    // What no procedure provides for an admin may still decide.
    headers = (await server.asRole('admin')).headers
    for (const [path, body] of [
      [draftPath(seen, 'edit'), edit],
      ['write', own],
    ] as const) {
      const half = await post(seen, path, { ...body, acknowledgedWarnings: ['remedy'] })
      expect(half.statusCode).toBe(422)
      expect(half.json().error.details.checks).toMatchObject([{ rule: 'open-promise' }])
    }
    expect((await post(seen, 'write', { ...own, acknowledgedWarnings: warnings })).statusCode).toBe(200)
  })

  it('that promises what a lead approves leaves by a lead’s hand only, and says so', async () => {
    house.deps.drafting.classify = async ({ text }) => classifyTurn(text)
    const seen = await askedAbout('Где мой заказ? Посылка не пришла в срок')
    const text = 'Вернём деньги за заказ до 27 ноября.'
    const body = { text, fingerprint: seen.draft?.fingerprint, acknowledgedWarnings: ['remedy'] }
    const { checks } = (await post(seen, 'check-text', { text })).json()
    const found = checks.find(({ rule }: { rule: string }) => rule === 'remedy')
    expect(found).toMatchObject({ status: 'block', span: 'Вернём деньги' })
    expect(found.message.zh).toBe('承诺了退款：此类情况须由主管或管理员批准。')
    expect((await post(seen, draftPath(seen, 'edit'), body)).json().error.code).toBe('text_blocked')
    headers = (await server.asRole('lead')).headers
    expect((await post(seen, draftPath(seen, 'edit'), body)).statusCode).toBe(200)
  })

  it('that a rule blocks does not leave, whatever is acknowledged', async () => {
    const seen = await askedAbout('Дайте ваш телефон')
    const text = 'Звоните: +7 916 123-45-67'
    for (const [path, body] of [
      [draftPath(seen, 'edit'), { fingerprint: seen.draft?.fingerprint }],
      ['write', { revision: seen.conversation.revision }],
    ] as const) {
      const acknowledgedWarnings = RULES.map(({ id }) => id)
      const refused = await post(seen, path, { ...body, text, acknowledgedWarnings })
      expect(refused.statusCode).toBe(422)
      expect(refused.json().error.code).toBe('text_blocked')
    }
    expect(house.sandbox.allSends()).toHaveLength(0)
  })

  it('is checked by every rule while it is written, and the card tells what it says', async () => {
    const seen = await askedAbout('Есть ли размер 48?')
    const text = 'Да, 48 есть. Отправим 2 штуки завтра. Пришлите фото бирки.'
    const { checks, readingCard } = (await post(seen, 'check-text', { text })).json()
    expect(checks.map(({ rule }: { rule: string }) => rule)).toEqual(RULES.map(({ id }) => id))
    expect(readingCard).toMatchObject({
      asked: [{ ru: 'Есть ли размер 48?' }],
      promised: [{ ru: 'Отправим 2 штуки завтра.' }],
      numbers: [{ ru: '48 есть' }, { ru: '2 штуки' }, { ru: 'завтра', zh: '明天' }],
      buyerMust: [{ ru: 'Пришлите фото бирки.' }],
    })
    const empty = await post(seen, 'check-text', { text: '' })
    expect(empty.json().checks).toContainEqual(expect.objectContaining({ rule: 'length', status: 'block' }))
  })

  it('in a conversation that is not there is not checked', async () => {
    const seen = await askedAbout('Привет')
    seen.conversation.conversationId = 'nowhere'
    expect((await post(seen, 'check-text', { text: 'Да.' })).statusCode).toBe(404)
  })

  it('that the shop sent to others again and again is a repetition, and shows its twin', async () => {
    const text =
      'Здравствуйте! Лампа светит тёплым светом, цоколь Е27, подходит для открытых люстр и торшеров.'
    for (let i = 0; i < 3; i++) {
      const seen = await askedAbout(`Подойдёт ли лампа? ${i}`)
      const checked = (await post(seen, 'check-text', { text })).json().checks
      expect(checked.find(({ rule }: { rule: string }) => rule === 'repetition').status).toBe('pass')
      const sent = await post(seen, draftPath(seen, 'edit'), { text, fingerprint: seen.draft?.fingerprint })
      expect(sent.statusCode).toBe(200)
      await house.advance(UNDO_MS + 3_000)
    }
    const seen = await askedAbout('А эта лампа для люстры?')
    const again = async (words: string) =>
      (await post(seen, 'check-text', { text: words }))
        .json()
        .checks.find(({ rule }: { rule: string }) => rule === 'repetition')
    expect(await again(text)).toMatchObject({
      status: 'warn',
      twin: { text, share: 1, conversationId: expect.any(String) },
    })
    expect(await again(text.replace('Е27', 'Е14'))).toMatchObject({ status: 'warn' })
    expect((await again('Да, подходит: свет тёплый, цоколь Е27.')).status).toBe('pass')
    expect((await again('Здравствуйте! Спасибо за сообщение.')).status).toBe('pass')
  })
})
