import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { auditRecords } from '../../src/db/schema/access.ts'
import { jobs } from '../../src/db/schema/jobs.ts'
import { knowledgeEntries, knowledgeVersions, passages, products } from '../../src/db/schema/knowledge.ts'
import { importFiles, importRows, importRuns } from '../../src/db/schema/upkeep.ts'
import type { ImportRun } from '../../src/http/contracts/transfer.ts'
import { clearImports } from '../../src/knowledge/transfer/runs/clear-imports.ts'
import { createKillSwitch } from '../faults/kill-switch.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { createImportDesk, type ImportDesk } from './import-desk.ts'

const csv = (...lines: string[]) => `\ufeff${lines.join('\r\n')}\r\n`
const HEADER = 'Код;Вопрос;Ответ;Тема'

describe('an import', { timeout: 120_000 }, () => {
  let database: OpenDatabase
  let desk: ImportDesk
  let shop: string
  let shops = 0
  beforeAll(async () => {
    database = await createTestDatabase()
    desk = await createImportDesk(database)
  })
  beforeEach(async () => {
    shop = await desk.addShop(`shop-${++shops}`)
  })
  afterAll(async () => {
    await desk.close()
    await database.close()
  })

  const { eqShop, entries } = {
    eqShop: () => eq(knowledgeEntries.shopId, shop),
    entries: () => database.db.select().from(knowledgeEntries).where(eqShop()).orderBy(knowledgeEntries.id),
  }

  it('writes nothing until it is confirmed, then what was found good, and tells the rest by row and reason', async () => {
    const file = csv(HEADER, 'a;Как?;Так.;', 'b;;Ничего.;', ';;;', 'a;Ещё?;Раз.;', 'с пробелом;Да?;Нет.;')
    const run = await desk.check(shop, 'entries', 'faq.csv', file)
    expect(run).toMatchObject({
      status: 'ready',
      rowsRead: 4,
      counts: { added: 1, changed: 0, unchanged: 0, rejected: 3 },
    })
    const rejected = await desk.rows(run, 'rejected')
    expect(rejected.map(({ row, subject, reason }) => [row, subject, reason?.ru])).toEqual([
      [3, 'b', 'Не заполнено «Вопрос (русский)»: действующей записи нужен русский текст.'],
      [5, 'a', 'То же самое (a) уже стоит в строке 2.'],
      [6, 'с пробелом', '«Код записи»: ожидается от 1 до 128 латинских букв, цифр и знаков без пробелов.'],
    ])
    expect(await entries()).toEqual([])
    const done = await desk.confirm(run)
    expect(done).toMatchObject({ status: 'done', rowsWritten: 1, counts: { added: 1, rejected: 3 } })
    expect(await entries()).toMatchObject([{ id: 'a', questionRu: 'Как?', version: 1, topic: null }])
    const ofEntry = and(eq(passages.shopId, shop), eq(passages.sourceId, 'a'))
    expect(await database.db.select().from(passages).where(ofEntry)).not.toEqual([])
    const audit = await database.db.select().from(auditRecords).where(eq(auditRecords.shopId, shop))
    expect(audit.map(({ action, actor }) => [action, actor]).sort()).toEqual([
      ['knowledge.created', desk.admin.id],
      ['knowledge.import_confirmed', desk.admin.id],
    ])
    expect(
      await database.db
        .select()
        .from(jobs)
        .where(and(eq(jobs.queue, 'embed'), eq(jobs.key, shop))),
    ).toHaveLength(1)
    expect(await database.db.select().from(importFiles).where(eq(importFiles.shopId, shop))).toEqual([])
    const download = await desk.ask('GET', `${desk.runUrl(run)}/rejected.csv?language=zh`)
    expect(download.body).toContain('第 2 行已有相同的 a')
    expect((await desk.check(shop, 'entries', 'faq.csv', file)).counts).toMatchObject({
      unchanged: 1,
      added: 0,
    })
  })

  it('without ids finds its entries again by their question, however it is spaced', async () => {
    await desk.confirm(await desk.check(shop, 'entries', 'a.csv', csv('Вопрос;Ответ', 'Где ёлка?;Тут.')))
    const again = await desk.check(shop, 'entries', 'b.csv', csv('Вопрос;Ответ', '  где  елка?;Там.'))
    expect(again.counts).toMatchObject({ added: 0, changed: 1 })
    const [row] = await desk.rows(again, 'changed')
    expect(row?.reason?.en).toBe('Changes: Question (Russian), Answer (Russian).')
    await desk.confirm(again)
    expect(await entries()).toMatchObject([{ answerRu: 'Там.', version: 2 }])
    expect(
      await database.db.select().from(knowledgeVersions).where(eq(knowledgeVersions.shopId, shop)),
    ).toHaveLength(2)
  })

  it('leaves alone what its columns do not speak of, and clears what they leave empty', async () => {
    await desk.confirm(
      await desk.check(shop, 'entries', 'a.csv', csv(`${HEADER};Ответственный`, 'a;Как?;Так.;сроки;Мария')),
    )
    await desk.confirm(await desk.check(shop, 'entries', 'b.csv', csv(HEADER, 'a;Как?;Иначе.;')))
    expect(await entries()).toMatchObject([{ answerRu: 'Иначе.', topic: null, owner: 'Мария' }])
  })

  it('of goods finds them by article where it names no SKU, and keeps stock, price and what a feed cannot say', async () => {
    const now = new Date()
    await database.db.insert(products).values({
      shopId: shop,
      sku: '100',
      offerId: 'K-1',
      nameRu: 'Чайник',
      nameZh: '水壶',
      attributes: [{ key: 'volume_l', name: { ru: 'Объём', zh: '容量' }, value: 1.5, unit: 'л' }],
      price: 900,
      priceAsOf: now,
      stockFbo: 3,
      updatedAt: now,
    })
    const feed =
      '<yml_catalog><shop><offers><offer id="K-1"><name>Чайник</name><price>1</price><param name="Объём" unit="л">1,7</param></offer>' +
      '<offer id="N-1"><name>Новый</name><price>550.50</price><currencyId>RUB</currencyId></offer></offers></shop></yml_catalog>'
    const run = await desk.check(shop, 'products', 'feed.xml', feed)
    expect(run.counts).toEqual({ added: 1, changed: 1, unchanged: 0, rejected: 0 })
    await desk.confirm(run)
    const stored = await database.db
      .select()
      .from(products)
      .where(eq(products.shopId, shop))
      .orderBy(products.sku)
    expect(stored).toMatchObject([
      {
        sku: '100',
        nameZh: '水壶',
        price: 900,
        stockFbo: 3,
        attributes: [{ key: 'volume_l', name: { ru: 'Объём', zh: '容量' }, value: 1.7, unit: 'л' }],
      },
      { sku: 'N-1', offerId: 'N-1', price: 550.5 },
    ])
    expect((await desk.check(shop, 'products', 'feed.xml', feed)).counts).toMatchObject({ unchanged: 2 })
  })

  it('does not overwrite what somebody changed after the dry run: the row is told, the others are written', async () => {
    await desk.confirm(await desk.check(shop, 'entries', 'a.csv', csv(HEADER, 'a;Как?;1;', 'b;Где?;1;')))
    const first = await desk.check(
      shop,
      'entries',
      'b.csv',
      csv(HEADER, 'a;Как?;2;', 'b;Где?;2;', 'c;Кто?;2;'),
    )
    const second = await desk.check(shop, 'entries', 'c.csv', csv(HEADER, 'a;Как?;3;', 'c;Кто?;3;'))
    await desk.confirm(second)
    const done = await desk.confirm(first)
    expect(done).toMatchObject({
      status: 'done',
      rowsWritten: 1,
      counts: { added: 0, changed: 1, rejected: 2 },
    })
    expect((await entries()).map(({ id, answerRu }) => [id, answerRu])).toEqual([
      ['a', '3'],
      ['b', '2'],
      ['c', '3'],
    ])
    expect((await desk.rows(done, 'rejected')).map(({ row, reason }) => [row, reason?.en])).toEqual([
      [2, expect.stringContaining('changed after this file was checked')],
      [4, expect.stringContaining('changed after this file was checked')],
    ])
  })

  it('that cannot be read fails with the reason and leaves no bytes behind', async () => {
    const run = await desk.check(shop, 'products', 'old.xlsx', 'this is no workbook')
    expect(run).toMatchObject({ status: 'failed', failure: { ru: expect.stringContaining('.xlsx') } })
    expect((await desk.ask('POST', `${desk.runUrl(run)}/confirm`)).statusCode).toBe(409)
    expect(await database.db.select().from(importFiles).where(eq(importFiles.shopId, shop))).toEqual([])
  })

  it('can be cancelled at any time, confirmed once, and is over in time by itself', async () => {
    const waiting = await desk.upload(shop, 'entries', 'a.csv', csv(HEADER, 'a;Как?;Так.;'))
    const url = desk.runUrl(waiting)
    expect((await desk.ask('POST', `${url}/confirm`)).json()).toMatchObject({
      error: { code: 'import_not_ready', details: { what: 'reading' } },
    })
    expect((await desk.ask('POST', `${url}/cancel`)).statusCode).toBe(200)
    await desk.work()
    expect(await desk.reload(waiting)).toMatchObject({ status: 'cancelled', rowsRead: 0 })
    expect((await desk.ask('POST', `${url}/cancel`)).statusCode).toBe(409)

    const ready = await desk.check(shop, 'entries', 'a.csv', csv(HEADER, 'a;Как?;Так.;'))
    const both = await Promise.all([1, 2].map(() => desk.ask('POST', `${desk.runUrl(ready)}/confirm`)))
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])

    const left = await desk.check(shop, 'entries', 'b.csv', csv(HEADER, 'b;Как?;Так.;'))
    await clearImports({ db: database.db }, new Date(Date.now() + 8 * 24 * 3_600_000))
    expect(await desk.reload(left)).toMatchObject({ status: 'cancelled' })
    expect(await database.db.select().from(importRows).where(eq(importRows.runId, left.id))).toEqual([])
    await clearImports({ db: database.db }, new Date(Date.now() + 91 * 24 * 3_600_000))
    expect((await desk.ask('GET', desk.runUrl(left))).statusCode).toBe(404)
  })

  it('is refused: by role, too large, empty, of no known format, of no shop', async () => {
    const at = (query: string, id = shop) => `/api/imports/${id}?${query}`
    const some = Buffer.from('x')
    const lead = await desk.server.asRole('lead')
    const refusals = [
      [await desk.ask('POST', at('what=entries&fileName=a.csv'), some, lead.headers), 403, 'role_missing'],
      [
        await desk.ask('POST', at('what=entries&fileName=a.csv'), Buffer.alloc(61 * 1024 ** 2)),
        413,
        'file_too_big',
      ],
      [await desk.ask('POST', at('what=entries&fileName=a.csv'), Buffer.alloc(0)), 422, 'file_empty'],
      [await desk.ask('POST', at('what=entries&fileName=a.doc'), some), 422, 'format_unknown'],
      [await desk.ask('POST', at('what=entries&fileName=a.yml'), some), 422, 'format_not_for_entries'],
      [await desk.ask('POST', at('what=entries&fileName=a.csv', 'none'), some), 404, 'shop_not_found'],
      [await desk.ask('POST', at('what=songs&fileName=a.csv'), some), 400, 'bad_request'],
      [await desk.ask('GET', `/api/exports/${shop}?what=entries&format=yml`), 422, 'format_not_for_entries'],
      [await desk.ask('GET', '/api/exports/none?what=entries&format=csv'), 404, 'shop_not_found'],
    ] as const
    for (const [response, status, code] of refusals) {
      expect(response.statusCode, response.body).toBe(status)
      expect(response.json().error.code).toBe(code)
    }
    expect(await database.db.select().from(importRuns).where(eq(importRuns.shopId, shop))).toEqual([])
  })

  it('killed at any step of reading or writing goes on and comes to the same', async () => {
    const lines = Array.from({ length: 1_300 }, (_, i) =>
      i % 400 === 7 ? `x${i};;;` : `e${i};Вопрос ${i}?;Ответ ${i}.;`,
    )
    const file = csv(HEADER, ...lines)
    const deaths: string[] = []
    for (let steps = 0; ; steps += 7) {
      const where = await desk.addShop(`killed-${shops}-${steps}`)
      let run: ImportRun = await desk.upload(where, 'entries', 'k.csv', file)
      const killSwitch = createKillSwitch()
      desk.setWorkerDatabase(killSwitch.database(database.db))
      killSwitch.arm(steps)
      const worked = async () => {
        await desk.work()
        if (!killSwitch.isDead()) return
        deaths.push(run.status)
        killSwitch.revive()
        await database.db.execute(
          sql`update jobs set run_at = now() - interval '1 hour', locked_until = null`,
        )
        await desk.work()
      }
      await worked()
      run = await desk.reload(run)
      expect(run).toMatchObject({ status: 'ready', counts: { added: 1_296, rejected: 4 } })
      await desk.answer('POST', `${desk.runUrl(run)}/confirm`)
      await worked()
      killSwitch.disarm()
      expect(await desk.reload(run)).toMatchObject({
        status: 'done',
        rowsWritten: 1_296,
        counts: { added: 1_296, changed: 0, rejected: 4 },
      })
      const [versions] = await database.db
        .select({ count: sql<number>`count(*)::int`, most: sql<number>`max(version)` })
        .from(knowledgeVersions)
        .where(eq(knowledgeVersions.shopId, where))
      expect(versions).toEqual({ count: 1_296, most: 1 })
      if (steps > Number(process.env.KILL_STEPS ?? 36)) break
    }
    desk.setWorkerDatabase(database.db)
    expect(new Set(deaths)).toEqual(new Set(['reading', 'ready']))
  }, 300_000)
})
