import { namesSize } from '../../domain/text/named-size.ts'
import { normalise } from '../../domain/text/normalise.ts'
import { toldMeasures } from './measures.ts'

/**
 * How well a line of the size table answers an ask: 1 when its label is named, otherwise the share of the
 * buyer's measures that fall into its ranges.
 */
export function sizeRelevance(ask: string, fact: { title: string; textRu: string }): number {
  const words = normalise(ask)
  const label = normalise(fact.title.replace(/^Размер\s+|:.*$/gu, ''))
  if (label !== '' && namesSize(words, label)) return 1
  const told = toldMeasures(ask)
  if (told.length === 0) return 0
  const lines = normalise(fact.textRu)
    .split(/,\s+/u)
    .map((line) => line.trim())
  const fitting = told.filter(({ listed, value }) =>
    lines.some((line) => listed.test(line) && holds(line, value)),
  )
  return fitting.length / told.length
}

function holds(line: string, value: number): boolean {
  const [from, to] = line.match(/\d+(?:[.,]\d+)?/g)?.map((one) => Number(one.replace(',', '.'))) ?? []
  return from !== undefined && value >= from && value <= (to ?? from)
}
