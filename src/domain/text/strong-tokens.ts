import { normalise } from './normalise.ts'

/** Units by what people and catalogues write, with the factor to the unit they are compared in. */
const UNITS: [base: string, factor: number, forms: string][] = [
  ['мач', 1, 'мач|m[aа][hн]|миллиампер[а-я-]*'],
  ['вт', 1000, 'квт|kw'],
  ['вт', 1, 'вт|w|ватт[а-я]*'],
  ['в', 1, 'v|вольт[а-я]*'],
  ['гц', 1e9, 'ггц|ghz'],
  ['гц', 1e6, 'мгц|mhz'],
  ['гц', 1000, 'кгц|khz'],
  ['гц', 1, 'гц|hz'],
  ['гб', 1024, 'тб|tb|терабайт[а-я]*'],
  ['гб', 1, 'гб|gb|гигабайт[а-я]*|гигов?'],
  ['мб', 1, 'мб|mb|мегабайт[а-я]*'],
  ['мм', 1, 'мм|mm|миллиметр[а-я]*'],
  ['мм', 10, 'см|cm|сантиметр[а-я]*'],
  ['мм', 1000, 'м|метр[а-я]*'],
  ['дюйм', 1, 'дюйм[а-я]*|"|″'],
  ['мл', 1, 'мл|ml|миллилитр[а-я]*'],
  ['мл', 1000, 'л|литр[а-я]*'],
  ['г', 1, 'г|гр|грамм[а-я]*'],
  ['г', 1000, 'кг|kg|килограмм[а-я]*|кило'],
  ['руб', 1, 'руб[а-я]*|₽'],
  ['°', 1, '°\\s?[cс]?|градус[а-я]*'],
  ['%', 1, '%|процент[а-я]*'],
  ['шт', 1, 'шт|штук[а-я]*'],
  ['мес', 1, 'мес|месяц[а-я]*'],
  ['дн', 1, 'дн|день|дня|дней|сут[а-я]+'],
  ['мин', 1, 'мин|минут[а-я]*'],
  ['ч', 1, 'ч|час|часа|часов'],
  ['год', 1, 'год|года|лет'],
]
const NUMBER = '\\d+(?:[.,]\\d+)?'
const MEASURE = new RegExp(
  `(?<![\\p{L}\\p{N}.,])(${NUMBER})\\s?(?:${UNITS.map(([, , forms]) => `(${forms})`).join('|')})(?![\\p{L}\\p{N}])`,
  'gu',
)
const BY = new RegExp(`(?<![\\p{N}.,])${NUMBER}(?:\\s?[xх×*]\\s?${NUMBER}){1,2}(?![\\p{N}])`, 'gu')
const RATIO = /(?<![\p{N}.,:])\d+:\d+(?![\p{N}:])/gu
/** «A54», «iPhone 12», «JK-1», «WH-1000XM5»: letters and digits together. */
const MODEL =
  /(?<![\p{L}\p{N}])(?:\p{L}{1,12}[- ]?\d{1,5}[a-z]{0,4}\d{0,3}|\d{1,4}[a-z]{1,4}\d{0,4})(?![\p{L}\p{N}])/gu
const WORD = /[\p{L}\p{N}]+(?:[-_/.][\p{L}\p{N}]+)*/gu
const LATIN_OF = new Map([...'асеорхкмтнву'].map((letter, i) => [letter, 'aceopxkmthby'[i] ?? letter]))
const MOST = 40

/**
 * What must match to the letter: measures in one unit each («1,5 л» and «1500 мл» are `1500мл`), dimensions
 * (`80x120`), ratios (`1:10`), model names (`a54`, `iphone12`) and article codes, each as one token, without repeats.
 */
export function strongTokens(text: string): string[] {
  const folded = foldBrands(normalise(text))
  const found = new Set<string>()
  for (const match of folded.matchAll(MEASURE)) {
    const unit = UNITS[match.slice(2).findIndex((form) => form !== undefined)]
    if (unit) found.add(`${plain(Number(match[1]?.replace(',', '.')) * unit[1])}${unit[0]}`)
  }
  for (const [size] of folded.matchAll(BY))
    found.add(size.replace(/\s/g, '').replace(/[х×*]/g, 'x').replaceAll(',', '.'))
  for (const [ratio] of folded.matchAll(RATIO)) found.add(ratio)
  const rest = folded.replace(MEASURE, ' ')
  for (const [model] of rest.matchAll(MODEL))
    if (isModel(model)) found.add(inLatin(model.replace(/[- ]/g, '')))
  for (const [code] of rest.matchAll(WORD)) if (isCode(code)) found.add(inLatin(code.replace(/[-_/.]/g, '')))
  return [...found].slice(0, MOST)
}

const plain = (value: number): string => String(Number(value.toPrecision(6)))

/** Not «от 5», «размер 42», «до 7»: a Russian word before a number is no model, but one or two letters may be. */
const isModel = (model: string): boolean =>
  /^[a-z]/.test(model) || /^\p{L}{1,2}-?\d/u.test(model) || /^\d+[a-z]/.test(model)

/** Long numbers are SKUs and barcodes; shorter ones only with letters or a dash between digits. */
const isCode = (code: string): boolean => {
  const bare = code.replace(/[-_/.]/g, '')
  return /^\d+$/.test(code)
    ? code.length >= 5
    : bare.length >= 4 && /[-_/]|[a-z]/.test(code) && /\d/.test(bare)
}

const inLatin = (token: string): string => [...token].map((letter) => LATIN_OF.get(letter) ?? letter).join('')

/** Brands that buyers write in Russian letters, by the beginning of the word. */
const BRANDS: [RegExp, string][] = (
  [
    ['айфон', 'iphone'],
    ['эпл|эппл', 'apple'],
    ['айпад', 'ipad'],
    ['макбук', 'macbook'],
    ['аирподс|эирподс|эйрподс|аирподз', 'airpods'],
    ['самсунг|самсун', 'samsung'],
    ['галакси|гелакси', 'galaxy'],
    ['сяоми|ксиоми|ксяоми|шаоми|сиаоми', 'xiaomi'],
    ['редми', 'redmi'],
    ['реалми|риалми', 'realme'],
    ['хуавей|хуавэй', 'huawei'],
    ['хонор', 'honor'],
    ['техно(?=\\s?(?:spark|спарк|camon|pova))', 'tecno'],
    ['инфиникс', 'infinix'],
    ['филипс', 'philips'],
    ['бош', 'bosch'],
    ['макита', 'makita'],
    ['леново', 'lenovo'],
    ['асус', 'asus'],
    ['сони', 'sony'],
    ['дайсон', 'dyson'],
    ['андроид', 'android'],
    ['блютуз|блютус|блутуз|блютузе', 'bluetooth'],
    ['вайфай|вай-фай|вифи', 'wifi'],
    ['тайп[- ]?си|тайпси', 'type-c'],
    ['юсб|юэсби', 'usb'],
    ['про(?=\\s?макс)', 'pro'],
    ['макс(?=[^а-я]|$)', 'max'],
  ] as const
).map(([forms, brand]) => [
  new RegExp(`(?<![\\p{L}])(?:${forms})(?:а|у|е|ом|ы|ов)?(?![\\p{L}])`, 'gu'),
  brand,
])

/** «айфон 12» as «iphone 12». Takes and gives a normalised text. */
function foldBrands(normalised: string): string {
  let folded = normalised
  for (const [forms, brand] of BRANDS) folded = folded.replace(forms, brand)
  return folded
}
