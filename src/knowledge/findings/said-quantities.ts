import { foldInPlace } from '../../domain/text/fold-in-place.ts'
import { numberOf } from '../../domain/text/number-words.ts'
import type { Quantity } from '../../domain/text/quantities.ts'
import { stem } from '../../domain/text/tokens.ts'
import { readSaidSpans } from './said-spans.ts'

const DAY = 24
const YEAR = DAY * 365.25
/** Hours. */
const PERIODS: [RegExp, number][] = [
  [/^час/u, 1],
  [/^(?:дн|ден|сут)/u, DAY],
  [/^недел/u, 7 * DAY],
  [/^месяц/u, 30.4375 * DAY],
  [/^квартал/u, 91.3 * DAY],
  [/^полгода/u, 182.6 * DAY],
  [/^(?:год|лет)/u, YEAR],
  [/^сезон/u, 91.3 * DAY],
]
const PERIOD =
  '(час(?:а|ов)?|день|дня|дней|сут(?:ки|ок)|недел[яюиь]|недель|месяц(?:а|ев)?|квартал(?:а)?|полгода|год(?:а)?|лет|сезон)'
const NUMBER = '(\\d+|од(?:ин|на|ну|но)|дв[ае]|три|четыре|пять|шесть|семь|восемь|десять|двенадцать|пару)'
const TIMES = new RegExp(
  `(?<!\\p{L})(?:${NUMBER} )?(раза?|дважды|трижды|однажды) в (?:${NUMBER} )?${PERIOD}(?!\\p{L})`,
  'gu',
)
const EVERY = new RegExp(`(?<!\\p{L})кажд(?:ый|ую|ые|ое) (?:${NUMBER} )?${PERIOD}(?!\\p{L})`, 'gu')
const ADVERBS: [RegExp, number][] = [
  [/(?<!\p{L})ежедневно(?!\p{L})/gu, 1 / DAY],
  [/(?<!\p{L})еженедельно(?!\p{L})/gu, 1 / (7 * DAY)],
  [/(?<!\p{L})ежемесячно(?!\p{L})/gu, 1 / (30.4375 * DAY)],
  [/(?<!\p{L})ежегодно(?!\p{L})/gu, 1 / YEAR],
  [/(?<!\p{L})через день(?!\p{L})/gu, 1 / (2 * DAY)],
]
const ASKS_HOW_OFTEN =
  /как часто|скольк\p{L}+ раз|раз в |как регулярно|периодичн|частот|график (?:замен|полив|чист)/u
const SAME_DAY =
  /(?<!\p{L})(?:(?:в тот же|в этот же|тем же) дн[её]?м?(?:ень)?|в тот же день|в этот же день|в день (?:заказа|оплаты|оформления|обращения|покупки|поступления)|день в день|сегодня же)(?!\p{L})/gu
const NEXT_DAY = /(?<!\p{L})(?:на следующий(?: рабочий)? день|на другой день|завтра)(?!\p{L})/gu
const CLOCK = /\d[:.]\d\d|(?<!\p{L})до (?:обеда|полудня|\d{1,2} (?:час|утра|вечера|дня))|если|при заказе/u
const AGE = /(?<![\p{L}\p{N}.,])(\d{1,2}) ?\+(?![\p{L}\p{N}])/gu
const PEOPLE =
  /(?<!\p{L})(?:(?:на )?(двоих|троих|четверых|пятерых|шестерых)|(двое|трое|четверо|пятеро|шестеро)(?! сут)|(двух|трех|четырех|пяти|шести|восьми)местн\p{L}+)(?!\p{L})/gu
const SIZES =
  /(?<!\p{L})размер(?:ы|ах|ами|ов)?(?: ряд)?(?: есть)?[: ](?: ?(?:от|с|[—-]) ?)?(\d{2}) ?(?:-|–| до | по ) ?(\d{2})(?! ?(?:см|мм|м|на|х)(?!\p{L})|\p{N})/gu
/** «на пятый день», «на 3-и сутки» */
const DAY_COUNT =
  /(?<!\p{L})на (?:(второй|третий|четвертый|пятый|шестой|седьмой|десятый)|(\d{1,2})(?:-?\p{L}{1,2})?) (?:рабочий )?(?:день|сутки)(?!\p{L})/gu
const ORDINALS: Record<string, number> = {
  второй: 2,
  третий: 3,
  четвертый: 4,
  пятый: 5,
  шестой: 6,
  седьмой: 7,
  десятый: 10,
}
/** «вмещает литр»: one of the unit, unsaid. */
const ONE_UNIT =
  /(?<=(?:вмеща\p{L}+|держит|выдержива\p{L}+|весит|весят|вес|объем\p{L}*|длин\p{L}+|ровно|целый) )(литр|килограмм|метр)(?!\p{L})/gu
/** «да, год с момента получения», «гарантия — месяц» */
const ONE_PERIOD =
  /(?<=(?:^|, |[—–:-] ?|ровно |целый |целую |всего ))(?:час|сутки|неделя|неделю|месяц|квартал|год)(?= (?:с|со|от|после|на|и)(?!\p{L})|[.,;!]|$)/gu
const UNITS: Record<string, Pick<Quantity, 'dimension' | 'from'>> = {
  литр: { dimension: 'volume', from: 1000 },
  килограмм: { dimension: 'weight', from: 1000 },
  метр: { dimension: 'length', from: 1000 },
}
/** «трёхъярусная», «двухлитровый», «100-ваттная»: a number and what it measures or counts in one word. */
const COMPOUND =
  /(?<![\p{L}\p{N}])(?:(\d+)-?|(полутора|двух|трех|четырех|пяти|шести|семи|восьми|девяти|десяти|двенадцати|пятнадцати|двадцати|тридцати|сорока|пятидесяти|ста|сто)(пяти|двух|трех|четырех)?)(литров|метров|килограммов|ваттн|дюймов|градусн|процентн|сантиметров|миллиметров|граммов|рублев|ъ?ярусн|ступенчат|скоростн|слойн|секционн|камерн|дверн|местн|предметн|конфорочн|режимн|спальн|колесн|портов|листов|страничн)\p{L}{0,4}(?!\p{L})/gu
const OF_COMPOUND: [RegExp, Pick<Quantity, 'dimension' | 'from'>][] = [
  [/^литр/u, { dimension: 'volume', from: 1000 }],
  [/^метр/u, { dimension: 'length', from: 1000 }],
  [/^сантиметр/u, { dimension: 'length', from: 10 }],
  [/^миллиметр/u, { dimension: 'length', from: 1 }],
  [/^дюйм/u, { dimension: 'length', from: 25.4 }],
  [/^килограмм/u, { dimension: 'weight', from: 1000 }],
  [/^грамм/u, { dimension: 'weight', from: 1 }],
  [/^ваттн/u, { dimension: 'power', from: 1 }],
  [/^градус/u, { dimension: 'temperature', from: 1 }],
  [/^процент/u, { dimension: 'percent', from: 1 }],
  [/^рубл/u, { dimension: 'money', from: 1 }],
]
/** What the second half of such a word counts. */
const COUNTED: [RegExp, string][] = [
  [/ярусн$/u, 'ярусов'],
  [/^ступен/u, 'ступеней'],
  [/^скорост/u, 'скоростей'],
  [/^слойн/u, 'слоев'],
  [/^секци/u, 'секций'],
  [/^камер/u, 'камер'],
  [/^двер/u, 'дверей'],
  [/^местн/u, 'человек'],
  [/^предмет/u, 'предметов'],
  [/^конфор/u, 'конфорок'],
  [/^режим/u, 'режимов'],
  [/^спальн/u, 'спален'],
  [/^колес/u, 'колес'],
  [/^порт/u, 'портов'],
  [/^лист/u, 'листов'],
  [/^страни/u, 'страниц'],
]
const HEADS: [RegExp, number][] = [
  [/^(?:дво|двух)/u, 2],
  [/^(?:тро|трех)/u, 3],
  [/^четв|^четыр/u, 4],
  [/^пят/u, 5],
  [/^шест/u, 6],
  [/^восьм/u, 8],
]

const ROUGHLY = /(?<!\p{L})(?:примерно|приблизительно|около|где-то) $/u

/** What is said in words that are no number with a unit: how often, on the same day, from what age, for how many, in which sizes. */
export function readSaidQuantities(text: string, question: string): Quantity[] {
  const folded = foldInPlace(text)
  const asksHowOften = ASKS_HOW_OFTEN.test(foldInPlace(question))
  const found: Quantity[] = []
  const add = (match: RegExpExecArray, value: Partial<Quantity> & Pick<Quantity, 'dimension' | 'from'>) => {
    const [start, end] = [match.index, match.index + match[0].length]
    if (found.some((other) => start < other.end && other.start < end)) return
    const isApproximate = ROUGHLY.test(folded.slice(0, start))
    found.push({ to: value.from, bound: 'exact', isApproximate, ...value, start, end })
  }
  for (const match of folded.matchAll(TIMES)) {
    const [, times, word = '', number, period = ''] = match
    const count = times ? countOf(times) : word === 'дважды' ? 2 : word === 'трижды' ? 3 : 1
    add(match, { dimension: 'rate', from: count / (countOf(number ?? '1') * hoursOf(period)) })
  }
  for (const match of folded.matchAll(EVERY)) {
    const [, number, period = ''] = match
    if (number || asksHowOften)
      add(match, { dimension: 'rate', from: 1 / (countOf(number ?? '1') * hoursOf(period)) })
  }
  for (const [pattern, rate] of asksHowOften ? ADVERBS : [])
    for (const match of folded.matchAll(pattern)) add(match, { dimension: 'rate', from: rate })
  // «заказы до 12:00 — в тот же день» holds for some only.
  if (!CLOCK.test(folded)) {
    for (const match of folded.matchAll(SAME_DAY))
      add(match, { dimension: 'time', from: DAY, bound: 'max', calendarDay: 'same' })
    for (const match of folded.matchAll(NEXT_DAY))
      add(match, { dimension: 'time', from: DAY, calendarDay: 'next' })
  }
  for (const match of folded.matchAll(AGE))
    add(match, { dimension: 'time', from: Number(match[1]) * YEAR, bound: 'min' })
  for (const match of folded.matchAll(DAY_COUNT))
    add(match, { dimension: 'time', from: DAY * (ORDINALS[match[1] ?? ''] ?? Number(match[2])) })
  for (const match of folded.matchAll(ONE_UNIT)) {
    const unit = UNITS[match[1] ?? '']
    if (unit) add(match, unit)
  }
  for (const match of folded.matchAll(ONE_PERIOD)) add(match, { dimension: 'time', from: hoursOf(match[0]) })
  for (const match of folded.matchAll(COMPOUND)) {
    const value = compoundOf(match)
    if (value) add(match, value)
  }
  for (const { start, end, ...value } of readSaidSpans(folded, foldInPlace(question)))
    if (!found.some((other) => start < other.end && other.start < end))
      found.push({ to: value.from, bound: 'exact', isApproximate: false, ...value, start, end })
  for (const match of folded.matchAll(PEOPLE)) {
    const head = match[1] ?? match[2] ?? match[3] ?? ''
    const from = HEADS.find(([pattern]) => pattern.test(head))?.[1]
    if (from) add(match, { dimension: 'count', from, counted: stem('человек') })
  }
  for (const match of folded.matchAll(SIZES))
    add(match, {
      dimension: 'count',
      from: Number(match[1]),
      to: Number(match[2]),
      bound: 'range',
      counted: stem('размер'),
    })
  return found
}

function compoundOf([, digits, tens = '', ones, unit = '']: RegExpExecArray) {
  const count = digits ? Number(digits) : (numberOf(tens) || 0) + (ones ? numberOf(ones) : 0)
  const measured = OF_COMPOUND.find(([pattern]) => pattern.test(unit))?.[1]
  if (measured) return { ...measured, from: measured.from * count }
  const counted = COUNTED.find(([pattern]) => pattern.test(unit))?.[1]
  return counted === undefined
    ? undefined
    : { dimension: 'count' as const, from: count, counted: stem(counted) }
}

const countOf = (word: string): number =>
  word === 'пару' ? 2 : /^од/u.test(word) ? 1 : (numberOf(word) ?? 1)
const hoursOf = (period: string): number => PERIODS.find(([pattern]) => pattern.test(period))?.[1] ?? DAY
