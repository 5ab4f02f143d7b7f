import type { Check, Classification, ComposedDraft, Route } from './draft.ts'

type Input = {
  classification: Classification
  draft: Pick<ComposedDraft, 'kind' | 'abstained'>
  checks: readonly Check[]
}

/** First matching row wins; order is the policy. Nothing is sent without a person yet: autonomy is earned later. */
export function routeDraft({ classification, draft, checks }: Input): Route {
  if (classification.riskFlags.length > 0 || classification.needsHuman) return 'escalate'
  if (checks.some((check) => check.status === 'block')) return 'escalate'
  if (!classification.needsReply) return 'no_reply'
  if (draft.kind === 'handover' || draft.abstained) return 'escalate'
  return 'review'
}
