import type { Dimension } from '../../domain/text/measure-units.ts'
import { numberWord } from '../../domain/text/number-words.ts'
import { STOP_WORDS } from '../../domain/text/stop-words.ts'
import { stem } from '../../domain/text/tokens.ts'
import { familyOfStem } from './thesaurus.ts'

/**
 * Words of one meaning under one name, so that «гарантийный срок» and «гарантия действует» speak of the same. Right:
 * beginnings of folded words.
 */
const CONCEPTS: [string, string][] = [
  ['warranty', 'гарант'],
  ['money-back', 'деньг|денег|денеж|денежн|средств|возмещ|перечисл|зачисл'],
  [
    'return',
    'отнес|относ|принес|отвез|нести$|возврат|возвращ|верну|вернет|вернем|возвращ|сда(?:ть|й|ва|ют|м$)|обратно$|назад$',
  ],
  ['back', 'обратн|пересыл'],
  ['cancel', 'отмен'],
  ['way', 'дорог(?:а|е|у|ой)$|перевоз|транспортиров|пути$'],
  ['buy', 'покупк|купи'],
  ['exchange', 'обмен|замен|поменя|меня(?:ем|ет|ют|ть|йте)|сменить'],
  ['dispatch', 'высыла|вышл|отправ|отгру|переда(?:ем|дим|ют|н)|уйдет|уход(?:ит|ят)|уезжа|уедет|отсыл'],
  ['delivery', 'достав|доставл|привез|привоз|едет|ехать|везем|возим|курьер|вез(?:ет|ут)'],
  ['arrival', 'приед|придет$|придут$|пришел|пришл[аои]$|приеха|идет$|идут$|дошел|дойдет'],
  ['storage', 'хран|лежит|лежат'],
  ['reply', 'отвеча|ответ|связи$|операт|сообщен|чат|менедж'],
  ['review', 'рассм|рассматр'],
  ['claim', 'заявк|обращен'],
  ['repair', 'ремонт|чин(?:ить|им|ят)|почин'],
  ['assembly', 'сбор(?:к|щ)|собира|собер|собра'],
  ['master', 'мастер|сборщик'],
  ['charge-time', 'заряжа|зарядк|зарядн|заряд'],
  ['runtime', 'работа(?:ет|ют)$|игра(?:ет|ют)|свет(?:ит|ят)$|хватает|хватит|автономн'],
  ['weight', 'вес$|веса$|весит|весят|весу$|весом|килограм|масса$|тяжел'],
  ['length', 'длин'],
  ['height', 'высот'],
  ['width', 'ширин'],
  ['depth', 'глубин'],
  ['screen', 'экран|диагонал|дисплей'],
  ['power', 'мощн|ватт|вт$|мотор'],
  ['load', 'нагруз|выдерж|держ(?:ит|ат)$|рассчитан'],
  ['volume', 'объем|вмеща|литр|миллилитр|бак|бачк|резервуар'],
  ['capacity', 'емкост|мач$|миллиамп|аккумул|батаре(?:я|и|ю)$|ампер'],
  ['cable', 'кабел|шнур|провод$|провода$'],
  ['price', 'сто(?:ит|ят|имост|ил)|цен(?:а|ы|у|е|ой)$|почем|обойд|берем|возьм|оплат|плат(?:а|у|ы)$|рубл'],
  ['pay', 'оплач|оплат|плат(?:ит|ят|ить)$|доплат|счет(?:$|а$|у$)|расход'],
  ['wash', 'стир|машинк|стиральн|мыть|моют|мойте'],
  ['iron', 'глад|глаж|утюж'],
  ['composition', 'состав$|состава$|составе$|составу$|сшит|ткан|материал|состоит|сделан|изготов'],
  ['discount', 'скидк|скидо'],
  ['sale', 'акци|распрода'],
  ['until', 'заканч|законч|кончи|продл|истек'],
  ['temperature', 'температ|градус'],
  ['car', 'машине$|автомоб|прикурив|авто$'],
  ['dishwasher', 'посудомо'],
  ['size', 'размер|габарит|маломер|большемер'],
  ['speed', 'скорост|режим'],
  ['item', 'предмет|штук|шт$'],
  ['working-time', 'график|час(?:ы|ов|ах)?$|работ(?:ы|а|у|аем|аете)?$|открыва|открыт(?:ы|о)$|расписан'],
  ['voltage', 'напряжен|вольт'],
  ['frequency', 'частот|герц'],
  ['area', 'площад|квадрат'],
  ['memory', 'памят|гигабайт'],
  ['brightness', 'яркост|люмен|световой'],
  ['density', 'плотност'],
  ['pressure', 'давлен'],
  ['rotation', 'оборот|обороты'],
  ['noise', 'шум(?:$|а$|ит|ят)|громк|децибел'],
  ['opt', 'опт|оптов'],
  ['org', 'юрлиц|юридич|организ|безнал|закрывающ|бухгалт'],
  ['pickup', 'самовывоз|самом|самим|самому|самостоят|забра|забир|забер'],
  ['fitting', 'пример'],
  ['supply', 'постав|поступ|появ|завоз|привоз'],
  ['holiday', 'праздн|новогод|январск'],
  ['change', 'измен|поменя|смен(?:ить|а)|замен'],
  ['noise-cancel', 'шумопод|шумодав'],
  ['water', 'вод(?:а|ы|е|ой|у|о)$|водон|водост|влаг|дожд'],
  ['defect', 'брак|бракован|неисправ|дефект|сломал|слом|поломк|бит(?:ый|ым)|разбит'],
  ['opened', 'вскры|открыл|открыт|распаков'],
  ['sim', 'сим$|симк|sim$'],
  ['leather', 'кож'],
  ['shoes', 'обув'],
  ['foot', 'стоп(?:а|у|ы|е)$|ног'],
  ['decide', 'реша|решен|выбира|выбор|определя'],
  ['receipt', 'чек'],
  ['set', 'набор|комплект|короб'],
  ['smell', 'запах|пахн|пахуч|аромат'],
  ['freezer', 'морозил|заморо|заморажив'],
  ['cold', 'мороз|зим(?:ой|а|у|е|н)|холод'],
  ['microwave', 'микроволнов|свч$'],
  ['oven', 'духовк|духовой$'],
  ['dry', 'суш(?:ит|ить|к|а$)|высыха|сохн|просох'],
  ['install', 'установк|монтаж|монтир'],
  ['child', 'дет(?:и|ей|ям|ск)|ребен|малыш|младен'],
  ['allergy', 'аллерг|гипоаллерг'],
  ['installment', 'рассроч|долями$|частями$|сплит'],
  ['cash', 'наличны|наличк'],
  ['bonus', 'балл|бонус|кешб|кэшб'],
  ['stretch', 'тян(?:ет|ут)|растяг|эластич|стрейч|тянущ'],
  ['shrink', 'садит|усад|усаж|сядет|сядут'],
  ['fade', 'линя|полиня|выцвет|выгор'],
  ['tracking', 'трек|отслеж|отслед'],
  ['manual', 'инструкц|руководств'],
  ['certificate', 'декларац|сертификаты?$|сертификатом$'],
  ['gift', 'подар'],
  ['parts', 'запчаст|комплектующ'],
  ['floor', 'этаж(?!ер)|подъем|лифт'],
]
const COMPILED = CONCEPTS.map(([name, forms]) => [name, new RegExp(`^(?:${forms})`, 'u')] as const)

/** Words that say nothing about the matter: they are in every second answer of a shop, or only ask. */
const LIGHT = new RegExp(
  `^(?:${[
    'срок|врем|мес$|нед$|дн$|схем|fb[os]|rfbs|фб[ос]|рфбс|отдельн|день|дня|дней|дни|дням|сутк|недел|месяц|год|лет$|час|минут',
    'скольк|товар|заказ|действ|составл|начина|начит|отсчит|магазин|ваш|наш|дан(?:а|о|ы)?$|дае|дади|получ|момент|дат[аыуе]|течен|поздн|раньш|максим|миним|приблиз|пример(?:но)?$|обычн|покупат|вещ|издел|числ|таков|так(?:ой|ая)|котор|больш|меньш|друг|кажд|всег|любо',
    'можно|нельзя|возмож|подход|подойд|совмест|годит|есть|нет|имее|вход|включ|нужн|нужен|надо|обязат|необх|требу|да$|бесплат|платн|принима|прим(?:ут|ем)$|поддерж(?!к)|количеств|запрещ|разреш|допуск|допуст|отсутств|предусм|подлеж|предназ|бывае|боит',
    'сожален|увы|жаль|извин|простит|пожал|спасиб|здравств|напиш|пришл|скаж|подскаж|смотр|указа|видн|узна',
    'производит|установ|сняв$|убрав$|занима|длит|доходит$|достига|равня|предназнач|наход|буд|ест|делат|дела(?:ет|ем|ете)|использ|пользов|потом|после|затем|сраз|быстр|долг|скор|докуп|когда|куда|откуд|через|около|минус$|только|просто|очень|ещ|уже|обойд|максимал|общ|данн|этот|эт|ли$|всей|всю|всех|все$|ни$|случ|кто|чей|чья|чьё|чего|почем|какой|каков|сколь|нас$|вас$|мне$|себ|сам$|цел|сто(?:ит|ят)$|продаж|продае|обрат|раз$|раза$|суббот|воскрес|понедел|вторник|сред(?:а|у|ам)|четверг|пятниц|будн|выходн|ежедн|процент|рубл|руб$|ровно|ждать|ждем|именно|рабоч|календарн|нов(?:ый|ая|ые|ых|ого|ое)$|клиент|заказчик|использу|примен|вход|идти|пок(?:а)$|дом(?:$|а$)|озон|ozon',
  ].join('|')})`,
  'u',
)

/** They help little to tell one matter from another: most answers speak of something that comes or ends. */
const WEAK = new Set(['arrival', 'until', 'working-time', 'item', 'set', 'claim', 'runtime'])
const WEAK_WEIGHT = 0.4

export const weightOf = (meaning: string): number => (WEAK.has(meaning) ? WEAK_WEIGHT : 1)

/**
 * Verbs that buyers and shops choose freely («светит», «горит», «хватает») tell two matters apart far less than the
 * names of things do. Told by the ending; a noun taken for a verb only weighs less.
 */
const VERB =
  /(?:[её]т|ит|ют|ят|ут|[жчшщ]ат|ешь|ишь|ете|ите|ется|ится|ются|ятся|утся|ать|ить|еть|ять|уть|ться|йте|ался|илось|аем|яем|уем|ает|яет)$/u
const NO_VERBS =
  /^(?:кроват|пакет|билет|букет|планшет|жилет|паркет|берет$|кабинет|цвет|свет$|щит$|гранит|магнит|печат|тетрад|площад|плит|памят|батут|маршрут|салют|кредит|лимит|дефицит|депозит|визит|брелет|браслет|омлет|туалет|корсет|интернет|манжет|бюджет|банкет|макет|жакет|буфет|секрет|портрет|табурет|сюжет|пистолет|скелет|предмет|обхват|охват|возврат|результат|аппарат|формат|сертификат|халат|агрегат|аромат|автомат)/u
export const isVerb = (word: string): boolean => word.length > 4 && VERB.test(word) && !NO_VERBS.test(word)

/** What a number's own unit says already: «мощность» need not be named beside watts. */
const OF_DIMENSION: Partial<Record<Dimension, string>> = {
  power: 'power',
  weight: 'weight',
  temperature: 'temperature',
  volume: 'volume',
  charge: 'capacity',
  money: 'price',
  voltage: 'voltage',
  frequency: 'frequency',
  area: 'area',
  data: 'memory',
  noise: 'noise',
  light: 'brightness',
  density: 'density',
  pressure: 'pressure',
  rotation: 'rotation',
}
export const impliedBy = (dimension: Dimension): string | undefined => OF_DIMENSION[dimension]

/** Two names of what is one thing for who asks. */
const KIN: [string, string][] = [
  ['arrival', 'delivery'],
  ['working-time', 'runtime'],
  ['set', 'упаковка+'],
  ['back', 'return'],
  ['load', 'сохранять+'],
]
export const areKin = (a: string, b: string): boolean =>
  KIN.some(([one, other]) => (a === one && b === other) || (a === other && b === one))

const known = new Map<string, string | undefined>()

/** The meaning of a folded word: a concept, else its stem; undefined for a word that names no matter. */
export function meaningOf(word: string): string | undefined {
  if (known.has(word)) return known.get(word)
  if (known.size > 50_000) known.clear()
  const meaning = read(word)
  known.set(word, meaning)
  return meaning
}

function read(word: string): string | undefined {
  if (word.length < 2 || /^\p{N}/u.test(word) || numberWord(word) !== undefined) return undefined
  const concept = COMPILED.find(([, pattern]) => pattern.test(word))?.[0]
  if (concept) return concept
  if (word.length < 3 || STOP_WORDS.has(word) || LIGHT.test(word)) return undefined
  const stemmed = stem(word)
  return familyOfStem(stemmed) ?? stemmed
}
