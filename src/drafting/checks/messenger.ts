import { type Names, namedPlaces } from './named-places.ts'
import { COMMUNICATION, type Rule } from './rule.ts'
import { words } from './word-pattern.ts'

const NAMES: Names = {
  sounds:
    /tele?gra?m+|telega[mu]?|telegu|whats?app?|v[ao]t?s+ap+|vacap|watsap|vaiber|vaber|viber|wechat|vichat|skype|skaip|discord|diskord/g,
  long: /^(?:telegram|whatsap|votsap|vatsap)/,
  slang: new RegExp(
    words`‹(?:тг|tg|телег[аеуиой]{1,2}|телеграмм?~|телегре›|тг-?(?:канал|бот|чат|группа)~|вотс ?ап+~|вотсап~|ватс ?ап+~|ватцап~|воцап~|васап~|вайб[ае]р~|вибер~|мессендж~|мессага|скайп~|дискорд~|вичат~|аськ[аеу]|icq|imessage|фейстайм~|facetime|снапчат~|snapchat|kakaotalk|threema|тележк[аеуи]|вотс|ватс|вацап~|whatsup|сигнал мессенджер~|мессенджер~|viber|imo|максе?(?= мессендж| напиш|,? так| быстрее|,? там)|(?<=(?:в|через|на) )(?:максе?(?!\p{L}| положени| режим| скорост| мощност| уровн)|w ?a)|max(?= или| мессендж)|(?<=(?:в|через) )max(?! ?(?:положени|режим|скорост|мощност|уровн|громкост))|зелен~ (?:мессенджер|приложени|чат|трубк)~|фиолетов~ (?:мессенджер|приложени|трубк)~|син~ (?:мессенджер|самолетик)~|голуб~ самолетик~|бумажн~ самолетик~|(?:мессенджер|приложени)~ с (?:самолетик|трубк)~|самолетик~|(?<=(?:в|через|на|мессенджер[еа]?|приложени[еи]) )[«"]?(?:max|макс(?:е|у|а)?)[»"]?(?=,? (?:по|напиш|пиш|ответ|там|туда|быстр|или|и|наш|есть|скин|пришл)~))›`
      .source,
    'gu',
  ),
}

/** No leading the buyer to a messenger. A disguised name («т e l e g r a m») always blocks. */
export const messenger: Rule = {
  id: 'messenger',
  quote: {
    en: 'The conversation stays on Ozon: buyers are not led to messengers.',
    zh: '沟通须留在 Ozon：不得把买家引导到通讯软件。',
    ru: 'Общение остаётся на Ozon: уводить покупателя в мессенджеры нельзя.',
  },
  source: COMMUNICATION,
  kept: { en: 'No messengers.', zh: '没有通讯软件。', ru: 'Мессенджеров нет.' },
  reasons: {
    disguised: {
      en: 'A messenger in disguise. Leading the buyer out of the chat is not allowed.',
      zh: '变形书写的通讯软件名称。不允许把买家引导到站外。',
      ru: 'Замаскированное название мессенджера. Уводить покупателя из чата запрещено.',
    },
    leads: {
      en: 'Leading the buyer to a messenger is not allowed.',
      zh: '不允许把买家引导到其他通讯软件。',
      ru: 'Приглашать покупателя в мессенджер запрещено.',
    },
    named: {
      en: 'Names a messenger. Fine as a feature of the product, not as a contact.',
      zh: '提到了通讯软件。作为商品功能可以，作为联系方式不行。',
      ru: 'Упомянут мессенджер. Допустимо как свойство товара, но не как контакт.',
    },
  },
  find: (reading) =>
    namedPlaces(reading, NAMES).map(({ kind, ...span }) => ({
      ...span,
      status: kind === 'named' ? 'warn' : 'block',
      reason: kind,
    })),
}
