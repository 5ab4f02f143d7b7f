import type { Check } from '../../domain/draft.ts'
import { clean, foldLookAlikes } from '../../domain/text/normalise.ts'
import { finding, pass } from './rule.ts'

const RULE = 'links'
const LATIN_ZONES =
  'ru|su|com|net|org|info|io|me|shop|store|online|site|club|pro|biz|kz|by|ua|uz|cn|app|link|cc|ly|gg|tk|xyz|top|рф|рус'
const CYRILLIC_ZONES = 'ру|рф|рус|ком|онлайн|сайт|ru|com|net|org|info|online|shop|store|site'
const PATTERNS = [
  /\p{L}{1,20}:\/\/\S+/iu,
  /(?<![\p{L}\p{N}])www\s*\.\s*\S+/iu,
  new RegExp(`(?<![\\p{L}\\p{N}])[a-z0-9][a-z0-9-]*\\.(?:${LATIN_ZONES})(?![\\p{L}\\p{N}-])\\S*`, 'iu'),
  new RegExp(`(?<![\\p{L}\\p{N}])[а-яё0-9][а-яё0-9-]*\\.(?:${CYRILLIC_ZONES})(?![\\p{L}\\p{N}-])\\S*`, 'iu'),
  // «магазин точка ру», «shop (dot) com», «shop . ru»
  /(?<![\p{L}\p{N}])[\p{L}\p{N}][\p{L}\p{N}-]{0,60}\s*[([]?\s*(?:точка|dot)\s*[)\]]?\s*(?:ру|ru|ком|com|рф|онлайн|online)(?![\p{L}\p{N}])/iu,
  /(?<![\p{L}\p{N}])[\p{L}\p{N}][\p{L}\p{N}-]{0,60}\s*[([]\s*\.\s*[)\]]\s*\p{L}{2,}/iu,
  /(?<![\p{L}\p{N}])[a-z0-9][a-z0-9-]{1,60}\s+\.\s*(?:ru|com|net|org|рф)(?![\p{L}\p{N}])/iu,
  // Shortened addresses are links without a protocol.
  /(?<![\p{L}\p{N}])(?:t|wa|vk|bit|clck|goo|tiny)\s*\.\s*(?:me|com|ly|ru|cc|gl)(?![\p{L}\p{N}])\S*/iu,
]

/** No way out of the chat: no address of any site, however it is spelled. */
export function checkLinks(text: string): Check {
  const readable = clean(text)
  for (const variant of [readable, foldLookAlikes(readable)]) {
    for (const pattern of PATTERNS) {
      const span = pattern.exec(variant)?.[0]
      if (span) {
        return finding(
          RULE,
          'block',
          {
            en: 'Links are not allowed in replies.',
            zh: '回复中不允许出现链接。',
            ru: 'Ссылки в ответах запрещены.',
          },
          span,
        )
      }
    }
  }
  return pass(RULE, { en: 'No links.', zh: '没有链接。', ru: 'Ссылок нет.' })
}
