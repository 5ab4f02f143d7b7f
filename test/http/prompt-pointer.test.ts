import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { auditRecords } from '../../src/db/schema/access.ts'
import { promptReleases } from '../../src/db/schema/prompts.ts'
import { openPromptDesk, type PromptDesk, SHIPPED } from '../support/prompt-desk.ts'
import { createTestDatabase } from '../support/test-database.ts'

let database: OpenDatabase
let desk: PromptDesk
let shopId: string
let other: string

beforeAll(async () => {
  database = await createTestDatabase()
  desk = await openPromptDesk(database)
})
afterAll(async () => {
  await desk?.server.close()
  await database?.close()
})
beforeEach(async () => {
  shopId = await desk.addShop()
  other = await desk.addShop()
})

describe('the pointer of a shop', () => {
  test('moves to a version and back, with who, when and why on record', async () => {
    const [first, second] = [await desk.saved(), await desk.saved()]
    expect(await desk.publish(shopId, first)).toMatchObject({ status: 200 })
    expect(await desk.publish(shopId, second, 1)).toMatchObject({ status: 200 })
    expect((await desk.live(shopId)).version).toContain(`own${second}@`)
    expect((await desk.live(other)).version).toBe(SHIPPED.version)
    expect(await desk.shown(shopId)).toMatchObject({ key: `own${second}`, release: 2, backTo: `own${first}` })

    expect(await desk.rollBack(shopId, 2)).toMatchObject({ status: 200 })
    expect((await desk.live(shopId)).version).toContain(`own${first}@`)
    // Back once more: to what was there before, not to what was just left.
    expect(await desk.rollBack(shopId, 3)).toMatchObject({ status: 200 })
    expect((await desk.live(shopId)).version).toBe(SHIPPED.version)
    expect(await desk.rollBack(shopId, 4)).toMatchObject({
      status: 409,
      body: { error: { code: 'nothing_to_roll_back' } },
    })
    expect(await desk.shown(shopId)).toMatchObject({ key: `v${SHIPPED.number}`, backTo: null })

    const { releases } = (await desk.call('GET', `/api/shops/${shopId}/prompts/draft/releases`)).body
    expect(releases.map(({ kind }: { kind: string }) => kind)).toEqual([
      'roll_back',
      'roll_back',
      'publish',
      'publish',
    ])
    expect(releases[2]).toMatchObject({
      from: expect.stringContaining(`own${first}@`),
      to: expect.stringContaining(`own${second}@`),
      by: { name: 'admin' },
      reason: 'buyers like it short',
      isTested: false,
    })
    const audited = await database.db.select().from(auditRecords).where(eq(auditRecords.shopId, shopId))
    expect(audited.map(({ action }) => action).sort()).toEqual([
      'prompt.published',
      'prompt.published',
      'prompt.rolled_back',
      'prompt.rolled_back',
    ])
  })

  test('is moved once when two admins publish at once; the second is told what came first', async () => {
    const [mine, theirs] = [await desk.saved(), await desk.saved()]
    const answers = await Promise.all([desk.publish(shopId, mine), desk.publish(shopId, theirs)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const won = answers[0]?.status === 200 ? mine : theirs
    const lost = answers.find(({ status }) => status === 409)
    expect(lost?.body.error).toMatchObject({
      code: 'prompt_moved',
      details: { by: desk.admin.id, what: expect.stringContaining(`own${won}@`) },
    })
    expect((await desk.live(shopId)).version).toContain(`own${won}@`)
    // One who looked before that is refused as well, also when going back.
    expect(await desk.publish(shopId, won === mine ? theirs : mine, 0)).toMatchObject({ status: 409 })
    expect(await desk.rollBack(shopId, 0)).toMatchObject({ status: 409 })
    const rows = await database.db.select().from(promptReleases).where(eq(promptReleases.shopId, shopId))
    expect(rows).toHaveLength(1)
  })

  test('moves in all shops or in none', async () => {
    const number = await desk.saved()
    const to = (release: number) => ({
      shops: [
        { shopId, release: 0 },
        { shopId: other, release },
      ],
    })
    expect(await desk.publish(shopId, number, 0, to(5))).toMatchObject({ status: 409 })
    expect((await desk.live(shopId)).version).toBe(SHIPPED.version)
    expect(await desk.publish(shopId, number, 0, to(0))).toMatchObject({ status: 200 })
    expect((await desk.live(other)).version).toContain(`own${number}@`)
    const twice = {
      shops: [
        { shopId, release: 1 },
        { shopId, release: 1 },
      ],
    }
    expect(await desk.publish(shopId, null, 1, twice)).toMatchObject({ status: 422 })
  })

  test('does not move to a version that nobody tested without being asked once more, nor without a reason', async () => {
    const number = await desk.saved()
    const asked = await desk.publish(shopId, number, 0, { acceptsUntested: false })
    expect(asked).toMatchObject({
      status: 422,
      body: { error: { code: 'prompt_untested', details: { shops: [shopId] } } },
    })
    expect(await desk.publish(shopId, number, 0, { reason: '' })).toMatchObject({ status: 400 })
    expect((await desk.live(shopId)).version).toBe(SHIPPED.version)
    // What is shipped needs no test.
    expect(await desk.publish(shopId, null, 0, { acceptsUntested: false })).toMatchObject({ status: 200 })
  })

  test('knows no shop and no version that is not there', async () => {
    const number = await desk.saved()
    const foreign = {
      shops: [
        { shopId, release: 0 },
        { shopId: 'not-ours', release: 0 },
      ],
    }
    expect(await desk.publish(shopId, number, 0, foreign)).toMatchObject({ status: 404 })
    expect(await desk.publish(shopId, 999_999)).toMatchObject({
      status: 404,
      body: { error: { code: 'version_not_found' } },
    })
    expect(await desk.rollBack('not-ours', 0)).toMatchObject({ status: 404 })
    expect(await desk.call('GET', '/api/shops/not-ours/prompts/draft/releases')).toMatchObject({
      status: 404,
    })
    expect(await desk.call('GET', '/api/prompts/draft/versions/own999')).toMatchObject({ status: 404 })
    expect(await desk.call('GET', '/api/prompts/..%2fdraft/versions')).toMatchObject({ status: 400 })
  })

  test('is nothing for an agent or a lead', async () => {
    for (const role of ['agent', 'lead'] as const) {
      const { headers } = await desk.server.asRole(role)
      expect(await desk.call('GET', '/api/prompts', undefined, headers)).toMatchObject({ status: 403 })
    }
  })
})
