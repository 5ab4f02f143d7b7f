import { type Names, namedPlaces } from './named-places.ts'
import { firstOf } from './reading.ts'
import { COMMUNICATION, type Rule } from './rule.ts'
import { wordSource, words } from './word-pattern.ts'

const NAMES: Names = {
  sounds:
    /v[ae]i?l?dber+i[zs]|v[ae]lber+i[zs]|wild?ber+ies|ali[ei]ks?pres+|amazon|megamarket|taobao|iandeksmarket|iandexmarket|aliekspres+|aliexpress|megamarket|lamoda|eldorado/g,
  long: /^(?:vaildber|wildber|aliexpres|megamarket)/,
  slang: new RegExp(
    words`‹(?:вайлдбер~|вайлдберис~|валберис~|валбериз~|на ягодках|фиолетов~ (?:маркетплейс|площадк|сайт)~|маркетплейс~ (?:яндекса|wildberries|вб)|яндекс[ .-]?маркет~|(?:на|в) маркете|озон[ -]?конкурент~|ebay|ибэй|ибей|амазон~?|джум~?|joom|таобао|1688|poizon|пойзон|алик~?(?=›)|али-?экспресс?~?|казань ?экспресс|kazanexpress|мегамаркет~|ситилинк~|онлайнтрейд|регард|холодильник\.ру|вб|w ?b|в ?б(?=›)|вайлдбер~|яндекс[ .-]?маркет~|я\.?маркет~|мегамаркет~|сбермегамаркет~|авито|avito|алиэкспресс?~?|али(?=›)|ламод~|днс|dns|м\.?видео|мвидео|ситилинк~|леруа(?: мерлен)?|лемана про|детск~ мир~|магнит маркет~|temu|тему|шеин|shein|юл[ае](?=›)|эльдорадо)›`
      .source,
    'gu',
  ),
}
/** Chains of shops; those named after common things count in quotation marks only. */
const SHOPS = wordSource`(?:(?:спортмастер|декатлон|decathlon|икеа|икее|икею|икеи|ikea|золот~ яблок|летуал|рив гош|технопарк|эльдорадо|петрович|леруа|лемана|максидом|бауцентр|стройланди|касторам|ашан|пятерочк|перекрестк|фикс прайс|fix price|hoff|хофф|h&m|uniqlo|юникло|читай-город|буквоед|вкусвилл|купер|сбермаркет|эксист|автодок|autodoc|emex|технопоинт|галамарт|gloria jeans|глори~ джинс|остин›|снежн~ королев|аскон[аеы]›|детск~ мир)~|(?:оби|кари|окей|дикси|zara|зар[аеуы]|exist)›|[«"“](?:лент|магнит|светофор|чижик|домовой|улыбк|твой дом|республик|самокат|подружк|связн|глобус|бетховен|комус|лабиринт|четыре лапы|кораблик|гулливер|перекрест)~)`
const OTHERS = [
  new RegExp(wordSource`‹(?:в|из|на|у|через) (?:сети |магазин~ |гипермаркет~ )?[«"“]?${SHOPS}`, 'u'),
  words`‹(?:у |от |к |в |на |чем )?(?:друг|остальн|чуж|сторонн|соседн|иных|ино[мй]|конкурирующ|любо[мй] друг|параллельн)~ (?:продав(?:ц|ец)|магазин|селлер|поставщик|маркетплейс|площадк|онлайн-магазин|интернет-магазин|торгов)~`,
  words`‹(?:в|у|из|от|через) (?:магазине|магазина|продавца|бренда|селлера|фирмы|сети|компании) [«"“]`,
  words`‹(?:купи|взять|возьм|найд|найт|закаж|заказ|поищ|посмотр|ищ|обрат|бер)~…‹(?:на друг~ площадк~|в друг~ (?:месте|магазин~)|у друг~|на (?:соседн|друг)~ (?:сайт|маркетплейс)~|у другого)›`,
  words`‹(?:у |от |к )?(?:друг(?:ого|их|ие|ой|ому|им)|остальны(?:е|х)|чуж(?:ие|их)|сторонн(?:их|ие|его)) (?:продавц~|магазин~|селлер~|поставщик~|маркетплейс~|площад~)`,
  words`‹конкурент~`,
  words`(?<!наш\p{L}{0,3} )‹(?:магазином|магазине|продавцом|магазину|продавцу) [«"“]`,
  words`‹(?:а )?не (?:в|у|из|от) [«"“]`,
  words`‹прода(?:ет|ют)› [«"“]`,
  words`‹прода(?:ет|ют)›[^.!?]{0,20}?‹(?:магазин|продавец|бренд) [«"“]`,
  /(?<!\p{L})(?:у|от|к) (?:продавц|селлер|поставщик)\p{L}* [«"“]/u,
  words`‹(?:купить|взять|найти|заказать|поискать|посмотреть)›…‹(?:на другой площадке|в другом магазине|в других магазинах)›`,
  words`‹(?:в|из|на|у) (?:спортмастер|декатлон|икеа|золото~ яблок|летуаль|рив гош|технопарк|оби›|петрович|комус|связно|глобус|ашан|пятерочк|перекрест|асн›|фикс прайс|hoff|хофф|zara|зара|зар[еы]|h&m)~`,
]
/** Thanks and a greeting may name the shop itself. */
const THANKS = words`‹(?:спасибо|благодарим|с уважением|рады видеть)›`
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
      return match && !THANKS.test(sentence.text)
        ? [{ ...sentence.place(match), status: 'warn', reason: 'named' } as const]
        : []
    }),
  ],
}
