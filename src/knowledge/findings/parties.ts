import type { Clause, Word } from '../../domain/text/clauses.ts'
import { foldInPlace } from '../../domain/text/fold-in-place.ts'
import { isNegated } from '../../domain/text/negation.ts'
import type { Statement } from './source.ts'

type Span = { start: number; end: number }
export type Party = 'buyer' | 'seller' | 'ozon' | 'carrier' | 'maker' | 'service'
/** Who does what: pays, decides, or does the thing that a «кто» asks for. */
export type Role = Span & { kind: 'role'; act: 'pay' | 'decide' | 'do'; party: Party }
/** Where to: the point, the courier, the post … */
export type Place = Span & { kind: 'place'; place: string }
export type SchemeFact = Span & { kind: 'scheme'; scheme: string }
/** What a warranty counts from. */
export type StartFact = Span & { kind: 'start'; event: 'delivery' | 'purchase' }

const PARTIES: [Party, RegExp][] = [
  ['service', /^сервисн\p{L}+$/u],
  ['ozon', /^(?:ozon|озон\p{L}*|маркетплейс\p{L}*)$/u],
  ['maker', /^(?:производител\p{L}+|изготовител\p{L}+|завод\p{L}*|фабрик\p{L}*)$/u],
  ['carrier', /^(?:транспортн\p{L}+|перевозчик\p{L}*|почт\p{L}+)$/u],
  ['buyer', /^(?:покупател\p{L}+|клиент\p{L}*|ваш|вам|вы|вас|заказчик\p{L}*)$/u],
  ['seller', /^(?:магазин\p{L}*|продав\p{L}+|мы|наш\p{L}{0,2}|нами|нас)$/u],
]
const ACTS: [Role['act'], RegExp][] = [
  ['pay', /^(?:оплачива\p{L}+|оплатит|оплатят|плат(?:ит|ят|ите|им|ить)|счет|расход\p{L}*|возмеща\p{L}+)$/u],
  ['decide', /^(?:реша\p{L}+|выбира\p{L}+|определя\p{L}+)$/u],
]
const WE =
  /^(?:оплачиваем|оплатим|платим|возмещаем|решаем|выбираем|собираем|доставляем|привезем|везем|устанавливаем|упаковываем|\p{L}{4,}(?:аем|яем|уем))$/u
const ASKS_WHO =
  /(?<!\p{L})(?:кто|чей|чья|чье|чьи|чьей|чьего|кем|чьими|(?:к|от) (?:кому|кого)|вы сами|сами ли)(?!\p{L})/iu
const ASKS_WHERE =
  /(?<!\p{L})(?:куда|где(?! (?:посмотреть|увидеть|смотреть|найти|узнать|указан\p{L}*|написан\p{L}*|проверить|отследить|отслеживать|прочитать|взять|видно))|откуда|как\s+(?:сдать|передать|отправить|отдать))(?!\p{L})/iu
const ASKS_SCHEME =
  /(?<!\p{L})(?:схем\p{L}*|откуда|склад\p{L}*|с\s+какого\s+склада|fb[os]|rfbs|фб[ос]|чей\s+склад)(?!\p{L})/iu

/** «обратную доставку оплачивает покупатель», «за наш счёт», «мебель собирает наш мастер». */
export function readRoles(clauses: Clause[], { questions }: Statement): Role[] {
  const asksWho = questions.some((question) => ASKS_WHO.test(question))
  return clauses.flatMap(({ words }) => {
    const act = actOf(words)
    if (!act && !asksWho) return []
    const { party, word } = partyOf(words) ?? {}
    if (!party || !word || words.some((one) => one.word === 'не')) return []
    return [{ kind: 'role', act: act ?? 'do', party, start: word.start, end: word.end }]
  })
}

/** «решает», «принимает решение» */
function actOf(words: Word[]): Role['act'] | undefined {
  const has = (pattern: RegExp) => words.some(({ word }) => pattern.test(word))
  if (has(/^решени/u) && has(/^прин[иа]ма|^прим/u)) return 'decide'
  return ACTS.find(([, pattern]) => has(pattern))?.[0]
}

/** Who acts in a clause, where it says so. */
export function partyOf(words: Word[]): { party: Party; word: Word } | undefined {
  const account = words.findIndex(({ word }) => word === 'счет')
  // «за счёт покупателя», «за ваш счёт»: the word beside it decides, whoever else is named.
  const near =
    account < 0
      ? words
      : [words[account + 1], words[account - 1], ...words].filter((one) => one !== undefined)
  for (const word of near) {
    if (word.word === 'сам' || word.word === 'сами' || word.word === 'самостоятельно') continue
    const party = PARTIES.find(([, pattern]) => pattern.test(word.word))?.[0]
    if (party && !isPlaceOfOzon(words, word)) return { party, word }
  }
  const we = words.find(({ word }) => WE.test(word))
  return we && { party: 'seller', word: we }
}

/** «в пункт выдачи Ozon», «курьер Ozon», «в приложении Ozon»: a name, not the one who acts; a courier of Ozon is Ozon's. */
const isPlaceOfOzon = (words: Word[], word: Word): boolean => {
  const i = words.indexOf(word)
  if (/^(?:ozon|озон)/u.test(word.word) && /^карт/u.test(words[i + 1]?.word ?? '')) return true
  return (
    /^(?:ozon|озон)/u.test(word.word) &&
    /^(?:выдач\p{L}*|приложени\p{L}*|чат\p{L}*|склад\p{L}*|карт\p{L}*)$/u.test(words[i - 1]?.word ?? '')
  )
}

const PLACES: [string, RegExp][] = [
  ['pickup-point', /(?<!\p{L})(?:пункт\p{L}* выдачи|пвз)(?!\p{L})/gu],
  ['locker', /(?<!\p{L})постамат\p{L}*/gu],
  ['courier', /(?<!\p{L})курьер\p{L}*/gu],
  ['carrier', /(?<!\p{L})транспортн\p{L}+ компани\p{L}+/gu],
  ['post', /(?<!\p{L})почт(?:ой|а|е|у|овое|овом)(?!\p{L})/gu],
  ['service', /(?<!\p{L})сервис(?:н\p{L}+ центр\p{L}*|-центр\p{L}*)/gu],
  ['home', /(?<!\p{L})(?:на дом|у вас дома|к вам домой|до двери)(?!\p{L})/gu],
  ['warehouse', /(?<!\p{L})(?:наш\p{L}* |сво\p{L}+ )склад\p{L}*/gu],
]

/** Places of an answer to «куда», «где»; those it rules out («в постаматы не возим») are none. */
export function readPlaces(clauses: Clause[], { questions, text }: Statement): Place[] {
  if (!questions.some((question) => ASKS_WHERE.test(question))) return []
  const folded = foldInPlace(text)
  return clauses.flatMap((clause) => {
    const isDenied = clause.words.some((word, i) => /^не$/u.test(word.word) || isNegated(clause.words, i))
    if (isDenied) return []
    return PLACES.flatMap(([place, pattern]) =>
      [...folded.slice(clause.start, clause.end).matchAll(pattern)].map((match) => ({
        kind: 'place' as const,
        place,
        start: clause.start + match.index,
        end: clause.start + match.index + match[0].length,
      })),
    )
  })
}

const SCHEMES: [string, RegExp][] = [
  ['rfbs', /(?<!\p{L})(?:rfbs|рфбс)(?!\p{L})/u],
  ['fbs', /(?<!\p{L})(?:fbs|фбс)(?!\p{L})/u],
  ['fbo', /(?<!\p{L})(?:fbo|фбо)(?!\p{L})/u],
]

/** Whose warehouse it is tells the scheme as well; of one's own it may be either of two. */
const WAREHOUSES: [string, RegExp][] = [
  ['fbo', /(?<!\p{L})склад\p{L}* (?:ozon|озон\p{L}*)(?!\p{L})/gu],
  ['own', /(?<!\p{L})(?:наш\p{L}+|сво\p{L}+) склад\p{L}*/gu],
]

/** The scheme an answer names, where the scheme or the warehouse is what was asked. */
export function readSchemes(clauses: Clause[], { questions, text }: Statement): SchemeFact[] {
  if (!questions.some((question) => ASKS_SCHEME.test(question))) return []
  const folded = foldInPlace(text)
  const named = clauses.flatMap(({ words }) =>
    words.flatMap((word) => {
      const scheme = SCHEMES.find(([, pattern]) => pattern.test(word.word))?.[0]
      return scheme ? [{ kind: 'scheme' as const, scheme, start: word.start, end: word.end }] : []
    }),
  )
  const stored = WAREHOUSES.flatMap(([scheme, pattern]) =>
    [...folded.matchAll(pattern)].map((match) => ({
      kind: 'scheme' as const,
      scheme,
      start: match.index,
      end: match.index + match[0].length,
    })),
  )
  return [...named, ...stored]
}

const START =
  /(?<!\p{L})(?:с|со|от) (?:дат\p{L}+|дня|момента|даты) (получени\p{L}+|вручени\p{L}+|доставки|передачи|покупки|продажи|заказа|оплаты)(?!\p{L})/gu

export function readStarts(text: string): StartFact[] {
  return [...foldInPlace(text).matchAll(START)].map((match) => ({
    kind: 'start',
    event: /^(?:получ|вруч|достав|перед)/u.test(match[1] ?? '') ? 'delivery' : 'purchase',
    start: match.index,
    end: match.index + match[0].length,
  }))
}
