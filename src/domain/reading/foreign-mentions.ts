import { foreignUnitAt } from './foreign-units.ts'
import { type Atom, type Mention, shareUnits } from './mention.ts'

type Foreign = 'zh' | 'en'

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
)
const MONTH = `(${MONTHS.map((month) => `${month}|${month.slice(0, 3)}\\.?`).join('|')})`
const DIGITS = '\\d{1,3}(?:[ ,\\u00a0]\\d{3})+(?!\\d)|\\d+(?:[.,]\\d+)?'
const ZH_NUMERAL = '[一二三四五六七八九十百千两双半]+'
const EN_WORDS: Record<string, number> = Object.fromEntries(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, value) => [word, value]),
)
Object.assign(EN_WORDS, { thirty: 30, forty: 40, fifty: 50, sixty: 60, ninety: 90, hundred: 100 })
const NUMBER = {
  zh: `${DIGITS}|${ZH_NUMERAL}`,
  en: `${DIGITS}|(?<!\\p{L})(?:half an?|${Object.keys(EN_WORDS).join('|')})(?!\\p{L})`,
}
const ZH_DAY = '一二三四五六日'
const EN_DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

type Take = (start: number, end: number, atoms: Atom[], isSoft?: true) => void
type Pattern = [RegExp, (match: RegExpExecArray) => Atom[]]
const num = (text: string | undefined) => Number(text ?? 0)
const date = (day: number, month: number, year?: string): Atom => ({
  kind: 'date',
  day,
  month,
  ...(year === undefined ? {} : { year: Number(year) }),
})
const monthOf = (word = '') => MONTHS.findIndex((month) => month.startsWith(word.slice(0, 3))) + 1
const clock = (hour: number, minute: number): Atom => ({ kind: 'time', minutes: hour * 60 + minute })
const later = (hour: number, isLate: boolean) => (isLate && hour < 12 ? hour + 12 : hour)

const BOTH: Pattern[] = [
  [/(?<!\d)(20\d\d)-(\d{2})-(\d{2})(?!\d)/gu, ([, year, month, day]) => [date(num(day), num(month), year)]],
  [
    /(?<![\d.])(\d{1,2})\.(\d{2})(?:\.(20\d\d))?(?![\d.]| ?(?:kg|g|m|cm|mm|l|ml|v|w|%|₽|千克|公斤|克|米|厘米|升|毫升|卢布))/gu,
    ([, day, month, year]) =>
      num(month) > 12 || num(month) < 1 || num(day) > 31 ? [] : [date(num(day), num(month), year)],
  ],
]
/** Clocks, dates and days by language, each before the plain numbers inside it. */
const PATTERNS: Record<Foreign, Pattern[]> = {
  zh: [
    [
      /(上午|早上|下午|晚上|中午|傍晚)?(\d{1,2})[:：](\d{2})/gu,
      ([, part = '', hour, minute]) => [clock(later(num(hour), /下|晚|傍/u.test(part)), num(minute))],
    ],
    [
      /(上午|早上|下午|晚上|中午|傍晚)?(\d{1,2})点(?!击)(?:(半)|(\d{1,2})分)?/gu,
      ([, part = '', hour, half, minute]) => [
        clock(later(num(hour), /下|晚|傍/u.test(part)), half ? 30 : num(minute)),
      ],
    ],
    ...BOTH,
    [
      /(?:(20\d\d)年)?(\d{1,2})月(\d{1,2})[日号]?\s*(?:至|到|[-–—~～])\s*(?:(\d{1,2})月)?(\d{1,2})[日号]/gu,
      ([, year, month, from, lastMonth, to]) => [
        date(num(from), num(month), year),
        date(num(to), num(lastMonth ?? month), year),
      ],
    ],
    [
      /(?:(20\d\d)年)?(\d{1,2})月(\d{1,2})[日号]?/gu,
      ([, year, month, day]) => [date(num(day), num(month), year)],
    ],
    [/(20\d\d)年(\d{1,2})月(?:份)?/gu, ([, year, month]) => [date(0, num(month), year)]],
    [/((?:19|20)\d\d)年/gu, ([, year = '']) => [{ kind: 'number', digits: year }]],
    [
      new RegExp(`(?:周|星期|礼拜)([${ZH_DAY}天])`, 'gu'),
      ([, day = '']) => [{ kind: 'weekday', day: ZH_DAY.indexOf(day === '天' ? '日' : day) + 1 }],
    ],
    [/大后天/gu, () => []],
    [/后天/gu, () => [{ kind: 'day', offset: 2 }]],
    [/明天/gu, () => [{ kind: 'day', offset: 1 }]],
    [/今天|今日/gu, () => [{ kind: 'day', offset: 0 }]],
    [/昨天|昨日/gu, () => [{ kind: 'day', offset: -1 }]],
    [
      /百分之(\d+(?:\.\d+)?)/gu,
      ([, value]) => [{ kind: 'quantity', dimension: 'percent', value: num(value), factor: 1 }],
    ],
  ],
  en: [
    [
      /(?<![\d.])(\d{1,2})(?::(\d{2}))? ?([ap])\.?m(?![a-z])\.?/gu,
      ([, hour, minute, half]) => [clock(later(num(hour) % 12, half === 'p'), num(minute))],
    ],
    [/(?<!\d)(\d{1,2}):(\d{2})(?!\d)/gu, ([, hour, minute]) => [clock(num(hour), num(minute))]],
    ...BOTH,
    [
      new RegExp(
        `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)? ?(?:-|–|—|to|until) ?(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH}(?:,? (20\\d\\d))?(?!\\p{L})`,
        'gu',
      ),
      ([, from, to, month, year]) => [
        date(num(from), monthOf(month), year),
        date(num(to), monthOf(month), year),
      ],
    ],
    [
      new RegExp(`(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH}(?:,? (20\\d\\d))?(?!\\p{L})`, 'gu'),
      ([, day, month, year]) => [date(num(day), monthOf(month), year)],
    ],
    [
      new RegExp(`(?<!\\p{L})${MONTH} (\\d{1,2})(?:st|nd|rd|th)?(?:,? (20\\d\\d))?(?!\\d)`, 'gu'),
      ([, month, day, year]) => [date(num(day), monthOf(month), year)],
    ],
    [
      new RegExp(`(?<!\\p{L})${MONTH} (20\\d\\d)(?!\\d)`, 'gu'),
      ([, month, year]) => [date(0, monthOf(month), year)],
    ],
    ...EN_DAYS.map(
      (name, index): Pattern => [
        new RegExp(`(?<!\\p{L})${name}s?(?!\\p{L})`, 'gu'),
        () => [{ kind: 'weekday', day: index + 1 }],
      ],
    ),
    [/(?<!\p{L})the day after tomorrow(?!\p{L})/gu, () => [{ kind: 'day', offset: 2 }]],
    [/(?<!\p{L})tomorrow(?!\p{L})/gu, () => [{ kind: 'day', offset: 1 }]],
    [/(?<!\p{L})today(?!\p{L})/gu, () => [{ kind: 'day', offset: 0 }]],
    [/(?<!\p{L})yesterday(?!\p{L})/gu, () => [{ kind: 'day', offset: -1 }]],
  ],
}
const SIZE = new RegExp(`(${DIGITS}) ?(?:[×xх*]|by) ?(${DIGITS})(?: ?(?:[×xх*]|by) ?(${DIGITS}))?`, 'gu')
const CENTIMETRE = 10

/** What a Chinese or English text says of numbers with units, dates, times and sizes, for comparison with the Russian. */
export function readForeignMentions(text: string, language: Foreign): Mention[] {
  const found: Mention[] = []
  let rest = text.toLowerCase()
  // A letter that grows in lower case would move every place behind it.
  if (rest.length !== text.length) rest = text
  const take = (start: number, end: number, atoms: Atom[], isSoft?: true) => {
    rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end)
    if (atoms.length > 0)
      found.push({ words: text.slice(start, end).trim(), start, end, atoms, ...(isSoft ? { isSoft } : {}) })
  }
  for (const [pattern, read] of PATTERNS[language]) {
    for (const match of rest.matchAll(pattern)) {
      const atoms = read(match)
      if (atoms.length > 0) take(match.index, match.index + match[0].length, atoms)
    }
  }
  for (const match of rest.matchAll(SIZE)) {
    const end = match.index + match[0].length
    const unit = foreignUnitAt(text, rest, end + gapAt(rest, end), language)
    if (unit && unit.dimension !== 'length' && unit.dimension !== 'count') continue
    const factor = unit?.dimension === 'length' ? unit.factor : CENTIMETRE
    const sides = match.slice(1).flatMap((side) => (side === undefined ? [] : numberOf(side) * factor))
    take(match.index, unit?.dimension === 'length' ? unit.end : end, [{ kind: 'size', sides }])
  }
  // «第1天» names which one, not how many.
  for (const match of rest.matchAll(/第(\d+)\p{Script=Han}?/gu)) {
    take(match.index, match.index + match[0].length, [{ kind: 'number', digits: match[1] ?? '' }], true)
  }
  readQuantities(text, rest, language, take)
  for (const { 0: digits, index } of rest.matchAll(/\d+(?:[.,]\d+)*/g)) {
    const plain = /^\d+[.,]\d+$/.test(digits) ? String(Number(digits.replace(',', '.'))) : digits
    found.push({
      words: digits,
      start: index,
      end: index + digits.length,
      atoms: [{ kind: 'number', digits: plain }],
    })
  }
  return shareUnits(
    text,
    found.sort((a, b) => a.start - b.start),
  )
}

function readQuantities(original: string, text: string, language: Foreign, take: Take) {
  const one = `(?:零下|minus |(?<![a-zа-я\\d])[-−])?(?:${NUMBER[language]})`
  const pattern = new RegExp(
    `(?:(?<a>${one})(?<gapA> ?(?:万|千)?)(?:至|到|[-–—~～]| to | or | and )\\s?)?(?<b>${one})(?<big>万|千)?(?<extra>多)?`,
    'gu',
  )
  for (const match of text.matchAll(pattern)) {
    const { a, b = '', big } = match.groups ?? {}
    const end = match.index + match[0].length
    const unit = foreignUnitAt(original, text, end + gapAt(text, end), language)
    const isSpelled = !/\d/.test(b)
    if (isSpelled && (unit?.dimension ?? 'count') === 'count') {
      // «一个», «一下», «one of»: an article as often as a count.
      take(match.index, end, [{ kind: 'number', digits: String(numberOf(b)) }], true)
      continue
    }
    if (!unit) continue
    const scale = unit.factor * (big === '万' ? 10_000 : big === '千' ? 1_000 : 1)
    const half = language === 'zh' ? /^半(?!\p{L}?\d)/u.exec(text.slice(unit.end)) : null
    const atoms = [a, b].flatMap((number): Atom[] =>
      number === undefined
        ? []
        : [
            {
              kind: 'quantity',
              dimension: unit.dimension,
              value: (numberOf(number) + (half ? 0.5 : 0)) * scale,
              factor: scale,
            },
          ],
    )
    take(match.index, unit.end + (half ? 1 : 0), atoms)
  }
}

const gapAt = (text: string, at: number) => /^[ \u00a0-]?/u.exec(text.slice(at))?.[0].length ?? 0

function numberOf(text: string): number {
  const found = text.replace(/^(?:零下|minus |[-−])/u, '')
  if (found !== text) return -numberOf(found)
  if (/^\d/.test(found)) {
    const isGrouped = /^\d{1,3}(?:[ ,\u00a0]\d{3})+$/u.test(found)
    return Number(isGrouped ? found.replace(/[ ,\u00a0]/gu, '') : found.replace(',', '.'))
  }
  return found.startsWith('half') ? 0.5 : (EN_WORDS[found] ?? zhNumeral(found))
}

const ZH_DIGITS = '零一二三四五六七八九'
const ZH_TENS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }

/** «十四» → 14, «两百五十» → 250, «半» → 0.5. */
function zhNumeral(text: string): number {
  if (text === '半') return 0.5
  let [total, digit] = [0, 0]
  for (const char of text) {
    const tens = ZH_TENS[char]
    if (tens === undefined) digit = /[两双]/u.test(char) ? 2 : ZH_DIGITS.indexOf(char)
    else {
      total += (digit || 1) * tens
      digit = 0
    }
  }
  return total + digit
}
