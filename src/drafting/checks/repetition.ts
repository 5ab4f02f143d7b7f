import { QUESTIONS, type Rule } from './rule.ts'

/** The marketplace limits shops that post the same text; how near is too near is decided where replies are compared. */
export const repetition: Rule = {
  id: 'repetition',
  quote: {
    en: 'The same answer is not posted over and over: answering may be limited for a while.',
    zh: '不得反复发布相同回答：回复功能可能被暂时限制。',
    ru: 'Один и тот же ответ не повторяют раз за разом: возможность отвечать могут ограничить.',
  },
  source: QUESTIONS,
  kept: {
    en: 'Unlike the last replies.',
    zh: '与近期回复不雷同。',
    ru: 'Не повторяет последних ответов.',
  },
  reasons: {
    twin: {
      en: '{share} % of the text stands in a reply sent before.',
      zh: '{share}% 的文本与之前发送的回复相同。',
      ru: '{share} % текста уже есть в отправленном ответе.',
    },
  },
  find: (_reading, { twin }) =>
    twin ? [{ status: 'warn', reason: 'twin', params: { share: Math.round(twin.share * 100) } }] : [],
}
