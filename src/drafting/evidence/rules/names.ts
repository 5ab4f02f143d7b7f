import { likeness, matterAt } from '../matter.ts'
import { type BareNumber, readBareNumbers, readNames } from '../names.ts'
import type { RuleFinding, RuleInput, Source } from '../rule.ts'
import type { Saying } from '../saying.ts'

/** Models, codes, standards, connectors, size letters: the very name must stand in the evidence, or be the product's own. */
export function names({ sentence, cited, about }: RuleInput): RuleFinding[] {
  const own = readNames(about, [])
  const known = cited.flatMap((source) =>
    [...source.saying.names, ...readNames(source.saying.title, [])].map((name) => ({ source, name })),
  )
  return sentence.names.flatMap(({ parts, start, end }) => {
    if ([...own, ...known.map(({ name }) => name)].some((other) => isNamed(parts, other.parts))) return []
    const near = known.find(({ name }) => name.parts.some((part) => parts.includes(part))) ?? known[0]
    return [
      {
        kind: 'model' as const,
        start,
        end,
        instead: near?.name.parts.join(' ').toUpperCase(),
        evidenceId: near?.source.id,
      },
    ]
  })
}

/** «Watch 4» names «Galaxy Watch 4», «iPhone 14» does not name «iPhone 14 Pro». A name without a number may be a family. */
function isNamed(parts: readonly string[], known: readonly string[]): boolean {
  const isFamily = !parts.some((part) => /\d/.test(part))
  for (let at = 0; at + parts.length <= known.length; at++) {
    const isEnd = at + parts.length === known.length
    if ((isEnd || isFamily) && parts.every((part, i) => part === known[at + i])) return true
  }
  return false
}

const MARGIN = 0.9

/**
 * Numbers without a unit: sizes by label, codes, versions, «четыре фильтра». They must stand in the evidence, and where
 * another number answers to the same word («размер 48»), beside the same words.
 */
export function bareNumbers({ sentence, cited, given, about }: RuleInput): RuleFinding[] {
  const own = bareIn({ text: about, facts: [], names: [] })
  const known = cited.flatMap((source) => [
    ...bareIn(source.saying).map((number) => ({
      source,
      place: number,
      value: number.value,
      label: number.label,
    })),
    ...bareIn({ text: source.saying.title, facts: [], names: [] }).map((number) => ({
      source,
      place: undefined,
      value: number.value,
      label: number.label,
    })),
    ...source.saying.facts.flatMap((fact) =>
      fact.kind === 'quantity' && fact.from === fact.to
        ? [{ source, place: fact, value: rawOf(source, fact) ?? fact.from, label: '' }]
        : [],
    ),
  ])
  return bareIn(sentence).flatMap((number) => {
    if (own.some(({ value }) => value === number.value)) return []
    if (isOfUnitBefore(sentence, number, cited) || isOfPair(sentence, number, cited)) return []
    // «версия — 5.3» of «Bluetooth 5.3»
    const digits = number.digits.replace(',', '.')
    if (
      /\./.test(digits) &&
      cited.some(({ saying }) => saying.names.some(({ parts }) => parts.includes(digits)))
    )
      return []
    const matter = matterAt(sentence, number)
    const scored = known.map((one) => ({
      ...one,
      like: one.place ? likeness(matter, matterAt(one.source.saying, one.place), given) : 0,
    }))
    const same = scored.filter(({ value }) => value === number.value).toSorted((a, b) => b.like - a.like)[0]
    const rival = scored
      .filter((one) => one.value !== number.value && one.label !== '' && one.label === number.label)
      .toSorted((a, b) => b.like - a.like)[0]
    if (same && !(rival && rival.like - same.like >= MARGIN)) return []
    return [
      {
        kind: 'number' as const,
        start: number.start,
        end: number.end,
        instead: rival?.place && rival.source.saying.text.slice(rival.place.start, rival.place.end),
        evidenceId: rival?.source.id,
      },
    ]
  })
}

const bareIn = ({ text, facts, names: found }: Pick<Saying, 'text' | 'facts' | 'names'>) =>
  readBareNumbers(text, [...facts.filter(({ kind }) => VALUED.has(kind)), ...found])
const VALUED = new Set(['quantity', 'size', 'date', 'hours'])

/** «на 0,4 литра, бак на 0,25»: the unit of the first goes for the second. */
function isOfUnitBefore(sentence: Saying, { value, start }: BareNumber, cited: readonly Source[]): boolean {
  const before = sentence.facts.filter((fact) => fact.kind === 'quantity' && fact.end <= start).at(-1)
  if (before?.kind !== 'quantity') return false
  const [raw] = readBareNumbers(sentence.text.slice(before.start, before.end), [])
  if (!raw) return false
  const meant = (before.from / raw.value) * value
  return cited.some(({ saying }) =>
    saying.facts.some(
      (fact) =>
        fact.kind === 'quantity' &&
        fact.dimension === before.dimension &&
        Math.abs(fact.from - meant) < 1e-6 * Math.max(1, meant),
    ),
  )
}

const PAIR = /(?<![\p{N}.,])(\d+(?:[.,]\d+)?) на (\d+(?:[.,]\d+)?)(?![\p{N}.,]*\d)/gu
/** «120 на 60» where «120×60 см» stands: a size without its unit. */
function isOfPair({ text }: Saying, { start, end }: BareNumber, cited: readonly Source[]): boolean {
  const pair = [...text.matchAll(PAIR)].find(
    ({ index, 0: all }) => index <= start && end <= index + all.length,
  )
  if (!pair) return false
  const known = new RegExp(`(?<![\\p{N}.,])${pair[1]} ?[x×х*] ?${pair[2]}(?!\\p{N})`, 'iu')
  return cited.some(({ saying }) => known.test(saying.text))
}

/** «4» of «4 шт.», whatever unit it has. */
function rawOf({ saying }: Source, { start, end }: { start: number; end: number }): number | undefined {
  const [number] = readBareNumbers(saying.text.slice(start, end), [])
  return number?.value
}
