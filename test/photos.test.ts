import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createCircuit } from '../src/channels/ozon/client/circuit.ts'
import { downloadChatFile } from '../src/channels/ozon/client/download-chat-file.ts'
import { createOzonClient } from '../src/channels/ozon/client/ozon-client.ts'
import { createRateLimiter } from '../src/channels/ozon/client/rate-limiter.ts'
import type { OpenDatabase } from '../src/db/open-database.ts'
import { attachments } from '../src/db/schema/conversations.ts'
import { drafts } from '../src/db/schema/drafting.ts'
import { jobs } from '../src/db/schema/jobs.ts'
import { shops } from '../src/db/schema/shops.ts'
import { composeBuiltIn } from '../src/drafting/compose/built-in-composer.ts'
import { composeWithModel } from '../src/drafting/compose/model-composer.ts'
import { PHOTO_BYTES, readPhotos } from '../src/drafting/read-photos.ts'
import { createOpenAiChatModel } from '../src/llm/openai-chat-model.ts'
import { BURST_QUIET_MS, createHouse, type House } from './support/house.ts'
import { type ModelServer, startModelServer } from './support/model-server.ts'
import { createTestDatabase } from './support/test-database.ts'

const log = { warn: () => {} }
const says = (ru: string) => ({
  json: {
    kind: 'acknowledge',
    sentences: [
      { ru: 'Здравствуйте!', zh: '您好！', evidence_ids: [], class: 'courtesy' },
      { ru, zh: '', evidence_ids: [], class: 'courtesy' },
    ],
    unanswered: [],
    promises: [],
  },
})

describe("the buyer's photos", () => {
  let database: OpenDatabase
  let house: House
  let server: ModelServer
  let chatId: string
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    server = await startModelServer({ answer: () => says('Спасибо, что написали.') })
    house = await createHouse(database, { seed: Math.floor(Math.random() * 1e6) })
    chatId = house.sandbox.startChat({ clientId: house.clientId, buyer: { name: 'Ольга' } }).chatId
  })
  afterEach(async () => {
    await server.close()
    // The next house must not do the work of this one.
    await database.db.delete(jobs)
    await database.db.delete(shops)
  })

  function useModel(canSee: boolean): void {
    const client = createOzonClient({
      clientId: house.clientId,
      apiKey: 'the-key-of-the-house',
      traffic: { rateLimiter: createRateLimiter(), circuit: createCircuit() },
      fetch: (input, init) => house.sandbox.fetch(input, init),
      clock: house.clock,
    })
    const model = createOpenAiChatModel({ baseUrl: server.url, model: 'm', canSee })
    const openPhoto = (url: string) => downloadChatFile(client, url, { maxBytes: PHOTO_BYTES })
    Object.assign(house.deps.drafting, {
      readPhotos: (urls: string[]) => readPhotos({ openPhoto, log }, urls),
      compose: (input: Parameters<typeof composeBuiltIn>[0]) =>
        composeWithModel({ model, timeoutMs: 20_000 }, input),
    })
  }
  async function draftAfter(photos: number, image?: { contentType: string; body: Buffer }) {
    house.sandbox.buyerSays(chatId, 'Посмотрите, пожалуйста, что с ним не так')
    for (let i = 0; i < photos; i++) house.sandbox.buyerSendsPhoto(chatId, '', image)
    await house.advance(BURST_QUIET_MS + 100)
    const [draft] = await database.db.select().from(drafts).where(eq(drafts.shopId, house.shopId))
    return draft
  }
  const sentPictures = () => JSON.stringify(server.requests).match(/data:image\/[a-z]+;base64,/g)?.length ?? 0

  it('go to a model that can see, every one of them', async () => {
    useModel(true)
    const draft = await draftAfter(3)
    expect(sentPictures()).toBe(3)
    expect(draft?.readingCard.photos).toEqual({ count: 3, seen: true })
    expect(draft?.text).not.toContain('без них')
  })

  it('stay here when the model cannot see, and the draft says so', async () => {
    useModel(false)
    const draft = await draftAfter(2)
    expect(sentPictures()).toBe(0)
    expect(draft?.readingCard.photos).toEqual({ count: 2, seen: false })
    expect(draft?.text).toBe(
      'Здравствуйте! Фотографии получили; этот ответ составлен ещё без них. Спасибо, что написали.',
    )
  })

  it.each([
    ['is no picture', { contentType: 'image/png', body: Buffer.from('<svg onload="alert(1)"/>') }],
    ['is of a kind that servers do not read', { contentType: 'image/png', body: heic() }],
    ['is larger than fits', { contentType: 'image/png', body: png(PHOTO_BYTES) }],
  ])('were not seen when one of them %s', async (_, image) => {
    useModel(true)
    house.sandbox.buyerSendsPhoto(chatId)
    const draft = await draftAfter(1, image)
    expect(sentPictures()).toBe(0)
    expect(draft?.readingCard.photos).toEqual({ count: 2, seen: false })
  })

  it.each(['http://169.254.169.254/latest/meta-data', 'file:///etc/passwd'])(
    'are fetched from chats of the marketplace only, not from %s',
    async (url) => {
      useModel(true)
      house.sandbox.buyerSendsPhoto(chatId)
      await house.advance(1_000)
      await database.db.update(attachments).set({ url }).where(eq(attachments.shopId, house.shopId))
      await house.advance(BURST_QUIET_MS + 100)
      const [draft] = await database.db.select().from(drafts).where(eq(drafts.shopId, house.shopId))
      expect(draft?.readingCard.photos).toEqual({ count: 1, seen: false })
    },
  )

  it.each([
    'На фото видно трещину на корпусе.',
    'Судя по Вашему снимку, это заводской брак.',
    'Посмотрели фотографии: чехол надет верно.',
    'Видим на присланных изображениях, что швы целы.',
  ])('are never spoken of as if seen when they were not: %s', async (claim) => {
    useModel(false)
    server.enqueue(says(claim))
    const draft = await draftAfter(1)
    expect(draft?.text).not.toContain(claim)
    expect(draft).toMatchObject({ composer: 'built-in' })
    expect(draft?.originReason).toMatch(/^photos_not_seen/)
    expect(draft?.readingCard.photos?.seen).toBe(false)
  })

  it('are admitted by the built-in drafter too', async () => {
    Object.assign(house.deps.drafting, { compose: composeBuiltIn })
    const draft = await draftAfter(1)
    expect(draft?.text).toContain('Фото получили; этот ответ составлен ещё без него.')
  })
})

function png(bytes: number): Buffer {
  const body = Buffer.alloc(bytes + 1)
  body.write('\x89PNG\r\n\x1a\n', 'latin1')
  return body
}

function heic(): Buffer {
  const body = Buffer.alloc(64)
  body.write('ftypheic', 4, 'latin1')
  return body
}
