import { foldInPlace } from '../../../domain/text/fold-in-place.ts'
import { ownLetters } from '../../../domain/text/letters.ts'
import { areAlike, meaningsOf } from '../matter.ts'
import type { RuleFinding, RuleInput, Source } from '../rule.ts'
import { type Saying, type Segment, segmentAt } from '../saying.ts'

/** Beginnings of words that exclude each other when they are said of one thing. */
const OPPOSITES: [string, string][] = [
  ['мягк', 'ж[её]стк|тв[её]рд'],
  ['натуральн', 'искусственн|синтетическ'],
  ['легко(?!в)|хорошо|отлично', 'плохо|трудно|тяжело|с трудом|не очень'],
  ['тих(?:о|ий|ая|ое|ие)(?!\\p{L})|бесшумн', 'громк|шумн|шумит'],
  ['съ[её]мн|отст[её]гива|снима(?:ется|ются)|отсоедин', 'приши|вшит|приклеен|встроен|не съ[её]мн|несъ[её]мн|цельн'],
  ['вместе с|в (?:одном )?комплекте|в коробке|в наборе|входит|входят|прилагается|прилагаются|кладем', 'отдельно|докуп|не входит|не входят'],
  ['полуавтомат', '(?<!полу)автоматическ|полностью автомат'],
  ['вручную|руками', 'автоматическ|автоматом'],
  ['горяч(?:ую|ей|ая|ее|ий)', 'холодн(?:ую|ой|ая|ое|ый)'],
  ['открыт(?:ый|ая|ое|ую|ом|ой)', 'закрыт(?:ый|ая|ое|ую|ом|ой)'],
  ['толст|плотн(?:ый|ая|ое|ые)', 'тонк'],
  ['широк', 'узк'],
  ['светл', 'т[её]мн'],
  ['проводн', 'беспроводн'],
  ['однотонн', 'с рисунком|с принтом|узор'],
  ['глянцев', 'матов'],
  ['прозрачн', 'непрозрачн|матов'],
  ['бесплатн|за наш сч[её]т', '(?<!бес)платн|за отдельную плату|за сч[её]т покупател'],
  ['завыша|большемер', 'маломер|занижа'],
  ['левой|левый|левую|слева', 'правой|правый|правую|справа'],
  ['внутри|внутренн', 'снаружи|наружн|внешн'],
  ['сверху|верхн', 'снизу|нижн'],
  ['утром', 'вечером'],
  ['до еды', 'после еды|во время еды'],
] // biome-ignore format: pairs read best side by side
const compiled = OPPOSITES.flatMap(([one, other]) => {
  const [a, b] = [one, other].map((forms) => new RegExp(ownLetters(`(?<!\\p{L})(?:${forms})`), 'u'))
  return a && b
    ? [
        [a, b],
        [b, a],
      ]
    : []
}) as [RegExp, RegExp][]

const DENIED = /(?<!\p{L})(?:не|нет|ни|без|или|нельзя)(?!\p{L})/u

/** «чехол жёсткий» where «чехол мягкий» stands, «по ковру катится легко» where «катится плохо» does. */
export function opposites({ sentence, cited, given }: RuleInput): RuleFinding[] {
  return sentence.segments.flatMap((segment): RuleFinding[] => {
    const said = textOf(sentence, segment)
    if (DENIED.test(said)) return []
    for (const [here, there] of compiled) {
      const at = here.exec(said)
      // What stands there in the same words, of whatever, is no other.
      if (!at || cited.some(({ saying }) => here.test(foldInPlace(saying.text)))) continue
      const rival = cited.find((source) => rivalIn(source, there, said, given))
      if (!rival) continue
      const start = segment.start + at.index
      return [
        {
          kind: 'polarity',
          start,
          end: start + at[0].length,
          instead: around(rival.saying, there),
          evidenceId: rival.id,
        },
      ]
    }
    return []
  })
}

/** A part of the evidence that says the opposite of a thing that the sentence names too. */
function rivalIn({ saying }: Source, there: RegExp, said: string, given: ReadonlySet<string>): boolean {
  const own = [...meaningsOf(said)]
  return saying.segments.some((segment) => {
    const text = textOf(saying, segment)
    const at = there.exec(text)
    if (!at || DENIED.test(text)) return false
    const things = [...meaningsOf(`${saying.title} ${text}`)].filter((one) => ![...given].includes(one))
    return things.some((one) => own.some((other) => areAlike(one, other)))
  })
}

const textOf = ({ text }: Saying, { start, end }: Segment) => foldInPlace(text.slice(start, end))
function around(saying: Saying, there: RegExp): string | undefined {
  const at = there.exec(foldInPlace(saying.text))
  const segment = at ? segmentAt(saying, at.index, at.index + 1) : undefined
  return segment ? saying.text.slice(segment.start, segment.end).trim().slice(0, 160) : undefined
}
