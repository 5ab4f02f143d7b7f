import type { ProcedureContent } from '../procedure.ts'
import { say, step } from './texts.ts'

export const thanks: ProcedureContent = {
  required: [],
  steps: [
    step(
      'В чате ответа обычно не нужно; если отвечать, то одной фразой.',
      '聊天中一般无需回复；如回复，一句话即可。',
      'In a chat no answer is needed; if there is one, one phrase will do.',
    ),
    step(
      'В ответе на добрый отзыв поблагодарить за конкретное, о чём написал покупатель. Ничего не рекламировать.',
      '回复好评时，针对买家提到的具体内容致谢。不做广告。',
      'In reply to a kind review thank for what the buyer actually mentions. Advertise nothing.',
    ),
    step('Об отзыве или оценке не просить.', '不索要评价或评分。', 'Never ask for a review or a rating.'),
  ],
  remedies: [],
  offersAlternative: false,
  tone: say('Тепло и коротко.', '温暖、简短。', 'Warm and short.'),
  examples: [
    {
      ru: 'Спасибо за добрые слова! Рады, что рюкзак пришёлся по размеру.',
      zh: '谢谢您的美言！很高兴背包大小合适。',
    },
  ],
}

export const offTopic: ProcedureContent = {
  required: [],
  steps: [
    step(
      'Если вопрос о магазине и ответ записан, ответить; иначе передать сотруднику.',
      '如问题与店铺有关且有记录，则回答；否则转交工作人员。',
      'If it is about the shop and the answer is on record, answer; otherwise pass it on.',
    ),
    step(
      'На предложения сотрудничества и рекламу ответить нейтрально и ни на что не соглашаться.',
      '对合作提议和广告作中性回复，不作任何承诺。',
      'Answer offers of cooperation and adverts neutrally and agree to nothing.',
    ),
    step(
      'О политике, религии, других магазинах и личном не высказываться.',
      '不谈政治、宗教、其他店铺和私人话题。',
      'No word on politics, religion, other shops or private matters.',
    ),
  ],
  remedies: [],
  offersAlternative: false,
  tone: say('Вежливо и нейтрально.', '礼貌、中性。', 'Polite and neutral.'),
  examples: [
    {
      ru: 'Здравствуйте! Напишите, пожалуйста, какой у Вас вопрос по товару или заказу.',
      zh: '您好！请告知您对商品或订单的问题。',
    },
  ],
}
