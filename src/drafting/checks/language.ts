import { placesOf } from './reading.ts'
import { OWN, type Rule } from './rule.ts'

const FOREIGN_SCRIPT =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}\p{Script=Devanagari}]+/gu
/** Brands and models are capitalised or carry digits; five plain words in a row are a sentence. */
const LATIN_SENTENCE =
  /(?<![\p{L}\p{N}])[A-Z]?[a-z']{2,}[ ,]+(?:(?:a|[a-z']{2,})[ ,]+){3,}[a-z']{2,}(?![\p{L}\p{N}])/gu
/** A plain word between spaces: no address, no brand, no letter on its own. */
const LATIN_WORD = /(?<=^|[\s(«"])[a-z']{2,}(?=$|[\s,.!?;:)»"])/gu
/** Letters that Russian does not have. */
const OTHER_CYRILLIC = /\p{L}{0,30}[іїєґўқғңүұһәө]\p{L}{0,30}/giu
/** Words of Ukrainian and Belarusian that need no other letters. */
const OTHER_WORDS =
  /(?<!\p{L})(?:дякую|дякуємо|цей|підходить|будь ласка|доброго дня|вітаємо|товару немає|калі ласка|дзякуй|вітаем)(?!\p{L})/giu

/** Buyers are answered in Russian; Latin brand names and models are fine. */
export const language: Rule = {
  id: 'language',
  quote: {
    en: 'Buyers are answered in Russian.',
    zh: '必须用俄语回复买家。',
    ru: 'Покупателю отвечают по-русски.',
  },
  source: OWN,
  kept: { en: 'The text is Russian.', zh: '文本为俄语。', ru: 'Текст на русском языке.' },
  reasons: {
    part: {
      en: 'A part of the text is not Russian.',
      zh: '文本中有非俄语内容。',
      ru: 'Часть текста не на русском языке.',
    },
    whole: { en: 'The text is not Russian.', zh: '文本不是俄语。', ru: 'Текст не на русском языке.' },
    letters: {
      en: 'A word that is not Russian.',
      zh: '有非俄语单词。',
      ru: 'Слово не из русского языка.',
    },
  },
  find({ plain }) {
    const foreign = placesOf(plain, [FOREIGN_SCRIPT, LATIN_SENTENCE])
    if (foreign.length > 0) return foreign.map((span) => ({ ...span, status: 'block', reason: 'part' }))
    // Addresses are other rules' business.
    const text = plain.text.replace(/(?<!\S)\S{0,80}?[\p{L}\p{N}][./:@][\p{L}\p{N}/]\S*/gu, ' ')
    const letters = text.match(/\p{L}/gu)?.length ?? 0
    const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0
    const latinWords = text.match(LATIN_WORD) ?? []
    const isLatinProse = latinWords.length > 3 && cyrillic < latinWords.join('').length
    if (
      letters > 0 &&
      (cyrillic === 0 || (latinWords.length > 0 && cyrillic < letters / 8) || isLatinProse)
    ) {
      return [{ status: 'block', reason: 'whole' }]
    }
    return placesOf(plain, [OTHER_CYRILLIC, OTHER_WORDS]).map((span) => ({
      ...span,
      status: 'warn',
      reason: 'letters',
    }))
  },
}
