import { afterAll, beforeAll, expect, it } from 'vitest'
import { modelsOfSettings } from '../src/app/language-models.ts'
import { modelFindings } from '../src/commands/doctor-models.ts'
import { readEnv } from '../src/config/read-env.ts'
import type { OpenDatabase } from '../src/db/open-database.ts'
import { systemClock } from '../src/shared/clock.ts'
import { createLogger } from '../src/shared/logger.ts'
import { type ModelServer, type Scripted, startModelServer } from './support/model-server.ts'
import { createTestDatabase } from './support/test-database.ts'

let database: OpenDatabase
let server: ModelServer
const answers: Record<string, Scripted> = {}
beforeAll(async () => {
  database = await createTestDatabase()
  server = await startModelServer({
    answer: ({ model = '' }) => answers[model] ?? { json: { reply: 'Да, подойдёт.' } },
  })
})
afterAll(async () => {
  await server.close()
  await database.close()
})

/** What the doctor says of the models that the settings name, without the seconds that nobody can foresee. */
async function told(settings: Record<string, string>): Promise<string[]> {
  const env = readEnv({
    OPENAI_BASE_URL: server.url,
    OPENAI_API_KEY: 'k',
    OPENAI_MODEL: 'first',
    ...settings,
  })
  const log = createLogger('silent', { hide: (text) => text })
  const deps = { db: database.db, clock: systemClock, log }
  const findings = await modelFindings({ env, models: modelsOfSettings(env, deps) })
  return findings.map(
    ({ topic, status, message }) => `${status} ${topic}: ${message.replace(/\d+\.\d s/u, '… s')}`,
  )
}

it('asks each model of the chain and names them in the order in which they are asked', async () => {
  const settings = { SECOND_MODEL: 'second', SECOND_MODEL_VISION: 'on', OPENAI_VISION: 'off' }
  expect(await told(settings)).toEqual([
    'ok models: Asked in this order: first, then second (sees photos), then the built-in drafter. One question takes 60 s at most.',
    'ok model: first answered in … s.',
    'ok second model: second answered in … s.',
  ])
  expect(server.requests.map(({ model }) => model).toSorted()).toEqual(['first', 'second'])
})

it('says of the second model which settings are its own, when it is the one that fails', async () => {
  answers.second = { status: 401, message: 'no such key' }
  const [, first, second] = await told({ SECOND_MODEL: 'second', SECOND_MODEL_BASE_URL: server.url })
  expect(first).toMatch(/^ok model: first/)
  expect(second).toMatch(/^error second model: second cannot be used: /)
  expect(second).toMatch(/Check SECOND_MODEL_BASE_URL, SECOND_MODEL_API_KEY and SECOND_MODEL\.$/)
  answers.second = { text: 'Нет.' }
  expect((await told({ SECOND_MODEL: 'second' })).at(-1)).toMatch(
    /^error second model: second answers, but not in the asked form \(.+\): choose another SECOND_MODEL\.$/,
  )
  delete answers.second
})

it('says of the first model which settings are its own, and lets the second be well', async () => {
  answers.first = { status: 404, message: 'no such model' }
  const [, first, second] = await told({ SECOND_MODEL: 'second' })
  expect(first).toMatch(/^error model: .+ Check OPENAI_BASE_URL, OPENAI_API_KEY and OPENAI_MODEL\.$/)
  expect(second).toMatch(/^ok second model/)
  delete answers.first
})

it('warns of a budget that counts models without a price as free, one or both', async () => {
  const priced = { OPENAI_INPUT_PRICE: '1', OPENAI_OUTPUT_PRICE: '2' }
  const both = { SECOND_MODEL: 'second', MODEL_MONTHLY_BUDGET: '10' }
  expect((await told(both)).at(-1)).toMatch(
    /^warning budget: .+ but first and second have no price and count as free/,
  )
  expect((await told({ ...both, ...priced })).at(-1)).toMatch(/but second has no price and counts as free/)
  const all = { ...both, ...priced, SECOND_MODEL_INPUT_PRICE: '1', SECOND_MODEL_OUTPUT_PRICE: '1' }
  expect((await told(all)).some((line) => line.includes('budget'))).toBe(false)
})

it('says without any model that the built-in drafter works', async () => {
  const env = readEnv({})
  const [only] = await modelFindings({ env, models: undefined })
  expect(only).toMatchObject({ topic: 'model', status: 'ok' })
  expect(only?.message).toContain('built-in drafter')
})
