import { firstOf } from './reading.ts'
import { COMMUNICATION, type Rule } from './rule.ts'
import { wordSource, words } from './word-pattern.ts'

const KIND = wordSource`ул|улиц[аеыу]|пр-?т|просп|проспект[еа]?|пр-кт|пер|переул~|ш|шоссе|наб|набережн~|б-р|бул|бульвар[еа]?|площад[иь]|пл|проезд[еа]?|мкр|микрорайон[еа]?|тракт[еа]?`
const HOUSE =
  '(?:д\\.?|дом|№|вл\\.?|влад\\.?|владение|стр\\.?|строение|корп\\.?|пав\\.?|павильон)?\\s*\\d{1,4}\\s?[а-я]?(?:\\s?(?:стр|к|корп|лит)\\.?\\s?\\d+)?'
const ADDRESS = [
  new RegExp(wordSource`‹(?:${KIND})›\.?\s+[\p{L}\d .-]{2,40}?,?\s+${HOUSE}(?![\p{L}\p{N}%])`, 'u'),
  new RegExp(wordSource`[\p{L}-]{3,30}\s+(?:${KIND})›\.?,?\s+${HOUSE}(?![\p{L}\p{N}%])`, 'u'),
  new RegExp(
    wordSource`‹(?:по адресу|приезжайте|приходите|ждем вас|находимся|наш (?:склад|шоурум|магазин|офис)~)›[^.!?]{0,30}?(?:${KIND})›\.?\s+[\p{L}.-]{3,}`,
    'u',
  ),
  /(?<!\d)\d{6},?\s+(?:г\.?\s*)?\p{L}{3,}[^.!?]{0,60}?(?:дом|д\.)\s*\d+/u,
  new RegExp(
    wordSource`‹(?:рынк|садовод|тц|тк|трц|бизнес-центр|бц|ярмарк)~[^.!?]{0,40}?‹(?:линия|павильон|пав|место|этаж|секция|ряд)~\.?\s*\d+`,
    'u',
  ),
]
/** A point of the marketplace is on the platform. */
const OF_MARKETPLACE = words`‹(?:пункт~ выдачи|пвз|постамат~|ozon|озон~)›`

/** No address where goods or people could meet past the marketplace. */
export const streetAddress: Rule = {
  id: 'street-address',
  quote: {
    en: 'No addresses of shops, warehouses or workshops outside the marketplace.',
    zh: '不得提供平台外的店铺、仓库或维修点地址。',
    ru: 'Без адресов магазинов, складов и мастерских вне площадки.',
  },
  source: COMMUNICATION,
  kept: { en: 'No street addresses.', zh: '没有街道地址。', ru: 'Почтовых адресов нет.' },
  reasons: {
    address: {
      en: 'A street address. The deal stays on the marketplace.',
      zh: '街道地址。交易须留在平台上。',
      ru: 'Почтовый адрес. Сделка остаётся на площадке.',
    },
  },
  find: ({ original, sentences }) =>
    sentences.flatMap((sentence) => {
      const match = firstOf(sentence.text, ADDRESS)
      if (!match || OF_MARKETPLACE.test(sentence.text)) return []
      const place = sentence.place(match)
      // A street has a name: «на улице минус 34» is the weather.
      if (!/\p{Lu}/u.test(original.slice(place.from, place.to))) return []
      return [{ ...place, status: 'block', reason: 'address' }]
    }),
}
