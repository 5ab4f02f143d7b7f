import type { PlacedFact } from '../../../knowledge/findings/facts.ts'
import { likeness, matterAt } from '../matter.ts'
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
  return sentence.facts.filter(isMine).flatMap((said) => {
    const keepsOwn = isCount(said)
    const matter = matterAt(sentence, said, keepsOwn)
    const known = cited.flatMap((source) =>
      source.saying.facts.filter(isMine).flatMap((fact) => {
        const carries = comparison.carries(fact, said, source)
        if (!carries && !comparison.areRivals(said, fact)) return []
        const like =
          likeness(matter, matterAt(source.saying, fact, keepsOwn), given) +
          (comparison.leaning?.({ fact: said, saying: sentence }, { fact, saying: source.saying }) ?? 0)
        return [{ fact, source, carries, like }]
      }),
    )
    const carrying = best(known.filter(({ carries }) => carries))
    const rival = best(known.filter(({ carries }) => !carries))
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
