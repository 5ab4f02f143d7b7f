import type { PlacedFact } from '../../../knowledge/findings/facts.ts'
import { covered, likeness, matterAt, meaningsOf } from '../matter.ts'
import type { RuleFinding, RuleInput, Source } from '../rule.ts'
import type { Saying } from '../saying.ts'

type Kind = 'quantity' | 'size' | 'date' | 'hours' | 'weekdays' | 'start'
export type Of<K extends Kind> = PlacedFact & { kind: K }

type Placed<K extends Kind> = { fact: Of<K>; saying: Saying }

type Comparison<K extends Kind> = {
  kind: K
  /** Whether the two measure the same sort of thing, so that one could stand in place of the other. */
  areRivals(said: Of<K>, known: Of<K>): boolean
  /** Whether what is known carries what is said. */
  carries(known: Of<K>, said: Of<K>, source: Source): boolean
  /** What kind of finding it is when nothing carries it; `rival` is what the evidence says of the same. */
  name(said: Of<K>, rival: Of<K> | undefined): RuleFinding['kind']
  /** Whether it stands there in another form. */
  isElsewhere?(said: Of<K>): boolean
  /** More or less likely the same, from what the values themselves tell: «до» and «с», height and width. */
  leaning?(said: Placed<K>, known: Placed<K>): number
}

/** So much nearer to the matter must another value be before it, and not the one that is the same, is meant. */
const MARGIN = 0.5

/**
 * Every value of the sentence must stand in its evidence, and there for the same thing: of all values of the evidence that
 * could be meant, the one whose words are most like the sentence's decides.
 */
export function checkValues<K extends Kind>(
  { sentence, cited, given }: RuleInput,
  comparison: Comparison<K>,
): RuleFinding[] {
  const isMine = (fact: PlacedFact): fact is Of<K> => fact.kind === comparison.kind
  const compared = sentence.facts.filter(isMine).map((said) => {
    const keepsOwn = isCount(said)
    const matter = matterAt(sentence, said, keepsOwn)
    const known = cited.flatMap((source) => {
      // The name of an attribute is that of every value in it: «Состав: хлопок 70 %, полиэстер 30 %».
      const same =
        source.kind === 'attribute' ? new Set([...given, ...meaningsOf(source.saying.title)]) : given
      return source.saying.facts.filter(isMine).flatMap((fact) => {
        const carries = comparison.carries(fact, said, source)
        if (!carries && !comparison.areRivals(said, fact)) return []
        const place = matterAt(source.saying, fact, keepsOwn)
        const like =
          likeness(matter, place, same) +
          COVERED * covered(place, matter, same) +
          (comparison.leaning?.({ fact: said, saying: sentence }, { fact, saying: source.saying }) ?? 0)
        return [{ fact, source, carries, like }]
      })
    })
    return { said, known }
  })
  return compared.flatMap(({ said, known }) => {
    const carrying = best(known.filter(({ carries }) => carries))
    // What another value of the sentence rests on, and is more like, is no rival of this one.
    const isTaken = ({ fact, like }: { fact: Of<K>; like: number }) =>
      compared.some(
        (other) =>
          other.said !== said &&
          other.known.some((one) => one.fact === fact && one.carries && one.like >= like),
      )
    const rival = best(known.filter((one) => !one.carries && !isTaken(one)))
    const isCarried = carrying && carrying.like > APART && !(rival && rival.like - carrying.like >= MARGIN)
    if (isCarried || (!carrying && comparison.isElsewhere?.(said))) return []
    return [
      {
        kind: comparison.name(said, rival?.fact),
        start: said.start,
        end: said.end,
        instead: rival && wordsOf(rival.source, rival.fact),
        evidenceId: rival?.source.id,
      },
    ]
  })
}

/** «дерево — до 28 мм, металл — до 10 мм»: a part that the sentence names in full is meant rather than one half named. */
const COVERED = 0.6

/** «два чехла»: what is counted is what it is about. */
const isCount = (fact: PlacedFact) =>
  fact.kind === 'quantity' && fact.dimension === 'count' && !/^(?:шт|единиц)/u.test(fact.counted ?? '')

/** Below this the two speak of different things whatever else is said. */
const APART = -1.5

const best = <T extends { like: number }>(all: T[]): T | undefined =>
  all.toSorted((a, b) => b.like - a.like)[0]

/** The words of the evidence with the segment they stand in, where it is short. */
export function wordsOf({ saying }: Source, { start, end }: { start: number; end: number }): string {
  const segment = saying.segments.find((one) => start < one.end && end > one.start)
  const around = segment ? saying.text.slice(segment.start, segment.end).trim() : ''
  return around !== '' && around.length <= 120 ? around : saying.text.slice(start, end)
}
