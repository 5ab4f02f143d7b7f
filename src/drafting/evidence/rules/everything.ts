import { foldInPlace } from '../../../domain/text/fold-in-place.ts'
import { areAlike, meaningsOf } from '../matter.ts'
import type { RuleFinding, RuleInput } from '../rule.ts'

const ALL =
  /(?<!\p{L})(?:вс(?:е|ех|ем|еми|ю|ей|я)|люб(?:ой|ая|ое|ые|ого|ым|ую|ом|ых)|кажд(?:ый|ая|ое|ого|ому|ую|ом)|всегда|полностью|без (?:ограничений|исключений)|во всех случаях|в любом случае)(?!\p{L})/u
const EXCEPT =
  /(?<!\p{L})(?:кроме|за исключением|не (?:все|всем|всех|всегда|каждый|любой)|только|лишь|если|при (?:условии|мелк\p{L}+|небольш\p{L}+)|часть)(?!\p{L})/u

/** «во всех режимах» where «кроме режима „Жарка“» stands: what is said of all must not have an exception or a condition there. */
export function everything({ sentence, cited, given }: RuleInput): RuleFinding[] {
  const folded = foldInPlace(sentence.text)
  const at = ALL.exec(folded)
  if (!at || EXCEPT.test(folded)) return []
  if (cited.some(({ saying }) => ALL.test(foldInPlace(`${saying.title} ${saying.text}`)))) return []
  const own = [...meaningsOf(sentence.text)].filter((one) => !given.has(one))
  for (const { id, saying } of cited) {
    const segment = saying.segments.find(({ start, end, sentence: place }) => {
      if (!EXCEPT.test(foldInPlace(saying.text.slice(start, end)))) return false
      const whole = saying.segments.filter((one) => one.sentence === place)
      const near = [...meaningsOf(whole.map((one) => saying.text.slice(one.start, one.end)).join(' '))]
      return own.some((one) => near.some((other) => areAlike(one, other)))
    })
    if (segment)
      return [
        {
          kind: 'case',
          start: at.index,
          end: at.index + at[0].length,
          instead: saying.text.slice(segment.start, segment.end).trim().slice(0, 160),
          evidenceId: id,
        },
      ]
  }
  return []
}
