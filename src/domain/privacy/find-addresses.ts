import type { Found } from './found.ts'

const STREET =
  '(?:ул(?:иц[аыеу]|\\.)?|пр(?:оспект[еау]?|-?к?т\\.?)|пер(?:еул(?:ок|ке|ка)|\\.)|ш(?:оссе|\\.)|б(?:ульвар[еа]?|-р)|наб(?:ережн(?:ая|ой|ую)|\\.)|пл(?:ощад[ьи]|\\.)|мкр(?:н|\\.)?|микрорайон[еа]?|проезд[еа]?|тупик[еа]?|аллея|аллее|квартал[еа]?|линия|линии)'
const NAME =
  '(?:\\d{1,3}[-\\s]?(?:й|я|го|ой|лет(?:ия)?)?\\s)?\\p{Lu}[\\p{L}.-]*(?:\\s(?:\\p{Lu}|\\d{1,3})[\\p{L}-]*){0,3}'
const HOUSE =
  '(?:[\\s,]{0,3}(?:д(?:ом[еа]?|\\.)?)?\\s?№?\\s?\\d{1,4}\\s?(?:[а-еА-Е](?!\\p{L}))?(?:[/-]\\d{1,3})?)'
const REST =
  '(?:[\\s,]{0,3}(?:к(?:орп(?:ус|\\.)?|\\.)|стр(?:оение|\\.)|под(?:ъезд|\\.)?|эт(?:аж|\\.)|кв(?:артир[аеуы]|\\.)?|оф(?:ис[еа]?|\\.)|домофон)\\s?№?\\s?\\d{1,4}\\s?[а-яА-Я]?(?!\\p{L}))'
const PLACE =
  '(?:(?:\\d{6}[\\s,]{1,3})?(?:(?:г(?:ород[еау]?|\\.)|пос(?:[её]лок|\\.)|с(?:ело|\\.)|дер(?:евня|\\.)|[Мм]осква|[Сс]анкт-[Пп]етербург|[Пп]итер)\\s?(?:\\p{Lu}[\\p{L}-]+(?:\\s\\p{Lu}[\\p{L}-]+)?)?[\\s,]{1,3})?)'
const BEFORE = '(?<![\\p{L}\\p{N}])'

const PATTERNS = [
  // Street and house: «г. Тула, ул. Ленина, д. 5, кв. 12», «проспект Мира 10к2».
  new RegExp(`${BEFORE}${PLACE}${STREET}\\s?${NAME}${HOUSE}${REST}*`, 'gu'),
  // The name before the kind: «Ленинский проспект, 32», «Цветной бульвар дом 4».
  new RegExp(
    `${BEFORE}${PLACE}\\p{Lu}[\\p{L}-]+\\s(?:проспект|бульвар|шоссе|переулок|проезд|улица|ул\\.?|пр-т|набережная|площадь)${HOUSE}${REST}*`,
    'gu',
  ),
  // House and flat without the kind of street: «Ленина 5 кв 12», «Гагарина, д. 8, кв. 3».
  new RegExp(
    `${BEFORE}\\p{Lu}[\\p{L}-]+(?:\\s\\p{Lu}[\\p{L}-]+)?,?\\s(?:д(?:ом|\\.)?\\s?)?\\d{1,4}\\s?[а-еА-Е]?(?:[/-]\\d{1,3})?[\\s,]{1,3}(?:корп(?:ус|\\.)?\\s?\\d{1,2}[\\s,]{1,3})?кв(?:артира|\\.)?\\s?\\d{1,4}`,
    'gu',
  ),
  // A flat with its entrance or house named beside it.
  new RegExp(`${BEFORE}д(?:ом|\\.)\\s?\\d{1,4}\\s?[а-еА-Е]?${REST}+`, 'giu'),
]

/** Postal addresses down to the house. A town or a pick-up point without a house is no address of a person. */
export function findAddresses(text: string): Found[] {
  const found: Found[] = []
  for (const pattern of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const raw = match[0].replace(/[\s,]+$/u, '')
      const [start, end] = [match.index, match.index + raw.length]
      if (found.some((other) => start < other.end && other.start < end)) continue
      found.push({ kind: 'address', start, end })
    }
  }
  return found
}
