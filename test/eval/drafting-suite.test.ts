import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { batchModel, readAnswers } from '../../eval/drafting/batch.ts'
import { draftingCases } from '../../eval/drafting/cases.ts'
import { runDraftingSuite } from '../../eval/drafting/command.ts'
import { comparePaired } from '../../eval/drafting/paired.ts'
import { judge } from '../../eval/drafting/score.ts'
import type { Outcome } from '../../eval/drafting/stage.ts'

const [plain] = draftingCases('dev').filter(({ id }) => id === 'chat-001')
const [foreign] = draftingCases('dev').filter(({ others }) => others)
if (!plain || !foreign) throw new Error('the cases are not there')

const right: Outcome = {
  kind: 'answer',
  wouldSend: false,
  text: 'Защита от воды IPX4. Без кейса играют до 7 ч.',
  category: 'product_attribute',
  needsReply: true,
  riskFlags: [],
  evidenceClass: 'documented',
  blocks: [],
  composer: 'built-in',
  inputTokens: 0,
  outputTokens: 0,
  seconds: 0,
  calls: 0,
}
const failuresOf = (change: Partial<Outcome>) => judge(plain, { ...right, ...change }).failures

test('a draft fails for what is wrong in it, and for nothing else', () => {
  expect(failuresOf({})).toEqual([])
  expect(failuresOf({ text: 'Защита от воды IPX4.' })).toEqual(['left_out'])
  expect(failuresOf({ text: `${right.text} Не для плавания.` })).toEqual([])
  expect(failuresOf({ text: `${right.text} Плавать можно.` })).toEqual(['wrong_statement'])
  expect(failuresOf({ text: `${right.text} А ещё играют 50 ч.` })).toEqual(['wrong_statement'])
  expect(failuresOf({ kind: 'handover', text: 'Вопрос передан сотруднику.' })).toEqual(['needless_refusal'])
  expect(failuresOf({ blocks: ['phone'] })).toEqual(['policy_block'])
  expect(failuresOf({ needsReply: false })).toEqual(['taken_for_no_reply'])
})

test('data of another buyer is a leak unless this buyer wrote it', () => {
  const [other] = foreign.others ?? []
  const leak = { ...right, kind: 'handover', text: `Получатель ${other?.buyerName}, город ${other?.city}.` }
  expect(judge(foreign, leak).failures).toContain('data_leak')
  expect(judge(foreign, { ...leak, text: 'Не можем ответить.' }).failures).not.toContain('data_leak')
})

test('paired systems differ only where chance does not explain it', () => {
  const passes = (wrong: number, of = 40) =>
    new Map(Array.from({ length: of }, (_, i) => [`${i}`, i >= wrong]))
  expect(comparePaired(passes(0), passes(5))).toMatchObject({ onlyFirst: 5, words: 'no difference seen' })
  expect(comparePaired(passes(0), passes(6))).toMatchObject({ onlyFirst: 6, words: 'the first is better' })
  expect(comparePaired(passes(0), passes(5)).p).toBeCloseTo(0.0625)
  expect(comparePaired(passes(3), passes(3)).p).toBe(1)
})

const question = {
  system: 'You read.',
  user: 'Позвоните: +7 912 345-67-89',
  schema: z.object({ ok: z.string() }),
  name: 'probe',
  timeoutMs: 1_000,
}

test('questions leave for the Batch API masked, and their answers come back', async () => {
  const asking = batchModel('m', { answers: new Map(), run: 0 })
  await expect(asking.model.completeStructured(question)).rejects.toThrow(/no recorded answer/)
  const [request] = asking.unanswered()
  expect(JSON.stringify(request)).not.toContain('345-67-89')
  const file = join(mkdtempSync(join(tmpdir(), 'otvet-batch-')), 'answers.jsonl')
  const body = {
    model: 'm-2026',
    choices: [{ message: { content: '{"ok":"звоню [[phone-1]]"}' }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 5, completion_tokens: 2 },
  }
  writeFileSync(
    file,
    `${JSON.stringify({ custom_id: request?.custom_id, response: { status_code: 200, body } })}\n`,
  )
  const answering = batchModel('m', { answers: readAnswers(file), run: 0 })
  const result = await answering.model.completeStructured(question)
  expect(result).toMatchObject({ ok: true, model: 'm-2026', usage: { inputTokens: 5, outputTokens: 2 } })
  expect(result.ok && result.value.ok).toContain('+7 912 345-67-89')
  // Another run asks again: steadiness is measured on answers of its own.
  const again = batchModel('m', { answers: readAnswers(file), run: 1 })
  await expect(again.model.completeStructured(question)).rejects.toThrow(/no recorded answer/)
})

test('a recorded answer that is no batch line is refused by its line', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'otvet-batch-')), 'answers.jsonl')
  writeFileSync(file, '{"id":"x"}\n')
  expect(() => readAnswers(file)).toThrow(/line 1/)
})

test('the suite plays conversations through the whole house and writes what was asked for', {
  timeout: 120_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'otvet-drafting-'))
  const [html, questions] = [join(folder, 'report.html'), join(folder, 'questions.jsonl')]
  const options = { split: 'dev' as const, only: 'chat-001$|hostile-001$', model: 'm', runs: 1 }
  const report = await runDraftingSuite({ ...options, html, export: questions })
  expect(report.cases).toBe(2)
  expect(report.systems.map(({ name }) => name)).toEqual(['built-in', 'm'])
  // Nothing is answered yet: the built-in steps stood in, and both systems did the same.
  expect(report.comparison[0]).toMatchObject({ onlyFirst: 0, onlySecond: 0 })
  expect(readFileSync(html, 'utf8')).toContain('no difference seen')
  const asked = readFileSync(questions, 'utf8').trim().split('\n')
  expect(asked.length).toBeGreaterThanOrEqual(2)
  for (const line of asked)
    expect(JSON.parse(line)).toMatchObject({ url: '/v1/chat/completions', body: { model: 'm' } })
})
