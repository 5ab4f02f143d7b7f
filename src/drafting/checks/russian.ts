import type { Check } from '../../domain/draft.ts'
import { finding, pass } from './rule.ts'

const RULE = 'russian'
const FOREIGN_SCRIPT =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}\p{Script=Devanagari}]+/u
/** Brands and models are capitalised or carry digits; five plain lower-case words in a row are a sentence. */
const LATIN_SENTENCE = /(?<![\p{L}\p{N}])(?:[a-z']+[ ,]+){4,}[a-z']+(?![\p{L}\p{N}])/u

/** Buyers are answered in Russian; Latin brand names and models are fine. */
export function checkRussian(text: string): Check {
  const foreign = FOREIGN_SCRIPT.exec(text)?.[0] ?? LATIN_SENTENCE.exec(text)?.[0]
  if (foreign) {
    return finding(
      RULE,
      'block',
      {
        en: 'A part of the text is not Russian.',
        zh: '文本中有非俄语内容。',
        ru: 'Часть текста не на русском языке.',
      },
      foreign,
    )
  }
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0
  const latinProse = text.match(/(?<![\p{L}\p{N}])[a-z']+(?![\p{L}\p{N}])/gu)?.join('').length ?? 0
  if (letters > 0 && (cyrillic < letters / 8 || cyrillic < latinProse)) {
    return finding(RULE, 'block', {
      en: 'The text is not Russian.',
      zh: '文本不是俄语。',
      ru: 'Текст не на русском языке.',
    })
  }
  const otherCyrillic = /\p{L}{0,30}[іїєґўқғңүұһәө]\p{L}{0,30}/iu.exec(text)?.[0]
  if (otherCyrillic) {
    return finding(
      RULE,
      'warn',
      {
        en: 'A word with letters that Russian does not have.',
        zh: '有含非俄语字母的单词。',
        ru: 'Слово с буквами, которых нет в русском языке.',
      },
      otherCyrillic,
    )
  }
  return pass(RULE, { en: 'The text is Russian.', zh: '文本为俄语。', ru: 'Текст на русском языке.' })
}
