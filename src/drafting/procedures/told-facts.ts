import type { ProcedureFact } from '../../domain/procedure.ts'
import { readDates } from '../../domain/text/calendar-dates.ts'
import { normalise } from '../../domain/text/normalise.ts'
import { contentStems, stem } from '../../domain/text/tokens.ts'
import { mentionedOrders } from '../../facts/mentions.ts'
import { toldMeasures } from '../compose/measures.ts'

type Said = { text: string; photos: number; productName?: string | undefined }

/** Words that say that something is wrong, not what; and those that every message about an order has. */
const VAGUE = new Set(
  'товар вещь заказ заказывать заказать посылка коробка магазин покупка покупать купить получить прийти пришла прислать проблема вопрос брак бракованный дефект неисправный сломаться сломался поломка плохой качество гарантия гарантийный случай вернуть возврат обмен обменять поменять замена заменить хотеть делать сделать помочь помогите подсказать сказать можно нужно надо день неделя месяц недавно вчера сегодня комплект комплектация деталь детали часть хватать хватает хватило нехватка отсутствовать весь другой новый очень'
    .split(' ')
    .map(stem),
)
const COMPATIBLE = new Set(
  'подойти подойдет подойдут подходить подходит подходят совместимый совместим совместима совместимость работать работает использовать модель устройство встать мой'
    .split(' ')
    .map(stem),
)
const SIZE =
  /размер\p{L}*\s*[:№-]?\s*(?:\d{2}(?!\p{N})|[xsmlхсм]{1,4}(?!\p{L}))|(?<!\p{N})\d{2}(?:-?\p{L}{0,2})?\s+размер|(?<![\p{L}\p{N}])(?:x{0,4}[sl]|m|xx?l)(?![\p{L}\p{N}])/u
const REASON =
  /(?<!\p{L})(?:не подош|не подход|мал[аоы]?(?!\p{L})|велик[аои]?(?!\p{L})|больш|меньш|тесн|широк|узк|брак|дефект|слома|не работа|не включа|передума|не понрав|не тот|не та(?!\p{L})|не то(?!\p{L})|цвет|не нужн|не нужен|ошиб|порва|дыр|пятн|царап|трещин|протека|течет|шум|пахнет|запах)/u
const WISH =
  /(?<!\p{L})(?:на (?:друг|размер|\d|больш|меньш|черн|бел|син|красн|зелен|сер|беж|такой же|такую же|такие же|новы|исправн|аналог|модел)|такой же|(?:больш|меньш)(?:ий|его) размер|побольше|поменьше|друг\p{L}+ (?:цвет|размер|модел))/u
const DOCUMENT =
  /(?<!\p{L})(?:чек|счет|накладн|упд|инструкци|руководств|сертификат|деклараци|паспорт|талон|закрывающ|акт(?!\p{L})|договор|ндс)/u
const DAY_AGO =
  /(?<!\p{L})(?:вчера|сегодня|позавчера|(?:недел|месяц|год)\p{L}* назад|\d+ (?:дн|недел|месяц)\p{L}* назад|на прошлой неделе|в прошлом месяце)/u
const RECEIVED = /(?<!\p{L})(?:получ|забрал|пришл[аи]?|пришел|доставил|вручил)/u
const ORDERED = /(?<!\p{L})(?:заказал|заказыв|купил|оформил|покупал|приобрел|оплатил)/u

const names = (text: string): boolean => readDates(text).length > 0 || DAY_AGO.test(normalise(text))

/** Whether a text tells each fact. What is only on record with the marketplace no text can tell. */
const TELLS: Record<ProcedureFact, (said: Said) => boolean> = {
  product: () => false,
  warranty_terms: () => false,
  order: ({ text }) => mentionedOrders(text).length > 0,
  posting: ({ text }) => mentionedOrders(text).some(({ postingNumber }) => postingNumber !== undefined),
  size: ({ text }) => SIZE.test(normalise(text)),
  measurements: ({ text }) => toldMeasures(text).length > 0,
  counterpart: (said) => ownWords(said).some((word) => !COMPATIBLE.has(word)),
  delivery_date: ({ text }) => RECEIVED.test(normalise(text)) && names(text),
  purchase_date: ({ text }) => ORDERED.test(normalise(text)) && names(text),
  defect_description: (said) => ownWords(said).length > 0,
  missing_item: (said) => ownWords(said).length > 0,
  photo: ({ photos }) => photos > 0,
  return_reason: ({ text }) => REASON.test(normalise(text)),
  wish: ({ text }) => WISH.test(normalise(text)) || SIZE.test(normalise(text)),
  document: ({ text }) => DOCUMENT.test(normalise(text)),
  details: (said) => ownWords(said).length >= 3,
}

/** What of these a buyer's words and photos tell. */
export const toldFacts = (facts: readonly ProcedureFact[], said: Said): ProcedureFact[] =>
  facts.filter((fact) => TELLS[fact](said))

/** What the text says beside what it is about. */
function ownWords({ text, productName = '' }: Said): string[] {
  const known = new Set(contentStems(productName))
  return contentStems(text).filter((word) => !VAGUE.has(word) && !known.has(word))
}
