import { describe, expect, it } from 'vitest'
import type { ChannelAdapter, ListedItem } from '../../src/channels/channel-adapter.ts'
import { createCircuit } from '../../src/channels/ozon/client/circuit.ts'
import { createOzonClient } from '../../src/channels/ozon/client/ozon-client.ts'
import { createRateLimiter } from '../../src/channels/ozon/client/rate-limiter.ts'
import { createOzonQuestionAdapter } from '../../src/channels/ozon/question-adapter.ts'
import { createOzonReviewAdapter } from '../../src/channels/ozon/review-adapter.ts'
import { readEvent } from '../../src/channels/read-event.ts'
import { SHOP, virtualSandbox } from '../factories/virtual-sandbox.ts'

const SKU = '100200300'
const MODERATION_MS = 60_000

/** Both channels keep the same contract; what differs is named where it does. */
describe.each(['review', 'question'] as const)('the adapter of a %s', (kind) => {
  function setUp() {
    const made = virtualSandbox({
      limits: { requestsPerSecond: Number.POSITIVE_INFINITY, moderationMs: MODERATION_MS },
    })
    const { sandbox, time } = made
    const client = createOzonClient({
      clientId: SHOP.clientId,
      apiKey: SHOP.apiKey,
      traffic: { rateLimiter: createRateLimiter(), circuit: createCircuit() },
      fetch: sandbox.fetch,
      clock: time.clock,
    })
    const adapter: ChannelAdapter =
      kind === 'review'
        ? createOzonReviewAdapter(client, time.clock)
        : createOzonQuestionAdapter(client, { clock: time.clock, shopName: SHOP.name })
    const write = (text = 'Шумят?') =>
      kind === 'review'
        ? sandbox.buyerReviews({ clientId: SHOP.clientId, sku: SKU, rating: 2, text }).reviewId
        : sandbox.buyerAsks({ clientId: SHOP.clientId, sku: SKU, text, authorName: 'Анна' }).questionId
    const { listing } = adapter
    if (listing.kind !== 'items') throw new Error('expected items')
    const list = async (from = new Date(0)): Promise<ListedItem[]> => {
      const items: ListedItem[] = []
      for await (const page of listing.pages(from)) items.push(...page)
      return items
    }
    const statusOf = async (id: string) => (await list()).find(({ externalId }) => externalId === id)?.status
    return { ...made, adapter, moderation: listing.moderation, write, list, statusOf }
  }

  it('lists everything oldest first over many pages, from a moment on, and starts over once when a page is refused', async () => {
    const { sandbox, time, list, write } = setUp()
    const ids: string[] = []
    for (let n = 0; n < 230; n++) {
      await time.advance(1_000)
      ids.push(write(`Отзыв ${n}`))
    }
    expect((await list()).map(({ externalId }) => externalId)).toEqual(ids)
    sandbox.faults.set({ cursorRefused: 'once' })
    expect(new Set((await list()).map(({ externalId }) => externalId))).toEqual(new Set(ids))
    expect(await list(new Date(time.clock.now().getTime() - 4_000))).toHaveLength(5)
  })

  it('keeps what it lists raw, and reads it again from that', async () => {
    const { list, write } = setUp()
    const id = write('Шумят?')
    const [item] = await list()
    expect(item).toMatchObject({ externalId: id, status: 'NEW', isComplete: true })
    expect(JSON.parse(item?.body ?? '')).toMatchObject({ id, text: 'Шумят?' })
    const event = readEvent({
      channel: `ozon-${kind}`,
      apiBase: '',
      type: item?.eventType ?? '',
      body: item?.body ?? '',
      receivedAt: new Date(),
    })
    expect(event).toMatchObject({
      kind: 'message',
      confirmed: true,
      message: {
        text: 'Шумят?',
        sku: SKU,
        author: 'buyer',
        about: kind === 'review' ? { rating: 2, orderStatus: 'DELIVERED' } : { authorName: 'Анна' },
      },
    })
  })

  it('answers, and shows what moderation makes of it', async () => {
    const { adapter, time, write, statusOf, moderation } = setUp()
    const id = write()
    const sent = await adapter.sendReply(id, 'Спасибо, разберёмся!')
    expect(sent).toMatchObject({
      outcome: 'sent',
      inModeration: { externalId: expect.stringMatching(/^\w+:/) },
    })
    const ours = async () => (await adapter.readThread(id, {})).filter(({ author }) => author === 'seller')
    expect((await ours()).map(({ moderation: of }) => of?.state)).toEqual(
      moderation.showsPending ? ['pending'] : [],
    )
    await time.advance(MODERATION_MS)
    expect(await ours()).toMatchObject([{ text: 'Спасибо, разберёмся!', moderation: { state: 'published' } }])
    expect(await ours()).toMatchObject([
      { externalId: sent.outcome === 'sent' ? sent.inModeration?.externalId : '' },
    ])
    await moderation.markHandled(id)
    expect(await statusOf(id)).toBe('PROCESSED')
  })

  it('tells why an answer was refused, as far as the marketplace does', async () => {
    const { adapter, sandbox, time, write } = setUp()
    const id = write()
    await time.advance(1_000)
    sandbox.faults.set({ moderationRefused: 'once' })
    await adapter.sendReply(id, 'Звоните нам')
    await time.advance(MODERATION_MS)
    const [answer] = await adapter.readThread(id, {})
    expect(answer?.moderation?.state).toBe('refused')
    if (kind === 'review') expect(answer?.moderation?.reason).toBe(sandbox.answersOf(id)[0]?.reason)
  })

  it('tells for sure not sent from not known, and refuses a text of the wrong length unsent', async () => {
    const { adapter, sandbox, write } = setUp()
    const id = write()
    sandbox.faults.set({ timeoutAfterStoring: 'once' })
    expect(await adapter.sendReply(id, 'Спасибо!')).toMatchObject({ outcome: 'unknown' })
    sandbox.setShop(SHOP.clientId, { subscription: 'PREMIUM', reviewManagement: false })
    expect(await adapter.sendReply(id, 'Спасибо!')).toMatchObject({
      outcome: 'not_sent',
      retryable: false,
      error: { code: 'subscription_required' },
    })
    sandbox.setShop(SHOP.clientId, { subscription: 'PREMIUM_PLUS', reviewManagement: true })
    const before = sandbox.allSends().length
    const tooLong = 'я'.repeat(adapter.limits.maxChars + 1)
    expect(await adapter.sendReply(id, tooLong)).toMatchObject({ outcome: 'not_sent', retryable: false })
    expect(sandbox.allSends()).toHaveLength(before)
    expect(await adapter.sendReply(id.replace(/^./, 'f'), 'Спасибо!')).toMatchObject({ outcome: 'not_sent' })
  })

  it("tells the seller's own answer from what others wrote", async () => {
    const { adapter, sandbox, time, write } = setUp()
    const id = write()
    sandbox.buyerAnswers(id, 'У меня не шумят')
    await time.advance(1_000)
    expect((await adapter.readThread(id, {})).map(({ author }) => author)).toEqual(['buyer', 'buyer'])
    sandbox.sellerAnswersElsewhere(id, 'Проверим')
    await time.advance(MODERATION_MS)
    expect((await adapter.readThread(id, {}))[0]).toMatchObject({ author: 'seller', text: 'Проверим' })
  })
})
