import { type Names, namedPlaces } from './named-places.ts'
import { firstOf } from './reading.ts'
import { COMMUNICATION, type Rule } from './rule.ts'
import { words } from './word-pattern.ts'

const NAMES: Names = {
  sounds: /vaildber+i[zs]|wildber+ies|aliekspres+|aliexpress|megamarket|lamoda|eldorado/g,
  long: /^(?:vaildber|wildber|aliexpres|megamarket)/,
  slang: new RegExp(
    words`‹(?:вб|w ?b|в ?б(?=›)|вайлдбер~|яндекс[ .-]?маркет~|я\.?маркет~|мегамаркет~|сбермегамаркет~|авито|avito|алиэкспресс?~?|али(?=›)|ламод~|днс|dns|м\.?видео|мвидео|ситилинк~|леруа(?: мерлен)?|лемана про|детск~ мир~|магнит маркет~|temu|тему|шеин|shein|юл[ае](?=›)|эльдорадо)›`
      .source,
    'gu',
  ),
}
const OTHERS = [
  words`‹(?:у |от |к )?(?:друг(?:ого|их|ие|ой|ому|им)|остальны(?:е|х)|чуж(?:ие|их)|сторонн(?:их|ие|его)) (?:продавц~|магазин~|селлер~|поставщик~|маркетплейс~|площад~)`,
  words`‹конкурент~`,
  words`‹прода(?:ет|ют)›[^.!?]{0,20}?‹(?:магазин|продавец|бренд) [«"“]`,
  /(?<!\p{L})(?:у|от|к) (?:продавц|селлер|поставщик)\p{L}* [«"“]/u,
  words`‹(?:купить|взять|найти|заказать|поискать|посмотреть)›…‹(?:на другой площадке|в другом магазине|в других магазинах)›`,
  words`‹(?:в|из|на|у) (?:спортмастер|декатлон|икеа|золото~ яблок|летуаль|рив гош|технопарк|оби›|петрович|комус|связно|глобус|ашан|пятерочк|перекрест|асн›|фикс прайс|hoff|хофф|zara|зара|зар[еы]|h&m)~`,
]
const LEADS = words`‹(?:посмотри|смотри|возьмите|взять|купите|купить|закажите|заказать|найдите|есть у нас|наш~ магазин~|дешевле|выгоднее|в наличии|ищите|поищите)~?`

/** Other marketplaces and other sellers are none of the shop's business. */
export const otherSeller: Rule = {
  id: 'other-seller',
  quote: {
    en: 'No mention of other sellers and marketplaces, no sending buyers there.',
    zh: '不得提及其他卖家和平台，也不得把买家引到那里。',
    ru: 'Не упоминать других продавцов и площадки и не отправлять туда покупателя.',
  },
  source: COMMUNICATION,
  kept: { en: 'No other sellers.', zh: '没有提到其他卖家。', ru: 'Других продавцов нет.' },
  reasons: {
    leads: {
      en: 'Sends the buyer to another marketplace or shop.',
      zh: '把买家引到其他平台或店铺。',
      ru: 'Отправляет покупателя на другую площадку или в другой магазин.',
    },
    named: {
      en: 'Speaks of another marketplace or other sellers.',
      zh: '提到了其他平台或其他卖家。',
      ru: 'Речь о другой площадке или других продавцах.',
    },
  },
  find: (reading) => [
    ...namedPlaces(reading, NAMES).map(({ kind, ...span }) => {
      const sentence = reading.sentences.find(
        ({ span: whole }) => span.from >= whole.from && span.to <= whole.to,
      )
      const leads = kind === 'disguised' || LEADS.test(sentence?.text ?? '')
      return { ...span, status: leads ? 'block' : 'warn', reason: leads ? 'leads' : 'named' } as const
    }),
    ...reading.sentences.flatMap((sentence) => {
      const match = firstOf(sentence.text, OTHERS)
      return match ? [{ ...sentence.place(match), status: 'warn', reason: 'named' } as const] : []
    }),
  ],
}
