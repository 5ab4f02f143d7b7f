import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compareWithRussian } from '../../src/domain/reading/compare-texts.ts'

const FOLDER = new URL('../../src/demo/data/', import.meta.url)
const PARTS = [
  ['ru', 'zh'],
  ['answerRu', 'answerZh'],
  ['questionRu', 'questionZh'],
] as const

/** Russian texts of the demo shop with the Chinese that people wrote beside them: freely worded, mostly faithful. */
function pairs(): { russian: string; chinese: string }[] {
  const found = new Map<string, { russian: string; chinese: string }>()
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const record = value as Record<string, unknown>
    for (const [ru, zh] of PARTS) {
      const [russian, chinese] = [record[ru], record[zh]]
      if (typeof russian === 'string' && typeof chinese === 'string' && russian && chinese)
        found.set(`${russian}\n${chinese}`, { russian, chinese })
    }
    for (const inner of Object.values(record)) walk(inner)
  }
  for (const file of readdirSync(FOLDER)) walk(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')))
  return [...found.values()]
}

const findings = ({ russian, chinese }: { russian: string; chinese: string }) => {
  const { lost, added } = compareWithRussian(russian, chinese, 'zh')
  return lost.length + added.length
}
const share = (part: number, whole: number) => part / Math.max(1, whole)

describe('readings compared with the Russian, on the texts of the demo shop', () => {
  const all = pairs()
  const clean = all.filter((pair) => findings(pair) === 0)

  it('are rarely doubted where people translated', () => {
    expect(all.length).toBeGreaterThan(1_200)
    expect(share(all.length - clean.length, all.length)).toBeLessThan(0.05)
  })

  it('are doubted when a number changed', () => {
    const spoilt = clean.flatMap(({ russian, chinese }) => {
      const [digits] = /(?<![A-Za-z\d.,-])\d+(?![A-Za-z\d]|[.,]\d)/.exec(chinese) ?? []
      return digits ? [{ russian, chinese: chinese.replace(digits, String(Number(digits) + 7)) }] : []
    })
    const missed = spoilt.filter((pair) => findings(pair) === 0)
    expect(spoilt.length).toBeGreaterThan(200)
    expect(share(missed.length, spoilt.length)).toBeLessThan(0.02)
  })

  it('are doubted when a denial of a sentence is gone', () => {
    const spoilt = clean.flatMap(({ russian, chinese }) => {
      const denials =
        chinese.match(/不(?!超|仅|同|断|锈|过|少|多|低|便|良|符)|没有|无法|无(?!论|线|声|需)/gu) ?? []
      const isDenied = /(?<!\p{L})(?:не|нет|нельзя|без)(?!\p{L})/iu.test(russian)
      return denials.length === 1 && isDenied
        ? [{ russian, chinese: chinese.replace(denials[0] ?? '', '可') }]
        : []
    })
    const missed = spoilt.filter((pair) => findings(pair) === 0)
    expect(spoilt.length).toBeGreaterThan(100)
    expect(share(missed.length, spoilt.length)).toBeLessThan(0.25)
  })
})
