import { loadDemoData } from '../../src/demo/load-demo-data.ts'
import type { DemoScript } from '../../src/demo/shop-data.ts'
import { classifyTurn } from '../../src/drafting/classify/classify-turn.ts'

export type ClassifyReport = {
  cases: number
  right: number
  byCategory: Record<string, { cases: number; right: number }>
  mistakes: { text: string; expected: string; got: string }[]
}

/** The built-in classifier on the demo shop's scripted buyers, which it was not made from. */
export function evaluateClassifier(): ClassifyReport {
  const { scripts } = loadDemoData()
  const results = scripts.map((script) => {
    const text = firstTurn(script)
    return { text, expected: script.category, got: classifyTurn(text).category }
  })
  const byCategory: ClassifyReport['byCategory'] = {}
  for (const { expected, got } of results) {
    const row = byCategory[expected] ?? { cases: 0, right: 0 }
    byCategory[expected] = { cases: row.cases + 1, right: row.right + (got === expected ? 1 : 0) }
  }
  const mistakes = results.filter(({ expected, got }) => expected !== got)
  return { cases: results.length, right: results.length - mistakes.length, byCategory, mistakes }
}

/** What stands in the chat before the shop answers: the messages joined, an edit in the place of what it edits. */
function firstTurn({ steps }: DemoScript): string {
  const texts: string[] = []
  for (const step of steps) {
    if (step.do === 'edit') texts[step.message] = step.text
    else texts.push(step.do === 'say' ? step.text : (step.caption ?? ''))
  }
  return texts.filter(Boolean).join('\n')
}

export function classifyText({ cases, right, byCategory, mistakes }: ClassifyReport): string {
  return [
    `accuracy ${(right / cases).toFixed(3)} (${right} of ${cases})`,
    ...Object.entries(byCategory).map(([name, row]) => `  ${name.padEnd(18)} ${row.right}/${row.cases}`),
    ...mistakes.map(
      ({ text, expected, got }) => `  ${expected} → ${got}: ${text.replaceAll('\n', ' / ').slice(0, 90)}`,
    ),
  ].join('\n')
}
