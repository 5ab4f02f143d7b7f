import type { Candidate, Classification, Evidence, Fact } from '../domain/draft.ts'
import { findRiskFlags } from './classify/risk-flags.ts'

type Found = { facts: Fact[]; candidates: Candidate[] }

/**
 * What the records hold without the pieces that give orders to the assistant: a product's description is written by
 * others too. Such a piece answers nothing, and the draft is for a person to look at.
 */
export function withoutOrders({ facts, candidates }: Found): Found & { hadOrders: boolean } {
  const clean = { facts: facts.filter(isPlain), candidates: candidates.filter(isPlain) }
  const hadOrders = clean.facts.length < facts.length || clean.candidates.length < candidates.length
  return { ...clean, hadOrders }
}

const isPlain = ({ textRu }: Pick<Evidence, 'textRu'>): boolean =>
  !findRiskFlags(textRu).includes('prompt_injection')

/** The reading of a turn whose product tries to command the assistant: the buyer's own words stay as they were read. */
export const warnedOfOrders = (classification: Classification): Classification => ({
  ...classification,
  needsReply: true,
  needsHuman: true,
  riskFlags: [...new Set([...classification.riskFlags, 'prompt_injection' as const])],
})
