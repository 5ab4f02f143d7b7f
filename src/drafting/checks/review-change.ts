import { asks, NOT_ASKED } from './frames.ts'
import { firstOf } from './reading.ts'
import { OWN, type Rule } from './rule.ts'
import { wordSource, words } from './word-pattern.ts'

const REVIEW = '(?:отзыв|оценк|рейтинг|комментари)\\p{L}*'
/** Imperative, infinitive or «если вы…»; «спасибо за дополнение к отзыву» is thanks. */
const CHANGE =
  '(?:измени(?:те|ть)|исправ(?:ьте|ить|ите)|подправ(?:ьте|ить|ите)|удали(?:те|ть)|убер(?:ите|ете)|убрать|поменя(?:йте|ть|ете)|пересмотр(?:ите|еть)|(?:с|от)(?:корректир|редактир)(?:уйте|овать|уете)|повысь?(?:те|ить)|поднимите|поднять|дополни(?:те|ть)|снимите|скройте|перепишите|сотрите)'
const ALTER =
  'измен|исправ|подправ|поправ|правь|удал|убер|убра|помен|замен|смен|пересмотр|пересма|корректир|скорректир|откорректир|подкорректир|редактир|отредактир|повыс|повыш|подним|подня|приподн|дополн|сним|снять|снят|скро|скры|перепис|перепиш|сотр|стер|улучш|обнов|отзов|отозв|смягч|переправ|переоцен|сгла|исключ|верн(?!е[мш])|дотян|докин|накин|прибав|увелич|перестав|переставь'
const MARKS = wordSource`‹(?:отзыв|отзывчик|оценк|рейтинг|комментари|звезд(?![ни])|единиц[уы]|единичк|двойк|двоечк|тройк|троечк|балл(?!он)|пятерк|негатив)~`
/** «изменение оценки», «правка отзыва». */
const ALTERING = wordSource`‹(?:изменени|исправлени|удалени|правк|пересмотр|корректировк|повышени|сняти|обновлени|дополнени)~ (?:\p{L}+ ){0,3}${MARKS}`
const PATTERNS = [
  ...asks(ALTER, MARKS),
  words`‹(?:надеемся|рассчитываем|верим|ждем|просим|хотели бы|хотелось бы)› (?:\p{L}+ ){0,3}?${ALTERING}`,
  words`‹(?:после|взамен на|в обмен на|при условии)› (?:\p{L}+ ){0,2}?${ALTERING}`,
  words`‹(?:надеемся|верим|рассчитываем|хотелось бы|ждем),?› (?:что |чтобы )?(?:\p{L}+ ){0,3}?${MARKS}…‹(?:измен|выраст|стан|подним|улучш|повыс|помен|исправ)~`,
  words`${MARKS}…‹(?:суд~?›|в суд|юрист|адвокат|иск›|клевет|полици|заблокир|черн~ список)~`,
  words`‹(?:суд~?›|юрист|адвокат|иск›|клевет|полици|заблокир|черн~ список)~…${MARKS}`,
  words`${MARKS}[^.!?]{0,60}?‹(?:оспар|оспор)\p{L}*›[^.!?]{0,20}?‹суд~`,
  words`‹(?:пока|если|без|до тех пор)›…${MARKS}…‹(?:возврат|деньг|компенсаци|обмен|замен[аыу]›)~ (?:\p{L}+ ){0,2}‹не `,
  words`‹(?:как только|когда|если|после того,? как)› (?:вы )?(?:\p{L}+ ){0,2}‹(?:${ALTER})\p{L}{0,4}?(?:ете|ите)›…${MARKS}`,
  words`‹(?:как только|когда|если|после того,? как)› (?:вы )?(?:\p{L}+ ){0,2}${MARKS}…‹(?:${ALTER})\p{L}{0,4}?(?:ете|ите)›`,
  words`‹${CHANGE}›…‹${REVIEW}`,
  words`‹${REVIEW}…‹${CHANGE}›`,
  words`‹(?:измените|поменяйте|исправьте|добавьте|подправьте|уберите|снимите|поднимите|накиньте)›…‹(?:звезд|звездоч|единиц|двойк|тройк|балл)~`,
  words`‹${CHANGE}› (?:\d|один|одну|два|две)…(?:на (?:5|пять|4|четыре))`,
  words`‹(?:пока|если)›…‹${REVIEW}…‹(?:не (?:станем|будем|сможем|верн~|помо~)|отказ~|висит)`,
  words`‹(?:иначе|в противном случае)›…‹(?:возврат~|деньг~|суд~|заблокир~)›`,
  words`‹${CHANGE}› (?:\p{L}+ ){0,3}‹(?:звезд|звездоч|единиц|двойк|тройк|балл)~`,
  words`‹(?:замените|поправьте|улучшите|подкорректируйте|переправьте|обновите|поправить|улучшить|обновить)›…‹(?:${REVIEW}|звезд~|балл~)`,
]
/** A shop that changes its own things, a rule of the marketplace told. */
const HARMLESS = words`‹(?:ваш отзыв поможет|благодаря отзыв~|по отзыв~|учтем|после модерац~|ozon не дает|нельзя изменить)`

/** No asking to change, complete or remove a review, no threat for one. */
export const reviewChange: Rule = {
  id: 'review-change',
  quote: {
    en: 'Buyers are not asked or pressed to change or remove a review.',
    zh: '不得要求或施压买家修改、删除评价。',
    ru: 'Нельзя просить или принуждать покупателя изменить или удалить отзыв.',
  },
  source: OWN,
  kept: { en: 'No pressure on reviews.', zh: '没有影响评价的内容。', ru: 'Давления на отзывы нет.' },
  reasons: {
    presses: {
      en: 'Asking to change or remove a review is not allowed.',
      zh: '不允许要求修改或删除评价。',
      ru: 'Просить изменить или удалить отзыв запрещено.',
    },
  },
  find: ({ sentences }) =>
    sentences.flatMap((sentence, i) => {
      const before = sentences[i - 1]?.text ?? ''
      const match = change(sentence.text) ?? (NAMED.test(before) ? firstOf(sentence.text, [IT]) : undefined)
      return !match ? [] : [{ ...sentence.place(match), status: 'block', reason: 'presses' }]
    }),
}

/** «Единица портит рейтинг. Исправьте, если не трудно»: named before, meant now. */
const NAMED = new RegExp(`${MARKS}|${wordSource`‹единица›`}`, 'u')
const IT = words`‹(?:исправьте|измените|поменяйте|отредактируйте|отредактируете|подправьте|подправите|уберите|удалите|перепишите|пересмотрите|сотрите)›(?:,| (?:ее|его|их|это|текст|написанное|пожалуйста)›|[.!?]|$)`

/** Without one of these it is about something else. */
const ABOUT =
  /отзыв|оцен|рейтинг|коммент|звезд|едини|двой|двое|трой|трое|балл|пят|негатив|возврат|деньг|суд|заблок|висит/u
const change = (text: string) =>
  !ABOUT.test(text) || HARMLESS.test(text) || NOT_ASKED.test(text)
    ? undefined
    : firstOf(withoutRepairs(text), PATTERNS)

/** «исправить проблему с мерцанием звёзд»: what is put right is named, and is no review. Blanked, so that places stay. */
const REPAIR = new RegExp(
  wordSource`‹(?:исправ|поправ|устран|измен|замен|сним|снят)~ (?:\p{L}+ )?‹(?:проблем|ошибк|неполадк|неисправност|поломк|настройк|дефект|детал|режим)~(?: ‹(?:с|со|в|во|из)› \p{L}+(?: \p{L}+)?)?`,
  'gu',
)
const withoutRepairs = (text: string) => text.replace(REPAIR, (words) => ' '.repeat(words.length))
/** Whether a sentence asks for another review than the one that is there: no request for a first one. */
export const asksForChange = (text: string): boolean => change(text) !== undefined
