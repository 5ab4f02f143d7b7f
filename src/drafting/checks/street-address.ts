import { COMMUNICATION, type Rule } from './rule.ts'
import { wordSource, words } from './word-pattern.ts'

const KIND = wordSource`ул|улиц[аеыу]|пр(?=\.)|пр-?т|просп|проспект[еа]?|пр-кт|пер|переул~|ш|шоссе|наб|набережн~|б-р|бул|бульвар[еа]?|площад[иь]|пл|проезд[еа]?|мкр|микрорайон[еа]?|тракт[еа]?`
const HOUSE =
  '(?:д\\.?|дом|№|вл\\.?|влад\\.?|владение|стр\\.?|строение|корп\\.?|пав\\.?|павильон)?\\s*\\d{1,4}\\s?[а-я]?(?:\\s?(?:стр|к|корп|лит)\\.?\\s?\\d+)?'
const OUR_PLACE = wordSource`‹(?:офис|склад|магазин|шоурум|шоу-рум|мастерск|точк|салон|филиал|сервис|представительств|ателье|цех|производств|пункт самовывоз|адрес|мы|нас)~`
const ADDRESS = [
  // A place of ours by a station, a market or a landmark.
  new RegExp(
    wordSource`(?:${OUR_PLACE}|‹(?:приезжа|приход|подъезжа|заезжа|заход|загля|жд[её]м|забра|забер|найд|находи|распол|работаем)~)[^.!?\n]{0,50}?‹(?:метро|м\.|ст\. ?м|станци~|тц|трц|тк|бц|рынк~|рынок|вокзал~|площад[иь]|бульвар~|проспект~|шоссе|переул~|набережн~|улиц[аеуы]|ул|пр-?т|пер|наб|микрорайон~|мкр|промзон~|ж\/д|остановк~)›\.?(?: [«"]?\p{L}+)?`,
    'u',
  ),
  new RegExp(
    wordSource`‹(?:г|город|гор|пос|поселок|деревня|село)›\.? ?\p{L}{3,}[^.!?\n]{0,40}?‹(?:ул|улиц[аы]|д|дом|пр-?т|проспект|шоссе|переулок)›`,
    'u',
  ),
  new RegExp(wordSource`‹(?:${KIND})›\.?\s+[\p{L}\d .-]{2,40}?,?\s+${HOUSE}(?![\p{L}\p{N}%])`, 'u'),
  new RegExp(wordSource`[\p{L}-]{3,30}\s+(?:${KIND})›\.?,?\s+${HOUSE}(?![\p{L}\p{N}%])`, 'u'),
  new RegExp(
    wordSource`‹(?:по адресу|приезжайте|приходите|ждем вас|находимся|наш (?:склад|шоурум|магазин|офис)~)›[^.!?]{0,30}?(?:${KIND})›\.?\s+[\p{L}.-]{3,}`,
    'u',
  ),
  // «по адресу: Москва, Складочная, 1»: a town, a street, a number.
  new RegExp(
    wordSource`‹(?:по адресу|адрес)›:? ?\p{L}[\p{L}-]+, [\p{L}][\p{L} .-]{2,30},? ?(?:д\.? ?)?\d`,
    'u',
  ),
  /(?<!\d)\d{6},?\s+(?:г\.?\s*)?\p{L}{3,}[^.!?]{0,60}?(?:дом|д\.)\s*\d+/u,
  new RegExp(
    wordSource`‹(?:рынк|садовод|тц|тк|трц|бизнес-центр|бц|ярмарк)~[^.!?]{0,40}?‹(?:линия|павильон|пав|место|этаж|секция|ряд)~\.?\s*\d+`,
    'u',
  ),
]
/** A point of the marketplace is on the platform. */
const OF_MARKETPLACE = words`‹(?:пункт~ выдачи|пвз|постамат~|(?:склад|центр|хаб|пункт|офис|точк)~ (?:\p{L}+ )?(?:ozon|озон~)|(?:ozon|озон~) (?:находится|расположен~|работает|по адресу))›`

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
      if (OF_MARKETPLACE.test(sentence.text)) return []
      // A street has a name: «на улице минус 34» is the weather.
      const place = ADDRESS.flatMap((pattern) => {
        const match = pattern.exec(sentence.text)
        return match ? [sentence.place(match)] : []
      }).find(({ from, to }) => /\p{Lu}/u.test(original.slice(from, to)))
      const room = ROOM.exec(sentence.text)
      const found = place ?? (room ? sentence.place(room) : undefined)
      return found ? [{ ...found, status: 'block', reason: 'address' }] : []
    }),
}

/** A room of somebody's, number and all. */
const ROOM = new RegExp(wordSource`‹(?:павильон|офис|пав|оф)›\.? ?(?:№ ?)?\d+(?! ?\p{L}|\d)`, 'u')

export const hasAddress = (sentence: string): boolean =>
  ROOM.test(sentence) || ADDRESS.some((pattern) => pattern.test(sentence))
