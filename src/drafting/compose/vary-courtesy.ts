import { createHash } from 'node:crypto'
import type { ComposedDraft, DraftSentence } from '../../domain/draft.ts'
import type { Bilingual } from '../../domain/product.ts'
import { PHRASES } from './phrases.ts'
import { REVIEW_WORDS } from './review-reply.ts'

/** Ways to say the same courtesy; each keeps to what the first one says. */
const ALIKE: readonly (readonly Bilingual[])[] = [
  [
    PHRASES.greeting,
    { ru: 'Добрый день!', zh: '您好！' },
    { ru: 'Приветствуем Вас!', zh: '您好！' },
    { ru: 'Рады Вас видеть!', zh: '您好，很高兴见到您！' },
  ],
  [
    PHRASES.received,
    { ru: 'Благодарим за обращение.', zh: '感谢您的来信。' },
    { ru: 'Спасибо, что написали.', zh: '感谢您的来信。' },
    { ru: 'Ваше сообщение получено, спасибо.', zh: '已收到您的留言，谢谢。' },
  ],
  [
    PHRASES.handover,
    { ru: 'Вопрос передан сотруднику магазина.', zh: '问题已转交店铺工作人员。' },
    { ru: 'Ваше сообщение уже у сотрудника магазина.', zh: '您的留言已转给店铺工作人员。' },
    { ru: 'Сотрудник магазина получил Ваш вопрос.', zh: '店铺工作人员已收到您的问题。' },
  ],
  [
    PHRASES.restHandedOver,
    { ru: 'С остальными вопросами работает сотрудник магазина.', zh: '其他问题由店铺工作人员处理。' },
    {
      ru: 'Прочие вопросы из сообщения получил сотрудник магазина.',
      zh: '留言中的其他问题已由店铺工作人员接收。',
    },
  ],
  [
    PHRASES.caseHandedOver,
    { ru: 'Ваш случай передан сотруднику магазина.', zh: '您的情况已转交店铺工作人员。' },
    { ru: 'Сотрудник магазина получил описание Вашего случая.', zh: '店铺工作人员已收到您的情况说明。' },
  ],
  [
    PHRASES.thanks,
    { ru: 'Благодарим за тёплые слова!', zh: '感谢您的暖心话语！' },
    { ru: 'Нам очень приятно, спасибо!', zh: '我们很高兴，谢谢！' },
    { ru: 'Спасибо, что поделились!', zh: '谢谢您的分享！' },
  ],
  [
    REVIEW_WORDS.thanks,
    {
      ru: 'Благодарим за отзыв! Приятно знать, что Вы довольны покупкой.',
      zh: '感谢您的评价！很高兴您对商品满意。',
    },
    {
      ru: 'Спасибо, что нашли время для отзыва! Пользуйтесь с удовольствием.',
      zh: '感谢您抽空评价！祝您使用愉快。',
    },
    {
      ru: 'Нам очень приятно, спасибо за отзыв и выбор нашего магазина!',
      zh: '我们很高兴，感谢您的评价和对本店的选择！',
    },
    {
      ru: 'Спасибо за тёплый отзыв! Рады, что товар пришёлся по душе.',
      zh: '感谢您暖心的评价！很高兴您喜欢这件商品。',
    },
  ],
  [
    REVIEW_WORDS.thanksAndRemark,
    {
      ru: 'Благодарим за подробный отзыв! Нам важно знать и о недостатках.',
      zh: '感谢您详细的评价！了解不足之处对我们也很重要。',
    },
    {
      ru: 'Спасибо, что рассказали и о плюсах, и о минусах!',
      zh: '感谢您既谈到优点，也谈到不足！',
    },
  ],
  [
    REVIEW_WORDS.thanksForStars,
    { ru: 'Благодарим за высокую оценку!', zh: '感谢您的高分评价！' },
    { ru: 'Спасибо за Вашу оценку, нам очень приятно!', zh: '感谢您的评分，我们很高兴！' },
  ],
  [
    REVIEW_WORDS.told,
    { ru: 'Благодарим, что поделились впечатлениями.', zh: '感谢您分享感受。' },
    { ru: 'Спасибо за честный отзыв.', zh: '感谢您真实的评价。' },
    { ru: 'Спасибо, что нашли время написать отзыв.', zh: '感谢您抽空写下评价。' },
  ],
  [
    REVIEW_WORDS.sorry,
    { ru: 'Нам жаль, что товар не оправдал Ваших ожиданий.', zh: '很遗憾商品没有达到您的期望。' },
    { ru: 'Сожалеем, что покупка Вас не порадовала.', zh: '很遗憾这次购物没有让您满意。' },
  ],
  [REVIEW_WORDS.notTaken, { ru: 'Сожалеем, что в этот раз товар не подошёл.', zh: '很遗憾这次商品不合适。' }],
  [
    PHRASES.glad,
    { ru: 'Хорошо, что всё получилось.', zh: '问题解决了，真好。' },
    { ru: 'Приятно слышать, что всё получилось.', zh: '很高兴听到问题已解决。' },
  ],
]

const OTHERS = new Map(
  ALIKE.flatMap((group) => group.map(({ ru }) => [ru, group.filter((other) => other.ru !== ru)] as const)),
)

/**
 * Says the courtesy of a draft in other words, the same ones for the same conversation. Only whole sentences that
 * rest on nothing and stand in the list above are touched: facts, numbers, dates and negations stay as they are.
 */
export function varyCourtesy(draft: ComposedDraft, conversationId: string): ComposedDraft {
  return { ...draft, sentences: draft.sentences.map((sentence) => vary(sentence, conversationId)) }
}

function vary(sentence: DraftSentence, conversationId: string): DraftSentence {
  const others = OTHERS.get(sentence.ru) ?? []
  if (sentence.class !== 'courtesy' || sentence.evidenceIds.length > 0 || others.length === 0) return sentence
  const dice = createHash('sha256').update(`${conversationId}\n${sentence.ru}`).digest().readUInt32BE(0)
  const chosen = others[dice % others.length]
  if (!chosen) return sentence
  const { zh: _former, ...kept } = sentence
  return { ...kept, ru: chosen.ru, ...(chosen.zh ? { zh: chosen.zh } : {}) }
}
