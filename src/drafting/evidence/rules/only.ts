import { areAlike, meaningsOf } from '../matter.ts'
import type { RuleFinding, RuleInput, Source } from '../rule.ts'
import { type Saying, type Segment, segmentAt } from '../saying.ts'

const ONLY = /(?<!\p{L})(?:только|лишь|исключительно)(?!\p{L})/iu
const RESTRICTS =
  /(?<!\p{L})(?:только|лишь|исключительно|кроме|нельзя|не|нет|нужн\p{L}*|обязательн\p{L}*|запрещ\p{L}+|един\p{L}+)(?!\p{L})/iu

/**
 * «только» narrows what holds: a sentence that drops it says more than its evidence («отвечать можно и с iPhone» where
 * «только с Android» stands), one that adds it says something else («только вечером» where «утром и вечером» stands).
 */
export function onlyThen({ sentence, cited, about }: RuleInput): RuleFinding[] {
  const own = [...meaningsOf(about)]
  const known = cited.flatMap((source) => source.saying.segments.map((segment) => ({ source, segment })))
  return sentence.segments.flatMap((said): RuleFinding[] => {
    const text = textOf(sentence, said)
    const find = ({ source, segment }: { source: Source; segment: Segment }): RuleFinding[] => [
      {
        kind: 'case',
        start: said.start,
        end: said.end,
        instead: textOf(source.saying, segment).trim().slice(0, 160),
        evidenceId: source.id,
      },
    ]
    if (ONLY.test(text)) {
      const near = known.filter(({ source, segment }) => common(text, textOf(source.saying, segment)) >= 2)
      const isNarrow = near.some(({ source, segment }) =>
        RESTRICTS.test(sentenceAround(source.saying, segment)),
      )
      return near[0] && !isNarrow ? find(near[0]) : []
    }
    if (DENIED.test(text)) return []
    const dropped = known.find(({ source, segment }) => drops(text, textOf(source.saying, segment), own))
    return dropped && !ONLY.test(sentence.text) ? find(dropped) : []
  })
}
const DENIED = /(?<!\p{L})(?:не|нет|нельзя|без|кроме)(?!\p{L})/iu

/** The same is said of the same without what follows «только». */
function drops(text: string, known: string, own: readonly string[]): boolean {
  const at = ONLY.exec(known)
  if (!at) return false
  const isTold = (one: string, other: string[]) => other.some((two) => areAlike(one, two))
  const said = [...meaningsOf(text)]
  const rest = [...meaningsOf(known.slice(0, at.index))].filter((one) => !isTold(one, [...own]))
  const narrowed = [...meaningsOf(known.slice(at.index + at[0].length)), ...latin(known.slice(at.index))]
  if (narrowed.length === 0 || rest.length === 0) return false
  return (
    rest.every((one) => isTold(one, said)) && !narrowed.some((one) => isTold(one, [...said, ...latin(text)]))
  )
}

const latin = (text: string): string[] => text.toLowerCase().match(/[a-z][a-z0-9]+/gu) ?? []
const common = (a: string, b: string): number =>
  [...meaningsOf(a)].filter((one) => [...meaningsOf(b)].some((other) => areAlike(one, other))).length

const textOf = ({ text }: Saying, { start, end }: Segment) => text.slice(start, end)
function sentenceAround(saying: Saying, segment: Segment): string {
  const at = segmentAt(saying, segment.start, segment.end)?.sentence
  const all = saying.segments.filter(({ sentence }) => sentence === at)
  return saying.text.slice(all[0]?.start ?? 0, all.at(-1)?.end ?? 0)
}
