import type { DraftSentence, Fact } from '../../domain/draft.ts'
import { normalise } from '../../domain/text/normalise.ts'
import { type ToldMeasure, toldMeasures } from './measures.ts'

type Line = { name: string; text: string; from: number; to: number }
type Size = { fact: Fact; label: string; lines: Line[] }
type Choice = { size: Size; line: Line; between?: Size | undefined; value: number }

/**
 * The size that the buyer's own measures point to in the product's table, which measure decided, whether another
 * measure disagrees, and the stock of that size. Nothing when the measures are outside the table or fit too many.
 */
export function fittingSize(ask: string, facts: Fact[]): DraftSentence[] {
  const sizes = sizesOf(facts)
  const told = toldMeasures(ask)
  const choices = told.flatMap((measure) => choose(sizes, measure, told) ?? [])
  const [main, ...others] = choices
  if (!main) return []
  const { size, line, between } = main
  const mine = `${line.name} ${russian(main.value)}${unitOf(line)}`
  const other = others.find(
    (choice) => choice.size.label !== size.label && !fits(size, choice.line.name, choice.value),
  )
  const stock = facts.find((fact) => fact.id === `${size.fact.id}:stock`)
  return [
    {
      ru: between
        ? `Ваша мерка (${mine}) попадает между размерами ${between.label} и ${size.label}; свободнее будет размер ${size.label}.`
        : `По таблице Вашей мерке (${mine}) соответствует размер ${size.label}.`,
      zh: between
        ? `买家尺寸(${glossOf(size, line)} ${main.value})介于 ${between.label} 与 ${size.label} 之间;${size.label} 更宽松。`
        : `按尺码表，买家尺寸(${glossOf(size, line)} ${main.value})对应尺码 ${size.label}。`,
      evidenceIds: [...(between ? [between.fact.id] : []), size.fact.id],
      class: 'computed',
    },
    ...(other
      ? [
          {
            ru: `При этом другой мерке (${other.line.name} ${russian(other.value)}${unitOf(other.line)}) ближе размер ${other.size.label}.`,
            zh: `但另一项尺寸(${glossOf(other.size, other.line)} ${other.value})更接近尺码 ${other.size.label}。`,
            evidenceIds: [other.size.fact.id],
            class: 'computed' as const,
          },
        ]
      : []),
    ...(stock
      ? [{ ru: stock.textRu, zh: stock.textZh, evidenceIds: [stock.id], class: 'documented' as const }]
      : []),
  ]
}

/** What a size is chosen by, in the words of the table; empty when there is no table. */
export function tableMeasures(facts: Fact[]): string[] {
  return [...new Set(sizesOf(facts).flatMap(({ lines }) => lines.map(({ name }) => name)))]
}

/** «Размер 46: обхват груди 90–94 см, рост 164–170 см.» */
function sizesOf(facts: Fact[]): Size[] {
  return facts
    .filter(({ id }) => id.startsWith('p:size:') && !id.endsWith(':stock'))
    .map((fact) => {
      const [head = '', body = ''] = fact.textRu.split(/:\s(.*)/su)
      const lines = body.split(/,\s+/u).flatMap((text) => {
        const found = /^(\D+?)\s+(\d+(?:[.,]\d+)?)(?:\s*[–-]\s*(\d+(?:[.,]\d+)?))?/u.exec(text)
        if (!found?.[1] || !found[2]) return []
        const from = number(found[2])
        return [{ name: found[1], text, from, to: found[3] ? number(found[3]) : from }]
      })
      return { fact, label: head.replace(/^Размер\s+/u, ''), lines }
    })
}

/** One size for one measure; borders shared by two are settled by the other measures, then by the roomier one. */
function choose(sizes: Size[], { listed, value }: ToldMeasure, told: ToldMeasure[]): Choice | undefined {
  const rows = sizes
    .flatMap((size) => {
      const line = size.lines.find(({ name }) => listed.test(normalise(name)))
      return line ? [{ size, line }] : []
    })
    .sort((a, b) => a.line.from - b.line.from)
  const holding = rows.filter(({ line }) => value >= line.from && value <= line.to)
  // A height that every size of the table shares decides nothing.
  if (holding.length > 2 || (holding.length > 1 && holding.length === rows.length)) return undefined
  if (holding.length > 0) {
    const agreeing = (size: Size) =>
      told.filter((measure) =>
        size.lines.some((line) => measure.listed.test(normalise(line.name)) && holds(line, measure.value)),
      ).length
    const [best] = [...holding].reverse().sort((a, b) => agreeing(b.size) - agreeing(a.size))
    return best && { ...best, value }
  }
  const above = rows.findIndex(({ line }) => line.from > value)
  const [upper, lower] = [rows[above], rows[above - 1]]
  // Below the smallest or above the largest nothing fits.
  return upper && lower ? { ...upper, between: lower.size, value } : undefined
}

const holds = (line: Line, value: number): boolean => value >= line.from && value <= line.to

const fits = (size: Size, name: string, value: number): boolean =>
  size.lines.some((line) => line.name === name && holds(line, value))

const number = (text: string): number => Number(text.replace(',', '.'))
const russian = (value: number): string => String(value).replace('.', ',')
const unitOf = ({ text }: Line): string => (/\sсм$|\sсм\./u.test(text.replace(/\.$/, '')) ? ' см' : '')

/** The same measure in the gloss: glosses keep the order of the lines. */
function glossOf({ fact, lines }: Size, line: Line): string {
  const parts = fact.textZh?.split(/[:：]/u)[1]?.split(/[,，]/u) ?? []
  return /^[^\d]+/u.exec(parts[lines.indexOf(line)] ?? '')?.[0].trim() ?? line.name
}
