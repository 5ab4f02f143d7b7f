import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { drafts } from '../../src/db/schema/drafting.ts'
import { readings } from '../../src/db/schema/policy.ts'
import { type Asked, answerOf, type BenchDesk, openBenchDesk } from '../support/bench-desk.ts'
import type { Scripted } from '../support/model-server.ts'
import { createTestDatabase } from '../support/test-database.ts'

let database: OpenDatabase
let desk: BenchDesk
let answer: (asked: Asked) => Scripted

beforeAll(async () => {
  database = await createTestDatabase()
  answer = () => answerOf('Гарантия 12 месяцев.')
  desk = await openBenchDesk(database, (asked) => answer(asked))
  await desk.buyerAsks('Здравствуйте! Верните мне 2500 рублей')
})
afterAll(async () => {
  await desk?.close()
  await database?.close()
})

/** A version of that prompt tried on the one case there is. */
async function tried(name: string) {
  const { body } = await desk.start(await desk.save(name), { name })
  await desk.house.work()
  const { bench, summary } = await desk.read(body.id)
  return { bench, summary, one: (await desk.cases(body.id)).cases[0] }
}

const reading = (category: string, flags: string[] = []) => ({
  json: {
    category,
    confidence: 1,
    needs_reply: true,
    needs_human: false,
    risk_flags: flags,
    language: 'ru',
    asks: [],
    tone: 'calm',
    negative: null,
  },
})

test('of the prompt that sorts, the bench tells another category and another risk', async () => {
  answer = ({ isCandidate }) => (isCandidate ? reading('complaint', ['legal_threat']) : reading('return'))
  const { bench, summary, one } = await tried('classify')
  expect(bench).toMatchObject({ prompt: 'classify', status: 'done', done: 1 })
  expect(summary).toMatchObject({ compared: 1, changed: 1, toAbstention: 0 })
  expect(summary.rules).toContainEqual(
    expect.objectContaining({ rule: 'risk:legal_threat', appeared: 1, gone: 0 }),
  )
  expect(one.live[0]).toMatchObject({ text: 'return', kind: null, route: null })
  expect(one.candidate[0].text).toBe('complaint')
})

test('of the prompt that reads a reply back, it tells what the version loses', async () => {
  const { db, shopId } = desk.house
  await db.update(drafts).set({ text: 'Гарантия действует 12 месяцев.' }).where(eq(drafts.shopId, shopId))
  answer = ({ isCandidate }) => ({
    json: {
      sentences: [
        { number: 1, text: isCandidate ? '有保修。' : '保修期为12个月。', kinds: ['statement'], by: null },
      ],
      asked: [],
    },
  })
  const before = await db.select().from(readings)
  const { summary, one } = await tried('read-reply')
  expect(summary.rules).toEqual([expect.objectContaining({ rule: 'lost:number', appeared: 1 })])
  expect(one.candidate[0]).toMatchObject({ text: '有保修。', unusable: null })
  expect(await db.select().from(readings)).toEqual(before)
})

test('of the prompt that translates, an answer in another language counts as unusable', async () => {
  answer = ({ isCandidate }) => ({
    json: { messages: [{ id: 'm1', text: isCandidate ? 'Refund me' : '您好！请退还我2500卢布' }] },
  })
  const { summary, one } = await tried('translate-message')
  expect(one.live[0].text).toBe('您好！请退还我2500卢布')
  expect(summary.candidate.unusable).toBe(1)
  expect(summary.live.unusable).toBe(0)
})

test('the prompt that rewrites is tried on what agents wrote themselves, and on nothing else', async () => {
  const { db, shopId } = desk.house
  const number = await desk.save('rewrite-reply')
  expect(await desk.start(number, { name: 'rewrite-reply' })).toMatchObject({
    status: 422,
    body: { error: { code: 'no_cases' } },
  })
  await db.update(drafts).set({ agentText: '请在14天内退货。' }).where(eq(drafts.shopId, shopId))
  answer = ({ isCandidate }) => ({
    json: {
      sentences: [
        {
          ru: isCandidate ? 'Верните товар.' : 'Верните товар в течение 14 дней.',
          from: [1],
          evidence_ids: [],
        },
      ],
    },
  })
  const { one, summary } = await tried('rewrite-reply')
  expect(one.turn).toBe('请在14天内退货。')
  expect(
    summary.rules.map(({ rule, appeared }: { rule: string; appeared: number }) => [rule, appeared]),
  ).toEqual(expect.arrayContaining([['rewrite', 1]]))
})

test('of the prompt that reads a second time, it tells what each version holds back', async () => {
  const { db, shopId } = desk.house
  const sentences = [{ ru: 'Гарантия действует 12 месяцев.', evidenceIds: [], class: 'inferred' as const }]
  await db.update(drafts).set({ sentences, text: sentences[0]?.ru }).where(eq(drafts.shopId, shopId))
  const item = { number: 1, evidence_id: null, words: null }
  answer = ({ isCandidate }) => ({
    json: {
      sentences: [{ ...item, fault: isCandidate ? 'uncited' : null }],
      breaches: isCandidate ? [{ rule: 'open-promise', number: 1, words: 'действует' }] : [],
    },
  })
  const { one, summary } = await tried('second-reading')
  expect(one.live[0].text).toBe('✓ Гарантия действует 12 месяцев.')
  expect(one.candidate[0].text).toBe('✗ uncited Гарантия действует 12 месяцев.')
  expect(summary.rules).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ rule: 'evidence', appeared: 1 }),
      expect.objectContaining({ rule: 'open-promise', appeared: 1 }),
    ]),
  )
})

test('what is no case of the desk cannot be tried, and runs are listed by their prompt', async () => {
  const number = await desk.save('translate-entry')
  expect((await desk.start(number, { name: 'translate-entry' })).status).toBe(400)
  const { benches } = (await desk.call('GET', `${desk.benches}?name=classify`)).body
  expect(benches.map(({ prompt }: { prompt: string }) => prompt)).toEqual(['classify'])
})
