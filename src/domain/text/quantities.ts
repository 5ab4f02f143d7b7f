import { foldInPlace } from './fold-in-place.ts'
import { ownLetters } from './letters.ts'
import { type Dimension, TIME_ADJECTIVES, unitAt } from './measure-units.ts'
import { NUMBER_PATTERN, numberOf, numberWord } from './number-words.ts'
import { isOrdinal } from './ordinals.ts'
import { stem } from './tokens.ts'

/** `to` is infinite for «от 1500 рублей»; «до 10 дней» is a `max` whose `from` and `to` are both the named value. */
export type Quantity = {
  dimension: Dimension
  /** In the base unit of the dimension: hours, rubles, millimetres, grams … */
  from: number
  to: number
  bound: 'exact' | 'range' | 'max' | 'min'
  isApproximate: boolean
  /** «3 рабочих дня», «10 календарных дней»; undefined where it is not said. */
  days?: 'working' | 'calendar'
  /** «в день заказа», «на следующий день»: told apart by the calendar, not by hours. */
  calendarDay?: 'same' | 'next'
  /** Of a count: the stem of what is counted. */
  counted?: string
  start: number
  end: number
}

const QUALIFIER = '(?:(рабоч|календарн|банковск|полн|цел|суток)\\p{L}* )?'
const ONE = `(?:минус |-(?=\\d))?(?:${NUMBER_PATTERN})`
const RANGE = new RegExp(
  ownLetters(
    `(?<![\\p{L}\\p{N}.,:])(?:(?<lead>от|с|между) )?(?<a>${ONE})(?<ua>(?! (?:до|по|и|или) ) ?(?:\\p{L}{1,9}|%|₽|°))?(?<join> ?- ?| ?\\.\\.+ ?| до | по | и | или )(?<b>${ONE})(?!\\p{N}| ?- ?\\p{N})`,
  ),
  'gu',
)
const SINGLE = new RegExp(ownLetters(`(?<![\\p{L}\\p{N}.,:/]|\\p{L}-)(?<n>${ONE})(?![\\p{N}:])`), 'gu')
const ADJECTIVE =
  /(?<![\p{L}\p{N}])(?:(\d+)-?(?:ти|х|и|мес)?-?|(одно|двух|трех|четырех|пяти|шести|семи|восьми|девяти|десяти|двенадцати|четырнадцати|тридцати|полутора))(минутн|часов|дневн|суточн|недельн|месячн|летн|годичн)\p{L}*/gu
const BARE =
  /(?<=(?:в течение|за|через|около|примерно|ровно|целый|целые|целую|хранится|хранят|гаранти\p{L}+|длится|занимает|действует|на|больше|меньше|менее|более|до|еще) |(?<!(?:раз в|каждые) )(?<!\p{L})(?=полгода|полчаса|полугода|получаса))(полгода|полчаса|полугода|получаса|полдня|недел[яюи]|год(?:а)?|месяц(?:а)?|сут(?:ки|ок)|час(?:а)?|день|дня)(?!\p{L})/gu
const ONE_OR_TWO =
  /(?<!\p{L})(день|дня|неделю|неделя|час|месяц|год|минуту|сутки|метр|литр|раз)-(два|две|двое|другой|полтора|полторы)(?!\p{L})/gu
const HALVED =
  /(?<!\p{L})(?:(пол)(?:метра|литра|килограмма|кило|минуты|секунды|сантиметра|миллиметра|дня)|(четверть|треть) (?:часа|метра|литра|килограмма|года|суток))(?!\p{L})/gu
const HALF: Record<string, number> = {
  полгода: 24 * 30.4375 * 6,
  полугода: 24 * 30.4375 * 6,
  полчаса: 0.5,
  получаса: 0.5,
  полдня: 12,
}

/**
 * What a Russian text measures: numbers in digits or words with their units, ranges, limits, counts of things. Offsets
 * are those of the text. Clock times, dates and sizes («80×120») are not quantities; blank them out first.
 */
export function readQuantities(text: string): Quantity[] {
  const folded = foldInPlace(text)
  const found: Quantity[] = []
  const isTaken = (start: number, end: number) =>
    found.some((other) => start < other.end && other.start < end)
  const add = (quantity: Quantity | undefined) => {
    if (quantity && !isTaken(quantity.start, quantity.end)) found.push(quantity)
  }
  for (const match of folded.matchAll(ADJECTIVE)) add(adjectiveOf(match))
  for (const match of folded.matchAll(ONE_OR_TWO)) add(oneOrTwo(match, folded))
  for (const match of folded.matchAll(HALVED)) add(halved(match, folded))
  for (const match of folded.matchAll(RANGE)) add(rangeOf(match, folded, text))
  for (const match of folded.matchAll(SINGLE)) {
    if (!isTaken(match.index, match.index + match[0].length)) add(singleOf(match, folded, text))
  }
  for (const match of folded.matchAll(BARE)) add(bareOf(match, folded))
  return found.sort((a, b) => a.start - b.start)
}

const signed = (found: string): number => {
  const isNegative = /^(?:минус |-)/u.test(found)
  const value = numberOf(found.replace(/^(?:минус |-)/u, ''))
  return isNegative ? -value : value
}

type After = {
  dimension: Dimension
  factor: number
  end: number
  counted?: string
  days?: 'working' | 'calendar'
}

/** The unit after a number, with what may stand between («3 рабочих дня»); else the thing that is counted. */
function after(folded: string, original: string, at: number): After | undefined {
  const gap = /^ ?-? ?/u.exec(folded.slice(at))?.[0].length ?? 0
  const direct = unitAt(folded, original, at + gap)
  if (direct) return direct.dimension === 'count' ? { ...direct, counted: PIECES } : direct
  const qualifier = new RegExp(`^ ${QUALIFIER}`, 'u').exec(folded.slice(at))
  if (qualifier?.[1]) {
    const unit = unitAt(folded, original, at + qualifier[0].length)
    const days = /^(?:рабоч|банк)/u.test(qualifier[1]) ? 'working' : 'calendar'
    if (unit)
      return qualifier[1].startsWith('цел') || qualifier[1].startsWith('полн') ? unit : { ...unit, days }
  }
  const piece = /^ ?шт(?:\.|ук\p{L}*)?(?!\p{L})/u.exec(folded.slice(at))
  if (piece)
    return { dimension: 'count', factor: 1, end: at + piece[0].replace(/\.$/, '').length, counted: 'шт' }
  const thing =
    /^ (?:(?:разн|скорост|съемн|запасн|сменн|нов)\p{L}*(?:ых|их|ые|ие) )?(\p{Script=Cyrillic}{3,})(?!\p{L})/u.exec(
      folded.slice(at),
    )
  if (!thing?.[1] || NOT_COUNTED.test(thing[1]) || isOrdinal(thing[1])) return undefined
  return { dimension: 'count', factor: 1, end: at + thing[0].length, counted: stem(thing[1]) }
}

/** Of «12 штук» it is said elsewhere what they are. */
export const PIECES = 'шт'

/** Words that follow a number and are not what it counts: months, prepositions, «и», «раз». */
const NOT_COUNTED =
  /^(?:январ|феврал|март|апрел|ма[яй]|июн|июл|август|сентябр|октябр|ноябр|декабр|раз|для|при|без|или|под|над|как|что|это|после|чтобы|если|через|числ|процент)/u

function singleOf(match: RegExpExecArray, folded: string, original: string): Quantity | undefined {
  const spelled = match[0]
  const end = match.index + spelled.length
  const unit = after(folded, original, end)
  if (!unit) return undefined
  // «iPhone 15 подойдёт», «модель V 8»: the number belongs to the name before it.
  if (unit.dimension === 'count' && isPartOfName(original, match.index)) return undefined
  // «в 2026 г.» is a year, no weight.
  if (unit.dimension === 'weight' && unit.factor === 1 && /^(?:19|20)\d\d$/.test(spelled)) return undefined
  // «один», «одна» before a noun is often an article, «сто» never is.
  if (unit.dimension === 'count' && numberWord(spelled) === 1) return undefined
  const value = signed(spelled) * unit.factor
  return limited({ from: value, to: value, start: match.index, end: unit.end, unit }, folded)
}

const isPartOfName = (original: string, at: number) =>
  /(?:[A-Za-z][\w+-]*|(?<!^)(?<![.!?»] )\p{Lu}\p{Script=Cyrillic}+»?|(?<!\p{L})(?:модел\p{L}+|верси\p{L}+|номер|№)) ?$/u.test(
    original.slice(Math.max(0, at - 40), at),
  )

type Raw = { from: number; to: number; start: number; end: number; unit: After; isRange?: boolean }

function rangeOf(match: RegExpExecArray, folded: string, original: string): Quantity | undefined {
  const { lead, a = '', ua = '', b = '', join = '' } = match.groups ?? {}
  if (/ (?:до|по) /u.test(join) && lead === undefined) return undefined
  if (/ и /u.test(join) && lead !== 'между') return undefined
  if (/ или /u.test(join)) return undefined
  const end = match.index + match[0].length
  const unit = after(folded, original, end)
  if (!unit) return undefined
  // «с 9 до 21» is a clock, not a range of hours; «с 3 до 5 дней» is none.
  if (lead === 'с' && !(unit.dimension === 'time' && unit.factor >= 24)) return undefined
  const own =
    ua.trim() === '' ? undefined : unitAt(folded, original, folded.indexOf(ua.trim(), match.index + a.length))
  // «2,4 ГГц — 574 Мбит/с» is no range.
  if (ua.trim() !== '' && own?.dimension !== unit.dimension) return undefined
  const from = signed(a) * (own?.dimension === unit.dimension ? own.factor : unit.factor)
  // «10 кг — 150 г» are two: what follows is told of what stands before.
  if (ua.trim() !== '' && from > signed(join.trim() === '-' ? b.replace(/^-/, '') : b) * unit.factor)
    return undefined
  // «5 - 10» joins, «от -5 до -25» does not.
  const to = signed(join.trim() === '-' ? b.replace(/^-/, '') : b) * unit.factor
  return limited(
    {
      from: Math.min(from, to),
      to: Math.max(from, to),
      start: match.index,
      end: unit.end,
      unit,
      isRange: true,
    },
    folded,
  )
}

const MAX =
  /(?:(?<!\p{L})до|не более(?: чем)?|не больше(?: чем)?|не дольше|не позднее(?: чем)?|не позже|не свыше|не выше|не горячее|не тяжелее|не длиннее|максимум|в пределах|менее|меньше|(?<!\p{L})вплоть до) (?:на )?$/u
const MIN =
  /(?<!\p{L})(?:(?<!не )от|не менее(?: чем)?|не меньше|не ниже|не холоднее|минимум|(?<!не )свыше|(?<!не )более(?: чем)?|(?<!не )больше|дороже|(?<!не )выше) $/u
/** «работает от четырёх батареек» sets no least. */
const POWERED = /(?:работа|пита|заряжа|заряд|включа)\p{L}* от $/u
const ABOUT = /(?<!\p{L})(?:около|примерно|порядка|приблизительно|где-то|до?вольно|~|≈) ?$/u

function limited({ from, to, start, end, unit, isRange }: Raw, folded: string): Quantity {
  const before = folded.slice(Math.max(0, start - 24), start)
  const max = MAX.exec(before)
  const min = max || POWERED.test(before) ? null : MIN.exec(before)
  const about = ABOUT.exec(before)
  const lead = (max ?? min ?? about)?.[0].length ?? 0
  return {
    dimension: unit.dimension,
    from,
    to,
    bound: isRange ? 'range' : max ? 'max' : min ? 'min' : 'exact',
    isApproximate: about !== null,
    ...(unit.days ? { days: unit.days } : {}),
    ...(unit.counted === undefined ? {} : { counted: unit.counted }),
    start: start - (lead > 0 ? lead : 0),
    end,
  }
}

function adjectiveOf(match: RegExpExecArray): Quantity | undefined {
  const [all, digits, word = '', kind = ''] = match
  const value = digits ? Number(digits) : word === 'одно' ? 1 : numberWord(word)
  const factor = TIME_ADJECTIVES.find(([pattern]) => pattern.test(kind))?.[1]
  if (value === undefined || factor === undefined) return undefined
  // «летний» alone is summer; with a number before it, years.
  return {
    dimension: 'time',
    from: value * factor,
    to: value * factor,
    bound: 'exact',
    isApproximate: false,
    start: match.index,
    end: match.index + all.length,
  }
}

/** «день-два», «час-полтора»: one of the unit to two. */
function oneOrTwo(match: RegExpExecArray, folded: string): Quantity | undefined {
  const [all, unit = '', most = ''] = match
  const found = unitAt(folded, folded, match.index)
  if (!found || unit === '') return undefined
  const to = found.factor * (most.startsWith('полт') ? 1.5 : 2)
  const { dimension, factor: from } = found
  return {
    dimension,
    from,
    to,
    bound: 'range',
    isApproximate: false,
    start: match.index,
    end: match.index + all.length,
  }
}

/** «полметра», «четверть часа». */
function halved(match: RegExpExecArray, folded: string): Quantity | undefined {
  const [all] = match
  const part = match[1] ?? match[2] ?? ''
  const at = match.index + part.length + (part === 'пол' ? 0 : 1)
  const unit = unitAt(folded, folded, at)
  if (!unit) return undefined
  const value = unit.factor * (part === 'пол' ? 0.5 : part === 'треть' ? 1 / 3 : 0.25)
  return limited({ from: value, to: value, start: match.index, end: match.index + all.length, unit }, folded)
}

/** «в течение недели», «гарантия год», «за сутки»: one of the unit, unsaid. */
function bareOf(match: RegExpExecArray, folded: string): Quantity | undefined {
  const word = match[0]
  const half = HALF[word]
  const unit = unitAt(folded, folded, match.index)
  const hours = half ?? (unit?.dimension === 'time' ? unit.factor : undefined)
  if (hours === undefined) return undefined
  // «раз в неделю», «на следующий день» say when, not how long; «на день» says little.
  if (/(?:раз|раза) (?:в|за) $/u.test(folded.slice(Math.max(0, match.index - 12), match.index)))
    return undefined
  const { index: start } = match
  const end = start + word.length
  return limited(
    { from: hours, to: hours, start, end, unit: { dimension: 'time', factor: hours, end } },
    folded,
  )
}
