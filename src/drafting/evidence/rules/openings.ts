import { readWords } from '../../../domain/text/clauses.ts'
import { foldInPlace } from '../../../domain/text/fold-in-place.ts'
import { readQuantities } from '../../../domain/text/quantities.ts'
import { isVerb } from '../../../knowledge/findings/concepts.ts'
import { areAlike, meaningsOf } from '../matter.ts'
import type { RuleFinding, RuleInput, Source } from '../rule.ts'

const NO = /^(?:нет|к сожалению|увы)(?=[,.!:;—–-]|\s*$)/u
const OPEN_QUESTION =
  /(?<!\p{L})(?:как\p{L}*|сколько|когда|где|куда|откуда|кто|что|чем|чего|почему|зачем|чей|или)(?!\p{L})/u
/** Whoever denies, narrows, warns or puts off says no in other words. */
const HEDGED =
  /(?<!\p{L})(?:не\p{L}*|нет|ни|без|кроме|только|лишь|вместо|отдельно|докуп\p{L}*|если|мал(?:о|оват\p{L}*)|уж[еа]|лучше|вручную|испорт\p{L}+|повред\p{L}+|поцарап\p{L}+|запрещ\p{L}+|исключ\p{L}+|пока|придется|самостоятельно|самому|отказ\p{L}+|вред\p{L}+)(?!\p{L})/u

/** «Ноутбук 17 дюймов поместится» where the question «Войдёт ли ноутбук 17 дюймов?» is answered with no. */
export function openings({ sentence, cited, about }: RuleInput): RuleFinding[] {
  const folded = foldInPlace(sentence.text)
  if (HEDGED.test(folded)) return []
  const own = [...meaningsOf(about)]
  const said = [...meaningsOf(sentence.text)]
  const values = readQuantities(sentence.text)
  const denied = cited.find((source) => {
    if (!isDenied(source)) return false
    const { title } = source.saying
    const things = thingsIn(title).filter((one) => !own.some((other) => areAlike(one, other)))
    const asked = readQuantities(title)
    const hasValues = asked.every(({ from, dimension }) =>
      values.some((one) => one.from === from && one.dimension === dimension),
    )
    return things.length > 0 && hasValues && things.every((one) => said.some((other) => areAlike(one, other)))
  })
  // What another cited piece says of the same may carry it.
  if (!denied || cited.length > 1) return []
  return [
    {
      kind: 'polarity',
      start: 0,
      end: sentence.text.length,
      instead: denied.saying.text.slice(0, 160),
      evidenceId: denied.id,
    },
  ]
}

const isDenied = ({ saying }: Source): boolean =>
  saying.title.endsWith('?') &&
  NO.test(foldInPlace(saying.text)) &&
  !OPEN_QUESTION.test(foldInPlace(saying.title))

const thingsIn = (title: string): string[] =>
  readWords(title).flatMap(({ word }) =>
    isVerb(word) ? [] : /^[a-z]/.test(word) ? [] : [...meaningsOf(word)],
  )
