import { denies } from '../denials.ts'
import { areAlike, meaningsOf } from '../matter.ts'
import type { RuleFinding, RuleInput, Source } from '../rule.ts'
import type { Saying, Segment } from '../saying.ts'

/** So much of both must be the same before one is held against the other. */
const OF_SAID = 0.6
const OF_KNOWN = 0.6
const FEWEST = 2

type Part = { segment: Segment; meanings: string[]; isDenied: boolean }

/**
 * A part of the sentence that the evidence has almost word for word, but with «не», «нет» or «без» on one side only:
 * whatever the verb, and in conditions too («если код не читается»).
 */
export function parity({ sentence, cited }: RuleInput): RuleFinding[] {
  const known = cited.flatMap((source) =>
    [...partsOf(source.saying), ...clausesOf(source.saying)].map((part) => ({ source, part })),
  )
  return partsOf(sentence).flatMap((said): RuleFinding[] => {
    if (said.meanings.length < FEWEST) return []
    const twins = known
      .map((one) => ({ ...one, like: overlap(said, one.part) }))
      .filter(({ like }) => like > 0)
      .toSorted((a, b) => b.like - a.like)
    const [twin] = twins
    const text = sentence.text.slice(said.segment.start, said.segment.end)
    // «без сои» carries «сои нет».
    if (said.isDenied && cited.some(({ saying }) => denies(saying, text))) return []
    if (!twin || twins.some(({ part, like }) => part.isDenied === said.isDenied && like >= twin.like - SLACK))
      return []
    return [
      {
        kind: said.isDenied ? 'negation' : 'polarity',
        start: said.segment.start,
        end: said.segment.end,
        instead: textOf(twin.source, twin.part.segment),
        evidenceId: twin.source.id,
      },
    ]
  })
}
const SLACK = 0.15

const partsOf = (saying: Saying): Part[] => saying.segments.map((segment) => partOf(saying, segment))

/** «не подходит: мало кальция»: what stands after the colon is not denied. */
const clausesOf = (saying: Saying): Part[] =>
  saying.clauses.filter(({ words }) => words.length > 1).map((clause) => partOf(saying, clause))

function partOf(saying: Saying, segment: Segment): Part {
  return {
    segment,
    meanings: [...meaningsOf(saying.text.slice(segment.start, segment.end))],
    isDenied: segment.words.some(({ word }, i) => DENIES.test(word) && !isEmpty(segment, i)),
  }
}

const DENIES = /^(?:не|нет|ни|нельзя|невозможн\p{L}+|запрещ\p{L}+|отсутству\p{L}+|никогда)$/u
/** «не только», «не позднее», «не более» deny nothing; «нет, …» answers. */
const isEmpty = ({ words }: Segment, at: number): boolean =>
  /^(?:только|поздн\p{L}+|бол(?:ее|ьше)|мен(?:ее|ьше)|выше|ниже|раньше|позже|просто|обязательн\p{L}+)$/u.test(
    words[at + 1]?.word ?? '',
  )

/** The share of both that is common; 0 below the least. */
function overlap(said: Part, known: Part): number {
  const named = (all: string[], by: string[]) =>
    all.filter((one) => by.some((other) => areAlike(one, other))).length
  const common = Math.min(named(said.meanings, known.meanings), named(known.meanings, said.meanings))
  if (common < FEWEST || common < OF_SAID * said.meanings.length || common < OF_KNOWN * known.meanings.length)
    return 0
  return common / Math.max(said.meanings.length, known.meanings.length)
}

const textOf = ({ saying }: Source, { start, end }: Segment) =>
  saying.text.slice(start, end).trim().slice(0, 160)
