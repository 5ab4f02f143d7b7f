import { normalise } from '../../domain/text/normalise.ts'

/** A measure as buyers name it and as the size table does; in the order in which they decide a size. */
const MEASURES: { spoken: RegExp; listed: RegExp; isAge?: true }[] = [
  { spoken: /(?<!\p{L})(?:стоп\p{L}*|ног\p{L}*|стельк\p{L}*)(?!\p{L})/u, listed: /стопы/u },
  { spoken: /(?<!\p{L})голов\p{L}*/u, listed: /головы/u },
  { spoken: /(?<!\p{L})ладон\p{L}*/u, listed: /ладони/u },
  { spoken: /(?<!\p{L})(?:груд\p{L}*|ог)(?!\p{L})/u, listed: /груди/u },
  { spoken: /(?<!\p{L})(?:тали\p{L}*|от)(?!\p{L})/u, listed: /талии/u },
  { spoken: /(?<!\p{L})(?:бедр?\p{L}*|об)(?!\p{L})/u, listed: /бедер/u },
  { spoken: /(?<!\p{L})рост\p{L}*/u, listed: /рост/u },
  { spoken: /(?<!\p{L})(?:возраст|лет|год(?:а|ик\p{L}*)?)(?!\p{L})/u, listed: /возраст/u, isAge: true },
]

export type ToldMeasure = { listed: RegExp; value: number }

/** The buyer's own measures, what decides a size best first. */
export function toldMeasures(ask: string): ToldMeasure[] {
  const words = withDigits(normalise(ask))
  return MEASURES.flatMap(({ spoken, listed, isAge }) => {
    const after = new RegExp(`${spoken.source}[^\\d.?!]{0,22}?(?<!\\d)(\\d+(?:[.,]\\d+)?)`, 'u').exec(
      words,
    )?.[1]
    const before = new RegExp(`(\\d+(?:[.,]\\d+)?)\\s*(?:см\\s*)?${spoken.source}`, 'u').exec(words)?.[1]
    const found = isAge ? (before ?? after) : (after ?? before)
    return found === undefined ? [] : [{ listed, value: Number(found.replace(',', '.')) }]
  })
}

const TENS = 'двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто'.split(' ')
const UNITS = 'один два три четыре пять шесть семь восемь девять'.split(' ')
const SPOKEN = new RegExp(
  `(?<!\\p{L})(?:(сто)(?:\\s+|(?!\\p{L})))?(?:(${TENS.join('|')})(?:\\s+|(?!\\p{L})))?(${UNITS.join('|')})?(?!\\p{L})(\\s*с половиной(?!\\p{L}))?`,
  'gu',
)

/** «двадцать шесть с половиной», as dictated to the phone, becomes «26.5». */
function withDigits(words: string): string {
  return words.replace(
    SPOKEN,
    (all: string, hundred?: string, ten?: string, unit?: string, half?: string) => {
      if (!hundred && !ten) return all
      const value =
        (hundred ? 100 : 0) +
        (ten ? (TENS.indexOf(ten) + 2) * 10 : 0) +
        (unit ? UNITS.indexOf(unit) + 1 : 0) +
        (half ? 0.5 : 0)
      return `${value}${/\s$/.test(all) ? ' ' : ''}`
    },
  )
}
