import type { Clause } from '../../domain/text/clauses.ts'
import { foldInPlace } from '../../domain/text/fold-in-place.ts'
import { ownLetters } from '../../domain/text/letters.ts'
import type { Claim, Topic } from './claims.ts'
import { isVerb, meaningOf } from './concepts.ts'
import { isSame } from './matter.ts'
import { PROPERTIES } from './properties.ts'

type Phrase = { sense: string; topic: Topic; isPositive: boolean; said: RegExp }
const phrase = (sense: string, topic: Topic, isPositive: boolean, said: string): Phrase => ({
  sense,
  topic,
  isPositive,
  said: new RegExp(ownLetters(`(?<![\\p{L}])(?:${said})(?!\\p{L})`), 'gu'),
})

/** Claims that take several words; the first that fits a place wins. */
const PHRASES: Phrase[] = [
  phrase('free', 'free', true, 'денег (?:за это )?не бер\\p{L}+|без доплат\\p{L}*|не взима\\p{L}+|за это не берем|ничего не стоит|(?:входит|включен\\p{L}*) в (?:цену|стоимость)'),
  phrase('free', 'free', false, 'за (?:отдельную|дополнительную) плату|оплачива\\p{L}+ отдельно'),
  phrase('include', 'yes', false, '(?:прода|покупа|приобрета|заказыва)\\p{L}+ отдельно|отдельно (?:прода|покупа|приобрета|заказыва)\\p{L}+|(?:купит|приобрест|докупит)\\p{L}+ (?:отдельно|самостоятельно|самому)|(?:придется|нужно|надо|можно) докупить|докупа\\p{L}+|в (?:комплекте|коробке|наборе) (?:его |ее |их )?нет|в (?:комплект|набор) не (?:входит|входят|включен\\p{L}*)|не (?:кладем|кладется|вкладываем|прикладываем)'),
  phrase('include', 'yes', true, '(?:идет|идут|лежит|лежат|кладем|кладется|есть|имеется|имеются|поставляется|поставляются|найдете|уже) в (?:комплекте?|коробк[еу]|наборе?|упаковк[еу])|в (?:комплекте|коробке|наборе) (?:уже )?(?:есть|идет|идут|лежит|лежат|имеется|имеются)|уже (?:в|внутри) (?:комплекте|коробке)|вкладываем|прикладываем'),
  phrase('exist', 'yes', false, 'снят\\p{L}* с (?:производства|продажи)|больше не (?:прода\\p{L}+|выпуска\\p{L}+|производ\\p{L}+)|нет в (?:наличии|продаже)|распродан\\p{L}*|раскупил\\p{L}*|закончил(?:ся|ась|ись|ось)'),
  phrase('exist', 'yes', true, 'есть в (?:наличии|продаже)|в (?:наличии|продаже) есть|по-прежнему прода\\p{L}+'),
  phrase('may', 'yes', false, 'лучше не \\p{L}+|не (?:рекоменду\\p{L}+|советуем|стоит|следует|желательно)(?: \\p{L}+ть(?:ся)?)?|(?:избегайте|воздержитесь|откажитесь)|противопоказан\\p{L}*|ни в коем случае'),
  phrase('sized', 'sized', true, 'соответству\\p{L}+ (?:своему |заявленному )?размеру|размер в размер|по размеру (?:идет|идут|подход\\p{L}+)|берите (?:свой|обычный) размер|полномерн\\p{L}+'),
  phrase('sized', 'sized', false, '(?:мало|больше)мер\\p{L}+|(?:на|одним) размер\\p{L}* (?:больше|меньше)'),
  ...PROPERTIES.flatMap(([sense, has, lacks]) => [
    phrase(sense, 'property', false, lacks),
    phrase(sense, 'property', true, has),
  ]),
] // biome-ignore format: a table reads best as one

/** Most clauses hold none: one pattern for all of them tells. */
const ANY = new RegExp(PHRASES.map(({ said }) => said.source).join('|'), 'u')

/** The phrases of a clause as claims. */
export function readPhrases(text: string, { start, end, sentence, words }: Clause): Claim[] {
  // «маломерит или большемерит», «идёт ли размер в размер»: asked or supposed, not claimed.
  if (words.some(({ word }) => /^(?:если|или|ли)$/u.test(word))) return []
  const folded = foldInPlace(text.slice(start, end))
  if (!ANY.test(folded)) return []
  const found: Claim[] = []
  for (const { sense, topic, isPositive, said } of PHRASES) {
    for (const match of folded.matchAll(said)) {
      const [from, to] = [start + match.index, start + match.index + match[0].length]
      if (found.some((other) => from < other.end && other.start < to)) continue
      const isDenied =
        topic === 'property' && sense === 'outdoors'
          ? words.some(({ word }) => word === 'не' || word === 'нельзя') && isPositive
          : /(?<!\p{L})не $/u.test(folded.slice(0, match.index))
      found.push({
        kind: 'claim',
        topic,
        sense,
        isPositive: isPositive !== isDenied,
        answersQuestion: false,
        isPhrase: true,
        isMain: sentence === 0,
        start: from,
        end: to,
      })
    }
  }
  return found
}

const BEARING = /^(?:поставля|прода|ид[ею]т|дела|выпуск|быва)/u
const PREDICATE = /^(?:можно|нужн\p{L}+|нельзя|должн\p{L}+)$/u

/** «с пультом», «без чашки» as the whole answer to a question that names the thing. */
export function readWith(asked: string[], { sentence, words }: Clause): Claim[] {
  const verbs = words.filter(({ word }) => (isVerb(word) || PREDICATE.test(word)) && !BEARING.test(word))
  if (words.length > 7) return []
  return words.flatMap(({ word, start }, i): Claim[] => {
    if (word !== 'с' && word !== 'со' && word !== 'без') return []
    const thing = words
      .slice(i + 1, i + 3)
      .find((one) => asked.some((meaning) => isSame(meaning, meaningOf(one.word) ?? '')))
    if (!thing || verbs.some((verb) => verb !== thing)) return []
    const isDenied = words[i - 1]?.word === 'не'
    return [
      {
        kind: 'claim',
        topic: 'yes',
        sense: 'exist',
        isPositive: (word !== 'без') !== isDenied,
        answersQuestion: false,
        isMain: sentence === 0,
        start,
        end: thing.end,
      },
    ]
  })
}
