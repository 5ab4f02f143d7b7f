import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { addShop } from '../../src/access/shops.ts'
import { bindAlerts } from '../../src/app/bind-alerts.ts'
import { bindAutonomy } from '../../src/app/bind-autonomy.ts'
import { bindFindings } from '../../src/app/bind-findings.ts'
import { bindKnowledge } from '../../src/app/bind-knowledge.ts'
import { bindReview } from '../../src/app/bind-review.ts'
import { readStatus } from '../../src/app/read-status.ts'
import type { Database } from '../../src/db/client.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { users } from '../../src/db/schema/access.ts'
import { conversations } from '../../src/db/schema/conversations.ts'
import { cannedReplies, caseNotes, noteMentions, savedViews } from '../../src/db/schema/desk.ts'
import { drafts, replies } from '../../src/db/schema/drafting.ts'
import { knowledgeEntries, products } from '../../src/db/schema/knowledge.ts'
import { switches } from '../../src/db/schema/policy.ts'
import { promises } from '../../src/db/schema/promises.ts'
import { shops } from '../../src/db/schema/shops.ts'
import { knowledgeFindings } from '../../src/db/schema/upkeep.ts'
import { sendingSwitchName, stopSwitchName } from '../../src/db/stop-switch.ts'
import type { Classification, ReadingCard } from '../../src/domain/draft.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { createTestServer } from './test-server.ts'

/** In every text of the second shop: whoever may not see it must never read this. */
export const SECRET = 'ТАЙНА'

/** The HTTP edge with the real verbs behind it, and two shops that have one of everything. */
export async function openTwoShops(database: OpenDatabase) {
  const { db } = database
  const real = { db, clock: systemClock }
  const server = await createTestServer(database, {
    deps: {
      review: bindReview({ ...real, undoMs: 5_000, checkReply: async () => [], onKnowledge: async () => {} }),
      knowledge: bindKnowledge({ ...real, modelFor: () => undefined, modelTimeoutMs: 1_000 }),
      findings: bindFindings(real),
      alerts: bindAlerts({
        ...real,
        masterKey: randomBytes(32),
        env: { PUBLIC_URL: undefined, ALERT_WEBHOOK_HOSTS: [], MODEL_MONTHLY_BUDGET: undefined },
      }),
      autonomy: bindAutonomy({ ...real, defaultBudgetMicros: null }),
      readStatus: (scope) =>
        readStatus(withoutModels(database) as never, {
          scope,
          hasWorker: true,
          sandboxUrl: null,
          startedAt: new Date(),
          version: '1',
        }),
    },
  })
  const shopDeps = { db, clock: server.clock, masterKey: server.masterKey }
  const add = async (clientId: string, name: string) =>
    (await addShop(shopDeps, { clientId, name, apiKey: 'a-secret-key', actor: 'test' })).shop.id
  const own = await add('1', 'Своя лавка')
  const foreign = await add('2', `Чужая лавка ${SECRET}`)
  await fillShop(db, own, 'обычный текст')
  await fillShop(db, foreign, SECRET)
  return { server, own, foreign }
}

const withoutModels = ({ db, kind }: OpenDatabase) => ({
  db,
  clock: systemClock,
  env: { UNDO_SECONDS: 5 },
  models: undefined,
  database: { kind },
  liveSpace: {
    embedder: async () => ({ space: 'hash', dimensions: 1 }),
    health: () => ({ error: null }),
  },
})

const plainReading: Classification = {
  category: 'product_attribute',
  confidence: 1,
  needsReply: true,
  needsHuman: false,
  riskFlags: [],
  language: 'ru',
  asks: [],
}
const emptyCard: ReadingCard = {
  asked: [],
  answered: [],
  promised: [],
  numbers: [],
  denied: [],
  buyerMust: [],
  open: [],
}

async function fillShop(db: Database, shopId: string, words: string): Promise<void> {
  const now = new Date()
  const owner = `owner-of-${shopId}`
  const ofCase = { shopId, conversationId: `case-of-${shopId}` }
  await db.insert(users).values({
    id: owner,
    login: owner,
    name: `Хозяйка ${words}`,
    role: 'lead',
    shopIds: [shopId],
    passwordHash: '-',
    createdAt: now,
  })
  await db.insert(conversations).values({
    shopId,
    id: ofCase.conversationId,
    channel: 'ozon-chat',
    externalId: `chat-of-${shopId}`,
    buyerName: words,
    lastBuyerText: words,
    lastBuyerMessageAt: now,
    // Nearly due.
    awaitingSince: new Date(now.getTime() - 23.5 * 3_600_000),
    lastMessageAt: now,
    createdAt: now,
  })
  const draftId = `draft-of-${shopId}`
  await db.insert(drafts).values({
    ...ofCase,
    id: draftId,
    kind: 'answer',
    route: 'review',
    status: 'approved',
    text: words,
    sentences: [],
    evidence: [],
    evidenceClass: 'courtesy',
    classification: plainReading,
    checks: [],
    readingCard: emptyCard,
    revision: 0,
    fingerprint: 'f',
    composer: 'built-in',
    pipelineVersion: '1',
    latencyMs: 1,
    createdAt: now,
  })
  await db.insert(replies).values({
    ...ofCase,
    id: `reply-of-${shopId}`,
    draftId,
    text: words,
    status: 'visible',
    approvedBy: owner,
    approvedRevision: 0,
    createdAt: now,
  })
  await db.insert(promises).values({
    ...ofCase,
    id: `promise-of-${shopId}`,
    replyId: `reply-of-${shopId}`,
    position: 0,
    what: words,
    isDayNamed: false,
    dueAt: now,
    madeAt: now,
  })
  await db
    .insert(caseNotes)
    .values({ ...ofCase, id: `note-of-${shopId}`, kind: 'note', author: owner, text: words, createdAt: now })
  await db.insert(cannedReplies).values({
    id: `canned-of-${shopId}`,
    shopId,
    title: words,
    textRu: words,
    version: 1,
    updatedBy: owner,
    updatedAt: now,
  })
  await db.insert(savedViews).values({
    id: `view-of-${shopId}`,
    owner,
    name: words,
    isShared: true,
    filter: { status: 'all', shopId },
    updatedAt: now,
  })
  await db.insert(knowledgeEntries).values({
    shopId,
    id: `entry-of-${shopId}`,
    kind: 'faq',
    questionRu: words,
    answerRu: words,
    owner: words,
    updatedAt: now,
  })
  await db
    .insert(products)
    .values({ shopId, sku: `sku-of-${shopId}`, offerId: 'o', nameRu: words, updatedAt: now })
  const side = { title: words, parts: { answer: words } }
  await db.insert(knowledgeFindings).values({
    shopId,
    id: `finding-of-${shopId}`,
    kind: 'duplicate',
    status: 'open',
    left: `entry:a-of-${shopId}`,
    right: `entry:b-of-${shopId}`,
    contentHash: 'h',
    detail: { likeness: 1, differences: [], left: side, right: side },
    foundAt: now,
  })
  const change = { isOn: true, reason: words, changedBy: owner, changedAt: now }
  await db.insert(switches).values([
    { name: stopSwitchName(shopId), ...change },
    { name: sendingSwitchName({ shopId, channel: 'ozon-review' }), ...change },
  ])
  await db
    .update(shops)
    .set({
      capabilities: {
        checkedAt: now.toISOString(),
        keyExpiresAt: now.toISOString(),
        missingMethods: [],
        findings: [{ topic: 'key', status: 'warning', message: words }],
      },
    })
    .where(eq(shops.id, shopId))
}

/** A colleague of the shop named the person in its case. */
export async function mention(db: Database, shopId: string, userId: string): Promise<void> {
  const ref = { shopId, noteId: `note-of-${shopId}`, conversationId: `case-of-${shopId}` }
  await db.insert(noteMentions).values({ ...ref, userId })
}
