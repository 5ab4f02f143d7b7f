import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { inboundEvents } from '../../src/db/schema/shops.ts'
import { askForItems } from '../../src/worker/polling.ts'
import { agentOf } from '../support/agent.ts'
import { createHouse, type House, UNDO_MS } from '../support/house.ts'
import { createTestDatabase } from '../support/test-database.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const SKU = '100200300'
/** Long enough for the first look through reviews and questions, and for a draft. */
const SEEN = 20_000

describe.each(['review', 'question'] as const)('a %s', (kind) => {
  let database: OpenDatabase
  let house: House
  let id: string
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    await database.db.execute(sql`delete from jobs`)
    await database.db.execute(sql`delete from shops`)
    await database.db.execute(sql`delete from switches`)
    house = await createHouse(database, { seed: Math.floor(Math.random() * 1e6) })
    await look()
    id = write('Подойдёт ли на зиму?')
    await house.advance(SEEN)
  })

  function write(text: string): string {
    const about = { clientId: house.clientId, sku: SKU, text }
    return kind === 'review'
      ? house.sandbox.buyerReviews({ ...about, rating: 5 }).reviewId
      : house.sandbox.buyerAsks({ ...about, authorName: 'Анна' }).questionId
  }
  /** Nobody looks for news any more: a day passes in a moment. */
  const rest = async (ms: number) => {
    await house.db.execute(
      sql`delete from jobs where queue not in ('deliver', 'follow', 'draft', 'sync', 'ingest')`,
    )
    await house.advance(ms)
  }
  const look = () => askForItems(house.db, { shopId: house.shopId, now: house.clock.now() })
  const agent = () => agentOf(house)
  const answers = () => house.sandbox.answersOf(id)
  const shown = () => answers().filter(({ fromSeller, state }) => fromSeller && state === 'published')
  const sends = () => house.sandbox.allSends()

  async function approve(ms = 5 * MINUTE) {
    const seen = await agent().openFirst()
    await agent().approve(seen)
    await house.advance(UNDO_MS + ms)
    return { seen, after: await agent().reopen(seen) }
  }

  it('is found by looking, stored raw once, answered once, followed until it is public, and marked processed', async () => {
    const seen = await agent().openFirst()
    expect(seen.conversation).toMatchObject({ channel: `ozon-${kind}`, isPublic: true, windowRule: 'no_end' })
    expect(seen.messages.map(({ text }) => text)).toEqual(['Подойдёт ли на зиму?'])
    await agent().approve(seen)
    await house.advance(UNDO_MS + 5_000)
    expect((await agent().reopen(seen)).replies[0]?.status).toBe('in_moderation')
    expect(await agent().count('todo')).toBe(0)
    await house.advance(3 * MINUTE)
    expect((await agent().reopen(seen)).replies[0]?.status).toBe('visible')
    await rest(2 * DAY)
    expect(shown()).toHaveLength(1)
    expect(sends()).toHaveLength(1)
    expect(house.sandbox.feedback()[0]?.status).toBe('PROCESSED')
    expect(await agent().count('todo')).toBe(0)
    const raw = await house.db.select().from(inboundEvents).where(eq(inboundEvents.shopId, house.shopId))
    expect(raw.filter(({ status }) => status === 'pending' || status === 'failed')).toEqual([])
    expect(raw.some(({ body }) => body.includes('"published_at"'))).toBe(true)
  })

  it('that Ozon refuses comes back with the reason, a new draft and no way to leave by itself', async () => {
    house.sandbox.faults.set({ moderationRefused: 'once' })
    const { after, seen } = await approve()
    expect(after.replies[0]).toMatchObject({
      status: 'rejected',
      failureCode: 'moderation_refused',
    })
    const reason = answers()[0]?.reason ?? '-'
    if (kind === 'review') expect(after.replies[0]?.failureReason?.ru).toContain(reason)
    expect(after.draft).toMatchObject({ origin: 'undelivered', originReason: 'moderation_refused' })
    expect(after.conversation.status).toBe('open')
    await agent().approve(after)
    await house.advance(UNDO_MS + 5 * MINUTE)
    const second = await agent().reopen(seen)
    expect(second.replies.map(({ status }) => status)).toEqual(['visible', 'rejected'])
    expect(shown()).toHaveLength(1)
  })

  it('whose answer vanishes stops sending in that channel of that shop only, until people lift it', async () => {
    house.sandbox.faults.set({ answerVanishes: 'once' })
    const { seen } = await approve(20 * MINUTE)
    if (kind === 'review') {
      // Processed and not listed is what a comment in moderation looks like: only time tells.
      expect((await agent().reopen(seen)).replies[0]?.status).toBe('in_moderation')
      await rest(15 * DAY)
    }
    const lost = await agent().reopen(seen)
    expect(lost.replies[0]).toMatchObject({ status: 'lost', failureCode: 'vanished' })
    expect(lost.draft?.text).toBe(seen.draft?.text)
    await expect(agent().approve(lost)).rejects.toMatchObject({ code: 'sending_stopped' })
    const { chatId } = house.sandbox.startChat({ clientId: house.clientId })
    house.sandbox.buyerSays(chatId, 'А в чате?')
    await house.advance(MINUTE)
    const chat = (await agent().openFirst()).conversation.channel
    expect(['ozon-chat', `ozon-${kind}`]).toContain(chat)
  })

  it('that is published and then gone is noticed a day later', async () => {
    house.sandbox.faults.set({ answerVanishes: { times: 1, delayMs: 2 * HOUR } })
    const { seen } = await approve()
    expect((await agent().reopen(seen)).replies[0]?.status).toBe('visible')
    await rest(DAY + HOUR)
    expect((await agent().reopen(seen)).replies[0]).toMatchObject({ status: 'lost', failureCode: 'vanished' })
  })

  it.each(['timeoutAfterStoring', 'resetAfterStoring', 'errorAfterStoring'] as const)(
    'after %s is settled by reading back, never sent again',
    async (fault) => {
      house.sandbox.faults.set({ [fault]: 'once' })
      const { after } = await approve(10 * MINUTE)
      expect(after.replies[0]?.status).toBe('visible')
      expect(shown()).toHaveLength(1)
      expect(sends()).toHaveLength(1)
    },
  )

  it('whose send is unclear while moderation takes hours is not offered a second time', async () => {
    house.sandbox.faults.set({
      timeoutAfterStoring: 'once',
      delayedVisibility: { times: 1, delayMs: 3 * HOUR },
    })
    const { seen, after } = await approve(20 * MINUTE)
    expect(after.replies[0]?.status).toBe('in_moderation')
    expect(after.draft).toBeNull()
    await rest(20 * HOUR)
    expect((await agent().reopen(seen)).replies[0]?.status).toBe('visible')
    expect(shown()).toHaveLength(1)
  })

  it('whose send never arrived is looked for and handed to a person', async () => {
    house.sandbox.faults.set({ timeoutBeforeStoring: 'once' })
    const { after } = await approve(20 * MINUTE)
    expect(after.replies[0]?.status).toBe('lost')
    expect(after.draft).toMatchObject({ origin: 'undelivered' })
    expect(sends()).toHaveLength(1)
  })

  it('that the seller answered in the cabinet gets no second answer, also while that one is in moderation', async () => {
    const seen = await agent().openFirst()
    house.sandbox.sellerAnswersElsewhere(id, 'Да, подойдёт')
    await agent().approve(seen)
    await house.advance(UNDO_MS + MINUTE)
    expect(sends()).toEqual([])
    expect((await agent().reopen(seen)).replies[0]).toMatchObject({
      status: 'cancelled',
      failureCode: 'answered_elsewhere',
    })
    await rest(HOUR)
    expect(await agent().count('todo')).toBe(0)
    const other = write('А летом?')
    house.sandbox.sellerAnswersElsewhere(other, 'И летом')
    await look()
    await house.advance(10 * MINUTE)
    expect(await agent().count('todo')).toBe(0)
  })

  it('is not looked for where the subscription does not include it', async () => {
    const seen = await agent().count('todo')
    house.sandbox.setShop(house.clientId, { subscription: 'PREMIUM', reviewManagement: false })
    write('Ещё один')
    await house.advance(10 * MINUTE)
    expect(await agent().count('todo')).toBe(seen)
    house.sandbox.setShop(house.clientId, { subscription: 'PREMIUM_PLUS', reviewManagement: true })
    await house.advance(HOUR)
    expect(await agent().count('todo')).toBe(seen + 1)
  })

  it('is neither lost nor doubled when a look breaks off anywhere', async () => {
    for (let n = 0; n < 30; n++) write(`Вопрос номер ${n}`)
    house.sandbox.faults.set({ errorBeforeStoring: { probability: 0.3, methods: LISTS } })
    house.killSwitch.arm(12)
    await house.advance(2 * MINUTE)
    house.killSwitch.arm(3)
    house.restart()
    await house.advance(2 * MINUTE)
    house.killSwitch.disarm()
    house.sandbox.faults.clear()
    await house.advance(10 * MINUTE)
    expect(await agent().count('todo')).toBe(31)
  })
})

const LISTS = ['/v2/review/list', '/v1/question/list']
