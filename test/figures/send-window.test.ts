import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { conversations } from '../../src/db/schema/conversations.ts'
import { drafts, replies } from '../../src/db/schema/drafting.ts'
import { beginSend } from '../../src/delivery/begin-send.ts'
import { isWindowOpen, replyWindow } from '../../src/domain/reply-window.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { addShop } from './made-log.ts'

const HOUR = 3_600_000
const SENT_AT = new Date('2026-11-20T09:00:00Z')
const SHOP = 'shop-window'
let database: OpenDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await addShop(database.db, SHOP)
})
afterAll(() => database?.close())

/** Around the ends of the windows, to the second, and anywhere else. */
const later = fc.oneof(
  fc
    .tuple(fc.constantFrom(0, 48, 72, 96), fc.constantFrom(-31, -30, -29, -1, 0, 1, 60))
    .map(([hours, seconds]) => hours * HOUR + seconds * 1_000),
  fc.integer({ min: 0, max: 120 * HOUR }),
)
const order = fc.option(
  fc.record({
    scheme: fc.constantFrom('FBO', 'FBS', 'rFBS'),
    status: fc.constantFrom('delivering', 'delivered', 'cancelled'),
    paidAt: fc.option(fc.constant(new Date(SENT_AT.getTime() - 100 * HOUR))),
    deliveredAt: fc.option(
      fc.integer({ min: -24, max: 24 }).map((h) => new Date(SENT_AT.getTime() + h * HOUR)),
    ),
    cancelledAt: fc.option(fc.constant(new Date(SENT_AT.getTime() - HOUR)), { freq: 4 }),
  }),
)

test('no send begins outside the window of the marketplace, nor so late that it would arrive after it', async () => {
  let number = 0
  let begunCount = 0
  await fc.assert(
    fc.asyncProperty(order, later, async (facts, after) => {
      const now = new Date(SENT_AT.getTime() + after)
      const window = replyWindow({ lastBuyerMessageAt: SENT_AT, order: facts })
      const id = `c${number++}`
      const reply = await putReply(id, window)
      const begun = await beginSend(database.db, { reply, baselineSeq: '1', now })
      if (begun) begunCount += 1
      expect(begun !== undefined).toBe(isWindowOpen(window, new Date(now.getTime() + 30_000)))
      // In the words of the rule, whatever the guard says: never at or after the end.
      if (begun && window.until) expect(now.getTime() + 30_000).toBeLessThan(window.until.getTime())
      const [left] = await database.db.select().from(replies).where(eq(replies.id, reply.id))
      expect(left).toMatchObject(
        begun
          ? { status: 'sending', attempts: 1 }
          : { status: 'rejected', failureCode: 'window_closed', attempts: 0 },
      )
    }),
    { numRuns: 40 },
  )
  expect(begunCount).toBeGreaterThan(0)
})

async function putReply(id: string, window: ReturnType<typeof replyWindow>) {
  const { db } = database
  const ref = { shopId: SHOP, conversationId: id }
  await db.insert(conversations).values({
    shopId: SHOP,
    id,
    channel: 'ozon-chat',
    externalId: id,
    status: 'waiting',
    replyWindowUntil: window.until,
    windowRule: window.rule,
    createdAt: SENT_AT,
  })
  await db.insert(drafts).values({
    ...ref,
    id: `d-${id}`,
    status: 'approved',
    kind: 'answer',
    route: 'review',
    text: 'Да, подойдёт.',
    sentences: [],
    evidence: [],
    evidenceClass: 'courtesy',
    classification: { category: 'off_topic' } as never,
    checks: [],
    readingCard: {} as never,
    revision: 0,
    fingerprint: id,
    composer: 'built-in',
    pipelineVersion: '1',
    latencyMs: 1,
    createdAt: SENT_AT,
  })
  const [reply] = await db
    .insert(replies)
    .values({
      ...ref,
      id: `r-${id}`,
      draftId: `d-${id}`,
      text: 'Да, подойдёт.',
      approvedBy: 'anna',
      approvedRevision: 0,
      createdAt: SENT_AT,
    })
    .returning()
  if (!reply) throw new Error('no reply')
  return reply
}
