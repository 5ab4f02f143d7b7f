import { foldInPlace } from '../../../domain/text/fold-in-place.ts'
import type { RuleFinding, RuleInput } from '../rule.ts'

const EVENTS: [string, string][] = [
  ['delivery', 'получен|вручен|доставк|получил'],
  ['purchase', 'покупк|приобретен|оплат|оформлен|заказ'],
  ['making', 'производств|изготовлен|выпуск|сборк'],
  ['dispatch', 'отправк|отгрузк|передач'],
  ['claim', 'подач|заявк|обращен'],
  ['approval', 'одобрен|решени|согласован'],
  ['return', 'поступлен|возврат|приемк'],
  ['opening', 'вскрыт|открыт|распаковк'],
  ['start', 'установк|монтаж|начал|ввод'],
]
const ALL = EVENTS.map(([name, forms]) => `(?<${name}>${forms})`).join('|')
const BEGINS = new RegExp(
  `(?<!\\p{L})(?:со дня|с момента|с даты|от даты|считая с|начиная с|с|от|после) (?:\\p{L}+(?:ого|его|ой|ей) )?(?:${ALL})\\p{L}*`,
  'gu',
)

/** What a length of time counts from: «после получения» is not «после подачи заявки», nor «с даты производства». */
export function beginnings({ sentence, cited }: RuleInput): RuleFinding[] {
  const isTimed = sentence.facts.some((fact) => fact.kind === 'quantity' && fact.dimension === 'time')
  if (!isTimed) return []
  const known = cited.flatMap((source) => eventsIn(source.saying.text).map((one) => ({ ...one, source })))
  const [first] = known
  if (!first) return []
  return eventsIn(sentence.text).flatMap(({ event, start, end }): RuleFinding[] =>
    known.some((one) => one.event === event)
      ? []
      : [
          {
            kind: 'case',
            start,
            end,
            instead: first.source.saying.text.slice(first.start, first.end),
            evidenceId: first.source.id,
          },
        ],
  )
}

const eventsIn = (text: string) =>
  [...foldInPlace(text).matchAll(BEGINS)].flatMap(({ index, 0: words, groups }) => {
    const event = Object.entries(groups ?? {}).find(([, found]) => found !== undefined)?.[0]
    return event === undefined ? [] : [{ event, start: index, end: index + words.length }]
  })
