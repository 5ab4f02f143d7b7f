import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { upsertEntry } from '../../src/knowledge/save-entry.ts'
import { putProduct } from '../factories/put-product.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { anyEntry, anyProduct } from './any-content.ts'
import { createImportDesk, type ImportDesk } from './import-desk.ts'

const FORMATS = [
  ['xlsx', 'zh'],
  ['xlsx', 'ru'],
  ['csv', 'en'],
  ['csv', 'zh'],
  ['jsonl', 'ru'],
] as const

describe('export and import', { timeout: 180_000 }, () => {
  let database: OpenDatabase
  let desk: ImportDesk
  beforeAll(async () => {
    database = await createTestDatabase()
    desk = await createImportDesk(database)
  })
  afterAll(async () => {
    await desk.close()
    await database.close()
  })

  let shops = 0
  const newShop = () => desk.addShop(`s${++shops}`)
  const seed = Number(process.env.FC_SEED ?? 20_261_122)
  const runs = {
    numRuns: Number(process.env.FC_RUNS ?? 2),
    seed,
    endOnFailure: true,
    interruptAfterTimeLimit: 150_000,
  }

  it('of any entries: the same file changes nothing at home and makes the same elsewhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEntry(), { minLength: 1, maxLength: 12 }), async (entries) => {
        const [home, away] = [await newShop(), await newShop()]
        await database.db.transaction(async (tx) => {
          for (const [i, content] of entries.entries())
            await upsertEntry(tx, { shopId: home, id: `e${i}`, content, changedBy: 'test', now: new Date() })
        })
        for (const [format, language] of FORMATS) {
          const file = await desk.download(home, 'entries', format, language)
          const same = await desk.check(home, 'entries', `e.${format}`, file)
          expect(await desk.rows(same, 'rejected')).toEqual([])
          expect(await desk.rows(same, 'changed')).toEqual([])
          expect(same.counts).toEqual({ added: 0, changed: 0, unchanged: entries.length, rejected: 0 })
          const made = await desk.check(away, 'entries', `e.${format}`, file)
          await desk.confirm(made)
          expect((await desk.download(away, 'entries', 'jsonl')).toString()).toBe(
            (await desk.download(home, 'entries', 'jsonl')).toString(),
          )
        }
      }),
      runs,
    )
  })

  it('of any products: the same file changes nothing at home and makes the same elsewhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyProduct(), { minLength: 1, maxLength: 12 }), async (contents) => {
        const [home, away] = [await newShop(), await newShop()]
        await database.db.transaction(async (tx) => {
          for (const [i, content] of contents.entries()) {
            const named = { ...content, sku: `${100_000 + i}`, offerId: `${content.offerId}-${i}` }
            await putProduct(tx, { shopId: home, content: named, now: new Date() })
          }
        })
        for (const [format, language] of [...FORMATS, ['yml', 'ru'] as const]) {
          const file = await desk.download(home, 'products', format, language)
          const same = await desk.check(home, 'products', `p.${format}`, file)
          expect(await desk.rows(same, 'rejected')).toEqual([])
          expect(await desk.rows(same, 'changed')).toEqual([])
          expect(same.counts).toEqual({ added: 0, changed: 0, unchanged: contents.length, rejected: 0 })
          if (format === 'yml') continue
          await desk.confirm(await desk.check(away, 'products', `p.${format}`, file))
          expect((await desk.download(away, 'products', 'jsonl')).toString()).toBe(
            (await desk.download(home, 'products', 'jsonl')).toString(),
          )
        }
      }),
      runs,
    )
  })

  it.each(['entries', 'products'] as const)(
    'of the template for %s: every example row is good',
    async (what) => {
      for (const language of ['zh', 'ru', 'en'])
        for (const format of ['xlsx', 'csv']) {
          const shop = await newShop()
          const url = `/api/import-template?what=${what}&format=${format}&language=${language}`
          const file = (await desk.ask('GET', url)).rawPayload
          const run = await desk.check(shop, what, `t.${format}`, file)
          expect(await desk.rows(run, 'rejected')).toEqual([])
          expect(run.counts).toMatchObject({ added: 2, rejected: 0 })
        }
    },
  )
})
