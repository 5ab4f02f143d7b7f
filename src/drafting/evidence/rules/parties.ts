import { foldInPlace } from '../../../domain/text/fold-in-place.ts'
import { likeness, matterAt } from '../matter.ts'
import type { RuleFinding, RuleInput } from '../rule.ts'
import type { Saying, Segment } from '../saying.ts'
import { wordsOf } from './values.ts'

type Party = 'buyer' | 'shop' | 'ozon' | 'carrier'
type Said = { party: Party; act: 'pay' | 'do'; start: number; end: number }

const PAYS =
  /(?<!\p{L})(?:за (?:наш|ваш) сч[её]т|за сч[её]т (?<who>покупател\p{L}+|магазин\p{L}*|продавц\p{L}+|ozon)|сч[её]т магазина|(?:оплачива|оплат|плат|компенсиру|возмеща)\p{L}* (?<payer>покупатель|магазин|продавец|ozon|мы|вы)|(?<before>покупатель|магазин|продавец|ozon|мы|вы) (?:сам\p{L}* )?(?:не )?(?:оплачива|оплат|плат|компенсиру|возмеща)\p{L}*|(?:оплачиваем|оплатим|возмещаем|возместим)(?!\p{L})|расходы (?:бер[её]т|несет|возьмет) (?:на себя )?(?<bears>покупатель|магазин|продавец|ozon))(?!\p{L})/gu
const DOES =
  /(?<!\p{L})(?:(?<!(?:личн\p{L}+ кабинет\p{L}*|пункт\p{L}* выдачи|приложени\p{L}+|склад\p{L}*|странице|карт\p{L}+|на|в|с|со|от|до) )(?<agent>ozon|магазин|продавец|перевозчик|курьер(?: ozon| магазина)?|транспортная компания)|(?:курьеру|курьером) (?<to>магазина|ozon)|(?<we>мы))(?!\p{L})/gu

/** Who pays and who acts: the shop is not the buyer, and the marketplace is neither. */
export function parties({ sentence, cited, given }: RuleInput): RuleFinding[] {
  return partiesOf(sentence).flatMap((said): RuleFinding[] => {
    const matter = matterAt(sentence, said)
    const known = cited.flatMap((source) =>
      partiesOf(source.saying)
        .filter(({ act }) => act === said.act)
        .map((one) => ({ source, one, like: likeness(matter, matterAt(source.saying, one), given) })),
    )
    const nearest = known.toSorted((a, b) => b.like - a.like)[0]
    if (!nearest || nearest.one.party === said.party || nearest.like < (said.act === 'pay' ? 0.5 : 1))
      return []
    const same = known.find(({ one }) => one.party === said.party)
    if (same && nearest.like - same.like < MARGIN) return []
    return [
      {
        kind: 'party',
        start: said.start,
        end: said.end,
        instead: wordsOf(nearest.source, nearest.one),
        evidenceId: nearest.source.id,
      },
    ]
  })
}

const MARGIN = 0.4

function partiesOf(saying: Saying): Said[] {
  const folded = foldInPlace(saying.text)
  const read = (pattern: RegExp, act: Said['act']): Said[] =>
    [...folded.matchAll(pattern)].map((match) => ({
      party: partyOf(Object.values(match.groups ?? {}).find((one) => one !== undefined) ?? match[0]),
      act,
      start: match.index,
      end: match.index + match[0].length,
    }))
  const pays = read(PAYS, 'pay')
  const taken = (one: Said) => pays.some((other) => one.start < other.end && other.start < one.end)
  return [...pays, ...read(DOES, 'do').filter((one) => !taken(one)), ...weIn(saying)]
}

function partyOf(words: string): Party {
  if (/^(?:покупател|вы$|за ваш)/u.test(words)) return 'buyer'
  if (/ozon/u.test(words)) return 'ozon'
  if (/^(?:перевозчик|транспортн)/u.test(words)) return 'carrier'
  return /^курьер$/u.test(words) ? 'carrier' : 'shop'
}

/** «доставляем», «собираем»: the shop speaks of itself. */
const OWN = /^\p{L}{2,}(?:[аяуы]ем|[влсдз]им|шлем|вернем|берем|кладем|везем)$/u
function weIn({ segments }: Saying): Said[] {
  return segments.flatMap(({ words }: Segment) =>
    words
      .filter(({ word }) => OWN.test(word))
      .map(({ start, end }) => ({ party: 'shop' as const, act: 'do' as const, start, end })),
  )
}
