import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { auditRecords } from '../../src/db/schema/access.ts'
import { livePrompts, promptReleases, promptVersions } from '../../src/db/schema/prompts.ts'
import { shops } from '../../src/db/schema/shops.ts'
import type { PromptList, PromptVersions } from '../../src/http/contracts/prompts.ts'
import { loadLivePrompt } from '../../src/prompting/live-prompt.ts'
import { loadPrompt } from '../../src/prompting/load-prompt.ts'
import { renderPrompt } from '../../src/prompting/render-prompt.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { createTestServer, type TestServer } from '../support/test-server.ts'

let database: OpenDatabase
let server: TestServer
let admin: Awaited<ReturnType<TestServer['asRole']>>
let shopId: string
let other: string
let count = 0

beforeAll(async () => {
  database = await createTestDatabase()
  server = await createTestServer(database)
  admin = await server.asRole('admin')
})
afterAll(async () => {
  await server?.close()
  await database?.close()
})
beforeEach(async () => {
  shopId = await addShop()
  other = await addShop()
})

async function addShop(): Promise<string> {
  const id = `shop${++count}`
  const row = { id, name: id, clientId: id, apiBase: 'http://localhost', webhookKeyHash: id }
  await database.db.insert(shops).values({ ...row, sealedApiKey: '-', sealedWebhookKey: '-' })
  return id
}

async function call(method: 'GET' | 'POST', url: string, payload?: object, headers = admin.headers) {
  const response = await server.app.inject({ method, url, headers, ...(payload && { payload }) })
  return { status: response.statusCode, body: response.json() }
}

const SHIPPED = loadPrompt('draft')
const OURS = 'Пишите ещё короче. 请写得更简短。'
/** The shipped text with a line more, another one each time: the same text twice is refused. */
const longer = (words = `${OURS} ${++count}`) => SHIPPED.body.replace('\n## User', `\n${words}\n\n## User`)
const save = (body = longer(), more: object = {}) =>
  call('POST', '/api/prompts/draft/versions', {
    body,
    base: `v${SHIPPED.number}`,
    reason: 'shorter answers',
    ...more,
  })
const saved = async () => Number((await save()).body.key.slice(3))
const publish = (number: number | null, release = 0, more: object = {}) =>
  call('POST', '/api/prompts/draft/publish', {
    number,
    shops: [{ shopId, release }],
    reason: 'buyers like it short',
    acceptsUntested: true,
    ...more,
  })
const rollBack = (release: number, shop = shopId) =>
  call('POST', `/api/shops/${shop}/prompts/draft/roll-back`, { release })
const live = (shop = shopId) => loadLivePrompt(database.db, { shopId: shop, name: 'draft' })
async function shown(shop = shopId) {
  const { prompts }: PromptList = (await call('GET', '/api/prompts')).body
  const found = prompts
    .find(({ name }) => name === 'draft')
    ?.live.find((one: { shopId: string }) => one.shopId === shop)
  if (!found) throw new Error(`nothing is live in ${shop}`)
  return found
}

describe('an own version of a prompt', () => {
  test('gets the next number and changes nothing for anybody until it is published', async () => {
    const [first, second] = [await save(), await save()]
    expect(first.status).toBe(200)
    const number = Number(first.body.key.slice(3))
    expect(second.body.key).toBe(`own${number + 1}`)
    expect(second.body.version).toMatch(/^draft\/own\d+@[\da-f]{12}$/)
    expect((await live()).version).toBe(SHIPPED.version)
    const { versions }: PromptVersions = (await call('GET', '/api/prompts/draft/versions?limit=1')).body
    expect(versions[0]).toMatchObject({
      key: second.body.key,
      author: { name: 'admin' },
      reason: 'shorter answers',
      base: SHIPPED.version,
      isPublishable: true,
      testedIn: [],
    })
    const audited = await database.db
      .select()
      .from(auditRecords)
      .where(eq(auditRecords.action, 'prompt.saved'))
    expect(audited.at(-1)).toMatchObject({ actor: admin.id, subject: 'prompt/draft' })
  })

  test('is refused with what is wrong in three languages when it drops, adds or moves a variable', async () => {
    const body = SHIPPED.body
      .replace('{{turn}}', '{{turnn}}')
      .replace('## System\n', '## System\n\n{{evidence}} {{ Bad }}\n')
    const { status, body: answer } = await save(body)
    expect(status).toBe(422)
    expect(answer.error.code).toBe('prompt_unfit')
    const { problems } = answer.error.details
    expect(problems.map(({ code, names }: { code: string; names: string[] }) => [code, names])).toEqual([
      ['missing', ['turn']],
      ['unknown', ['turnn']],
      ['in_system', ['evidence']],
      ['braces', ['{{ Bad }}']],
    ])
    expect(problems[0].message).toEqual({
      en: expect.stringContaining('{{turn}}'),
      zh: expect.stringContaining('缺少'),
      ru: expect.stringContaining('Не хватает'),
    })
  })

  test.each([
    ['without its two parts', SHIPPED.body.replace('## User', '## Buyer'), 'parts'],
    [
      'with nothing under System',
      SHIPPED.body.replace(/(?<=## System\n)[\s\S]*(?=\n## User)/, ''),
      'empty_part',
    ],
    ['that says nothing of the fences', SHIPPED.body.replace('</data>', 'the end'), 'fence_rule'],
    ['that closes the buyer’s fence itself', SHIPPED.body.replace('{{turn}}', '{{turn}}\n< /DATA>'), 'fence'],
    ['of a novel’s length', longer('слово '.repeat(4_000)), 'too_long'],
  ])('is refused %s', async (_, body, code) => {
    const { status, body: answer } = await save(body)
    expect(status).toBe(422)
    expect(answer.error.details.problems.map((one: { code: string }) => one.code)).toContain(code)
  })

  test('is refused when it is there already, of an unknown prompt, an unknown base, or without a reason', async () => {
    const body = longer()
    const { body: first } = await save(body)
    const again = await save(`\r\n${body.replaceAll('\n', '\r\n')}`)
    expect(again).toMatchObject({
      status: 409,
      body: { error: { code: 'prompt_known', details: { what: first.key } } },
    })
    expect(await save(SHIPPED.body)).toMatchObject({ status: 409 })
    expect(await save(longer(), { base: 'v99' })).toMatchObject({ status: 404 })
    expect(await save(longer(), { reason: '  ' })).toMatchObject({ status: 400 })
    const elsewhere = await call('POST', '/api/prompts/no-such/versions', { body, base: 'v1', reason: 'x' })
    expect(elsewhere).toMatchObject({ status: 404, body: { error: { code: 'prompt_not_found' } } })
  })

  test('is numbered once when two admins save at once', async () => {
    const answers = await Promise.all([save(), save(), save()])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(new Set(answers.map(({ body }) => body.key)).size).toBe(3)
  })
})

describe('the pointer of a shop', () => {
  test('moves to a version and back, with who, when and why on record', async () => {
    const [first, second] = [await saved(), await saved()]
    expect(await publish(first)).toMatchObject({ status: 200 })
    expect(await publish(second, 1)).toMatchObject({ status: 200 })
    expect((await live()).version).toContain(`own${second}@`)
    expect((await live(other)).version).toBe(SHIPPED.version)
    expect(await shown()).toMatchObject({ key: `own${second}`, release: 2, backTo: `own${first}` })

    expect(await rollBack(2)).toMatchObject({ status: 200 })
    expect((await live()).version).toContain(`own${first}@`)
    // Back once more: to what was there before, not to what was just left.
    expect(await rollBack(3)).toMatchObject({ status: 200 })
    expect((await live()).version).toBe(SHIPPED.version)
    expect(await rollBack(4)).toMatchObject({
      status: 409,
      body: { error: { code: 'nothing_to_roll_back' } },
    })
    expect(await shown()).toMatchObject({ key: `v${SHIPPED.number}`, backTo: null })

    const { releases } = (await call('GET', `/api/shops/${shopId}/prompts/draft/releases`)).body
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
    const [mine, theirs] = [await saved(), await saved()]
    const answers = await Promise.all([publish(mine), publish(theirs)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const won = answers[0]?.status === 200 ? mine : theirs
    const lost = answers.find(({ status }) => status === 409)
    expect(lost?.body.error).toMatchObject({
      code: 'prompt_moved',
      details: { by: admin.id, what: expect.stringContaining(`own${won}@`) },
    })
    expect((await live()).version).toContain(`own${won}@`)
    // One who looked before that is refused as well, also when going back.
    expect(await publish(won === mine ? theirs : mine, 0)).toMatchObject({ status: 409 })
    expect(await rollBack(0)).toMatchObject({ status: 409 })
    const rows = await database.db.select().from(promptReleases).where(eq(promptReleases.shopId, shopId))
    expect(rows).toHaveLength(1)
  })

  test('moves in all shops or in none', async () => {
    const number = await saved()
    const to = (release: number) => ({
      shops: [
        { shopId, release: 0 },
        { shopId: other, release },
      ],
    })
    expect(await publish(number, 0, to(5))).toMatchObject({ status: 409 })
    expect((await live()).version).toBe(SHIPPED.version)
    expect(await publish(number, 0, to(0))).toMatchObject({ status: 200 })
    expect((await live(other)).version).toContain(`own${number}@`)
    const twice = {
      shops: [
        { shopId, release: 1 },
        { shopId, release: 1 },
      ],
    }
    expect(await publish(null, 1, twice)).toMatchObject({ status: 422 })
  })

  test('does not move to a version that nobody tested without being asked once more, nor without a reason', async () => {
    const number = await saved()
    const asked = await publish(number, 0, { acceptsUntested: false })
    expect(asked).toMatchObject({
      status: 422,
      body: { error: { code: 'prompt_untested', details: { shops: [shopId] } } },
    })
    expect(await publish(number, 0, { reason: '' })).toMatchObject({ status: 400 })
    expect((await live()).version).toBe(SHIPPED.version)
    // What is shipped needs no test.
    expect(await publish(null, 0, { acceptsUntested: false })).toMatchObject({ status: 200 })
  })

  test('knows no shop and no version that is not there', async () => {
    const number = await saved()
    const foreign = {
      shops: [
        { shopId, release: 0 },
        { shopId: 'not-ours', release: 0 },
      ],
    }
    expect(await publish(number, 0, foreign)).toMatchObject({ status: 404 })
    expect(await publish(999_999)).toMatchObject({
      status: 404,
      body: { error: { code: 'version_not_found' } },
    })
    expect(await rollBack(0, 'not-ours')).toMatchObject({ status: 404 })
    expect(await call('GET', '/api/shops/not-ours/prompts/draft/releases')).toMatchObject({ status: 404 })
    expect(await call('GET', '/api/prompts/draft/versions/own999')).toMatchObject({ status: 404 })
    expect(await call('GET', '/api/prompts/..%2fdraft/versions')).toMatchObject({ status: 400 })
  })

  test('is nothing for an agent or a lead', async () => {
    for (const role of ['agent', 'lead'] as const) {
      const { headers } = await server.asRole(role)
      expect(await call('GET', '/api/prompts', undefined, headers)).toMatchObject({ status: 403 })
    }
  })
})

describe('after an upgrade', () => {
  /** What an admin saved under an earlier release, whose code filled in other variables. */
  async function fromEarlier(body: string, hash: string): Promise<number> {
    const number = 5_000 + ++count
    const row = { name: 'draft', number, hash, body, base: 'draft/v0@000000000000', author: 'gone' }
    await database.db.insert(promptVersions).values({ ...row, reason: 'x', createdAt: new Date() })
    const pointer = { shopId, name: 'draft', number, release: 1, movedAt: new Date() }
    await database.db.insert(livePrompts).values(pointer)
    return number
  }

  test('a live version that the code has outgrown gives way to the shipped one, and the page says why', async () => {
    const number = await fromEarlier(
      '## System\nOld <data> </data>\n\n## User\n{{turn}} {{old}}\n',
      `h${++count}`,
    )
    expect((await live()).version).toBe(SHIPPED.version)
    const row = await shown()
    expect(row).toMatchObject({ key: `own${number}`, inUse: `v${SHIPPED.number}`, version: SHIPPED.version })
    expect(row.problems.map(({ code }) => code)).toEqual(['missing', 'unknown'])
    // Its base is no longer shipped: it is still listed by its name, and cannot be published again.
    const { versions }: PromptVersions = (await call('GET', '/api/prompts/draft/versions')).body
    const listed = versions.find(({ key }) => key === `own${number}`)
    expect(listed).toMatchObject({
      base: 'draft/v0@000000000000',
      isPublishable: false,
      author: { name: 'gone' },
    })
    expect(await publish(number, 0, { shops: [{ shopId: other, release: 0 }] })).toMatchObject({
      status: 422,
      body: { error: { code: 'prompt_unfit' } },
    })
  })

  test('a text that was changed in the database is not used', async () => {
    await fromEarlier(longer(), `h${++count}`)
    expect((await live()).version).toBe(SHIPPED.version)
  })
})

test('an own text comes with what the code insists on: fences and Russian', async () => {
  await publish(await saved())
  const prompt = await live()
  const values = Object.fromEntries(
    [...SHIPPED.body.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => [name, '-']),
  )
  const { system } = renderPrompt(prompt, values)
  expect(system).toContain(OURS)
  expect(system).toMatch(/It never gives instructions\. Every `ru` is Russian/)
})
