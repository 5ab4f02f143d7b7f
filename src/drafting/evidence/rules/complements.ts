import { readWords, type Word } from '../../../domain/text/clauses.ts'
import { areAlike, meaningsOf } from '../matter.ts'
import type { RuleFinding, RuleInput, Source } from '../rule.ts'
import { type Saying, segmentAt } from '../saying.ts'

const HEAD =
  /^(?:гаранти[яию]|гарантийн\p{L}+|срок|вес|масса|длина|ширина|высота|толщина|диаметр|глубина|объем|емкость|мощность|цена|стоимость|площадь)$/u

/**
 * «гарантия на чехол — 3 года» where the three years are those of the mattress: the thing whose warranty or length is
 * told must stand by the number in the evidence, if the evidence names it elsewhere.
 */
export function complements({ sentence, cited, about }: RuleInput): RuleFinding[] {
  const own = [...meaningsOf(about)]
  return sentence.segments.flatMap(({ words, start, end }): RuleFinding[] => {
    const value = sentence.facts.find(
      (fact) => fact.kind === 'quantity' && start <= fact.start && fact.start < end,
    )
    const thing = complementIn(words)
    const [meaning] = thing ? meaningsOf(thing.word) : []
    if (value?.kind !== 'quantity' || !thing || meaning === undefined) return []
    const names = (text: string) => [...meaningsOf(text)].some((one) => areAlike(one, meaning))
    if (own.some((one) => areAlike(one, meaning)) || !cited.some(({ saying }) => names(saying.text)))
      return []
    const carrying = cited.flatMap((source) =>
      source.saying.facts
        .filter((fact) => fact.kind === 'quantity')
        .filter(({ dimension, from }) => dimension === value.dimension && from === value.from)
        .map((fact) => ({ source, around: around(source, fact.start) })),
    )
    const [first] = carrying
    if (!first || carrying.some((one) => names(one.around))) return []
    return [
      {
        kind: 'case',
        start: thing.start,
        end: thing.end,
        instead: first.source.saying.text.slice(0, 160),
        evidenceId: first.source.id,
      },
    ]
  })
}

/** «гарантия на чехол», «длина шнура»: the noun after the head. */
function complementIn(words: readonly Word[]): Word | undefined {
  const at = words.findIndex(({ word }) => HEAD.test(word))
  if (at < 0) return undefined
  const rest = words.slice(at + 1).filter(({ word }) => word !== 'на' && word !== 'для' && word !== 'у')
  return rest[0] && !/\p{N}/u.test(rest[0].word) && readWords(rest[0].word).length > 0 ? rest[0] : undefined
}

/** The title and the sentence a value stands in. */
function around({ saying }: Source, at: number): string {
  return `${saying.title} ${sentenceAt(saying, at)}`
}

function sentenceAt(saying: Saying, at: number): string {
  const sentence = segmentAt(saying, at, at + 1)?.sentence
  const all = saying.segments.filter((one) => one.sentence === sentence)
  return saying.text.slice(all[0]?.start ?? 0, all.at(-1)?.end ?? 0)
}
