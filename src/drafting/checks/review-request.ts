import { firstOf } from './reading.ts'
import { type Found, OWN, type Rule } from './rule.ts'
import { words } from './word-pattern.ts'

const REVIEW = '(?:отзыв|оценк|отклик|рейтинг)\\p{L}*'
const GOOD = '(?:5|пять|пятерк|пятероч|высш|максимальн|положительн|хорош|позитивн|отличн|добр)'
const FOR_STARS = [
  words`‹(?:поставьте|поставить|ставьте|оцените)›…${GOOD}`,
  words`‹(?:остав|напиш|черкн)~›…${GOOD}~ (?:отзыв|оценк|слов)~`,
  words`‹(?:признательн|благодарн|рады|ждем|надеемся|рассчитываем)~ (?:на |за |будем )?(?:вашу |ваш )?(?:оценк~ (?:в )?${GOOD}|${GOOD}~ (?:отзыв|оценк|звезд)~)`,
  words`‹(?:не пожалейте|не жалейте|порадуйте|поставьте|накидайте|подарите)›…‹(?:звезд|максимум|пятероч|оценк)~`,
  words`‹(?:с вас|ждем от вас|не забудьте)›…(?:звезд|пятерк|${GOOD}~ отзыв)`,
]
const NEUTRAL = [
  words`‹(?:остав(?:ьте|ить|ите)|напи(?:шите|сать)|поделитесь)›…‹${REVIEW}`,
  words`‹(?:ждем|надеемся на|рассчитываем на)› (?:от вас )?(?:\p{L}+ ){0,2}(?:оценк|звезд|пятерк|пятероч|отзыв)~`,
  words`‹(?:просим|будем (?:очень )?(?:признательны|благодарны|рады|ждать)|ждем|не забудьте)›…‹(?:оценить|за (?:ваш )?отзыв|вашего отзыва|отзыв о|ваш отзыв|вашему отзыву|оставить отзыв)`,
  words`‹оцените›…‹(?:товар|магазин|нас|покупк~|работ~)›`,
]
/** Thanks for a review that is there. */
const THANKS = words`(?<!будем )‹(?:спасибо|благодар~|приятно|рады|признательн~)›[^.!?]{0,40}?‹(?:за|что (?:вы )?(?:оставили|нашли|поделились|написали|поставили|оценили)|прочитать|получ~)›`
const STILL_ASKS = words`‹(?:поставьте|оставьте|напишите|оцените|не забудьте)›`

/** No asking for stars; asking for a review at all is for a person to think about. */
export const reviewRequest: Rule = {
  id: 'review-request',
  quote: {
    en: 'Buyers rate of their own accord: no asking for stars or praise.',
    zh: '评价由买家自愿作出：不得索要星级或好评。',
    ru: 'Оценку покупатель ставит сам: не просить звёзд и похвалы.',
  },
  source: OWN,
  kept: { en: 'Asks for no review.', zh: '没有索要评价。', ru: 'Отзывов не просят.' },
  reasons: {
    stars: {
      en: 'Asks for stars or praise.',
      zh: '索要星级或好评。',
      ru: 'Просьба о звёздах или похвале.',
    },
    review: {
      en: 'Asks for a review. Without pressure or reward it is borderline: better leave it out.',
      zh: '请求买家评价。即使没有施压或奖励也有风险，建议删去。',
      ru: 'Просьба об отзыве. Даже без давления и наград это на грани: лучше убрать.',
    },
  },
  find: ({ sentences }) =>
    sentences.flatMap((sentence): Found[] => {
      if (THANKS.test(sentence.text) && !STILL_ASKS.test(sentence.text)) return []
      const stars = firstOf(sentence.text, FOR_STARS)
      if (stars) return [{ ...sentence.place(stars), status: 'block', reason: 'stars' }]
      const review = firstOf(sentence.text, NEUTRAL)
      return review ? [{ ...sentence.place(review), status: 'warn', reason: 'review' }] : []
    }),
}
