import { foldInPlace } from '../../../domain/text/fold-in-place.ts'
import { numberWord } from '../../../domain/text/number-words.ts'
import { areAlike, meaningsOf } from '../matter.ts'
import type { RuleFinding, RuleInput } from '../rule.ts'

const ONE = /(?<!\p{L})(?:один|одна|одно|одну|единственн\p{L}+) (\p{L}{4,})/gu
const COUNT = /(?<![\p{L}\p{N}.,-])(\d+|\p{L}{3,}) (\p{L}{4,})(?!\p{L})/gu

/** «один аккумулятор» where two stand; beside a noun that the evidence counts otherwise the word is no article. */
export function ones({ sentence, cited }: RuleInput): RuleFinding[] {
  return [...foldInPlace(sentence.text).matchAll(ONE)].flatMap((match): RuleFinding[] => {
    const [thing] = meaningsOf(match[1] ?? '')
    if (thing === undefined) return []
    const counted = cited.flatMap(({ id, saying }) =>
      [...foldInPlace(saying.text).matchAll(COUNT)].flatMap(([words, number = '', noun = '']) => {
        const value = /^\d/.test(number) ? Number(number) : numberWord(number)
        const isSame = [...meaningsOf(noun)].some((one) => areAlike(one, thing))
        return value === undefined || !isSame ? [] : [{ id, value, words }]
      }),
    )
    const [other] = counted
    if (!other || counted.some(({ value }) => value === 1)) return []
    const [start, end] = [match.index, match.index + match[0].length]
    return [{ kind: 'number', start, end, instead: other.words, evidenceId: other.id }]
  })
}
