import type { ProcedureFact } from '../../domain/procedure.ts'
import { normalise } from '../../domain/text/normalise.ts'
import { splitSentences } from '../../domain/text/sentences.ts'

/** A request to the buyer: by its verb, or a question. */
const REQUEST =
  /(?<!\p{L})(?:напишите|уточните|укажите|сообщите|пришлите|приложите|отправьте|сфотографируйте|снимите|опишите|расскажите|подскажите|назовите|покажите)(?!\p{L})|\?/u

/** What a request asks for, in the words shops use. */
const ASKED: readonly (readonly [ProcedureFact, RegExp])[] = [
  ['posting', /номер\p{L}* (?:\p{L}+ )?отправлени|отправлени\p{L}*[^.?!]{0,30}номер/u],
  ['order', /номер\p{L}* (?:\p{L}+ )?заказ|о каком заказе|какой заказ/u],
  ['product', /артикул|о каком товаре|какой товар|название товара|ссылк\p{L} на товар/u],
  ['measurements', /мерк|обхват|ваш рост|длин\p{L} стопы/u],
  ['size', /как(?:ой|ого) размер|размер вам|нужен размер/u],
  ['counterpart', /(?:какой|как(?:ого|им)|вашего|модель) (?:\p{L}+ )?(?:устройств|модел|телефон)/u],
  ['photo', /фото|видео|снимок|снимк/u],
  [
    'defect_description',
    /(?:опишите|расскажите)[^.?!]{0,40}(?:что|проблем|неисправност|дефект)|что именно не так/u,
  ],
  ['missing_item', /чего (?:именно )?не хватает|что (?:именно )?отсутствует/u],
  ['return_reason', /почему вы хотите вернуть|причин\p{L} возврата/u],
  ['wish', /на какой (?:размер|цвет|товар)|на что (?:вы )?(?:хотели|хотите)/u],
  ['document', /как(?:ой|ие) (?:именно )?документ/u],
  ['delivery_date', /как(?:ого числа|ой день)[^.?!]{0,20}получ|когда[^.?!]{0,15}получ|дат\p{L} получения/u],
  ['purchase_date', /когда[^.?!]{0,25}(?:оформл|заказа|купил)|дат\p{L} (?:покупки|заказа)/u],
  ['details', /подробнее|что (?:именно )?(?:произошло|случилось)/u],
]

/** The facts that a text of the shop asks the buyer for, whoever wrote it. */
export function askedFacts(text: string): ProcedureFact[] {
  const requests = splitSentences(text)
    .map(normalise)
    .filter((sentence) => REQUEST.test(sentence))
  return ASKED.flatMap(([fact, pattern]) =>
    requests.some((sentence) => pattern.test(sentence)) ? [fact] : [],
  )
}
