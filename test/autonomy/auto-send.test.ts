import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { stopSend } from '../../src/autonomy/stop-send.ts'
import { throwSwitch } from '../../src/autonomy/throw-switch.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { auditRecords } from '../../src/db/schema/access.ts'
import { decisions, replies } from '../../src/db/schema/drafting.ts'
import { autoSends, switches } from '../../src/db/schema/policy.ts'
import { shops } from '../../src/db/schema/shops.ts'
import { editDraft } from '../../src/review/approve-draft.ts'
import { claimConversation } from '../../src/review/claim-conversation.ts'
import { undoReply } from '../../src/review/undo-reply.ts'
import { agentOf, draftOf, refOf } from '../support/agent.ts'
import { BURST_QUIET_MS, type House } from '../support/house.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { AUTO_UNDO_MS, createAutoHouse, plans, setCell, setPolicy, spend } from './auto-house.ts'

describe('a draft whose cell is on', () => {
  let database: OpenDatabase
  let house: House
  let chatId: string
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    for (const table of [replies, autoSends, switches]) await database.db.delete(table)
    house = await createAutoHouse(database)
    await setPolicy(house, { undoSeconds: AUTO_UNDO_MS / 1_000 })
    await setCell(house, 'on')
    chatId = house.sandbox.startChat({ clientId: house.clientId }).chatId
    house.sandbox.buyerSays(chatId, 'Есть ли размер 48?')
    await house.advance(BURST_QUIET_MS + 100)
  })
  const shown = () => house.sandbox.visibleThread(chatId).filter((message) => message.from === 'shop')
  const status = async () => (await plans(house)).map((plan) => plan.status)
  const pass = () => house.advance(AUTO_UNDO_MS + 2_000)

  it('waits out its undo time, shows when it leaves, and arrives once, decided by the policy', async () => {
    const anna = agentOf(house)
    const seen = await anna.openFirst()
    expect(seen.conversation.route).toBe('auto_send')
    const left = Date.parse(seen.conversation.leavesAt ?? '') - house.clock.now().getTime()
    expect(left).toBeGreaterThan(AUTO_UNDO_MS - 1_000)
    expect(left).toBeLessThanOrEqual(AUTO_UNDO_MS)
    expect(shown()).toHaveLength(0)
    await pass()
    expect(shown().map((message) => message.text)).toEqual(['По нашим данным: Есть ли размер 48?'])
    const [decision] = await house.db.select().from(decisions).where(eq(decisions.shopId, house.shopId))
    expect(decision).toMatchObject({ kind: 'approve', actor: 'policy' })
    expect(await status()).toEqual(['sent'])
    await house.advance(3_600_000)
    expect(shown()).toHaveLength(1)
  })

  it('is not sent where key or subscription do not let us answer: a person copies it out', async () => {
    const channels = {
      'ozon-chat': { access: 'denied' as const, reads: 'allowed' as const, answers: 'denied' as const },
    }
    await house.db
      .update(shops)
      .set({ capabilities: { checkedAt: house.clock.now().toISOString(), missingMethods: [], channels } })
      .where(eq(shops.id, house.shopId))
    const before = (await plans(house)).length
    const closed = house.sandbox.startChat({ clientId: house.clientId }).chatId
    house.sandbox.buyerSays(closed, 'Есть ли размер 50?')
    await house.advance(BURST_QUIET_MS + AUTO_UNDO_MS + 2_000)
    expect(await plans(house)).toHaveLength(before)
    expect(house.sandbox.visibleThread(closed).filter(({ from }) => from === 'shop')).toEqual([])
  })

  it('stays with a person once any agent has stopped it, and the one who comes later is told', async () => {
    const [anna, boris] = [agentOf(house, 0), agentOf(house, 1)]
    const seen = await anna.openFirst()
    const input = { ...refOf(seen), ...draftOf(seen), actor: boris.actor }
    await stopSend(house, input)
    await expect(stopSend(house, input)).rejects.toMatchObject({ code: 'not_waiting' })
    await pass()
    expect(shown()).toHaveLength(0)
    const again = await anna.reopen(seen)
    expect(again.conversation).toMatchObject({ route: 'review', leavesAt: null })
    await anna.approve(again)
    await house.advance(10_000)
    expect(shown()).toHaveLength(1)
    const audit = await house.db.select().from(auditRecords).where(eq(auditRecords.action, 'auto_send.stop'))
    expect(audit).toContainEqual(expect.objectContaining({ actor: boris.actor.id, shopId: house.shopId }))
  })

  it('gives way to a new message, whose own draft then leaves', async () => {
    await house.advance(AUTO_UNDO_MS - 8_000)
    house.sandbox.buyerSays(chatId, 'И какой цвет?')
    await house.advance(12_000)
    expect(shown()).toHaveLength(0)
    await house.advance(AUTO_UNDO_MS)
    expect(shown().map((message) => message.text)).toEqual([
      'По нашим данным: Есть ли размер 48? / И какой цвет?',
    ])
    expect((await plans(house)).map((plan) => plan.status).sort()).toEqual(['sent', 'stopped'])
  })

  it('gives way to what a person decides, and waits while a person has it open', async () => {
    const anna = agentOf(house)
    const seen = await anna.openFirst()
    await claimConversation(house, { ...refOf(seen), actor: anna.actor })
    await house.advance(AUTO_UNDO_MS + 5_000)
    expect(shown()).toHaveLength(0)
    expect(await status()).toEqual(['waiting'])
    await editDraft(anna.deps(), { ...refOf(seen), ...draftOf(seen), text: 'Да, есть.', actor: anna.actor })
    await house.advance(180_000)
    expect(shown().map((message) => message.text)).toEqual(['Да, есть.'])
    expect(await status()).toEqual(['stopped'])
  })

  it.each([
    ['the cell is off', () => setCell(house, 'draft'), 'cell_draft'],
    ['a stop word was added', () => setPolicy(house, { stopWords: ['размер'] }), 'stop_word:размер'],
    ['the budget is spent', () => spend(house, 500), 'budget_spent'],
    [
      'the shop is closed',
      () => setPolicy(house, { hours: Array.from({ length: 7 }, () => null) }),
      'outside_hours',
    ],
  ])('does not leave when, meanwhile, %s', async (_, change, reason) => {
    await change()
    await pass()
    expect(shown()).toHaveLength(0)
    expect((await plans(house))[0]).toMatchObject({ status: 'stopped', reasons: [reason] })
    expect((await agentOf(house).openFirst()).draft?.text).toContain('размер 48')
  })

  it('does not leave when a rule that was added meanwhile warns', async () => {
    const warning = { rule: 'new', status: 'warn' as const, message: { en: 'a', zh: 'b', ru: 'c' } }
    house.deps.drafting.checkReply = async () => [warning]
    await pass()
    expect(shown()).toHaveLength(0)
    expect((await plans(house))[0]?.reasons).toEqual(['moved:warnings_not_acknowledged'])
  })

  it('does not leave after the stop switch, nor when it is off again', async () => {
    const { stopped } = await throwSwitch(house, { shopId: null, isOn: true, reason: 'test', actor: 'anna' })
    expect(stopped).toBe(1)
    await house.advance(5_000)
    await throwSwitch(house, { shopId: null, isOn: false, actor: 'anna' })
    await pass()
    expect(shown()).toHaveLength(0)
    expect((await plans(house))[0]).toMatchObject({
      status: 'stopped',
      reasons: ['stop_all'],
      settledBy: 'anna',
    })
    const audit = await house.db.select().from(auditRecords)
    expect(audit.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['auto_send.stop_all', 'auto_send.resume']),
    )
  })

  it('does not leave when the switch is thrown between its approval and the request to the marketplace', async () => {
    // The worker that would deliver is slow: it is approved now, and the switch is thrown on and off before it goes.
    house.setNow(house.clock.now().getTime() + AUTO_UNDO_MS)
    const plan = (await plans(house))[0]
    await house.handlers.auto_send({ shopId: house.shopId, draftId: plan?.draftId ?? '' })
    expect(await status()).toEqual(['sent'])
    await throwSwitch(house, { shopId: house.shopId, isOn: true, actor: 'anna' })
    await throwSwitch(house, { shopId: house.shopId, isOn: false, actor: 'anna' })
    await house.advance(60_000)
    expect(shown()).toHaveLength(0)
    const again = await agentOf(house).openFirst()
    expect(again.draft).toMatchObject({ origin: 'undelivered', originReason: 'auto_stopped' })
    expect(again.conversation.leavesAt).toBe(null)
  })

  it('is sent before the switch or not at all, when both happen at once', async () => {
    house.setNow(house.clock.now().getTime() + AUTO_UNDO_MS)
    const payload = { shopId: house.shopId, draftId: (await plans(house))[0]?.draftId ?? '' }
    await Promise.all([
      house.handlers.auto_send(payload),
      throwSwitch(house, { shopId: null, isOn: true, actor: 'anna' }),
      house.handlers.auto_send(payload),
    ])
    await house.advance(60_000)
    expect(shown()).toHaveLength(0)
    expect((await agentOf(house).openFirst()).draft?.text).toContain('размер 48')
  })

  it('leaves in one shop while another is stopped', async () => {
    const other = await createAutoHouse(database)
    await throwSwitch(house, { shopId: other.shopId, isOn: true, actor: 'anna' })
    await pass()
    expect(shown()).toHaveLength(1)
  })

  it('is not sent by itself again once a person took the approved text back', async () => {
    house.setNow(house.clock.now().getTime() + AUTO_UNDO_MS)
    await house.handlers.auto_send({
      shopId: house.shopId,
      draftId: (await plans(house))[0]?.draftId ?? '',
    })
    const [reply] = await house.db.select().from(replies)
    const ref = { shopId: house.shopId, conversationId: reply?.conversationId ?? '' }
    await undoReply(house, { ...ref, replyId: reply?.id ?? '', actor: agentOf(house).actor })
    await house.advance(600_000)
    expect(shown()).toHaveLength(0)
    expect((await agentOf(house).openFirst()).conversation.leavesAt).toBe(null)
  })

  it('answers so often without a person and no more', async () => {
    for (let n = 1; n <= 3; n++) {
      await pass()
      house.sandbox.buyerSays(chatId, `Вопрос ${n}`)
      await house.advance(BURST_QUIET_MS + 100)
    }
    await pass()
    expect(shown()).toHaveLength(2)
    const seen = await agentOf(house).openFirst()
    await agentOf(house).approve(seen)
    await house.advance(10_000)
    house.sandbox.buyerSays(chatId, 'Ещё вопрос')
    await house.advance(BURST_QUIET_MS + 100)
    await pass()
    expect(shown()).toHaveLength(4)
  })
})

describe('a draft whose cell is not on', () => {
  let database: OpenDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.close())

  it.each(['off', 'draft', 'dry_run'] as const)('(%s) never leaves by itself', async (state) => {
    await database.db.delete(autoSends)
    const house = await createAutoHouse(database)
    await setCell(house, state)
    const { chatId } = house.sandbox.startChat({ clientId: house.clientId })
    house.sandbox.buyerSays(chatId, 'Есть ли размер 48?')
    await house.advance(3_600_000)
    expect(house.sandbox.visibleThread(chatId)).toHaveLength(1)
    // Switched off, nobody even writes a draft; the case waits for a person all the same.
    const seen = await agentOf(house).openFirst()
    expect(seen.draft === null).toBe(state === 'off')
    expect(seen.conversation).toMatchObject({
      status: 'open',
      draftState: state === 'off' ? 'none' : 'pending',
    })
    const rows = await plans(house)
    if (state === 'dry_run')
      expect(rows).toMatchObject([{ mode: 'dry_run', status: 'would_send', reasons: ['cell_dry_run'] }])
    else expect(rows).toEqual([])
  })
})
