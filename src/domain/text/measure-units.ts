import { ownLetters } from './letters.ts'
/**
 * What is measured. Values of one dimension compare: hours, rubles, percent, grams, millimetres, millilitres, watts,
 * milliampere-hours … `count` counts things and is told apart by the thing.
 */
export type Dimension =
  | 'time'
  | 'money'
  | 'percent'
  | 'weight'
  | 'length'
  | 'area'
  | 'density'
  | 'volume'
  | 'flow'
  | 'power'
  | 'charge'
  | 'energy'
  | 'voltage'
  | 'current'
  | 'frequency'
  | 'temperature'
  | 'data'
  | 'data-speed'
  | 'noise'
  | 'light'
  | 'pressure'
  | 'speed'
  | 'rotation'
  | 'denier'
  | 'food-energy'
  /** Times an hour. */
  | 'rate'
  | 'count'

type Unit = { dimension: Dimension; factor: number; forms: string; exactCase?: true }

const DAY = 24
/** An average month: 12 of them are a year, one of them is 30 days as people count. */
const MONTH = DAY * 30.4375

/** Compound units first: «г/м²» is not «г». Forms are regular expressions over the folded text. */
const UNITS: Unit[] = [
  { dimension: 'density', factor: 1, forms: '(?:г|гр|грамм\\p{L}*) ?(?:/|на) ?(?:м2|м²|кв\\.? ?м|квадратн\\p{L}* метр\\p{L}*)' },
  { dimension: 'flow', factor: 1, forms: 'мл ?(?:/|в) ?(?:ч|час)' },
  { dimension: 'flow', factor: 60, forms: '(?:мл|г) ?(?:/|в) ?мин\\p{L}*' },
  { dimension: 'data-speed', factor: 1, forms: 'мбит(?: ?/ ?с\\p{L}*)?|mbps' },
  { dimension: 'data-speed', factor: 1000, forms: 'гбит(?: ?/ ?с\\p{L}*)?|gbps' },
  { dimension: 'speed', factor: 1, forms: 'км ?(?:/|в) ?ч(?:ас\\p{L}*)?' },
  { dimension: 'speed', factor: 3.6, forms: 'м ?/ ?с' },
  { dimension: 'rotation', factor: 1, forms: 'об(?:орот\\p{L}*)?\\.? ?(?:/|в) ?мин\\p{L}*' },
  { dimension: 'charge', factor: 1, forms: 'м[аa][ ·*-]?ч(?:ас\\p{L}*)?|mah|миллиампер\\p{L}*(?:[ -]час\\p{L}*)?' },
  { dimension: 'charge', factor: 1000, forms: 'а[ ·*-]?ч|ah|ампер[ -]?час\\p{L}*' },
  { dimension: 'energy', factor: 1, forms: 'вт[ ·*-]?ч(?:ас\\p{L}*)?|wh' },
  { dimension: 'power', factor: 735.5, forms: 'л\\. ?с\\.?|лошадин\\p{L}+ сил\\p{L}*' },
  { dimension: 'power', factor: 1000, forms: 'квт|kw|киловатт\\p{L}*' },
  { dimension: 'power', factor: 1, forms: 'вт|ватт\\p{L}*|w' },
  { dimension: 'frequency', factor: 1e9, forms: 'ггц|ghz|гигагерц\\p{L}*' },
  { dimension: 'frequency', factor: 1e6, forms: 'мгц|mhz|мегагерц\\p{L}*' },
  { dimension: 'frequency', factor: 1000, forms: 'кгц|khz|килогерц\\p{L}*' },
  { dimension: 'frequency', factor: 1, forms: 'гц|hz|герц\\p{L}*' },
  { dimension: 'voltage', factor: 1, forms: 'вольт\\p{L}*' },
  { dimension: 'voltage', factor: 1, forms: 'В|V', exactCase: true },
  { dimension: 'current', factor: 1, forms: 'ампер\\p{L}*' },
  { dimension: 'current', factor: 1, forms: 'А|A', exactCase: true },
  { dimension: 'area', factor: 1e-4, forms: 'см2|см²|кв\\.? ?см|квадратн\\p{L}* сантиметр\\p{L}*' },
  { dimension: 'area', factor: 1, forms: 'м2|м²|кв\\.? ?м|квадратн\\p{L}* метр\\p{L}*|квадрат(?:а|ов)' },
  { dimension: 'length', factor: 1, forms: 'мм|миллиметр\\p{L}*' },
  { dimension: 'length', factor: 10, forms: 'см|сантиметр\\p{L}*' },
  { dimension: 'length', factor: 1e6, forms: 'км|километр\\p{L}*' },
  { dimension: 'length', factor: 25.4, forms: 'дюйм\\p{L}*' },
  { dimension: 'length', factor: 1000, forms: 'м|метр\\p{L}*' },
  { dimension: 'volume', factor: 1, forms: 'мл|миллилитр\\p{L}*' },
  { dimension: 'volume', factor: 1000, forms: 'л|литр\\p{L}*' },
  { dimension: 'weight', factor: 0.001, forms: 'мг|миллиграмм\\p{L}*' },
  { dimension: 'weight', factor: 1000, forms: 'кг|килограмм\\p{L}*|кило' },
  { dimension: 'weight', factor: 1e6, forms: 'тонн\\p{L}*' },
  { dimension: 'weight', factor: 1, forms: 'г|гр|грамм\\p{L}*' },
  { dimension: 'temperature', factor: 1, forms: '° ?[cс]?|градус\\p{L}*' },
  { dimension: 'money', factor: 1, forms: '₽|руб\\p{L}*|р|rub' },
  { dimension: 'percent', factor: 1, forms: '%|процент\\p{L}*' },
  { dimension: 'data', factor: 1e6, forms: 'тб|tb|терабайт\\p{L}*' },
  { dimension: 'data', factor: 1000, forms: 'гб|gb|гигабайт\\p{L}*' },
  { dimension: 'data', factor: 1, forms: 'мб|mb|мегабайт\\p{L}*' },
  { dimension: 'noise', factor: 1, forms: 'дб|db|децибел\\p{L}*' },
  { dimension: 'light', factor: 1, forms: 'лм|люмен\\p{L}*' },
  { dimension: 'pressure', factor: 1, forms: 'кпа|kpa' },
  { dimension: 'denier', factor: 1, forms: 'ден|den' },
  { dimension: 'food-energy', factor: 1, forms: 'ккал|килокалори\\p{L}+' },
  { dimension: 'count', factor: 1, forms: 'шт|штук\\p{L}*' },
  { dimension: 'time', factor: 1 / 3600, forms: 'сек|секунд\\p{L}*' },
  { dimension: 'time', factor: 1 / 60, forms: 'мин|минут\\p{L}*' },
  { dimension: 'time', factor: 1, forms: 'ч|час(?:а|у|ов|ам|ами|ах)?' },
  { dimension: 'time', factor: DAY, forms: 'сут\\p{L}{2,3}|дн|ден[ья]|дня|дней|дню|днем|дням|днями|днях' },
  { dimension: 'time', factor: 7 * DAY, forms: 'нед|недел\\p{L}*' },
  { dimension: 'time', factor: MONTH, forms: 'мес|месяц\\p{L}*' },
  { dimension: 'time', factor: 12 * MONTH, forms: 'год(?:а|у|ом|ам|ах)?|лет' },
] // biome-ignore format: a table reads best as one

const compiled = UNITS.map(({ dimension, factor, forms, exactCase }) => ({
  dimension,
  factor,
  exactCase: exactCase ?? false,
  pattern: new RegExp(ownLetters(`(?:${forms})\\.?(?![\\p{L}\\p{N}/])`), 'uy'),
}))

export type FoundUnit = { dimension: Dimension; factor: number; end: number }

/** The unit that begins exactly at `at`. `original` tells «5 В» (volts) from «5 в» (a preposition). */
export function unitAt(folded: string, original: string, at: number): FoundUnit | undefined {
  for (const { dimension, factor, exactCase, pattern } of compiled) {
    pattern.lastIndex = at
    const found = pattern.exec(exactCase ? original : folded)
    if (!found) continue
    // The full stop of «12 мес.» belongs to the unit, that of «7 дней.» ends the sentence.
    const end = found[0].endsWith('.') ? at + found[0].length - 1 : at + found[0].length
    return { dimension, factor, end }
  }
  return undefined
}

/** «двухлетняя», «14-дневный»: the second half of an adjective that measures time. */
export const TIME_ADJECTIVES: [RegExp, number][] = [
  [/^минутн/u, 1 / 60],
  [/^часов/u, 1],
  [/^(?:дневн|суточн)/u, DAY],
  [/^недельн/u, 7 * DAY],
  [/^месячн/u, MONTH],
  [/^(?:летн|годичн|годов)/u, 12 * MONTH],
]
