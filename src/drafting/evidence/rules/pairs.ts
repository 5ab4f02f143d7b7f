import { foldInPlace } from '../../../domain/text/fold-in-place.ts'
import type { PlacedFact } from '../../../knowledge/findings/facts.ts'
import type { RuleFinding, RuleInput } from '../rule.ts'
import type { Saying } from '../saying.ts'
import { wordsOf } from './values.ts'

/** A value of a part of a text: `sort` tells with what it can be mistaken, `key` whether it is the same. */
type Value = { sort: string; key: string; start: number; end: number }

const DAYS = ['понедельник', 'вторник', 'сред', 'четверг', 'пятниц', 'суббот', 'воскресен']
const DAY = new RegExp(`(?<!\\p{L})(${DAYS.join('|')})\\p{L}*`, 'gu')

/**
 * Two values that the evidence has, but each with another partner: «с трёх метров 50 дюймов» where «с 1,5 м — 50
 * дюймов, с 3 м — 100 дюймов» stands, «в субботу с 9 до 19» where these are the hours of the other days.
 */
export function pairs({ sentence, cited }: RuleInput): RuleFinding[] {
  const known = cited.flatMap((source) => valuesIn(source.saying).map((values) => ({ source, values })))
  return valuesIn(sentence).flatMap((said): RuleFinding[] => {
    for (const one of said)
      for (const other of said) {
        if (one.start >= other.start || one.sort === other.sort) continue
        const having = (value: Value) => known.filter(({ values }) => has(values, value))
        const [first, second] = [having(one), having(other)]
        const isApart =
          first.length > 0 &&
          second.length > 0 &&
          first.every(
            ({ values }) => !has(values, other) && values.some(({ sort }) => sort === other.sort),
          ) &&
          second.every(({ values }) => !has(values, one) && values.some(({ sort }) => sort === one.sort))
        const at = first[0]
        const instead = at?.values.find(({ sort }) => sort === other.sort)
        if (isApart && at && instead)
          return [
            {
              kind: 'number',
              start: one.start,
              end: other.end,
              instead: wordsOf(at.source, instead),
              evidenceId: at.source.id,
            },
          ]
      }
    return []
  })
}

const has = (values: readonly Value[], { sort, key }: Value): boolean =>
  values.some((one) => one.sort === sort && one.key.split(' ').includes(key))

/** The values of each part of a text that has two or more sorts of them. */
function valuesIn(saying: Saying): Value[][] {
  return saying.segments.map(({ start, end }) => {
    const inside = saying.facts.filter((fact) => fact.start >= start && fact.end <= end)
    const spans = inside.flatMap(factValues)
    const days = [...foldInPlace(saying.text.slice(start, end)).matchAll(DAY)].map((match) => ({
      sort: 'day',
      key: String(DAYS.indexOf(match[1] ?? '') + 1),
      start: start + match.index,
      end: start + match.index + match[0].length,
    }))
    return [
      ...spans,
      ...days.filter((day) => !spans.some((one) => day.start < one.end && one.start < day.end)),
    ]
  })
}

function factValues(fact: PlacedFact): Value[] {
  const { start, end } = fact
  if (fact.kind === 'quantity' && fact.dimension !== 'count')
    return [
      {
        sort: /дюйм|["″]/iu.test(fact.statement.text.slice(start, end)) ? 'inch' : fact.dimension,
        key: `${fact.from}-${fact.to}`,
        start,
        end,
      },
    ]
  if (fact.kind === 'hours') return [{ sort: 'hours', key: `${fact.from}-${fact.to}`, start, end }]
  if (fact.kind === 'weekdays') return [{ sort: 'day', key: fact.days.join(' '), start, end }]
  return []
}
