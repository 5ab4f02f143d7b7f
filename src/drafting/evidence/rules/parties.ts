import { foldInPlace } from '../../../domain/text/fold-in-place.ts'
import { likeness, matterAt } from '../matter.ts'
import type { RuleFinding, RuleInput } from '../rule.ts'
import type { Saying, Segment } from '../saying.ts'
import { wordsOf } from './values.ts'

type Party = 'buyer' | 'shop' | 'ozon' | 'carrier' | 'service' | 'maker'
type Said = { party: Party; act: 'pay' | 'do'; start: number; end: number }

const PAYS =
  /(?<!\p{L})(?:за (?:наш|ваш|свой) сч[её]т|за сч[её]т (?<who>покупател\p{L}+|магазин\p{L}*|продавц\p{L}+|производител\p{L}+|ozon)|сч[её]т магазина|(?:оплачива|оплат|плат|компенсиру|возмеща)\p{L}* (?<payer>покупатель|магазин|продавец|производитель|ozon|мы|вы)|(?<before>покупатель|магазин|продавец|производитель|ozon|мы|вы) (?:сам\p{L}* )?(?:не )?(?:оплачива|оплат|плат|компенсиру|возмеща)\p{L}*|(?:оплачиваем|оплатим|возмещаем|возместим)(?!\p{L})|(?:расходы |оплату )?(?:бер[её]т|несет|возьмет) (?:на себя )?(?:расходы )?(?<bears>покупатель|магазин|продавец|производитель|ozon))(?!\p{L})/gu

/** The nouns of who may act, as the subject or as «сервисным центром». */
const AGENTS: [Party, string][] = [
  ['ozon', 'ozon|курьер(?:ом)? ozon'],
  ['service', 'сервисн(?:ый|ым) центр(?:ом)?(?: производителя)?|сервис(?:ом)?|мастерск(?:ая|ой)'],
  ['maker', 'дистрибьютор(?:ом)?|импорт[её]р(?:ом)?|поставщик(?:ом)?|производител(?:ь|ем)|изготовител(?:ь|ем)'],
  ['shop', '(?:магазин|продавец|магазином|продавцом)|(?:курьер|мастер|сборщик|служба|специалист)(?:ом)? магазина|наш(?:им|а)? (?:курьер|мастер|сборщик|служба|специалист)(?:ом)?|мы'],
  ['buyer', 'покупател(?:ь|ем)'],
  ['carrier', 'перевозчик(?:ом)?|курьер(?:ом)?|транспортн(?:ая|ой) компани(?:я|ей)'],
] // biome-ignore format: a table reads best as one
/** Places and names in which the noun stands without acting, and «в магазин», «со склада Ozon». */
const NO_AGENT =
  '(?<!(?:личн\\p{L}+ кабинет\\p{L}*|пункт\\p{L}* выдачи|приложени\\p{L}+|склад\\p{L}*|странице|карт\\p{L}+|на|в|с|со|от|до|через|из|для|как) )'
const DOES = AGENTS.map(
  ([party, forms]) => [party, new RegExp(`(?<!\\p{L})${NO_AGENT}(?:${forms})(?!\\p{L})`, 'gu')] as const,
)
const TO_WHOM = /(?<!\p{L})(?:курьеру|курьером) (?<to>магазина|ozon)(?!\p{L})/gu

/** Who pays and who acts: the shop is not the buyer, and the marketplace is neither. */
export function parties({ sentence, cited, given }: RuleInput): RuleFinding[] {
  return partiesOf(sentence).flatMap((said): RuleFinding[] => {
    const matter = matterAt(sentence, said)
    const known = cited.flatMap((source) =>
      partiesOf(source.saying)
        .filter((one) => one.act === said.act)
        .filter((one) => one.act === 'pay' || one.party === said.party || !doesNot(source.saying, one))
        .map((one) => ({ source, one, like: likeness(matter, matterAt(source.saying, one), given) })),
    )
    if (isUnheardPay(sentence, said, cited)) return [{ kind: 'party', start: said.start, end: said.end }]
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

/** «Магазин не оформляет»: somebody else does. */
const doesNot = ({ text }: Saying, { end }: Said): boolean => /^\s+не(?!\p{L})/iu.test(text.slice(end))

/** That the buyer pays must be said: nobody may conclude it. */
function isUnheardPay(sentence: Saying, said: Said, cited: RuleInput['cited']): boolean {
  if (said.act !== 'pay' || said.party !== 'buyer' || isDenied(sentence, said)) return false
  const pays = cited.some(({ saying }) =>
    partiesOf(saying).some((one) => one.act === 'pay' && one.party === 'buyer' && !isDenied(saying, one)),
  )
  return !pays && !cited.some(({ saying }) => PAID.test(foldInPlace(`${saying.title}\n${saying.text}`)))
}
const PAID =
  /(?<!\p{L})(?:платн\p{L}+|за ваш|за свой|покупател\p{L}+ (?:\p{L}+ )?(?:оплачива|плат|нес|берет)|оплатите|оплачиваете|покупател\p{L}+ за сво|со стороны покупателя|оплат\p{L}* покупател)/u
const isDenied = ({ text }: Saying, { start, end }: Said): boolean =>
  /(?<!\p{L})не(?!\p{L})/iu.test(text.slice(Math.max(0, start - 6), end + 20))

function partiesOf(saying: Saying): Said[] {
  const folded = foldInPlace(saying.text)
  const found: Said[] = [...folded.matchAll(PAYS)].map((match) => ({
    party: payerOf(Object.values(match.groups ?? {}).find((one) => one !== undefined) ?? match[0]),
    act: 'pay',
    start: match.index,
    end: match.index + match[0].length,
  }))
  for (const { index, 0: words, groups } of folded.matchAll(TO_WHOM))
    found.push({ party: payerOf(groups?.to ?? ''), act: 'do', start: index, end: index + words.length })
  const isTaken = (start: number, end: number) => found.some((one) => start < one.end && one.start < end)
  // The longer name first: «мастер магазина» is no shop of a master.
  const agents = DOES.flatMap(([party, pattern]) =>
    [...folded.matchAll(pattern)].map(({ index, 0: words }) => ({
      party,
      act: 'do' as const,
      start: index,
      end: index + words.length,
    })),
  ).toSorted((a, b) => b.end - b.start - (a.end - a.start))
  for (const one of agents) if (!isTaken(one.start, one.end)) found.push(one)
  return [...found, ...weIn(saying)]
}

function payerOf(words: string): Party {
  if (/^(?:покупател|вы$|за ваш)/u.test(words)) return 'buyer'
  if (/^производител/u.test(words)) return 'maker'
  return /ozon/u.test(words) ? 'ozon' : 'shop'
}

/** «доставляем», «собираем»: the shop speaks of itself. */
const POLITE = /^(?:приносим|просим|благодарим|желаем|сожалеем|понимаем|извиняемся)$/u
const OWN = /^\p{L}{2,}(?:[аяуы]ем|[влсдз]им|шлем|вернем|берем|кладем|везем)$/u
function weIn({ segments }: Saying): Said[] {
  return segments.flatMap(({ words }: Segment) =>
    words
      .filter(({ word }) => OWN.test(word) && !POLITE.test(word))
      .map(({ start, end }) => ({ party: 'shop' as const, act: 'do' as const, start, end })),
  )
}
