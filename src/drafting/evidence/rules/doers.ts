import { foldInPlace } from '../../../domain/text/fold-in-place.ts'
import { areAlike, meaningsOf } from '../matter.ts'
import type { RuleFinding, RuleInput } from '../rule.ts'

const ASKED = /(?<!\p{L})(\p{L}{3,}(?:ите|йте|ьте)(?:сь)?)(?!\p{L})/gu
const OURS = /(?<!\p{L})(\p{L}{3,}(?:[аяуыо]ем|[влсдзтнржшч]им|шл[её]м|рн[её]м|ж[её]м|н[её]м))(?!\p{L})/gu
const NO_VERB =
  /^(?:одним|самим|своим|моим|этим|таким|всем|совсем|затем|последним|общим|благодарим|просим|советуем|рекомендуем)$/u
/** What both sides do alike, or who does it makes no difference. */
const EITHER = /^(?:видим|считаем|увидите|найдете|получите|получаем|можете)$/u
/** «Наш курьер», «наши мастера»: people of the shop's own. */
const OWN_PEOPLE =
  /(?<!\p{L})наш(?:и|его|им|ими|ему)? (курьер|мастер|специалист|сборщик|водител|бригад|менеджер)\p{L}*/gu

/** «уточним у перевозчика» where «уточните» stands; «наш мастер» where nobody of the shop is spoken of. */
export function doers({ sentence, cited }: RuleInput): RuleFinding[] {
  const folded = foldInPlace(sentence.text)
  const known = cited.map(({ id, saying }) => ({
    id,
    text: foldInPlace(`${saying.title}\n${saying.text}`),
    saying,
  }))
  const found: RuleFinding[] = []
  for (const match of folded.matchAll(OURS)) {
    const word = match[1] ?? ''
    if (NO_VERB.test(word) || EITHER.test(word)) continue
    const [meaning] = meaningsOf(word)
    if (meaning === undefined) continue
    const isOurs = known.some(
      ({ text }) =>
        verbs(text, OURS).some((one) => areSameVerb(one, meaning)) ||
        /(?<!\p{L})магазин\p{L}*(?!\p{L})/u.test(text),
    )
    const asked = known.find(({ text }) => verbs(text, ASKED).some((one) => areSameVerb(one, meaning)))
    if (asked && !isOurs)
      found.push({
        kind: 'party',
        start: match.index,
        end: match.index + match[0].length,
        instead: asked.saying.text.slice(0, 160),
        evidenceId: asked.id,
      })
  }
  for (const match of folded.matchAll(OWN_PEOPLE)) {
    const who = match[1] ?? ''
    if (
      known.some(({ text }) =>
        new RegExp(
          `(?:наш\\p{L}*|магазин\\p{L}*) (?:\\p{L}+ )?${who}|${who}\\p{L}* (?:нашего )?магазина`,
          'u',
        ).test(text),
      )
    )
      continue
    found.push({ kind: 'party', start: match.index, end: match.index + match[0].length })
  }
  return found
}

const verbs = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].flatMap(([, word = '']) => [...meaningsOf(word)])
const areSameVerb = (one: string, meaning: string) => areAlike(one, meaning)
