import type { MappedText, Span } from '../../domain/text/mapped-text.ts'
import { spanOf } from '../../domain/text/mapped-text.ts'
import { OWN, type Rule } from './rule.ts'

/** Letters that look the same in both alphabets, small and capital. */
const SAME_LOOK = /^[aceopxykmtnhbrugiABCEHKMOPTXYaceopxyсеаорхукмтнвгипіАВСЕНКМОРТХУ]$/u
const WORD = /[\p{L}\p{N}@€$]+/gu
const HIDDEN = /(?<=\p{L})[\u200b-\u200f\u00ad\u2060-\u2064\ufeff\u061c](?=\p{L})/gu

/**
 * Latin letters inside Russian words, digits in the place of letters and unseen characters inside words: a slip of
 * the keyboard at best, to a marketplace's filter a disguise.
 */
export const lookAlikes: Rule = {
  id: 'look-alikes',
  quote: {
    en: 'Words are written plainly: no letters of another alphabet, digits or hidden characters inside them.',
    zh: '单词要正常书写：不夹杂其他字母表的字母、数字或隐藏字符。',
    ru: 'Слова пишутся открыто: без букв другого алфавита, цифр и невидимых знаков внутри.',
  },
  source: OWN,
  kept: {
    en: 'Every word in one alphabet.',
    zh: '每个单词都用同一字母表书写。',
    ru: 'Каждое слово в одном алфавите.',
  },
  reasons: {
    mixed: {
      en: 'Letters of two alphabets, or digits, inside one word.',
      zh: '同一单词中混用了两种字母或数字。',
      ru: 'В одном слове буквы двух алфавитов или цифры.',
    },
    hidden: {
      en: 'A character that cannot be seen stands inside a word.',
      zh: '单词中有看不见的字符。',
      ru: 'Внутри слова стоит невидимый знак.',
    },
  },
  find({ original, plain }) {
    const hidden = [...original.matchAll(HIDDEN)].map(({ index }) => ({ from: index, to: index + 1 }))
    return [
      ...mixedWords(plain).map((span) => ({ ...span, status: 'warn', reason: 'mixed' }) as const),
      ...hidden.map((span) => ({ ...span, status: 'warn', reason: 'hidden' }) as const),
    ]
  },
}

function mixedWords(view: MappedText): Span[] {
  const out: Span[] = []
  for (const { 0: word, index } of view.text.matchAll(WORD)) {
    if (isMixed(word)) out.push(spanOf(view, index, index + word.length))
  }
  return out
}

/** «Вaш», «к0мплекте»; not «4К», «USB», «Wi-Fi», «iPhone-ом», «3D», «AB12», «м2», «х100». */
function isMixed(word: string): boolean {
  const cyrillic = word.match(/\p{Script=Cyrillic}/gu)?.length ?? 0
  const latin = [...(word.match(/\p{Script=Latin}/gu) ?? [])]
  if (
    cyrillic >= 2 &&
    /\p{Script=Cyrillic}[0346@€$]\p{Script=Cyrillic}{2}|^[03]\p{Script=Cyrillic}{4}/u.test(word)
  ) {
    return !/\d{2}/.test(word)
  }
  if (cyrillic === 0 || latin.length === 0) return false
  const strangers = cyrillic >= latin.length ? latin : [...(word.match(/\p{Script=Cyrillic}/gu) ?? [])]
  return (
    cyrillic + latin.length >= 3 && !/\d/.test(word) && strangers.every((letter) => SAME_LOOK.test(letter))
  )
}
