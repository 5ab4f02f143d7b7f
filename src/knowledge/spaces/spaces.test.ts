import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { putShop } from '../../../test/factories/put-shop.ts'
import { createTestDatabase, emptyDatabase } from '../../../test/support/test-database.ts'
import { type Database, queryRows } from '../../db/client.ts'
import type { OpenDatabase } from '../../db/open-database.ts'
import { auditRecords } from '../../db/schema/access.ts'
import { embeddingSpaces, passageEmbeddings } from '../../db/schema/knowledge.ts'
import type { Embedder } from '../../llm/embedder.ts'
import type { EmbedderRecipe } from '../../llm/embedder-recipe.ts'
import { hashEmbedder, hashText, toUnitLength } from '../../llm/hash-embedder.ts'
import { unavailable } from '../../shared/errors.ts'
import { embedPending } from '../embed-pending.ts'
import { entryContentSchema } from '../entry-content.ts'
import { upsertEntry } from '../save-entry.ts'
import { searchKnowledge } from '../search-knowledge.ts'
import { clearOldVectors, GRACE_MS } from './clear-old-vectors.ts'
import { followLiveSpace } from './live-space.ts'
import { cancelSwitch, orderSwitch } from './order-switch.ts'
import { settleFirstSpace } from './settle-first-space.ts'
import { allSpaces, type ConnectEmbedder, countVectors, lacksVectors, spaceOfStatus } from './space-rows.ts'
import { switchSpace } from './switch-space.ts'
import { followWish } from './wish.ts'

const HASH: EmbedderRecipe = { provider: 'hash', config: {} }
const SERVER: EmbedderRecipe = { provider: 'openai', config: { model: 'other' } }
const OTHER = 'openai:other:64'
const log = { warn: () => {} }

let opened: OpenDatabase
let db: Database
let now: number
const clock = { now: () => new Date(now) }

/** What the other model is asked, and what it does meanwhile: fail, or let something happen. */
let asked: { texts: string[]; kind: 'query' | 'passage' }[]
let meanwhile: (texts: string[], kind: 'query' | 'passage') => Promise<void> | void

const otherEmbedder: Embedder = {
  space: OTHER,
  dimensions: 64,
  embed: async (texts, kind) => {
    asked.push({ texts, kind })
    await meanwhile(texts, kind)
    return texts.map((text) => toUnitLength(hashText(text).slice(0, 64)))
  },
}
const connect: ConnectEmbedder = async ({ provider }) => (provider === 'hash' ? hashEmbedder : otherEmbedder)
const deps = () => ({ db, clock, connect, wanted: SERVER })

beforeAll(async () => {
  opened = await createTestDatabase()
  db = opened.db
})
beforeEach(async () => {
  // After whatever the database dates by its own clock.
  now = Date.now() + 3_600_000
  asked = []
  meanwhile = () => {}
  await emptyDatabase(opened)
  await putShop(db, 's')
})
afterAll(() => opened.close())

const save = (id: string, questionRu: string, answerRu = 'Да.') =>
  db.transaction((tx) =>
    upsertEntry(tx, {
      shopId: 's',
      id,
      content: entryContentSchema.parse({ kind: 'faq', questionRu, answerRu }),
      changedBy: 'lead',
      now: clock.now(),
    }),
  )

async function liveOnHash(entries = 100) {
  await settleFirstSpace({ db, clock, connect, log }, HASH)
  for (let i = 0; i < entries; i++) await save(`e-${i}`, `Вопрос номер ${i} про товар`, `Ответ ${i}.`)
  await embedPending({ db, embedder: hashEmbedder })
}

/** As the worker does it: slice after slice. */
async function switchToEnd(options = {}) {
  for (let slice = 0; slice < 1_000; slice++)
    if ((await switchSpace(deps(), { space: slice === 0 ? null : OTHER }, options)) === 'done') return
  throw new Error('the switch never ends')
}

const jobs = () =>
  queryRows(
    db,
    z.object({ payload: z.object({ space: z.string().nullable() }) }),
    sql`select payload from jobs where queue = 'reembed'`,
  )

describe('the first space', () => {
  it('on an empty base is the wanted one, at once', async () => {
    await settleFirstSpace({ db, clock, connect, log }, SERVER)
    expect(await spaceOfStatus(db, 'live')).toMatchObject({ id: OTHER, provider: 'openai', dimensions: 64 })
  })
  it('is the built-in one while the wanted model cannot be asked', async () => {
    const down: ConnectEmbedder = async () => {
      throw unavailable('model_unreachable', 'down')
    }
    await settleFirstSpace({ db, clock, connect: down, log }, SERVER)
    expect(await spaceOfStatus(db, 'live')).toMatchObject({ id: 'builtin-hash-v1', provider: 'hash' })
  })
  it('of a base filled by an earlier version is the one its vectors are of', async () => {
    await save('a', 'Когда придёт заказ?')
    await embedPending({ db, embedder: { ...otherEmbedder, space: 'openai:bge-m3:64' } })
    await settleFirstSpace({ db, clock, connect, log }, HASH)
    expect(await spaceOfStatus(db, 'live')).toMatchObject({
      id: 'openai:bge-m3:64',
      provider: 'openai',
      config: { model: 'bge-m3' },
    })
  })
  it('is one, however many processes start at once', async () => {
    await Promise.all(
      [HASH, SERVER, HASH, SERVER].map((wish) => settleFirstSpace({ db, clock, connect, log }, wish)),
    )
    expect((await allSpaces(db)).filter(({ status }) => status === 'live')).toHaveLength(1)
  })
})

describe('a switch', () => {
  it('fills the new space, then changes places with the live one; the old vectors stay', async () => {
    await liveOnHash()
    await switchToEnd()
    expect(await spaceOfStatus(db, 'live')).toMatchObject({ id: OTHER, wentLiveAt: clock.now() })
    const { total, bySpace } = await countVectors(db)
    expect(total).toBe(200)
    expect(Object.fromEntries(bySpace)).toEqual({ 'builtin-hash-v1': 200, [OTHER]: 200 })
    const [audit] = await db.select().from(auditRecords).where(eq(auditRecords.action, 'embedding.live'))
    expect(audit).toMatchObject({ before: { live: 'builtin-hash-v1' }, after: { live: OTHER } })
  })

  it('killed at any batch goes on where it stopped and embeds nothing twice', async () => {
    await liveOnHash()
    for (let kill = 0; kill < 3; kill++) {
      let batches = 0
      meanwhile = (_, kind) => {
        if (kind === 'passage' && ++batches === 2) throw new Error('killed')
      }
      await expect(switchSpace(deps(), { space: null })).rejects.toThrow('killed')
      expect(await spaceOfStatus(db, 'live')).toMatchObject({ id: 'builtin-hash-v1' })
    }
    meanwhile = () => {}
    const before = (await countVectors(db)).bySpace.get(OTHER) ?? 0
    expect(before).toBe(192)
    asked = []
    await switchToEnd()
    expect(asked.flatMap(({ texts }) => texts)).toHaveLength(200 - before)
    expect(await spaceOfStatus(db, 'live')).toMatchObject({ id: OTHER })
  })

  it('embeds what changed or came meanwhile before it flips', async () => {
    await liveOnHash()
    let edits = 0
    meanwhile = async (_, kind) => {
      if (kind !== 'passage' || edits >= 4) return
      edits += 1
      await save('e-1', `Вопрос номер 1, правка ${edits}`)
      await save(`new-${edits}`, `Водостойкость куртки, модель ${edits}`)
    }
    await switchToEnd()
    expect(edits).toBe(4)
    expect(await lacksVectors(db, OTHER)).toBe(false)
    const found = await searchKnowledge(
      { db, clock, embedder: await followLiveSpace({ db, connect }).embedder() },
      { shopId: 's', text: 'водостойкость куртки, модель 4', asks: [] },
    )
    expect(found.map(({ entryId }) => entryId)).toContain('new-4')
  })

  it('is done once by two workers at once', async () => {
    await liveOnHash(60)
    await Promise.all([switchToEnd({ sliceMs: 50 }), switchToEnd({ sliceMs: 50 })])
    expect(await spaceOfStatus(db, 'live')).toMatchObject({ id: OTHER })
    expect((await countVectors(db)).bySpace.get(OTHER)).toBe(120)
    const flips = await db.select().from(auditRecords).where(eq(auditRecords.action, 'embedding.live'))
    expect(flips).toHaveLength(1)
  })

  it('never lets a search compare vectors of two spaces, whenever it comes', async () => {
    await liveOnHash(60)
    const live = followLiveSpace({ db, connect, log }, { freshMs: 0 })
    const used: string[] = []
    const searchOnce = async () => {
      const embedder = await live.embedder()
      used.push(embedder.space)
      // Between the choice of the space and the search there is time for a flip.
      await new Promise((resolve) => setImmediate(resolve))
      const found = await searchKnowledge(
        { db, clock, embedder },
        { shopId: 's', text: 'Вопрос номер 7 про товар', asks: [] },
      )
      expect(found.map(({ entryId }) => entryId)).toContain('e-7')
    }
    let isOver = false
    const searching = (async () => {
      while (!isOver) await searchOnce()
      await searchOnce()
    })()
    await switchToEnd({ sliceMs: 30 })
    isOver = true
    await searching
    expect(used[0]).toBe('builtin-hash-v1')
    expect(used.at(-1)).toBe(OTHER)
    // Once over, never back.
    const first = used.indexOf(OTHER)
    expect(used.slice(first).every((space) => space === OTHER)).toBe(true)
  })

  it('leaves a search that began before it in the earlier space, with its model and its vectors', async () => {
    await liveOnHash(20)
    const live = followLiveSpace({ db, connect, log }, { freshMs: 0 })
    const begun = await live.embedder()
    await switchToEnd()
    asked = []
    // Somebody else asks already in the new one.
    await (await live.embedder()).embed(['другой вопрос'], 'query')
    const search = { shopId: 's', text: 'Вопрос номер 7 про товар', asks: [] }
    const found = await searchKnowledge({ db, clock, embedder: begun }, search)
    expect(found.map(({ entryId }) => entryId)).toContain('e-7')
    expect(begun.space).toBe('builtin-hash-v1')
    expect(await begun.embed(['вопрос'], 'query')).toEqual([hashText('вопрос')])
    expect(asked.flatMap(({ texts }) => texts)).toEqual(['другой вопрос'])
  })

  it('that fails says why on the space, and search goes on as before', async () => {
    await liveOnHash(5)
    meanwhile = () => {
      throw unavailable('model_key_refused', 'The model server refused the key: no')
    }
    await expect(switchSpace(deps(), { space: null })).rejects.toMatchObject({ code: 'model_key_refused' })
    expect(await spaceOfStatus(db, 'filling')).toMatchObject({
      id: OTHER,
      failure: expect.stringContaining('key'),
    })
    expect(await spaceOfStatus(db, 'live')).toMatchObject({ id: 'builtin-hash-v1' })
  })

  it('called off keeps what is embedded, and the worker at it ends', async () => {
    await liveOnHash(100)
    let batches = 0
    meanwhile = async () => {
      if (++batches === 2) await cancelSwitch({ db, clock }, { actor: 'admin' })
    }
    expect(await switchSpace(deps(), { space: null })).toBe('done')
    expect(await spaceOfStatus(db, 'filling')).toBeUndefined()
    expect((await countVectors(db)).bySpace.get(OTHER)).toBe(128)
    await expect(cancelSwitch({ db, clock }, { actor: 'admin' })).rejects.toMatchObject({ code: 'no_switch' })
  })

  it('back to the earlier space has next to nothing to embed', async () => {
    await liveOnHash(20)
    await switchToEnd()
    await save('e-3', 'Вопрос, который изменился')
    await orderSwitch({ db, clock }, { space: 'builtin-hash-v1', actor: 'admin' })
    expect(await jobs()).toEqual([{ payload: { space: 'builtin-hash-v1' } }])
    while ((await switchSpace(deps(), { space: 'builtin-hash-v1' })) === 'more');
    expect(await spaceOfStatus(db, 'live')).toMatchObject({ id: 'builtin-hash-v1' })
    expect(await lacksVectors(db, 'builtin-hash-v1')).toBe(false)
  })

  it('to what is live or unknown is refused', async () => {
    await liveOnHash(1)
    await expect(orderSwitch({ db, clock }, { space: 'builtin-hash-v1', actor: 'a' })).rejects.toMatchObject({
      code: 'space_is_live',
    })
    await expect(orderSwitch({ db, clock }, { space: 'x', actor: 'a' })).rejects.toMatchObject({
      kind: 'not_found',
    })
  })
})

describe('the settings', () => {
  it('start a switch when they name another model, and only then', async () => {
    await liveOnHash(1)
    await followWish({ db, clock }, SERVER)
    expect(await jobs()).toEqual([{ payload: { space: null } }])
    await switchToEnd()
    await db.execute(sql`delete from jobs`)
    await followWish({ db, clock }, SERVER)
    expect(await jobs()).toEqual([])
  })
  it('do not undo what an admin decided since', async () => {
    await liveOnHash(1)
    await followWish({ db, clock }, SERVER)
    await cancelSwitch({ db, clock }, { actor: 'admin' })
    await followWish({ db, clock }, SERVER)
    expect(await jobs()).toEqual([])
  })
  it('take a switch up again that a stopped process left', async () => {
    await liveOnHash(100)
    await followWish({ db, clock }, SERVER)
    await switchSpace(deps(), { space: null }, { sliceMs: 0 })
    await db.execute(sql`delete from jobs`)
    await followWish({ db, clock }, SERVER)
    expect(await jobs()).toEqual([{ payload: { space: OTHER } }])
  })
})

describe('a search', () => {
  it('whose model is gone goes by words alone, and does not ask it again for a while', async () => {
    await liveOnHash(10)
    await switchToEnd()
    meanwhile = () => {
      throw unavailable('model_unreachable', 'The model server cannot be reached')
    }
    asked = []
    const live = followLiveSpace({ db, connect, log })
    const search = async () =>
      searchKnowledge(
        { db, clock, embedder: await live.embedder() },
        { shopId: 's', text: 'вопрос номер 7', asks: [] },
      )
    expect((await search()).map(({ entryId }) => entryId)).toContain('e-7')
    await search()
    expect(asked).toHaveLength(1)
    expect(live.health()).toMatchObject({ ok: false, error: expect.stringContaining('cannot be reached') })
  })
  it('whose model makes other vectors than the stored ones is not compared with them', async () => {
    await liveOnHash(10)
    await switchToEnd()
    const changed: ConnectEmbedder = async () => ({ ...otherEmbedder, space: 'openai:other@2:64' })
    const live = followLiveSpace({ db, connect: changed, log })
    expect(await (await live.embedder()).embed(['вопрос'], 'query')).toEqual([[]])
    expect(live.health().error).toContain('switch to it')
    await expect((await live.embedder()).embed(['вопрос'], 'passage')).rejects.toMatchObject({
      code: 'embedding_model_changed',
    })
  })
})

describe('old vectors', () => {
  it('are cleared after the time of grace, and only those of spaces out of use', async () => {
    await liveOnHash(10)
    await switchToEnd()
    const left = async () =>
      (await db.select().from(passageEmbeddings).where(eq(passageEmbeddings.space, 'builtin-hash-v1'))).length
    await clearOldVectors({ db, clock })
    expect(await left()).toBe(20)
    now += GRACE_MS + 1
    await clearOldVectors({ db, clock })
    expect(await left()).toBe(0)
    expect((await countVectors(db)).bySpace.get(OTHER)).toBe(20)
    const [row] = await db.select().from(embeddingSpaces).where(eq(embeddingSpaces.id, 'builtin-hash-v1'))
    expect(row?.status).toBe('idle')
  })
})
