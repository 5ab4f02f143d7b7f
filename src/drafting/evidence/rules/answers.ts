import { answeredIn, isAbout, isDeniedIn } from '../answered.ts'
import { areAlike, meaningsOf } from '../matter.ts'
import type { RuleFinding, RuleInput } from '../rule.ts'

const HEDGED =
  /(?<!\p{L})(?:если|только|лишь|кроме|пока|без|при|после|до|когда|сам\p{L}*|полностью|сразу)(?!\p{L})/iu
/** So much of a denial of the evidence must be named by the sentence for it to be the one that is meant. */
const MEANT = 0.6

/** «Чехол снять нельзя» where «Снимается ли чехол? — Да» stands: a denial of what the question is answered yes. */
export function answers({ sentence, cited, about }: RuleInput): RuleFinding[] {
  const own = [...meaningsOf(about)]
  const [source] = cited
  const answered = source && cited.length === 1 ? answeredIn(source) : undefined
  if (!source || !answered?.isYes) return []
  return sentence.segments.flatMap((segment): RuleFinding[] => {
    const text = sentence.text.slice(segment.start, segment.end)
    if (!isDeniedIn(segment) || HEDGED.test(text) || !isAbout(segment, answered, own)) return []
    const said = [...meaningsOf(text)]
    const isMeant = source.saying.segments.some((known) => {
      if (!isDeniedIn(known)) return false
      const named = [...meaningsOf(source.saying.text.slice(known.start, known.end))].filter(
        (one) => !own.some((other) => areAlike(one, other)),
      )
      const common = named.filter((one) => said.some((other) => areAlike(one, other)))
      return common.length >= MEANT * named.length
    })
    if (isMeant) return []
    return [
      {
        kind: 'negation',
        start: segment.start,
        end: segment.end,
        instead: source.saying.text.slice(0, 160),
        evidenceId: source.id,
      },
    ]
  })
}
