import type { Candidate, Classification, Evidence, Fact } from '../domain/draft.ts'
import { splitSentences } from '../domain/text/sentences.ts'
import { findRiskFlags } from './classify/risk-flags.ts'

type Found = { facts: Fact[]; candidates: Candidate[] }

/**
 * What the records hold without the orders to the assistant in it: a product's description is written by others too. A
 * piece keeps what stands before its first order; what follows may belong to the order. The draft is for a person.
 */
export function withoutOrders({ facts, candidates }: Found): Found & { hadOrders: boolean } {
  const all = [...facts, ...candidates]
  return {
    facts: facts.flatMap(beforeOrder),
    candidates: candidates.flatMap(beforeOrder),
    hadOrders: all.some(({ textRu }) => isOrder(textRu)),
  }
}

const isOrder = (text: string): boolean => findRiskFlags(text).includes('prompt_injection')

function beforeOrder<T extends Evidence>(piece: T): T[] {
  if (!isOrder(piece.textRu)) return [piece]
  const sentences = splitSentences(piece.textRu)
  const first = sentences.findIndex(isOrder)
  const kept = sentences.slice(0, Math.max(first, 0)).join(' ')
  if (kept === '' || isOrder(kept)) return []
  // The translation is of the whole text, the order included.
  return [{ ...piece, textRu: kept, textZh: undefined }]
}

/** The reading of a turn whose product tries to command the assistant: the buyer's own words stay as they were read. */
export const warnedOfOrders = (classification: Classification): Classification => ({
  ...classification,
  needsReply: true,
  needsHuman: true,
  riskFlags: [...new Set([...classification.riskFlags, 'prompt_injection' as const])],
})
