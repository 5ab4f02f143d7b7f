import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readEvidenceCases } from '../../eval/evidence.ts'
import { readPolicyCases } from '../../eval/policy.ts'
import { runSecondReadingSuite } from '../../eval/second-reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'otvet-second-reading-'))
afterAll(() => rmSync(folder, { recursive: true }))
const questions = join(folder, 'questions.jsonl')
const answers = join(folder, 'answers.jsonl')

type Line = { custom_id: string; body: { model: string; messages: { content: string }[] } }
const asked = () =>
  readFileSync(questions, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line)

/** Knows every label, and shows the title or the first words of the piece for what is carried. */
function answerByLabel({ custom_id, body }: Line) {
  const user = body.messages.at(-1)?.content ?? ''
  const reply = user.slice(user.indexOf('The reply, its sentences'))
  const numbered = [...reply.matchAll(/^\[(\d+)\] \(([^)]*)\) (.*)$/gm)]
  const sentences = numbered.map(([, number, cites = '', text = '']) => {
    const one = readEvidenceCases('dev-3').find((each) => each.sentence === text)
    const id = cites.split(', ')[0] ?? ''
    const words = one?.evidence.find((piece) => piece.id === id)?.text ?? null
    const isCarried = one?.holds === true
    return {
      number: Number(number),
      evidence_id: isCarried ? id : null,
      words: isCarried ? words : null,
      fault: one && !one.holds ? 'words' : null,
    }
  })
  const texts = numbered.map(([, , , text = '']) => text)
  const broken = readPolicyCases('dev-3').find(({ text }) =>
    texts.every((sentence) => text.includes(sentence)),
  )
  const breaches = (broken?.rules ?? []).map((rule) => ({ rule, number: 1, words: texts[0] ?? '' }))
  const content = JSON.stringify({ sentences, breaches })
  const choices = [{ message: { content }, finish_reason: 'stop' }]
  return { custom_id, response: { status_code: 200, body: { model: body.model, choices } } }
}

it('asks by file, reads sentences over one evidence together, and sets code alone beside what was read', async () => {
  const options = { model: 'reader', only: 'held3-0[0-4]' }
  const before = await runSecondReadingSuite({ ...options, export: questions })
  expect(before.evidence[0]?.read).toEqual(before.evidence[0]?.alone)
  const lines = asked()
  expect(lines.some(({ body }) => body.messages.at(-1)?.content.includes('[6] (p:'))).toBe(true)
  writeFileSync(answers, lines.map((line) => `${JSON.stringify(answerByLabel(line))}\n`).join(''))

  const { evidence, policy } = await runSecondReadingSuite({ ...options, answers, export: questions })
  expect(asked()).toEqual([])
  const [sentences] = evidence
  // Whoever sees everything finds everything, but clears no more than code only doubts.
  expect(sentences?.read[0].share).toBe(1)
  expect(sentences?.read[1].hits).toBeLessThan(sentences?.alone[1].hits ?? 0)
  expect(sentences?.paired.onlyFirst).toBe(0)
  expect(policy[0]?.read[0].share).toBeGreaterThanOrEqual(policy[0]?.alone[0].share ?? 1)
})
