import { areAlike, meaningsOf } from '../matter.ts'
import { readBareNumbers } from '../names.ts'
import type { RuleFinding, RuleInput, Source } from '../rule.ts'

const YES_NO = /^(?:да|нет|есть|отсутств|имеется|поддержива|предусмотр)/u

/**
 * A sentence that rests on properties only must say something of what they are: «Наполнитель — пух» says nothing of
 * «Наполнитель: полиэстер». Numbers, yes and no have rules of their own.
 */
export function labels({ sentence, cited }: RuleInput): RuleFinding[] {
  if (cited.length === 0 || cited.some(({ kind }) => kind !== 'attribute')) return []
  const said = [...meaningsOf(sentence.text)]
  const unsaid = cited.filter(
    (source) => isWords(source) && !contentOf(source).some((one) => said.some((two) => areAlike(one, two))),
  )
  const [first] = unsaid
  const named =
    first && [...meaningsOf(first.saying.title)].some((one) => said.some((two) => areAlike(one, two)))
  if (!first || !named || isDenied(sentence.text)) return []
  return [
    {
      kind: 'property',
      start: 0,
      end: sentence.text.length,
      instead: first.saying.text.slice(0, 160),
      evidenceId: first.id,
    },
  ]
}

const isDenied = (text: string) => /(?<!\p{L})(?:не|нет|без)(?!\p{L})/iu.test(text)
const textOf = ({ saying }: Source) => saying.text.slice(saying.text.indexOf(':') + 1).trim()
const contentOf = (source: Source): string[] => {
  const label = meaningsOf(source.saying.title)
  return [...meaningsOf(textOf(source))].filter((one) => !label.has(one))
}
/** A value in plain words: no number, name, yes or no decides it. */
const isWords = (source: Source): boolean => {
  const text = textOf(source)
  return (
    !YES_NO.test(text.toLowerCase()) &&
    source.saying.names.length === 0 &&
    readBareNumbers(text, []).length === 0 &&
    !/\d/.test(text) === true &&
    contentOf(source).length > 0
  )
}
