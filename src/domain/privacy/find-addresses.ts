import type { Found } from './found.ts'

const BEFORE = '(?<![\\p{L}\\p{N}])'

/** Kinds of street before the name. Upper or lower case, as at the start of a line. */
const STREET =
  '(?:(?i:ул(?:иц[аыеу]|\\.)?|пр(?:оспект[еау]?|осп\\.|-?к?-?т\\.?|-д|\\.)|пер(?:еул(?:ок|ке|ка)|\\.)|ш(?:оссе|\\.)|б(?:ульвар[еа]?|-р)|наб(?:ережн(?:ая|ой|ую)|\\.)|пл(?:ощад[ьи]|\\.)|мкр(?:н|\\.)?|микрорайон[еа]?|проезд[еа]?|тупик[еа]?|тракт[еа]?|аллея|аллее|квартал[еа]?|линия|линии))'
/** Kinds of street after the name: «Ленинский проспект», «в Тихом переулке». */
const STREET_AFTER =
  '(?:проспект[еау]?|бульвар[еау]?|шоссе|переул(?:ок|ке|ка|ку)|проезд[еау]?|улиц[аыеу]|ул\\.?|пр-к?т[еау]?|набережн(?:ая|ой|ую)|площад[ьи]|тупик[еа]?|тракт[еа]?|вал[уа]?)'
const NAME =
  '(?:\\d{1,3}[-\\s]?(?:й|я|го|ой|лет(?:ия)?)?\\s)?(?:(?:реки|канала|имени|им\\.|маршала|генерала|академика|героев)\\s?)?\\p{Lu}[\\p{L}.-]*(?:\\s(?:\\p{Lu}|\\d{1,3})[\\p{L}-]*){0,3}'
const LETTER = '(?:\\s?[а-еА-Е]|[А-Я])(?!\\p{L})'
const NUMBER = `\\d{1,4}(?:${LETTER})?(?:[/-]\\d{1,4}(?:${LETTER})?)?`
const HOUSE = `(?:[\\s,]{0,3}(?:(?:д(?:ом[еа]?|\\.)?)?\\s?№?\\s?${NUMBER}(?!\\d)|(?:стр(?:оение|\\.)|вл(?:адение|\\.)|уч(?:асток|\\.))\\s?\\d{1,4}))`
const REST =
  '(?:[\\s,]{0,3}(?:к(?:орп(?:ус|\\.)?|\\.)|стр(?:оение|\\.)|лит(?:ера?|\\.)|под(?:ъезд|\\.)?|эт(?:аж|\\.)|кв(?:артир[аеуы]|\\.)?|оф(?:ис[еа]?|\\.)|домофон)\\s?№?\\s?\\d{1,4}\\s?[а-яА-Я]?(?!\\p{L}))'

/** What stands before the street: a post code, then regions, districts and towns, each with its comma. */
const SETTLEMENT =
  '(?:г(?:ород[еау]?|\\.)?|пос(?:[её]лок|\\.)|пгт|с(?:ело|\\.)|дер(?:евня|\\.)|мкр(?:н|\\.)?)'
const REGION = '(?:\\s(?:обл(?:асть|\\.)?|край|р(?:айо|-)н|респ(?:ублика|\\.)))'
const TOWN = `(?:(?:${SETTLEMENT}\\s?)?\\p{Lu}[\\p{L}-]+(?:\\s\\p{Lu}[\\p{L}-]+)?${REGION}?)`
const PLACE = `(?:\\d{6}[\\s,]{1,3})?(?:${TOWN},\\s?){0,4}(?:(?:${SETTLEMENT}\\s?\\p{Lu}[\\p{L}-]+|[Мм]осква|[Пп]итер|[Сс]анкт-[Пп]етербург)[\\s,]{1,3})?`

/** What an address is announced by. */
const SAID_BEFORE = '(?i:адрес\\p{L}{0,3}|живу|живём|живем|прожива\\p{L}{1,4}|прописан\\p{L}{0,2})'
const NO_MEASURE =
  '(?!\\s?(?:лет|год|мес|дн|ден|раз|час|мин|этаж|чел|см|мм|м(?!\\p{L})|кг|г(?!\\p{L})|руб|р\\.|₽|шт|%))'

const LATIN_NAME = '\\p{Lu}[a-z]+(?:[\\s-]\\p{Lu}[a-z]+)?'
const LATIN_STREET =
  '(?:[Ss]treet|[Ss]t\\.?|[Aa]ve(?:nue|\\.)?|[Pp]rospe[kc]t|[Pp]r\\.|[Uu]l(?:itsa|\\.)?|[Rr]oad|[Ll]ane|[Ss]hosse|[Bb]ulvar|[Bb]oulevard|[Pp]ereulok|[Nn]ab(?:erezhnaya|\\.))'
const LATIN_HOUSE = '(?:[Hh]ouse\\s|[Bb]ld\\.?\\s)?\\d{1,4}[A-Za-z]?(?:/\\d{1,3})?(?![\\p{L}\\p{N}])'
const LATIN_REST =
  '(?:[\\s,]{1,3}(?:apt\\.?|apartment|flat|office|building|bld\\.?|floor|room)\\s?#?\\d{1,4}(?!\\p{N}))*'

const PATTERNS = [
  // Street and house: «г. Тула, ул. Ленина, д. 5, кв. 12», «проспект Мира 10к2».
  new RegExp(`${BEFORE}${PLACE}${STREET}\\s?${NAME}${HOUSE}${REST}*`, 'gu'),
  // Written carelessly: «ул мира 5 кв 12». A whole word («на улице стоят 2 коробки») needs its house named.
  new RegExp(
    `${BEFORE}(?:г\\s\\p{L}+[\\s,]{1,2})?(?:(?:ул|пр-к?т|просп|пер)(?:\\.\\s?|\\s)[\\p{L}-]+(?:\\s[\\p{L}-]{4,})?[\\s,]{1,2}(?:д(?:ом)?\\.?\\s?)?|(?:улиц[аеу]|проспекте?|переул(?:ок|ке))\\s[\\p{L}-]+(?:\\s[\\p{L}-]{4,})?[\\s,]{1,2}д(?:ом)?\\.?\\s?)${NUMBER}(?!\\d)${NO_MEASURE}${REST}*`,
    'giu',
  ),
  // The name before the kind: «Ленинский проспект, 32», «Цветной бульвар дом 4».
  new RegExp(`${BEFORE}${PLACE}\\p{Lu}[\\p{L}-]+\\s${STREET_AFTER}${HOUSE}${REST}*`, 'gu'),
  // House and flat without the kind of street: «Ленина 5 кв 12», «Гагарина, д. 8, кв. 3».
  new RegExp(
    `${BEFORE}\\p{Lu}[\\p{L}-]+(?:\\s\\p{Lu}[\\p{L}-]+)?,?\\s(?:д(?:ом|\\.)?\\s?)?\\d{1,4}\\s?[а-еА-Е]?(?:[/-]\\d{1,3})?[\\s,]{1,3}(?:корп(?:ус|\\.)?\\s?\\d{1,2}[\\s,]{1,3})?кв(?:артира|\\.)?\\s?\\d{1,4}`,
    'gu',
  ),
  // Announced, so that names and a house do: «шлите на адрес Тверь Советская 12-5».
  new RegExp(
    `(?<=${BEFORE}${SAID_BEFORE}(?:\\s(?:на|в|мой|такой|тот\\sже|доставки))?(?:\\s?[:—-])?\\s?)(?:\\d{6}[\\s,]{1,3})?(?:\\p{Lu}[\\p{L}-]+[\\s,]{1,2}){1,4}(?:д(?:ом|\\.)?\\s?)?${NUMBER}(?!\\d)${NO_MEASURE}${REST}*`,
    'gu',
  ),
  // Out of town: «СНТ Берёзка, участок 114», «деревня Горки, дом 7».
  new RegExp(
    `${BEFORE}${PLACE}(?:(?:СНТ|ДНТ|ДНП|СТ|КП|ЖК|ТСН)|(?i:дер(?:евня|евне|\\.)|пос(?:[её]лок|[её]лке|\\.)|сел[ое]|станица|хутор))\\s«?\\p{Lu}[\\p{L}-]+(?:\\s\\p{Lu}[\\p{L}-]+)?»?[\\s,]{1,3}(?:уч(?:асток|\\.)|д(?:ом|\\.)?|корп(?:ус|\\.)?)\\s?№?\\s?${NUMBER}${REST}*`,
    'gu',
  ),
  // A flat with its entrance or house named beside it.
  new RegExp(`${BEFORE}д(?:ом|\\.)\\s?\\d{1,4}\\s?[а-еА-Е]?${REST}+`, 'giu'),
  // A post code that is said to be one.
  /(?<=индекс\p{L}{0,3}[\s:—-]{1,4})\d{6}(?!\d)/giu,
  // In Latin letters, the house before or after the street.
  new RegExp(
    `${BEFORE}(?:${LATIN_NAME},\\s){0,2}(?:${LATIN_NAME}\\s${LATIN_STREET}|${LATIN_STREET}\\s${LATIN_NAME})[\\s,]{1,2}${LATIN_HOUSE}${LATIN_REST}`,
    'gu',
  ),
  new RegExp(
    `${BEFORE}\\d{1,4}[A-Za-z]?,?\\s(?:${LATIN_NAME}\\s${LATIN_STREET}|${LATIN_STREET}\\s${LATIN_NAME})(?!\\p{L})${LATIN_REST}(?:,\\s${LATIN_NAME}(?!\\p{L}))?`,
    'gu',
  ),
  // In Chinese: «列宁大街 25号 13室».
  /(?:(?!地址)\p{Script=Han}{2,8}[\s,,]{1,2}){0,2}(?!地址)\p{Script=Han}{1,12}(?:街|路|大道|巷|胡同)\s?\d{1,4}\s?[号號](?:\s?\d{1,4}\s?(?:号楼|栋|单元|楼|层|室|号)){0,4}/gu,
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
