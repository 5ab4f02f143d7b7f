import { normalise } from '../../domain/text/normalise.ts'
import { splitSentences } from '../../domain/text/sentences.ts'
import { firstOf } from './reading.ts'
import { OWN, type Rule } from './rule.ts'
import { words } from './word-pattern.ts'

/** First person plural of what the shop will do; the shop is its owner. */
const WE_WILL = [
  words`‹(?:верн(?:ем|емся)|отправим|вышлем|пришлем|дошлем|доложим|заменим|обменяем|поменяем|компенсируем|возместим|выплатим|оплатим|переведем|перечислим|начислим|подарим|перезвоним|свяжемся|сообщим|напишем|ответим|доставим|привезем|заберем|починим|отремонтируем|проверим|уточним|узнаем|разберемся|решим|рассмотрим|подготовим|соберем|отгрузим|зарезервируем|отложим|положим|исправим|устраним|найдем|отыщем|разыщем|уладим|урегулируем|отпишемся|организуем|наладим|допоставим|перешлем|перепроверим|выясним|доложим|пополним|постараемся (?:\p{L}+ ){0,2}(?:исправить|решить|уладить|найти|вернуть)|передадим (?:\p{L}+ ){0,2}(?:в доставку|в отправку)|дадим знать|дадим ответ|примем меры|возьмем на контроль|поставим на контроль)›(?! ли)`,
  words`‹(?:обяз(?:уемся|аны)|готовы)› (?:\p{L}+ ){0,2}(?:вернуть|выплатить|отправить|заменить|возместить|компенсировать)`,
]
/** Somebody will, nobody says who. */
const SOMEBODY_WILL = [
  words`‹(?:вопрос|проблем[ау]|деньги|заказ|посылк[ау]|деталь|товар|отправление)› (?:\p{L}+ ){0,2}‹(?:найдут|разыщут|отыщут|решат|решится|доставят|вернут|вернутся|придут|поступят|исправят|устранят|заменят|разберут|рассмотрят)›`,
  words`‹(?:решат|исправят|разберутся|найдут|вернут|рассмотрят)› (?:\p{L}+ ){0,2}‹(?:специалист|коллег|сотрудник|бухгалтер|склад)~`,
  words`‹с вами (?:\p{L}+ ){0,2}свяж(?:утся|ется)›(?! курьер)`,
  words`‹вам (?:\p{L}+ ){0,2}(?:вернут|отправят|перезвонят|ответят|сообщат|пришлют|заменят|компенсируют|вышлют)›`,
  words`‹(?:вопрос|проблема|деньги|заказ|деталь|товар) (?:\p{L}+ ){0,2}(?:будет|будут) (?:\p{L}+ ){0,2}(?:решен|отправлен|возвращен|заменен|рассмотрен|устранен)~`,
  words`‹(?:менеджер|мастер|специалист|сотрудник|коллеги)~? (?:\p{L}+ ){0,3}(?:перезвон(?:ит|ят)|свяж(?:ет|ут)ся|почин(?:ит|ят)|отправ(?:ит|ят)|верн(?:ет|ут)|реш(?:ит|ат))›`,
]
const DATE = [
  words`‹(?:до (?:вечера|обеда|утра|ночи)|сегодня|завтра|послезавтра|вечером|утром|днем|ночью|сейчас|немедленно|понедельник~?|вторник~?|сред[уы]|четверг~?|пятниц[уы]|суббот[уы]|воскресень[ея])›`,
  words`‹(?:январ|феврал|март|апрел|ма[яе]›|июн|июл|август|сентябр|октябр|ноябр|декабр)~`,
  /\d{1,2}\.\d{1,2}(?:\.\d{2,4})?/u,
  /\d{1,2}:\d{2}/u,
  words`‹(?:в течение|через|за|до конца|в ближайш~|не позднее|не позже|спустя)› (?:\p{L}+ ){0,3}(?:\d|дн|час|сут|недел|месяц|минут|рабоч)`,
  words`\d+(?:[–-]\d+)?(?:-?х)? ?(?:рабоч~ |календарн~ )?(?:дн|день|час|сут|недел|минут|месяц)~`,
  words`‹(?:в течение|через) (?:суток|часа|дня|недели|месяца|получаса|двух|трех|пяти|десяти)`,
  words`‹(?:час|сутки|неделю|месяц)›`,
  words`‹вместе с (?:этим |вашим |следующим )?(?:заказ|ответ|посылк)`,
]
/** Help inside the conversation itself: the answer that it asks for is the promise kept. */
const IN_CHAT = words`‹(?:ответим|уточним|проверим|сообщим|напишем|узнаем|разберемся|вернемся с ответом)› (?:(?:вам|все|это|сразу) )*(?:здесь|в этом чате|сразу|как только)`
const ASKS_FIRST = words`‹(?:пришлите|напишите|уточните|укажите|сообщите|приложите|подскажите)›[^.!?]{0,90}?‹(?:и|а|чтобы|по (?:нему|ней|ним|этому))(?: мы)?›[^.!?]{0,20}?‹(?:проверим|уточним|разберемся|подберем|ответим|подскажем|посмотрим|решим)›`
const REFUSES = words`‹не (?:вернем|отправим|заменим|компенсируем|сможем|ответим|положим)›`

/** A promise says by when, and who keeps it. */
export const openPromise: Rule = {
  id: 'open-promise',
  quote: {
    en: 'A promise names its date and who keeps it; otherwise it is not made.',
    zh: '承诺须写明期限和负责人，否则不作承诺。',
    ru: 'У обещания есть срок и тот, кто его выполнит; иначе его не дают.',
  },
  source: OWN,
  kept: {
    en: 'No promise without a date.',
    zh: '没有缺少期限的承诺。',
    ru: 'Обещаний без срока нет.',
  },
  reasons: {
    date: {
      en: 'Promises something without saying by when.',
      zh: '作出承诺但没有说明期限。',
      ru: 'Обещание без срока.',
    },
    owner: {
      en: 'Promises something without saying who does it.',
      zh: '作出承诺但没有说明由谁负责。',
      ru: 'Обещание, в котором не сказано, кто его выполнит.',
    },
  },
  find: ({ sentences }, { houseRules }) => {
    const known = new Set(houseRules.flatMap(splitSentences).map(wordsOf))
    return sentences.flatMap((sentence) => {
      const { text } = sentence
      if (REFUSES.test(text) || isHouseRule(text, known)) return []
      const hasDate = DATE.some((pattern) => pattern.test(text))
      const nobody = firstOf(text, SOMEBODY_WILL)
      if (nobody && !hasDate) return [{ ...sentence.place(nobody), status: 'warn', reason: 'owner' }]
      const ours = firstOf(text, WE_WILL)
      if (!ours || hasDate || IN_CHAT.test(text) || ASKS_FIRST.test(text)) return []
      return [{ ...sentence.place(ours), status: 'warn', reason: 'date' }]
    })
  },
}

/**
 * «Если такого товара нет, вернём деньги»: what the shop's own entry says, word for word. A whole sentence of it; a
 * part would leave the condition out.
 */
const isHouseRule = (sentence: string, known: ReadonlySet<string>): boolean => known.has(wordsOf(sentence))

const wordsOf = (text: string): string => (normalise(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
