import { findAddresses } from './find-addresses.ts'
import { findNames } from './find-names.ts'
import { findNumbers } from './find-numbers.ts'
import type { Found } from './found.ts'

const AT = '(?:\\s?[@＠]\\s?|\\s?[([]\\s?(?:at|собака)\\s?[)\\]]\\s?|\\s(?:собака|собачка)\\s)'
const DOT = '(?:\\s?\\.\\s?|\\s?[([]\\s?(?:dot|точка)\\s?[)\\]]\\s?|\\s(?:точка|dot)\\s)'
const EMAIL = new RegExp(
  `[\\p{L}\\p{N}._%+-]{1,64}${AT}[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)*${DOT}\\p{L}{2,12}(?!\\p{L})`,
  'giu',
)
const PROFILE =
  /(?:https?:\/\/)?(?:www\.|m\.)?(?:t\.me|telegram\.me|vk\.(?:com|ru)|ok\.ru|instagram\.com|facebook\.com|fb\.com|wa\.me)\/[\w.+-]*[\w+-]{3}/giu
const HANDLE = /(?<![\p{L}\p{N}@])@[a-z][a-z0-9_.]{2,30}[a-z0-9_](?![\p{L}\p{N}])/giu
/** «мой ник в тг ivan_88», «логин: masha»: said to be an account, so it needs no @; the names of services are none. */
const SAID_TO_BE_ACCOUNT =
  /(?<=(?<!\p{L})(?:логин|ник(?:нейм)?|юзернейм|username|nickname|login|微信号?)(?:\s?[:—-])?\s?(?:\p{Script=Cyrillic}{1,10}\s){0,3}(?:[:—-]\s?)?)(?!(?:ozon|telegram|whatsapp|viber|google|apple|yandex|mail|wechat|skype)(?![\w.-]))[a-z][\w.-]{2,30}\w(?![\p{L}\p{N}])/giu
const ON_MESSENGER =
  /(?<=(?<!\p{L})(?:тг|tg|телег(?:а|е|рам\p{L}{0,4})|telegram|инст(?:а|е|аграм\p{L}{0,4})|instagram|вк|vk|вконтакте|скайпе?|skype|вайбере?|viber|wechat|微信)(?:\s?[:—-])?\s?(?:(?:я|мой|это|is)\s)?)(?:live:[\w.-]{3,31}|(?=[a-z]*[\d_.])[a-z][\w.-]{2,30}\w)(?![\p{L}\p{N}])/giu

/**
 * Personal data in a text, in order and without overlaps. By code alone, so it finds what has a shape: a phone, an
 * address with a house, a full name; not that «мой сосед Петя» is somebody.
 */
export function findPersonalData(text: string): Found[] {
  const taken: Found[] = []
  const take = (found: Found[]) => {
    for (const one of found)
      if (!taken.some((other) => one.start < other.end && other.start < one.end)) taken.push(one)
  }
  take(byPattern(text, EMAIL, 'email'))
  for (const pattern of [PROFILE, HANDLE, SAID_TO_BE_ACCOUNT, ON_MESSENGER]) {
    take(byPattern(text, pattern, 'account'))
  }
  take(findNumbers(text))
  take(findAddresses(text))
  // The towns before a street may have taken the end of a name: the rest of the name is a name still.
  take(findNames(text).map((name) => upTo(name, taken)))
  return taken.sort((a, b) => a.start - b.start)
}

function upTo(one: Found, taken: Found[]): Found {
  const starts = taken.map(({ start }) => start).filter((start) => one.start < start && start < one.end)
  return { ...one, end: Math.min(one.end, ...starts) }
}

function byPattern(text: string, pattern: RegExp, kind: Found['kind']): Found[] {
  return [...text.matchAll(pattern)].map((match) => ({
    kind,
    start: match.index,
    end: match.index + match[0].length,
  }))
}
