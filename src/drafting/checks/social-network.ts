import { type Names, namedPlaces } from './named-places.ts'
import { placesOf } from './reading.ts'
import { COMMUNICATION, type Rule } from './rule.ts'
import { words } from './word-pattern.ts'

const NAMES: Names = {
  sounds:
    /instagram|vkontakt|odnoklas+nik|feisbuk|fe[iy]sbuk|facebook|youtube|utub|iutub|tiktok|rutube|rutub|pinterest|dzen(?=kanal)/g,
  long: /^(?:instagram|vkontakt|odnoklas|facebook|youtube|tiktok)/,
  slang: new RegExp(
    words`‹(?:вк|vk|вкшк[аеу]|вконтакт~|в контакте|инстаграм+~|инстраграм~|инстик~|фейсбук~|фб|fb|рутьюб~|тикток~|тик ток~|телеграф~ канал|твиттер~|twitter|икс[ -]?твиттер|threads|тредс~|лайки|likee|ok\.ru|одноклассник~|живой журнал|жж|livejournal|дзен-?канал~|яндекс[ .-]?дзен~|twitch|твич~|reddit|реддит~|yappy|snapchat|инст[ауеы]|инстаграмм?~|однокласники|соцсет~|сторис|сторизах|социальн~ сет~|ютуб~|ютюб~|рутуб~|тик-?ток~|(?:запрещ|нельзя|инст|экстремист)\p{L}{0,8}грам~|пинтерест~|дзен[е]?)›`
      .source,
    'gu',
  ),
}
const HANDLE = /(?<![\p{L}\p{N}._%+-])@\s?[\p{L}\p{N}_]{3,}(?![\p{L}\p{N}_-]|\s*\.\s*[a-zа-я]{2})/iu

/** No pages in social networks, no names of accounts. */
export const socialNetwork: Rule = {
  id: 'social-network',
  quote: {
    en: 'The conversation stays on Ozon: no social networks, pages or account names.',
    zh: '沟通须留在 Ozon：不得出现社交网络、主页或账号名。',
    ru: 'Общение остаётся на Ozon: без социальных сетей, страниц и имён учётных записей.',
  },
  source: COMMUNICATION,
  kept: { en: 'No social networks.', zh: '没有社交网络。', ru: 'Социальных сетей нет.' },
  reasons: {
    disguised: {
      en: 'A social network in disguise.',
      zh: '变形书写的社交网络名称。',
      ru: 'Замаскированное название социальной сети.',
    },
    leads: {
      en: 'Leading the buyer to a social network is not allowed.',
      zh: '不允许把买家引导到社交网络。',
      ru: 'Приглашать покупателя в социальную сеть запрещено.',
    },
    named: {
      en: 'Names a social network. Fine as a feature of the product, not as a place to go.',
      zh: '提到了社交网络。作为商品功能可以，引导前往不行。',
      ru: 'Упомянута социальная сеть. Допустимо как свойство товара, но не как место, куда идти.',
    },
    account: { en: 'An account name.', zh: '社交账号名。', ru: 'Имя учётной записи.' },
  },
  find: (reading) => [
    ...placesOf(reading.plain, [HANDLE]).map(
      (span) => ({ ...span, status: 'block', reason: 'account' }) as const,
    ),
    ...namedPlaces(reading, NAMES).map(
      ({ kind, ...span }) =>
        ({ ...span, status: kind === 'named' ? 'warn' : 'block', reason: kind }) as const,
    ),
  ],
}
