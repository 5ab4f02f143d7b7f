import { readWords } from '../../../domain/text/clauses.ts'
import { PIECES, type Quantity, readQuantities } from '../../../domain/text/quantities.ts'
import type { PlacedFact } from '../facts.ts'
import type { Verdict } from './verdict.ts'

type Fact = PlacedFact & { kind: 'quantity' } & Quantity

/** A month is 30 or 31 days, a year 365 or 12 months. */
const CALENDAR_TOLERANCE = 0.035
const TOLERANCE = 0.005
const ABOUT_TOLERANCE = 0.15

/** Numbers with units: «12 месяцев» and «1 год» are one, «до 5 дней» meets «3–5 дней», «от 1500 ₽» is no price. */
export function compareQuantities(a: Fact, b: Fact): Verdict {
  if (a.dimension !== b.dimension || !isSameCount(a, b)) return 'apart'
  if (isAgo(a) || isAgo(b) || isOtherAspect(a, b)) return 'apart'
  // A threshold («от 2000 рублей бесплатно») is another quantity than a price.
  if (a.dimension === 'money' && isThreshold(a) !== isThreshold(b)) return 'apart'
  if (isTier(a) && isTier(b)) return 'apart'
  if (a.days && b.days && a.days !== b.days) return 'differ'
  return isSameValue(a, b) ? 'same' : 'differ'
}

/** One step of several: «от 5 штук скидка 5 %» says nothing of «от 20 штук скидка 12 %». */
function isTier(fact: Fact): boolean {
  const { start, end } = fact.clause
  const others = readQuantities(fact.statement.text).filter(
    (other) => other.start >= start && other.end <= end && other.start !== fact.start,
  )
  const isStep = ({ bound, dimension }: Quantity) =>
    bound === 'min' && (dimension === 'money' || dimension === 'count')
  return isStep(fact)
    ? others.some(({ dimension }) => dimension === 'percent')
    : fact.dimension === 'percent' && others.some(isStep)
}

function isSameCount(a: Fact, b: Fact): boolean {
  if (a.dimension !== 'count') return true
  const [one = '', other = ''] = [a.counted, b.counted]
  if (one === PIECES && other !== PIECES) return names(a, other)
  if (other === PIECES && one !== PIECES) return names(b, one)
  return (
    one.slice(0, 5) === other.slice(0, 5) || SYNONYMS.some((words) => words.test(one) && words.test(other))
  )
}
/** «Количество режимов: 5 шт.» counts what its title names; «12 штук» alone counts whatever was asked for. */
const names = ({ statement }: Fact, counted: string): boolean => {
  const asked = HOW_MANY.exec((statement.questions[0] ?? '').toLowerCase())?.[1]
  if (asked !== undefined && asked.slice(0, 4) !== counted.slice(0, 4)) return false
  const said = readWords(`${statement.questions[0] ?? ''} ${statement.text}`)
  return said.some((word) => word.stem.slice(0, 5) === counted.slice(0, 5))
}
/** «Сколько салфеток в упаковке?» asks for napkins, not for packs. */
const HOW_MANY = /(?<!\p{L})скольк\p{L}+ (?:штук )?(\p{L}{3,})/u
const SYNONYMS = [
  /^(?:режим|скорост|ступен)/u,
  /^(?:предмет|штук|шт)/u,
  /^(?:розетк|гнезд)/u,
  /^(?:ярус|полок|полк)/u,
]

function isSameValue(a: Fact, b: Fact): boolean {
  if (a.calendarDay && b.calendarDay) return a.calendarDay === b.calendarDay
  const tolerance =
    a.isApproximate || b.isApproximate
      ? ABOUT_TOLERANCE
      : a.dimension === 'time' || a.dimension === 'rate'
        ? CALENDAR_TOLERANCE
        : TOLERANCE
  // «−20 %» and «скидка 20 %» are one.
  if (a.dimension === 'percent' && a.from === -b.from) return true
  const near = (x: number, y: number) => Math.abs(x - y) <= tolerance * Math.max(Math.abs(x), Math.abs(y))
  if (near(a.from, b.from) && near(a.to, b.to)) return true
  if (a.bound === 'range' && b.bound === 'range') return false
  const [range, single] = a.bound === 'range' ? [a, b] : b.bound === 'range' ? [b, a] : [undefined, undefined]
  if (!range && isWithin(a, b)) return true
  if (!range)
    return a.bound === 'min' && b.bound === 'max'
      ? b.to >= a.from
      : a.bound === 'max' && b.bound === 'min' && a.to >= b.from
  if (single.bound === 'max') return near(range.to, single.to)
  if (single.bound === 'min') return near(range.from, single.from)
  return single.from >= range.from * (1 - tolerance) && single.to <= range.to * (1 + tolerance)
}

/** «толщиной до 3 мм» holds of 1,6 mm; a limit of what a thing bears or of a term is the value itself. */
function isWithin(a: Fact, b: Fact): boolean {
  const [limit, value] = a.bound === 'max' ? [a, b] : [b, a]
  if (limit.bound !== 'max' || value.bound !== 'exact' || value.to > limit.to) return false
  // «максимальная температура 180 градусов» is a limit, too.
  if (value.clause.words.some(({ word }) => /^(?:максимальн|предельн)/u.test(word))) return false
  return limit.dimension === 'length' || limit.dimension === 'temperature'
}

/** What a time, a price, a length measures, where the clause says it; the nearest such word decides. */
const ASPECTS: Partial<Record<Quantity['dimension'], [string, RegExp][]>> = {
  time: [
    ['video', /^(?:видео|ролик|снимите)/u],
    ['promo', /^(?:промокод|сертификат|купон)/u],
    ['wait', /^(?:оставьт|подожд|осты|выдержите|прогре)/u],
    ['repair', /^(?:ремонт|чин(?:ить|им)|почин)/u],
    ['refund', /^(?:деньг|денег|денеж|средств|возмещ|перечисл|зачисл)/u],
    ['return', /^(?:возврат|верну|возвращ|сда(?:ть|й))/u],
    ['warranty', /^гарант/u],
    ['dispatch', /^(?:отправ|отгру|переда|уйдет|уход|уезжа)/u],
    ['delivery', /^(?:достав|доставл|привез|едет)/u],
    ['storage', /^(?:хран|леж|годен|годн|годност)/u],
    ['reply', /^(?:отвеч|ответ|сообщ|перезвон)/u],
    ['review', /^(?:рассм|рассматр)/u],
    ['charge', /^заря(?:ж|дк)/u],
    ['runtime', /^(?:работа(?:ет|ют)|игра(?:ет|ют)|свет(?:ит|ят)|гре(?:ет|ют)|хват(?:ает|ит))$/u],
    ['wash', /^стир/u],
    ['assembly', /^(?:сбор|собира)/u],
  ],
  money: [
    ['delivery', /^достав/u],
    ['lift', /^подъ[её]м/u],
    ['assembly', /^сбор/u],
    ['repair', /^(?:ремонт|замен)/u],
    ['wrapping', /^(?:упаков|пакет|короб)/u],
  ],
  length: [
    ['deviation', /^(?:отлича|отклон|погрешн|разниц)/u],
    ['height', /^(?:высот|выше)/u],
    ['width', /^(?:ширин|шир)/u],
    ['diameter', /^(?:диаметр|отверст)/u],
    ['depth', /^(?:глубин|толщин)/u],
    ['length', /^(?:длин|шнур|кабел|провод|шланг)/u],
    ['screen', /^(?:экран|диагонал)/u],
    ['sleeve', /^рукав/u],
    ['waterproof', /^(?:мембран|водонепр)/u],
  ],
  temperature: [
    ['wash', /^(?:стир|машинн)/u],
    ['iron', /^(?:глад|глаж|утюж)/u],
    ['heat', /^(?:нагрев|подогрев)/u],
    ['frost', /^(?:мороз|грее|комфорт|рассчит|температурн|улиц)/u],
  ],
  weight: [
    ['load', /^(?:нагруз|выдерж|держ|помещ|положит|рассчитан|максимальн|пользовател|грузопод)/u],
    ['weight', /^(?:вес$|веса$|весит|весят|масса)/u],
  ],
  power: [
    ['load', /^(?:нагруз|выдерж)/u],
    ['charge', /^(?:заряд|порт|питан)/u],
    ['suction', /^всасыв/u],
    ['consumption', /^потребл/u],
  ],
  percent: [
    ['discount', /^(?:скидк|скидо|дешевле|кешб|кэшб)/u],
    ['prepayment', /^(?:предоплат|аванс|задат)/u],
    ['loss', /^(?:потер|сниж|сниз|уменьш|усад|сядет|износ)/u],
    ['fee', /^(?:комисси|удерж|штраф)/u],
    ['humidity', /^влажн/u],
  ],
} // biome-ignore format: a table reads best as one

/** Said of a part or a side matter: whoever does not name it speaks of something else. */
const PARTICULAR = new Set(
  'charge suction sleeve repair review iron heat video wait promo storage refund deviation loss fee'.split(
    ' ',
  ),
)

function isOtherAspect(a: Fact, b: Fact): boolean {
  const [one, other] = [aspectOf(a), aspectOf(b)]
  if (one !== undefined && other !== undefined) return one !== other
  const said = one === undefined ? saidAspectOf(b) : saidAspectOf(a)
  return PARTICULAR.has(said ?? '')
}

/** «от 2000 рублей», «минимальный заказ 500 рублей» */
const isThreshold = ({ bound, clause, sentenceClauses }: Fact) =>
  bound === 'min' ||
  (clause.words.length > 3 ? clause.words : sentenceClauses.flatMap(({ words }) => words)).some(({ word }) =>
    word.startsWith('минимал'),
  )

/** «пять дней назад» is a moment, no length. */
const isAgo = (fact: Fact) => /^\s*назад/iu.test(fact.statement.text.slice(fact.end))

/** «деньги за возврат вернём»: it is the money that comes. */
const STRONG = new Set(['refund', 'repair', 'load'])

/** What the quantity measures, where its clause, its sentence or the question says so. */
export const aspectOf = (fact: Fact): string | undefined => aspectsOf(fact).any

/** The same without what the question says. */
const saidAspectOf = (fact: Fact): string | undefined => aspectsOf(fact).said

type Aspects = { said: string | undefined; any: string | undefined }
const known = new WeakMap<Fact, Aspects>()

/** A fact meets many others: what it measures is read once. */
function aspectsOf(fact: Fact): Aspects {
  const before = known.get(fact)
  if (before) return before
  const inSentence = () => fact.sentenceClauses.flatMap(({ words }) => words)
  const said = aspectIn(fact, fact.clause.words) ?? aspectIn(fact, inSentence())
  const any = said ?? aspectIn(fact, readWords(fact.statement.questions[0] ?? ''))
  known.set(fact, { said, any })
  return { said, any }
}

function aspectIn(fact: Fact, said: { word: string; start: number; end: number }[]): string | undefined {
  const aspects = ASPECTS[fact.dimension]
  if (!aspects) return undefined
  const read = (words: { word: string; start: number; end: number }[]) =>
    words
      .flatMap(({ word, start, end }, i) => {
        // «передаём в доставку» is the dispatch.
        if (words[i - 1]?.word === 'в' && word === 'доставку') return []
        const aspect = aspects.find(([, pattern]) => pattern.test(word))?.[0]
        if (!aspect) return []
        const distance = end <= fact.start ? fact.start - end : start - fact.end + 5
        return [{ aspect, distance: STRONG.has(aspect) ? distance - 60 : distance }]
      })
      .sort((x, y) => x.distance - y.distance)[0]?.aspect
  return read(said)
}
