import type { Span } from '../../domain/text/mapped-text.ts'
import { mailPlaces } from './email.ts'
import { placesOf } from './reading.ts'
import { COMMUNICATION, type Found, type Rule } from './rule.ts'

const LATIN_ZONES =
  'ru|su|com|net|org|info|io|me|shop|store|online|site|club|pro|biz|kz|by|ua|uz|cn|app|link|cc|ly|gg|tk|xyz|top|market|dev|tech|gle|gl|page|ee|us|eu|de|рф|рус'
const CYRILLIC_ZONES = 'ру|рф|рус|ком|онлайн|сайт|ru|com|net|org|info|online|shop|store|site'
const PATTERNS = [
  /(?<!\p{L})(?:в )?(?:браузере?|поиске?|адресн\p{L}+ строк\p{L}+|интернете?)\s*[:—-]\s*[\p{L}\p{N}-]{3,40}[ .](?:ру|ru|рф|com|ком)(?!\p{L})/iu,
  /\p{L}{1,20}:\s?\/\/\s?\S+/iu,
  /(?<![\p{L}\p{N}])w\s?w\s?w\s*\.\s*\S+(?:\s*\.\s*\p{L}\s?\p{L}{1,3})?/iu,
  new RegExp(
    `(?<![\\p{L}\\p{N}@])[a-z0-9][a-z0-9-]{0,60}(?:\\.[a-z0-9-]{1,60}){0,4}\\.(?:${LATIN_ZONES})(?![\\p{L}\\p{N}-])(?:[/?#]\\S*)?`,
    'iu',
  ),
  new RegExp(
    `(?<![\\p{L}\\p{N}@-])(?=[0-9-]{0,20}[а-яё])[а-яё0-9-]{1,60}\\.(?:${CYRILLIC_ZONES})(?![\\p{L}\\p{N}-])(?:[/?#]\\S*)?`,
    'iu',
  ),
  // A host with a path, whatever its zone: «youtu.be/Qx7».
  /(?<![\p{L}\p{N}@.])[a-z0-9][a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){0,3}\.[a-z]{2,10}\/[\p{L}\p{N}][^\s,;]*/iu,
  // A code that is scanned leads where nobody sees.
  /(?<!\p{L})(?:qr|кьюар|куар)[ -]?код\p{L}*[^.!?\n]{0,60}?(?<!\p{L})(?:сайт|интернет-магазин|страниц|канал|чат|групп|бот)\p{L}*/iu,
  // «магазин точка ру», «shop (dot) com», «shop . ru»
  // Dots that are none: «shop·ru», «shop。com»
  /(?<![\p{L}\p{N}])[a-zа-яё0-9][a-zа-яё0-9-]{1,60}\s?[·•․。｡∙⋅]\s?(?:ru|com|net|org|рф|shop|store|online|ру|ком)(?![\p{L}\p{N}])/iu,
  /(?<![\p{L}\p{N}])[\p{L}\p{N}][\p{L}\p{N}-]{0,60}\s*[,([{]?\s*(?:точка|тчк|дот|dot)\s*[,)\]}]?\s*(?:ру|ru|ком|com|рф|онлайн|online|нет|net|шоп|shop|про|pro|орг|org|инфо|info|клуб|club|стор|store|сайт|site|ио|io|ми|me|би|by|кз|kz)(?![\p{L}\p{N}])/iu,
  /(?<![\p{L}\p{N}])[\p{L}\p{N}][\p{L}\p{N}-]{0,60}\s*[([]\s*\.\s*[)\]]\s*\p{L}{2,}/iu,
  /(?<![\p{L}\p{N}])[a-zа-яё0-9][a-zа-яё0-9-]{1,60}(?:\s+\.\s*|\s*\.\s+)(?:ru|com|net|org|рф)(?![\p{L}\p{N}])/iu,
  // Shortened addresses are links without a protocol.
  /(?<![\p{L}\p{N}])(?:t|wa|vk|bit|clck|goo|tiny)\s*\.\s*(?:me|com|ly|ru|cc|gl)(?![\p{L}\p{N}])(?:\s*\/\s*\S+)?/iu,
]
/** The marketplace's own pages; nothing that merely begins or ends like them. */
const OZON = /^(?:https?:\/\/)?(?:[a-z-]+\.)*ozon\.(?:ru|com|by|kz)(?:[/?#]\S*)?[.,;:!)»]*$/iu

/** Names of software that end like an address. */
const PLATFORMS = /^(?:asp|ado|vb|ml|paint)\.net$/iu

/** No way out of the chat: no address of any site but the marketplace's, however it is spelled. */
export const link: Rule = {
  id: 'link',
  quote: {
    en: 'No links to other sites; in an answer that everyone reads, no links at all.',
    zh: '不得有站外链接；公开回答中不得有任何链接。',
    ru: 'Без ссылок на другие сайты; в открытом ответе — без ссылок вообще.',
  },
  source: COMMUNICATION,
  kept: { en: 'No links.', zh: '没有链接。', ru: 'Ссылок нет.' },
  reasons: {
    external: {
      en: 'A link or the address of a site. Links are not allowed in replies.',
      zh: '链接或网址。回复中不允许出现链接。',
      ru: 'Ссылка или адрес сайта. Ссылки в ответах запрещены.',
    },
    ozon: {
      en: 'A link to Ozon in a public answer: it may be hidden or refused.',
      zh: '公开回答中的 Ozon 链接：可能被隐藏或拒绝。',
      ru: 'Ссылка на Ozon в открытом ответе: её могут скрыть или отклонить.',
    },
  },
  find({ original, plain, folded, words }, { channel }) {
    const mails = mailPlaces({ plain, folded })
    const spans = [plain, folded, words]
      .flatMap((view) => placesOf(view, PATTERNS))
      .filter((span) => !PLATFORMS.test(original.slice(span.from, span.to)))
      .filter((span) => !mails.some((mail) => span.from < mail.to && mail.from < span.to))
    return spans.flatMap((span): Found[] => {
      if (!isOzon(original, span)) return [{ ...span, status: 'block', reason: 'external' } as const]
      return channel.isPublic ? [{ ...span, status: 'warn', reason: 'ozon' } as const] : []
    })
  },
}

const isOzon = (original: string, { from, to }: Span): boolean => {
  const before = /\S*$/.exec(original.slice(0, from))?.[0] ?? ''
  const after = /^\S*/.exec(original.slice(to))?.[0] ?? ''
  return OZON.test(before.replace(/^[(«"]+/, '') + original.slice(from, to) + after)
}
