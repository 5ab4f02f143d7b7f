import type { Span } from '../../domain/text/mapped-text.ts'
import { placesOf, type Reading } from './reading.ts'
import { COMMUNICATION, type Rule } from './rule.ts'

const DOG = '(?:с[оа]бак[аи]|с[оа]бачк[аи]|at|эт)'
const AT = `(?:@|[([]\\s*${DOG}\\s*[)\\]]|(?<=\\s)(?:с[оа]бака|с[оа]бачка|at)(?=\\s))`
const HOSTS =
  'mail|yandex|ya|gmail|bk|list|inbox|icloud|outlook|hotmail|rambler|proton|мейл|майл|мэйл|яндекс|джимейл|гмейл|гмайл|рамблер|инбокс'
const PATTERNS = [
  new RegExp(
    `(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}._%+-]{2,64}\\s{0,2}[({[]\\s*(?:a|а|${DOG})\\s*[)}\\]]\\s{0,2}(?:[\\p{L}\\p{N}-]+)`,
    'iu',
  ),
  new RegExp(
    `(?<!\\p{L})домен\\p{L}*\\s+(?:${HOSTS})|(?<!\\p{L})(?:на|в)\\s+(?:яндекс|джимейл|гмейл|рамблер|мейл)\\p{L}*\\s*\\(?почт|(?<!\\p{L})почт\\p{L}*[^.!?]{0,40}(?:${HOSTS})\\s*(?:,\\s*)?(?:\\.|точка|тчк|dot|,|\\s)\\s*(?:,\\s*)?(?:ру|ru|ком|com)`,
    'iu',
  ),
  /[\p{L}\p{N}._%+-]{1,64}\s{0,3}@\s*[\p{L}\p{N}-]+\s*(?:\.|\(?точка\)?)\s*\p{L}{2,}/iu,
  new RegExp(
    `[\\p{L}\\p{N}._%+-]{1,64}\\s{0,3}${AT}\\s{0,3}(?:${HOSTS})(?!\\p{L})(?:\\s*(?:\\.|точка|dot)\\s*\\p{L}{2,4})?`,
    'iu',
  ),
  new RegExp(`${AT}\\s{0,3}(?:${HOSTS})\\s*(?:\\.|точка|dot)\\s*(?:ru|ру|com|ком|net)`, 'iu'),
  /(?<![\p{L}\p{N}._-])[\p{L}\p{N}._-]{2,64}\s{1,3}(?:с[оа]бака|с[оа]бачка)\s{1,3}[\p{L}\p{N}-]{2,64}\s{1,3}(?:точка|тчк|dot|дот)\s+(?:ру|ru|ком|com|рф|нет|net|орг|org)(?!\p{L})/iu,
  // «знак «собачка», затем inbox.ru», «гав-гав gmail»: any words for the sign, a host near behind.
  new RegExp(
    `(?<!\\p{L})(?:с[оа]бак\\p{L}*|с[оа]бачк\\p{L}*|гав-?гав)[»"]?[\\s,.:;–—-]*(?:(?:затем|потом|дальше|далее|после)\\s+)?(?:${HOSTS})(?!\\p{L})`,
    'iu',
  ),
  /(?<!\p{L})(?:с[оа]бака|с[оа]бачка)[\s,.–—-]+(?:ma[ij]l|мейл|майл|яндекс|yandex|gmail|джимейл)/iu,
]

/** No e-mail address, «собака» and «точка» included. */
export const email: Rule = {
  id: 'email',
  quote: {
    en: 'No personal contacts in messages to buyers: no e-mail addresses.',
    zh: '给买家的消息中不得留个人联系方式：不得留电子邮箱。',
    ru: 'В сообщениях покупателям нельзя оставлять личные контакты: адреса электронной почты.',
  },
  source: COMMUNICATION,
  kept: { en: 'No e-mail addresses.', zh: '没有电子邮箱。', ru: 'Адресов почты нет.' },
  reasons: {
    address: {
      en: 'An e-mail address. Contacts are not allowed in replies.',
      zh: '电子邮箱地址。回复中不允许留联系方式。',
      ru: 'Адрес электронной почты. Контакты в ответах запрещены.',
    },
  },
  find: (reading) => mailPlaces(reading).map((span) => ({ ...span, status: 'block', reason: 'address' })),
}

/** Where addresses of mail stand: the host of one is no link of its own. */
export function mailPlaces({ plain, folded }: Pick<Reading, 'plain' | 'folded'>): Span[] {
  return [plain, folded].flatMap((view) => placesOf(view, PATTERNS))
}
