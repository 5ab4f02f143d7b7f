/** Stem of the cases of a number word → its value. Only whole words are looked up: «три» is not in «стричь». */
const FORMS: [number, string][] = [
  [0, 'ноль ноля нуль нуля'],
  [1, 'один одна одно одного одной одному одну одним одни одних'],
  [1.5, 'полтора полторы полутора'],
  [2, 'два две двух двум двумя двое'],
  [3, 'три трех трем тремя трое'],
  [4, 'четыре четырех четырем четырьмя четверо'],
  [5, 'пять пяти пятью'],
  [6, 'шесть шести шестью'],
  [7, 'семь семи семью'],
  [8, 'восемь восьми восемью'],
  [9, 'девять девяти девятью'],
  [10, 'десять десяти десятью'],
  [11, 'одиннадцать одиннадцати одиннадцатью'],
  [12, 'двенадцать двенадцати двенадцатью'],
  [13, 'тринадцать тринадцати тринадцатью'],
  [14, 'четырнадцать четырнадцати четырнадцатью'],
  [15, 'пятнадцать пятнадцати пятнадцатью'],
  [16, 'шестнадцать шестнадцати шестнадцатью'],
  [17, 'семнадцать семнадцати семнадцатью'],
  [18, 'восемнадцать восемнадцати восемнадцатью'],
  [19, 'девятнадцать девятнадцати девятнадцатью'],
  [20, 'двадцать двадцати двадцатью'],
  [30, 'тридцать тридцати тридцатью'],
  [40, 'сорок сорока'],
  [50, 'пятьдесят пятидесяти'],
  [60, 'шестьдесят шестидесяти'],
  [70, 'семьдесят семидесяти'],
  [80, 'восемьдесят восьмидесяти'],
  [90, 'девяносто девяноста'],
  [100, 'сто ста'],
  [200, 'двести двухсот'],
  [300, 'триста трехсот'],
  [400, 'четыреста четырехсот'],
  [500, 'пятьсот пятисот'],
  [600, 'шестьсот шестисот'],
  [700, 'семьсот семисот'],
  [800, 'восемьсот восьмисот'],
  [900, 'девятьсот девятисот'],
]
const VALUES = new Map(
  FORMS.flatMap(([value, words]) => words.split(' ').map((word) => [word, value] as const)),
)
const THOUSAND = /^тысяч\p{L}*$|^тыс$/u
const MILLION = /^миллион\p{L}*$|^млн$/u

/** The value of one number word, folded; undefined for any other word. */
export const numberWord = (word: string): number | undefined => VALUES.get(word)
const isThousand = (word: string): boolean => THOUSAND.test(word)

const WORDS = [...VALUES.keys()].sort((a, b) => b.length - a.length).join('|')
const LARGE = 'тысяч\\p{L}*|миллион\\p{L}*'
/** «пара дней» is two; «пара» alone is a pair of shoes. */
const COUPLE = 'пар[ауы](?= (?:дн|недел|час|минут|месяц|лет|сут|метр|литр|сантим|градус|раз))'
const LITERAL = '\\d{1,3}(?: \\d{3})+(?![\\d])|\\d+(?:[.,]\\d+)?'
const SPOKEN = `(?<!\\p{L})(?:${WORDS}|${LARGE}|${COUPLE})(?!\\p{L})(?: (?:${WORDS}|${LARGE})(?!\\p{L}))*`

/** Source of a regular expression (flag `u`) that finds a number in digits or words in a folded text. */
export const NUMBER_PATTERN = `(?:(?:${LITERAL})(?: ?(?:тыс(?:яч\\p{L}*|\\.)?|млн\\.?|миллион\\p{L}*)(?!\\p{L}))?|${SPOKEN})(?: с половиной(?!\\p{L}))?`

/** What `NUMBER_PATTERN` found, as a number: «10 000», «1,5», «полторы тысячи», «двадцать пять», «2 с половиной». */
export function numberOf(found: string): number {
  const half = found.endsWith(' с половиной')
  const words = half ? found.slice(0, -' с половиной'.length) : found
  return (/^\d/.test(words) ? literalOf(words) : spokenOf(words)) + (half ? 0.5 : 0)
}

function literalOf(found: string): number {
  const digits = /^[\d ]+(?:[.,]\d+)?/.exec(found)?.[0] ?? ''
  const value = Number(digits.replaceAll(' ', '').replace(',', '.'))
  if (/млн|миллион/u.test(found)) return value * 1e6
  return found.includes('тыс') ? value * 1000 : value
}

function spokenOf(found: string): number {
  let whole = 0
  let part = 0
  for (const word of found.split(' ')) {
    if (isThousand(word) || MILLION.test(word)) {
      whole += (part || 1) * (isThousand(word) ? 1000 : 1e6)
      part = 0
    } else if (/^пар[ауы]$/u.test(word)) part += 2
    else part += numberWord(word) ?? 0
  }
  return whole + part
}
