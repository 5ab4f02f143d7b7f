import { foldInPlace } from '../../../domain/text/fold-in-place.ts'
import { areAlike, meaningsOf } from '../matter.ts'
import type { RuleFinding, RuleInput } from '../rule.ts'
import type { Saying } from '../saying.ts'

const WITHOUT = /(?<!\p{L})без (\p{L}{3,})/gu
const DENIED = /(?<!\p{L})(?:не|нет|нельзя|ни)(?!\p{L})/u
const REQUIRES =
  /(?<!\p{L})(?:если|при наличии|при условии|нужн\p{L}*|нужен|обязательн\p{L}*|долж\p{L}+|сохран\p{L}+|только|требу\p{L}+|необходим\p{L}*|понадоб\p{L}+)(?!\p{L})/u

/** «вернуть можно и без бирок» where «если бирки на месте» stands; «даже без лифта» where «без лифта не поднимаем» does. */
export function without({ sentence, cited }: RuleInput): RuleFinding[] {
  const folded = foldInPlace(sentence.text)
  return [...folded.matchAll(WITHOUT)].flatMap((match): RuleFinding[] => {
    const [thing] = meaningsOf(match[1] ?? '')
    if (thing === undefined || DENIED.test(folded)) return []
    for (const { id, saying } of cited) {
      const lacking = sentencesOf(saying).filter((text) => lacks(text, thing))
      const isAllowed = lacking.some((text) => !DENIED.test(text))
      const against =
        lacking.find((text) => DENIED.test(text)) ??
        sentencesOf(saying).find((text) => REQUIRES.test(text) && !DENIED.test(text) && names(text, thing))
      if (against !== undefined && !isAllowed)
        return [
          {
            kind: 'case',
            start: match.index,
            end: match.index + match[0].length,
            instead: against.trim().slice(0, 160),
            evidenceId: id,
          },
        ]
    }
    return []
  })
}

const names = (text: string, thing: string) => [...meaningsOf(text)].some((one) => areAlike(one, thing))
const lacks = (text: string, thing: string) =>
  [...text.matchAll(WITHOUT)].some(([, word = '']) => names(word, thing))

const sentencesOf = (saying: Saying): string[] =>
  saying.segments.map(({ start, end }) => foldInPlace(saying.text.slice(start, end)))
