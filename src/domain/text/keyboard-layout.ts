import { STOP_WORDS } from './stop-words.ts'

const LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
const RUSSIAN = 'йцукенгшщзхъфывапролджэячсмитьбюё'
const KEYS = new Map([...LATIN].map((key, i) => [key, RUSSIAN[i] ?? key]))

/** Words that open a buyer's message, besides the stop words. */
const COMMON = new Set([
  'здравствуйте',
  'привет',
  'добрый',
  'день',
  'заказ',
  'товар',
  'спасибо',
  'возврат',
  'размер',
])

/** «ghbdtn» typed with the wrong layout becomes «привет»; a real Latin text comes back unchanged. */
export function fixKeyboardLayout(text: string): string {
  if (/\p{Script=Cyrillic}/u.test(text) || !/[a-z]{3}/i.test(text) || /https?:|www\.|@/i.test(text))
    return text
  // «USB-C», «HDMI»: a code, not a slip.
  if (!/[a-z]/.test(text) && !/\s/.test(text)) return text
  const russian = text.replace(/[a-z[\];',.`]/gi, (key) => {
    const letter = KEYS.get(key.toLowerCase()) ?? key
    return key === key.toLowerCase() ? letter : letter.toUpperCase()
  })
  return looksRussian(russian) && !looksLatin(text) ? restorePunctuation(text, russian) : text
}

function looksRussian(text: string): boolean {
  const words = text.toLowerCase().match(/[а-яё]+/g) ?? []
  if (words.some((word) => /[ъь]{2}|^[ъьы]/.test(word))) return false
  if (words.some((word) => COMMON.has(word))) return true
  const share = vowelShare(words.join(''), /[аеёиоуыэюя]/g)
  const commonWords = words.filter((word) => STOP_WORDS.has(word)).length
  return share > 0.28 && share < 0.6 && (commonWords > 0 || words.length === 1)
}

/** English text has a third of vowels; Russian typed on Latin keys far fewer. */
function looksLatin(text: string): boolean {
  return vowelShare((text.match(/[a-z]+/gi) ?? []).join(''), /[aeiou]/gi) > 0.3
}

function vowelShare(letters: string, vowels: RegExp): number {
  return letters.length === 0 ? 0 : (letters.match(vowels)?.length ?? 0) / letters.length
}

/** On the Russian layout `?` stands on the key of `&` and a full stop on that of `/`: a closing one was meant. */
function restorePunctuation(original: string, russian: string): string {
  return (
    russian
      .replace(/&(?=\s|$)/g, '?')
      .replace(/\/(?=\s|$)/g, '.')
      .trim() || original
  )
}
