import { firstOf } from './reading.ts'
import { COMMUNICATION, type Found, type Rule } from './rule.ts'
import { words } from './word-pattern.ts'

const THIRD_PARTY = [
  words`‹(?:карт[уы] банка|банк[аи]?-?партн~|кредитн~ карт~|наш~ партнер~|от партнер~|онлайн-казино|казино|ставк~ на спорт|такси|промокод (?:на|от) (?:такси|доставк))~`,
  words`‹(?:советуем|рекомендуем|попробуйте)›…‹(?:банк|сервис доставки|страхов|такси|оператор)~ «?`,
  words`‹(?:оформите|закажите|заказывайте|попробуйте|скачайте|установите)›…‹(?:карт[уы] |кредит|займ|обед|доставк~ ед|у партнер|от партнер|партнер)~`,
]
const PROMOTES = [
  words`‹(?:скачайте|установите)›[^.!?]{0,50}?‹(?:получите|кэшбэк|кешбэк|бонус|подар)~`,
  words`‹(?:распродаж|розыгрыш|лотере|флеш-?сейл|черн~ пятниц)~`,
  words`‹(?:подписывайтесь|подпишитесь)›`,
  words`‹(?:успевайте|успейте|спешите|торопитесь|не упустите|только (?:сегодня|до))›…‹(?:купить|заказать|цен|скидк|акци)~`,
  words`‹(?:по|наш|с) промокод~`,
  words`‹успевайте›`,
  words`‹(?:у нас|в магазине|сейчас|до пятниц~|до воскресень~|на этой неделе|весь месяц) (?:\p{L}+ ){0,2}(?:акци[яи]|скидк[аи]) ?(?:на вс|в магазин|до \d|\d)`,
  words`‹(?:минус|скидк[аи](?: до)?) \d+ ?%? (?:на вс|на весь)`,
  words`‹(?:большая|грандиозн~|новая) акци~`,
  words`‹(?:заходите|загляните|приходите|переходите)› (?:\p{L}+ ){0,2}(?:в|на) (?:наш|страниц)`,
  words`‹ждем вас (?:\p{L}+ ){0,2}(?:в наш~ шоурум|на распродаж|на наш~ стенд)~`,
]

/** A reply answers; it does not sell. */
export const advert: Rule = {
  id: 'advert',
  quote: {
    en: "No adverts in replies; other companies' adverts never.",
    zh: '回复中不得做广告；绝不得为第三方做广告。',
    ru: 'Без рекламы в ответах; чужой рекламы — никогда.',
  },
  source: COMMUNICATION,
  kept: { en: 'No adverts.', zh: '没有广告。', ru: 'Рекламы нет.' },
  reasons: {
    third: {
      en: "Another company's advert.",
      zh: '第三方广告。',
      ru: 'Реклама другой компании.',
    },
    own: {
      en: 'Advertises the shop instead of answering.',
      zh: '在回复中为店铺做广告。',
      ru: 'Реклама магазина вместо ответа.',
    },
  },
  find: ({ sentences }) =>
    sentences.flatMap((sentence): Found[] => {
      const third = firstOf(sentence.text, THIRD_PARTY)
      if (third) return [{ ...sentence.place(third), status: 'block', reason: 'third' }]
      const own = firstOf(sentence.text, PROMOTES)
      return own ? [{ ...sentence.place(own), status: 'warn', reason: 'own' }] : []
    }),
}
