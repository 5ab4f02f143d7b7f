import { type Rule, SELLER_API } from './rule.ts'

const FEWEST_LETTERS = 3

/** Counted in UTF-16 units, the strictest way a marketplace may count. A text must hold a letter or a digit. */
export const length: Rule = {
  id: 'length',
  quote: {
    en: 'A chat message has 1 to 1000 characters, an answer to a question 2 to 3000, a reply to a review up to 1000.',
    zh: '聊天消息 1–1000 个字符，问题回答 2–3000 个，评价回复不超过 1000 个。',
    ru: 'Сообщение в чате — от 1 до 1000 знаков, ответ на вопрос — от 2 до 3000, ответ на отзыв — до 1000.',
  },
  source: SELLER_API,
  kept: {
    en: 'The length is right.',
    zh: '长度符合要求。',
    ru: 'Длина подходит.',
  },
  reasons: {
    empty: { en: 'The text is empty.', zh: '文本为空。', ru: 'Текст пустой.' },
    short: {
      en: 'The text has {length} characters; at least {limit} are needed.',
      zh: '文本有{length}个字符，至少需要{limit}个。',
      ru: 'В тексте {length} знаков, нужно не меньше {limit}.',
    },
    long: {
      en: 'The text has {length} characters; {limit} are allowed.',
      zh: '文本有{length}个字符，最多允许{limit}个。',
      ru: 'В тексте {length} знаков, допускается не больше {limit}.',
    },
  },
  find({ original }, { channel: { minLength, maxLength, isPublic } }) {
    const text = original.trim()
    if (text === '' || !/[\p{L}\p{N}]/u.test(text)) return [{ status: 'block', reason: 'empty' }]
    const params = { length: text.length }
    if (text.length < minLength) {
      return [{ status: 'block', reason: 'short', params: { ...params, limit: minLength } }]
    }
    if (text.length > maxLength) {
      return [
        {
          status: 'block',
          reason: 'long',
          params: { ...params, limit: maxLength },
          from: original.indexOf(text) + maxLength,
          to: original.indexOf(text) + text.length,
        },
      ]
    }
    // «Ок» under a question answers nobody.
    if (
      isPublic &&
      (text.match(/\p{L}/gu)?.length ?? 0) < FEWEST_LETTERS &&
      !/\p{N}/u.test(text) &&
      !/^(?:да|нет)[.!]*$/iu.test(text)
    )
      return [{ status: 'warn', reason: 'short', params: { ...params, limit: FEWEST_LETTERS } }]
    return []
  },
}
