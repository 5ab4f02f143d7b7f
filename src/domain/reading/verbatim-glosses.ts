import { splitSentences } from '../text/sentences.ts'
import { splitForeignSentences } from './foreign-sentences.ts'

type Source = { textRu: string; textZh?: string | undefined }

/**
 * The Chinese of sentences that a text takes over whole from what people wrote and checked. Only where both texts of
 * a source have as many sentences is it known which belongs to which.
 */
export function verbatimGlosses(sources: readonly Source[]): Map<string, string> {
  const glosses = new Map<string, string>()
  for (const { textRu, textZh } of sources) {
    if (!textZh) continue
    const ru = splitSentences(textRu)
    const zh = splitForeignSentences(textZh)
    if (ru.length !== zh.length) continue
    for (const [index, sentence] of ru.entries()) {
      const gloss = zh[index]
      if (gloss !== undefined) glosses.set(sentence, gloss)
    }
  }
  return glosses
}
