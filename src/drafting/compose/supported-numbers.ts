import type { Evidence } from '../../domain/draft.ts'
import { clean } from '../../domain/text/normalise.ts'

/** Whether every number of the sentence stands in the evidence it cites. «10 000» and «10000» are one number. */
export function numbersAreSupported(sentence: string, cited: Pick<Evidence, 'title' | 'textRu'>[]): boolean {
  const known = new Set(cited.flatMap(({ title, textRu }) => numbersOf(`${title}\n${textRu}`)))
  return numbersOf(sentence).every((number) => known.has(number))
}

function numbersOf(text: string): string[] {
  return (
    clean(text)
      .replace(/(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))/g, '')
      .replace(/(?<=\d),(?=\d)/g, '.')
      .match(/\d+(?:\.\d+)?/g) ?? []
  )
}
