import { normalise } from '../../domain/text/normalise.ts'

/** What buyers call a measure, and what the size table calls it. */
const MEASURES: [RegExp, RegExp][] = [
  [/(?<!\p{L})рост\p{L}*/u, /рост/u],
  [/(?<!\p{L})(?:груд\p{L}*|ог)(?!\p{L})/u, /груди/u],
  [/(?<!\p{L})(?:тали\p{L}*|от)(?!\p{L})/u, /талии/u],
  [/(?<!\p{L})(?:бедр?\p{L}*|об)(?!\p{L})/u, /бедер/u],
  [/(?<!\p{L})(?:стоп\p{L}*|ног\p{L}*|стельк\p{L}*)(?!\p{L})/u, /стопы/u],
  [/(?<!\p{L})голов\p{L}*/u, /головы/u],
  [/(?<!\p{L})ладон\p{L}*/u, /ладони/u],
  [/(?<!\p{L})(?:возраст|лет|года?)(?!\p{L})/u, /возраст/u],
]

/**
 * How well a line of the size table answers an ask: 1 when its label is named, otherwise the share of the
 * buyer's measures that fall into its ranges.
 */
export function sizeRelevance(ask: string, fact: { title: string; textRu: string }): number {
  const words = normalise(ask)
  const label = normalise(fact.title.replace(/^Размер\s+|:.*$/gu, ''))
  if (label !== '' && namesLabel(words, label)) return 1
  const told = MEASURES.flatMap(([spoken, listed]) => {
    const value = valueNear(words, spoken)
    return value === undefined ? [] : [{ listed, value }]
  })
  if (told.length === 0) return 0
  const lines = normalise(fact.textRu)
    .split(',')
    .map((line) => line.trim())
  const fitting = told.filter(({ listed, value }) =>
    lines.some((line) => listed.test(line) && holds(line, value)),
  )
  return fitting.length / told.length
}

/** «размер 46», «в 42 размере», «M»; a bare number could be anything. */
function namesLabel(words: string, label: string): boolean {
  const escaped = label.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
  if (/^\d+$/.test(label)) {
    return new RegExp(
      `размер\\p{L}*\\s+(?:[^.?!]{0,12}\\s)?${escaped}(?!\\d)|(?<!\\d)${escaped}(?:-?\\p{L}{0,2})?\\s+размер|(?:на|нужен|надо|взять?|заказал[аи]?)\\s+${escaped}(?![\\d\\p{L}])`,
      'u',
    ).test(words)
  }
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'u').test(words)
}

/** The number right after a measure's name («рост 168»), or right before it («4 года»). */
function valueNear(words: string, measure: RegExp): number | undefined {
  const after = new RegExp(`${measure.source}[^\\d.?!]{0,12}(\\d+(?:[.,]\\d+)?)`, 'u').exec(words)?.[1]
  const before = new RegExp(`(\\d+(?:[.,]\\d+)?)\\s*${measure.source}`, 'u').exec(words)?.[1]
  const found = measure.source.includes('лет') ? (before ?? after) : (after ?? before)
  return found === undefined ? undefined : Number(found.replace(',', '.'))
}

function holds(line: string, value: number): boolean {
  const [from, to] = line.match(/\d+(?:\.\d+)?/g)?.map(Number) ?? []
  return from !== undefined && value >= from && value <= (to ?? from)
}
