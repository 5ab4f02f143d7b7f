import { z } from 'zod'
import { type Evidence, evidenceClassSchema } from '../src/domain/draft.ts'
import { checkEvidence } from '../src/drafting/evidence/check-evidence.ts'
import type { Rule } from '../src/drafting/evidence/rule.ts'
import { RULES } from '../src/drafting/evidence/rules.ts'
import { readLines } from './data.ts'
import { wilsonInterval } from './statistics.ts'

const caseSchema = z.object({
  id: z.string(),
  /** The name of the product the conversation is about. */
  about: z.string().optional(),
  evidence: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['passage', 'attribute', 'order', 'computed']),
      title: z.string(),
      text: z.string(),
      state: z.enum(['retired', 'changed']).optional(),
    }),
  ),
  sentence: z.string(),
  cites: z.array(z.string()),
  claimed: evidenceClassSchema,
  holds: z.boolean(),
  fault: z.string().optional(),
  nearMiss: z.boolean().optional(),
  author: z.string(),
  split: z.enum(['dev', 'held-out']),
})
export type EvidenceCase = z.infer<typeof caseSchema>

/**
 * Each set but `dev` was written before the rules it was first run against; `dev-2` and `dev-3` were held out once, `dev-6`
 * is for the fit.
 */
export const EVIDENCE_SETS = ['dev', 'dev-2', 'dev-3', 'dev-6', 'held-out', 'held-out-4'] as const
export type EvidenceSet = (typeof EVIDENCE_SETS)[number]

export const readEvidenceCases = (split: EvidenceSet): EvidenceCase[] =>
  readLines(import.meta.dirname, `cases/evidence/${split}.jsonl`, caseSchema)

/** One piece for all cases that offer it: the check reads a piece once. */
const pieces = new Map<string, Evidence>()
function pieceOf({ id, kind, title, text }: EvidenceCase['evidence'][number]): Evidence {
  const key = [id, kind, title, text].join('\n')
  const piece = pieces.get(key) ?? { id, kind, title, textRu: text }
  pieces.set(key, piece)
  return piece
}

/** The sentence of a case as the check sees it. */
export function checkCase(
  one: EvidenceCase,
  rules: readonly Rule[] = RULES,
  doubt?: (row: readonly number[]) => number,
) {
  const offered = one.evidence.map(pieceOf)
  const stale = new Set(one.evidence.flatMap(({ id, state }) => (state ? [id] : [])))
  const sentence = { ru: one.sentence, evidenceIds: one.cites, class: one.claimed }
  const input = { sentences: [sentence], offered, stale, about: one.about ?? '' }
  const [checked] = checkEvidence(input, rules, doubt)
  return checked
}

type Count = { hit: number; of: number }
export type EvidenceReport = {
  split: EvidenceSet
  found: Count
  nearMisses: Count
  /** Sentences that hold, held against all the same. */
  false: Count
  /** Of those that hold and pass, how many got the class they claim. */
  sameClass: Count
  byFault: Record<string, Count>
  mistakes: { id: string; sentence: string; fault: string; findings: string[] }[]
}

export function evaluateEvidence(split: EvidenceSet, rules: readonly Rule[] = RULES): EvidenceReport {
  const zero = (): Count => ({ hit: 0, of: 0 })
  const report: EvidenceReport = {
    split,
    found: zero(),
    nearMisses: zero(),
    false: zero(),
    sameClass: zero(),
    byFault: {},
    mistakes: [],
  }
  const count = (into: Count, isHit: boolean) => {
    into.of += 1
    if (isHit) into.hit += 1
  }
  for (const one of readEvidenceCases(split)) {
    const checked = checkCase(one, rules)
    const isFlagged = checked?.class === 'inferred'
    if (one.holds) {
      count(report.false, isFlagged)
      if (!isFlagged) count(report.sameClass, checked?.class === one.claimed)
    } else {
      const fault = one.fault ?? 'other'
      count(report.found, isFlagged)
      if (one.nearMiss) count(report.nearMisses, isFlagged)
      report.byFault[fault] ??= zero()
      count(report.byFault[fault], isFlagged)
    }
    if (one.holds === isFlagged) {
      const findings = (checked?.findings ?? []).map(({ kind, words }) => `${kind} «${words}»`)
      report.mistakes.push({ id: one.id, sentence: one.sentence, fault: one.fault ?? '', findings })
    }
  }
  return report
}

export function evidenceText(report: EvidenceReport): string {
  const { split, found, nearMisses, sameClass, byFault, mistakes } = report
  return [
    `${split}: ${found.of + report.false.of} sentences, ${found.of} of them unsupported`,
    `  found            ${share(found)}`,
    `  near misses      ${share(nearMisses)}`,
    `  false            ${share(report.false)}`,
    `  class as claimed ${share(sameClass)}`,
    ...Object.entries(byFault)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([fault, one]) => `    ${fault.padEnd(12)} ${share(one)}`),
    ...mistakes.map(
      ({ id, sentence, fault, findings }) =>
        `  ${id} ${fault ? `missed ${fault}` : `false ${findings.join(', ')}`}: ${sentence}`,
    ),
  ].join('\n')
}

export function share({ hit, of }: Count): string {
  if (of === 0) return 'no cases'
  const { low, high } = wilsonInterval(hit, of)
  return `${(hit / of).toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}] (${hit}/${of})`
}
