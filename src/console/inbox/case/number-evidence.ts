import type { DraftSentence, Evidence } from '../../../domain/draft.ts'

export type NumberedEvidence = { number: number; evidence: Evidence; isUsed: boolean }

/** Numbers sources in the order in which the text uses them; what was found but not used comes last. */
export function numberEvidence(draft: {
  sentences: readonly DraftSentence[]
  evidence: readonly Evidence[]
}): NumberedEvidence[] {
  const used = new Set(draft.sentences.flatMap(({ evidenceIds }) => evidenceIds))
  const byId = new Map(draft.evidence.map((evidence) => [evidence.id, evidence]))
  const first = [...used].flatMap((id) => byId.get(id) ?? [])
  const rest = draft.evidence.filter(({ id }) => !used.has(id))
  return [...first, ...rest].map((evidence, index) => ({
    number: index + 1,
    evidence,
    isUsed: index < first.length,
  }))
}
