import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { explainSend } from '../../src/autonomy/explain-send.ts'
import { throwSwitch } from '../../src/autonomy/throw-switch.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { auditRecords } from '../../src/db/schema/access.ts'
import { autoSends, switches } from '../../src/db/schema/policy.ts'
import type { ShopPolicy } from '../../src/domain/shop-policy.ts'
import { claimConversation } from '../../src/review/claim-conversation.ts'
import { agentOf, refOf } from '../support/agent.ts'
import { BURST_QUIET_MS, type House } from '../support/house.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { AUTO_UNDO_MS, createAutoHouse, setCell, setPolicy } from './auto-house.ts'

const TEXT = 'Здравствуйте! Сообщение получили, сейчас магазин закрыт. Ответим завтра до 12:00.'
const HOUR = 3_600_000
/** The house begins on a Saturday at noon, Moscow time: this shop opens on weekdays from ten to seven. */
const day = { from: '10:00', to: '19:00' }
const CLOSED_NOW: Partial<ShopPolicy> = {
  hours: [day, day, day, day, day, null, null],
  undoSeconds: AUTO_UNDO_MS / 1_000,
  acknowledgement: { isOn: true, ru: TEXT, zh: '' },
}

describe('the acknowledgement of a closed shop', () => {
  let database: OpenDatabase
  let house: House
  let chatId: string
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    for (const table of [autoSends, switches]) await database.db.delete(table)
    house = await createAutoHouse(database)
    await setPolicy(house, CLOSED_NOW)
    chatId = house.sandbox.startChat({ clientId: house.clientId }).chatId
  })
  const ask = async (text: string) => {
    house.sandbox.buyerSays(chatId, text)
    await house.advance(BURST_QUIET_MS + 100)
  }
  const explain = (seen: Parameters<typeof refOf>[0]) =>
    explainSend({ db: house.db, clock: house.clock, defaultBudgetMicros: null }, refOf(seen))
  const pass = () => house.advance(AUTO_UNDO_MS + 20_000)
  const shown = () =>
    house.sandbox
      .visibleThread(chatId)
      .filter((message) => message.from === 'shop')
      .map((message) => message.text)

  it('goes out after the undo time and leaves the question with a person', async () => {
    await ask('Какой вес?')
    expect(shown()).toEqual([])
    const anna = agentOf(house)
    const waits = await explain(await anna.openFirst('todo'))
    const left = Date.parse(waits.acknowledgesAt ?? '') - house.clock.now().getTime()
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThanOrEqual(AUTO_UNDO_MS)
    await pass()
    expect(shown()).toEqual([TEXT])
    const seen = await anna.openFirst('todo')
    expect(await explain(seen)).toMatchObject({ acknowledgesAt: null })
    expect(seen.conversation.status).toBe('open')
    expect(seen.conversation.dueAt).not.toBe(null)
    expect(seen.draft?.text).toContain('Какой вес?')
    await anna.approve(seen)
    await house.advance(20_000)
    expect(shown()).toEqual([TEXT, 'По нашим данным: Какой вес?'])
    expect(await anna.count('todo')).toBe(0)
    const audit = await house.db
      .select()
      .from(auditRecords)
      .where(and(eq(auditRecords.shopId, house.shopId), eq(auditRecords.action, 'auto_send.acknowledge')))
    expect(audit).toMatchObject([{ actor: 'policy', after: { text: TEXT } }])
  })

  it('goes out once in a closed period, and what the buyer adds still becomes one question', async () => {
    await ask('Какой вес?')
    await pass()
    await ask('И какой цвет?')
    await pass()
    await house.advance(10 * HOUR)
    expect(shown()).toEqual([TEXT])
    const seen = await agentOf(house).openFirst()
    expect(seen.draft?.text).toBe('По нашим данным: Какой вес? / И какой цвет?')
    // Monday's hours come and go without an answer: Monday night is another closed period.
    house.setNow(Date.parse('2026-11-23T20:00:00Z'))
    await ask('Вы тут?')
    await pass()
    expect(shown()).toEqual([TEXT, TEXT])
  })

  it('is not needed while the shop is open, or where nobody has switched it on', async () => {
    await setPolicy(house, { ...CLOSED_NOW, hours: null })
    await ask('Какой вес?')
    await pass()
    await setPolicy(house, { ...CLOSED_NOW, acknowledgement: { isOn: false, ru: TEXT, zh: '' } })
    await ask('А цвет?')
    await pass()
    expect(shown()).toEqual([])
  })

  it('gives way to an answer that leaves by itself', async () => {
    await setPolicy(house, { ...CLOSED_NOW, sendsOutsideHours: true })
    await setCell(house, 'on')
    await ask('Какой вес?')
    await pass()
    expect(shown()).toEqual(['По нашим данным: Какой вес?'])
  })

  it('gives way to a person who has it open, and to their answer', async () => {
    await ask('Какой вес?')
    const anna = agentOf(house)
    const seen = await anna.openFirst()
    await claimConversation(house, { ...refOf(seen), actor: anna.actor })
    await pass()
    expect(shown()).toEqual([])
    await anna.approve(seen)
    await house.advance(HOUR)
    expect(shown()).toEqual(['По нашим данным: Какой вес?'])
  })

  it('does not go out with the stop switch on, nor with words a rule objects to', async () => {
    await throwSwitch(house, { shopId: house.shopId, isOn: true, actor: 'anna' })
    await ask('Какой вес?')
    await pass()
    await throwSwitch(house, { shopId: house.shopId, isOn: false, actor: 'anna' })
    const acknowledgement = { isOn: true, ru: 'Пишите в телеграм.', zh: '' }
    await setPolicy(house, { ...CLOSED_NOW, acknowledgement })
    await ask('А цвет?')
    await pass()
    expect(shown()).toEqual([])
  })

  it('that does not arrive is not offered as an answer', async () => {
    house.sandbox.faults.set({ dropped: { probability: 1 } })
    await ask('Какой вес?')
    await pass()
    await house.advance(HOUR)
    house.sandbox.faults.clear()
    expect(shown()).toEqual([])
    const seen = await agentOf(house).openFirst()
    expect(seen.draft).toMatchObject({ origin: 'drafting', text: 'По нашим данным: Какой вес?' })
  })
})
