import type { Check } from '../../domain/draft.ts'
import { clean, foldLookAlikes } from '../../domain/text/normalise.ts'
import { splitSentences } from '../../domain/text/sentences.ts'
import { finding, pass } from './rule.ts'

const RULE = 'messengers'

/** Names by sound, so that one spelling covers both alphabets. */
const NAMES =
  /telegram|whats?app?|v[ao]ts+ap|vacap|watsap|instagram|vkontakt|odnoklassnik|fe[iy]sbuk|facebook|vaiber|viber|wechat|vichat|skype|skaip/g
const LONG_NAMES = /^(?:telegram|whatsapp|instagram|vkontakt|odnoklassnik|facebook)/
const SHORT_NAMES = /(?<![\p{L}\p{N}])(?:тг|вк|vk|tg|инст[ауеы]|телег[аеуи]|вотс|ватс)(?![\p{L}\p{N}])/iu
/** A messenger may be a product's feature; together with these it is a way out of the chat. */
const LEADS_AWAY =
  /(?<!\p{L})(?:пиши(?:те)?|напиши(?:те)?|писать|написать|свяжитесь|связаться|связь|обращайтесь|подпи(?:шитесь|сывайтесь|ска|саться)|добавляйтесь|вступайте|переходите|перейдите|присылайте|пришлите|нас|наш\p{L}*|нам|мы|канал\p{L}*|групп\p{L}*|менеджер\p{L}*|аккаунт\p{L}*|бот\p{L}*)(?!\p{L})/iu

/** No leading the buyer to another messenger. A disguised name («т e l e g r a m») always blocks. */
export function checkMessengers(text: string): Check {
  const found = findDisguised(clean(text))
  if (found) {
    return finding(
      RULE,
      'block',
      {
        en: 'A messenger in disguise. Leading the buyer out of the chat is not allowed.',
        zh: '变形书写的通讯软件名称。不允许把买家引导到站外。',
        ru: 'Замаскированное название мессенджера. Уводить покупателя из чата запрещено.',
      },
      found,
    )
  }
  for (const sentence of splitSentences(clean(text))) {
    const name = findName(sentence)?.span ?? SHORT_NAMES.exec(sentence)?.[0]
    if (!name) continue
    if (LEADS_AWAY.test(sentence)) {
      return finding(
        RULE,
        'block',
        {
          en: 'Leading the buyer to a messenger is not allowed.',
          zh: '不允许把买家引导到其他通讯软件。',
          ru: 'Приглашать покупателя в мессенджер запрещено.',
        },
        name,
      )
    }
    return finding(
      RULE,
      'warn',
      {
        en: 'Names a messenger. Fine as a feature of the product, not as a contact.',
        zh: '提到了通讯软件。作为商品功能可以，作为联系方式不行。',
        ru: 'Упомянут мессенджер. Допустимо как свойство товара, но не как контакт.',
      },
      name,
    )
  }
  return pass(RULE, { en: 'No messengers.', zh: '没有通讯软件。', ru: 'Мессенджеров нет.' })
}

function findDisguised(text: string): string | undefined {
  const found = findName(text, true)
  return found?.span
}

/** The first messenger's name as written; with `disguisedOnly`, the first that is not written plainly. */
function findName(text: string, disguisedOnly = false): { span: string } | undefined {
  const { sounds, at } = soundOf(text)
  for (const match of sounds.matchAll(NAMES)) {
    const from = at[match.index] ?? 0
    const to = (at[match.index + match[0].length - 1] ?? 0) + 1
    if (/[\p{L}\p{N}]/u.test(text[from - 1] ?? '')) continue
    const span = text.slice(from, to)
    const pieces = span.split(/[^\p{L}\p{N}@]+/u)
    const isSpelledOut = pieces.every((piece) => piece.length <= 2)
    const isTornApart = LONG_NAMES.test(match[0]) && pieces.length <= 3 && !/\p{L}/u.test(text[to] ?? '')
    if (pieces.length > 1 && !isSpelledOut && !isTornApart) continue
    if (disguisedOnly && isPlain(span)) continue
    return { span }
  }
  return undefined
}

/** One word of one alphabet, no signs among the letters. */
function isPlain(span: string): boolean {
  return /^(?:\p{Script=Cyrillic}+|\p{Script=Latin}+)$/u.test(span)
}

const SOUNDS: Record<string, string> = Object.fromEntries(
  [...'абвгдеёзийклмнопрстуфхцчшщыэюя'].map((letter, i) => [
    letter,
    [...'abvgdee'].concat('z', 'i', 'i', [...'klmnoprstufhc'], 'ch', 'sh', 'sh', 'y', 'e', 'u', 'a')[i] ?? '',
  ]),
)
const SIGNS: Record<string, string> = { '@': 'a', '0': 'o', '1': 'l', '3': 'e', '4': 'a', '€': 'e', $: 's' }

/** The letters of a text as Latin sounds, with the place each came from. */
function soundOf(text: string): { sounds: string; at: number[] } {
  const folded = foldLookAlikes(text).toLowerCase()
  let sounds = ''
  const at: number[] = []
  for (let i = 0; i < folded.length; i++) {
    const letter = folded[i] ?? ''
    const isSign = letter in SIGNS && /\p{L}/u.test((folded[i - 1] ?? '') + (folded[i + 1] ?? ''))
    const sound = isSign ? SIGNS[letter] : (SOUNDS[letter] ?? (/[a-z]/.test(letter) ? letter : ''))
    for (const char of sound ?? '') {
      sounds += char
      at.push(i)
    }
  }
  return { sounds, at }
}
