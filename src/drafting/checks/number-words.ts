const UNITS: Record<string, string> = {
  ноль: '0',
  нуль: '0',
  нолик: '0',
  один: '1',
  одна: '1',
  единица: '1',
  два: '2',
  две: '2',
  двойка: '2',
  три: '3',
  тройка: '3',
  четыре: '4',
  четверка: '4',
  пять: '5',
  пятерка: '5',
  шесть: '6',
  шестерка: '6',
  семь: '7',
  семерка: '7',
  восемь: '8',
  восьмерка: '8',
  девять: '9',
  девятка: '9',
}
const TEENS: Record<string, string> = {
  десять: '10',
  одиннадцать: '11',
  двенадцать: '12',
  тринадцать: '13',
  четырнадцать: '14',
  пятнадцать: '15',
  шестнадцать: '16',
  семнадцать: '17',
  восемнадцать: '18',
  девятнадцать: '19',
}
const TENS: Record<string, string> = {
  двадцать: '20',
  тридцать: '30',
  сорок: '40',
  пятьдесят: '50',
  шестьдесят: '60',
  семьдесят: '70',
  восемьдесят: '80',
  девяносто: '90',
}
const HUNDREDS: Record<string, string> = {
  сто: '100',
  двести: '200',
  триста: '300',
  четыреста: '400',
  пятьсот: '500',
  шестьсот: '600',
  семьсот: '700',
  восемьсот: '800',
  девятьсот: '900',
}
const WORDS = [UNITS, TEENS, TENS, HUNDREDS]
  .flatMap((group) => Object.keys(group))
  .toSorted((a, b) => b.length - a.length)
const ITEM = `(?:(?:два|три|четыре) (?:ноля|нуля|нолика)|${WORDS.join('|')}|\\d{1,4})`

/** What stands between the parts of a dictated number: signs, or a word that leads on. */
const BETWEEN =
  '[\\s,.:;()–—-]{1,3}(?:(?:дальше|далее|потом|затем|после|следом|и|ещё|еще|тире|дефис|плюс|снова|опять)[\\s,.:–—-]{1,3}){0,2}'

/** Four and more numbers on end of which a word is one; matched against unmasked text. */
export const NUMBER_RUN = new RegExp(
  `(?<![\\p{L}\\p{N}])(?=[^.!?]{0,120}?(?:${WORDS.join('|')}))${ITEM}(?![\\p{L}\\p{N}])(?:${BETWEEN}${ITEM}(?![\\p{L}\\p{N}])){3,}`,
  'gu',
)

/** The digits that such a run dictates: «девятьсот шестнадцать» is 916, «двадцать ноль пять» is 2005. */
export function numberRunDigits(run: string): string {
  let digits = ''
  let open: { value: string; room: number } | undefined
  const close = () => {
    if (open) digits += open.value
    open = undefined
  }
  // «три ноля» are three of them.
  const spread = run.replace(
    /(?<!\p{L})(два|три|четыре) (?:ноля|нуля|нолика)(?!\p{L})/gu,
    (_, count: string) => 'ноль '.repeat(Number(UNITS[count] ?? 1)).trim(),
  )
  for (const [item] of spread.matchAll(/\p{L}+|\d+/gu)) {
    const value = UNITS[item] ?? TEENS[item] ?? TENS[item] ?? HUNDREDS[item]
    if (value === undefined) {
      close()
      if (/\d/.test(item)) digits += item
    } else if (open && value !== '0' && value.length <= open.room) {
      open.value = String(Number(open.value) + Number(value))
      open.room = TENS[item] ? 1 : 0
    } else {
      close()
      open = { value, room: HUNDREDS[item] ? 2 : TENS[item] ? 1 : 0 }
    }
  }
  close()
  return digits
}
