import type { products } from '../db/schema/knowledge.ts'
import type { Candidate } from '../domain/draft.ts'
import { splitSentences } from '../domain/text/sentences.ts'
import { supportScore } from './support-score.ts'

type Product = Pick<typeof products.$inferSelect, 'nameRu' | 'descriptionRu' | 'descriptionZh'>

/** For each ask the sentence of the product's description that speaks of it most, with its chance to answer. */
export function describedBy({ nameRu, descriptionRu, descriptionZh }: Product, asks: string[]): Candidate[] {
  const sentences = splitSentences(descriptionRu)
  const glosses = descriptionZh?.match(/[^。！？]+[。！？]?/g) ?? []
  return asks.flatMap((ask, askIndex) => {
    const [best] = sentences
      .map((text, i) => ({ text, i, score: supportScore(ask, { questions: [text], answer: '' }, true) }))
      .sort((a, b) => b.score - a.score)
    if (!best) return []
    const gloss = glosses.length === sentences.length ? glosses[best.i]?.trim() : undefined
    return {
      id: `d:${best.i + 1}`,
      kind: 'passage' as const,
      title: nameRu,
      question: nameRu,
      variants: [],
      textRu: best.text,
      ...(gloss ? { textZh: gloss } : {}),
      score: best.score,
      askIndex,
    }
  })
}
