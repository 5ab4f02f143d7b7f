import { readWords } from '../../domain/text/clauses.ts'
import { foldInPlace } from '../../domain/text/fold-in-place.ts'
import { ownLetters } from '../../domain/text/letters.ts'
import { meanings } from './matter.ts'
import type { Statement } from './source.ts'

/** One of a few things that exclude each other, as countries of origin, connectors or materials do. */
export type Value = { kind: 'value'; of: string; value: string; start: number; end: number }

type Class = {
  of: string
  /** What the value itself says already: «цоколь» need not be named beside E27. */
  implied: string
  /** The value counts only where the question or the clause around it has such a word. */
  where?: RegExp
  values: [string, string][]
}

/** Whence goods are sent: «из Казани», «со склада в Казани». Beginnings of the names of cities. */
const CITIES =
  'москв петербург|питер новосибирск екатеринбург казан новгород челябинск самар омск ростов уф красноярск воронеж перм волгоград краснодар саратов тюмен тольятти ижевск барнаул иркутск хабаровск ярославл владивосток томск оренбург кемеров рязан тул калуг твер иванов подольск химк'
    .split(' ')
    .map((name): [string, string] => [
      name,
      `(?:из|склад\\p{L}* (?:находится |расположен )?в) (?:города |г\\. ?)?(?:санкт-|нижн\\p{L}+ )?(?:${name})\\p{L}{0,3}`,
    ])

/** Right: regular expressions over the folded text, between letters that are none of theirs. */
const CLASSES: Class[] = [
  { of: 'country', implied: 'страна производства производство произведён сделан изготовлен изготовитель производитель бренд',
    where: /производ|произвед|изготов|сдела|делают|шьют|сшит|стран|родин|собира/u,
    values: [['ru', 'росси[яию]|российск\\p{L}+'], ['cn', 'кита(?:й|е|я|ю)|китайск\\p{L}+|кнр'], ['tr', 'турци[яию]|турецк\\p{L}+'], ['it', 'итали[яию]|итальянск\\p{L}+'], ['de', 'германи[яию]|немецк\\p{L}+'], ['by', 'беларус[ьи]|белорусск\\p{L}+|белорусси[яи]'], ['kr', 'коре[яеию]|корейск\\p{L}+'], ['jp', 'япони[яию]|японск\\p{L}+'], ['in', 'инди[яию]|индийск\\p{L}+'], ['vn', 'вьетнам[еа]?|вьетнамск\\p{L}+'], ['uz', 'узбекистан[еа]?|узбекск\\p{L}+'], ['pl', 'польш[аеи]|польск\\p{L}+'], ['fr', 'франци[яию]|французск\\p{L}+'], ['kz', 'казахстан[еа]?|казахстанск\\p{L}+'], ['us', 'сша|америк[аеи]|американск\\p{L}+'], ['es', 'испани[яию]|испанск\\p{L}+'], ['bd', 'бангладеш'], ['pt', 'португали[яию]']] },
  { of: 'material', implied: 'материал состав сделан изготовлен сшит ткань из',
    where: /из чего|как(?:ой|ого|ая|ие) .*(?:материал|ткан)|материал|состав|сдела|изготов|сшит|сшить|выполнен|корпус|каркас|подкладк|покрыти|подошв|наполнител|ремень|ремеш|чаша|колб|обивк|столешниц|верх|ручк|рам|(?<!\p{L})из (?!\p{N})/u,
    values: [['steel', 'нержаве\\p{L}+|сталь|стали|стальн\\p{L}+'], ['aluminium', 'алюмини\\p{L}+'], ['iron', 'чугун\\p{L}*'], ['plastic', 'пластик\\p{L}*|пластмасс\\p{L}+|полипропилен\\p{L}*'], ['glass', 'стекл[оа]|стеклянн\\p{L}+'], ['ceramic', 'керамик\\p{L}+|керамическ\\p{L}+'], ['porcelain', 'фарфор\\p{L}*'], ['wood', 'дерев[оа]|деревянн\\p{L}+|массив\\p{L}*|бук[а]?|дуб[а]?|берез\\p{L}+|сосн\\p{L}+'], ['bamboo', 'бамбук\\p{L}*'], ['chipboard', 'лдсп|дсп|мдф'], ['silicone', 'силикон\\p{L}*'], ['rubber', 'резин\\p{L}+'], ['leather', '(?<!искусственн\\p{L}{2} |эко)кож[аиеу]|кожан\\p{L}+'], ['fake-leather', 'экокож\\p{L}+|искусственн\\p{L}+ кож\\p{L}+|кожзам\\p{L}*'], ['suede', 'замш\\p{L}+'], ['cotton', 'хлоп(?:ок|ка|ке)|хлопков\\p{L}+'], ['linen', 'л[её]н|льна|льнян\\p{L}+'], ['wool', 'шерст[ьи]|шерстян\\p{L}+'], ['polyester', 'полиэстер\\p{L}*'], ['viscose', 'вискоз\\p{L}+'], ['silk', 'шелк\\p{L}*'], ['acrylic', 'акрил\\p{L}*'], ['down', 'пух[а]?'], ['holofiber', 'холлофайбер\\p{L}*|синтепон\\p{L}*'], ['latex', 'латекс\\p{L}*'], ['granite', 'гранит\\p{L}*'], ['silver', 'серебр\\p{L}+'], ['brass', 'латун\\p{L}+']] },
  { of: 'colour', implied: 'цвет оттенок окраска', where: /цвет|оттен|окрас/u,
    values: [['white', 'бел(?:ый|ая|ое|ые|ого|ой|ом)'], ['black', 'черн(?:ый|ая|ое|ые|ого|ой|ом)'], ['grey', 'сер(?:ый|ая|ое|ые|ого|ой)'], ['red', 'красн\\p{L}+'], ['blue', 'син(?:ий|яя|ее|ие|его|ей)'], ['sky', 'голуб\\p{L}+'], ['green', 'зелен\\p{L}+'], ['yellow', 'желт\\p{L}+'], ['beige', 'бежев\\p{L}+'], ['brown', 'коричнев\\p{L}+'], ['pink', 'розов\\p{L}+'], ['violet', 'фиолетов\\p{L}+'], ['orange', 'оранжев\\p{L}+']] },
  { of: 'connector', implied: 'разъём порт гнездо кабель шнур провод заряжать зарядка зарядное подключать штекер тип через',
    values: [['usb-c', '(?:usb[ -]?)?type[ -]?c|usb[ -]?c|тайп[ -]?си'], ['micro-usb', 'micro[ -]?usb|микро[ -]?(?:usb|юсб)'], ['lightning', 'lightning|лайтнинг'], ['mini-jack', '(?:mini[ -]?)?jack|3[.,]5 ?мм|aux'], ['dc', 'dc'], ['hdmi', 'hdmi']] },
  { of: 'battery', implied: 'батарейка элемент питания тип', values: [['aaa', 'aaa|ааа|мизинчиков\\p{L}+'], ['aa', 'aa|аа|пальчиков\\p{L}+'], ['cr2032', 'cr ?2032'], ['cr2025', 'cr ?2025'], ['cr2016', 'cr ?2016'], ['crown', 'крон[ауы]']] },
  { of: 'socket', implied: 'цоколь патрон лампа лампочка', values: [['e27', '[eе] ?27'], ['e14', '[eе] ?14'], ['gu10', 'gu ?10'], ['g9', 'g ?9'], ['gx53', 'gx ?53'], ['g4', 'g ?4'], ['mr16', 'mr ?16']] },
  { of: 'protection', implied: 'защита степень класс вода влага пыль водонепроницаемость', values: ['20', '44', '54', '65', '66', '67', '68'].map((code): [string, string] => [`ip${code}`, `ip ?${code}`]).concat(['4', '5', '6', '7', '8'].map((code): [string, string] => [`ipx${code}`, `ip[xх] ?${code}`])) },
  { of: 'power', implied: 'работает питание питается источник розетка батарейка аккумулятор сеть', where: /работа|питан|питает/u,
    values: [['mains', 'от (?:электро)?сети|от розетки|сетев\\p{L}+'], ['battery', 'от батаре\\p{L}+'], ['accumulator', 'от (?:встроенного )?аккумулятор\\p{L}*|аккумуляторн\\p{L}+'], ['usb', 'от usb|от (?:порта|повербанка|пауэрбанка)'], ['solar', 'от солнечн\\p{L}+|от солнца'], ['gas', 'на газу|от газа|газов\\p{L}+'], ['petrol', 'бензинов\\p{L}+|на бензине']] },
  { of: 'resolution', implied: 'разрешение качество видео съемка снимает формат картинка', values: [['hd', '720p|hd ready'], ['full-hd', '1080p|full ?hd|фул ?hd|1920[xх×]1080'], ['2k', '2k|2к|1440p|quad ?hd'], ['4k', '4k|4к|2160p|ultra ?hd|uhd'], ['8k', '8k|8к']] },
  { of: 'paper', implied: 'формат размер бумага лист', values: ['3', '4', '5', '6'].map((size): [string, string] => [`a${size}`, `[aа]${size}`]) },
  { of: 'bedding', implied: 'размер комплект белье спальный', where: /спальн|бель|комплект|одеял|пододеял/u,
    values: [['single', 'односпальн\\p{L}+'], ['one-and-half', '(?:полуторо?|полутора|1[,.]5[- ]?)-?спальн\\p{L}+'], ['double', '(?:двух?|2-?х? ?-?)спальн\\p{L}+'], ['euro', 'евро(?! ?(?:стандарт|вилк|розетк|союз))'], ['family', 'семейн\\p{L}+']] },
  { of: 'energy', implied: 'класс энергопотребление энергоэффективность', where: /класс|энерг/u, values: ['a', 'a+', 'a++', 'a+++', 'b', 'c'].map((grade): [string, string] => [grade, `класс\\p{L}* (?:энерг\\p{L}+ )?${grade.replace('a', '[aа]').replace('c', '[cс]').replace('b', '[bв]').replaceAll('+', '\\+')}(?!\\+)`]) },
  { of: 'season', implied: 'сезон время года погода носить', where: /сезон|погод|носить|зим|лет/u,
    values: [['winter', 'зимн(?:ий|яя|ее|ие)'], ['summer', 'летн(?:ий|яя|ее|ие)'], ['between', 'демисезонн\\p{L}+'], ['all', 'всесезонн\\p{L}+']] },
  { of: 'origin', implied: 'откуда город склад отправка доставка едет отправлять находится', where: /откуда|из какого города|с какого склада|склад/u, values: CITIES },
  { of: 'version', implied: 'версия bluetooth блютуз протокол wi-fi', values: ['4.0', '4.2', '5.0', '5.1', '5.2', '5.3', '5.4'].map((version): [string, string] => [version, `(?:bluetooth|блютуз|верси\\p{L}+)(?: верси\\p{L}+)?(?: bluetooth)? ?v?${version.replace('.', '[.,]')}`]) },
  { of: 'territory', implied: 'доставка доставляем возим город регион россия страна область', where: /достав|отправ|воз(?:им|ите)|везе|привоз|привез|куда|регион|город/u,
    values: [['everywhere', 'по всей (?:россии|стране)|во все регионы|в любой (?:город|регион)|по всем регионам|в любую точку'], ['city', '(?:только|лишь) (?:по|в|внутри|в пределах) (?:москв\\p{L}+|мкад\\p{L}*|город\\p{L}*|петербург\\p{L}*|област\\p{L}+)|в пределах мкад']] },
  { of: 'control', implied: 'управление управляется кнопки панель', where: /управл|кнопк|панел|регулир/u,
    values: [['touch', 'сенсорн\\p{L}+'], ['mechanical', 'механическ\\p{L}+|поворотн\\p{L}+'], ['electronic', 'электронн\\p{L}+']] },
  { of: 'finish', implied: 'покрытие поверхность отделка фактура', values: [['matt', 'матов\\p{L}+'], ['gloss', 'глянцев\\p{L}+|глянец']] },
  { of: 'washing', implied: 'стирать стирка чистить чистка уход мыть', where: /стир|чист|уход|мыть|мойк/u,
    values: [['by-hand', 'только (?:вручную|руками|ручн\\p{L}+ стирк\\p{L}+)'], ['dry', '(?:только )?химчистк\\p{L}+'], ['machine', 'машинн\\p{L}+ стирк\\p{L}+|(?:в|стиральн\\p{L}+) (?:стиральной )?машин(?:е|ке|ку)']] },
] // biome-ignore format: a table reads best as one

const wholeWord = (forms: string, flags: string) =>
  new RegExp(ownLetters(`(?<![\\p{L}\\p{N}])(?:${forms})(?![\\p{L}\\p{N}])`), flags)

const COMPILED = CLASSES.map(({ of, where, values }) => ({
  of,
  where,
  // Most texts hold no value of most classes: one pattern for all of them tells.
  any: wholeWord(values.map(([, forms]) => forms).join('|'), 'u'),
  values: values.map(([value, forms]) => [value, wholeWord(forms, 'gu')] as const),
}))
const DENIED = /(?<!\p{L})(?:не|ни|кроме|без|вместо|под|похож\p{L}*)(?: (?:из|от|в|на))? $/u

/** Countries, materials, connectors … that a statement names for what it is about; those it denies are none. */
export function readValues({ text, questions }: Statement): Value[] {
  const folded = foldInPlace(text)
  const around = foldInPlace(`${questions[0] ?? ''} ${text}`)
  return COMPILED.flatMap(({ of, where, any, values }) => {
    if (!any.test(folded) || (where && !where.test(around))) return []
    return values.flatMap(([value, pattern]) =>
      [...folded.matchAll(pattern)].flatMap((match): Value[] => {
        const [start, end] = [match.index, match.index + match[0].length]
        if (DENIED.test(folded.slice(Math.max(0, start - 24), start))) return []
        return [{ kind: 'value', of, value, start, end }]
      }),
    )
  })
}

const IMPLIED = new Map<string, Set<string>>()

/** What the value's own class says already, as meanings. */
export function impliedByValue(of: string): Set<string> {
  const known = IMPLIED.get(of)
  if (known) return known
  const implied = CLASSES.find((one) => one.of === of)?.implied ?? ''
  const found = new Set(meanings(readWords(implied), true).flatMap((one) => [one, one.replace('~', '')]))
  IMPLIED.set(of, found)
  return found
}
