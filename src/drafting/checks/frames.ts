import { wordSource } from './word-pattern.ts'

/** Up to a short clause inside the sentence, and up to a few words. */
const GAP = '[^.!?\\n]{0,60}?'
const NEAR = '[^.!?\\n]{0,30}?'

/** Forms of verbs given by their stems, `|` between them: «остав» is «оставьте», «оставить», «оставите», «оставили». */
export const imperative = (stems: string) => wordSource`‹(?:${stems})\p{L}{0,4}?(?:и|й|ь)те(?:сь)?›`
export const infinitive = (stems: string) => wordSource`‹(?:${stems})\p{L}{0,5}?(?:ть|ти|чь)(?:ся)?›`
export const firstPerson = (stems: string) => wordSource`‹(?:${stems})\p{L}{0,3}?(?:ем|им|у|ю)(?:ся|сь)?›`
const youWill = (stems: string) => wordSource`‹(?:${stems})\p{L}{0,4}?(?:ете|ите|ли)(?:сь)?›`

const youShall = (stems: string) => wordSource`‹(?:${stems})\p{L}{0,4}?(?:ете|ите)(?:сь)?›`
/** «надеемся, что исправите»; «рады, что оценили» is thanks. */
const HOPE = wordSource`‹(?:надеемся|надеюсь|верим|ждем|рассчитываем|хотелось бы|может быть|возможно)›`

/** What comes before an infinitive when somebody is asked, advised or told to. */
const LEAD = wordSource`‹(?:просим|прошу|просьба|попрос(?:им|ить|ил)~?|попрошу|предлагаем|предложим|рекомендуем|советуем|умоляем|лучше|проще|надежнее|быстрее|удобнее|правильнее|разумнее|выгоднее|нужно|надо|необходимо|придется|остается|осталось|останется|требуется|следует|могли бы|могли б|можете ли|сможете|давайте|не забудьте|не поленитесь|не сочтите за труд|не забывайте|постарайтесь|попробуйте|хорошо бы|не трудно|нетрудно|несложно|не сложно|не затруднит|достаточно|пора|самое время|хотели бы|хотелось бы|приглашаем|уделите|найдите)›`
/** What comes before a clause with «если», «что» or «когда» that tells the wish. */
const WISH = wordSource`‹(?:благодарн|признательн|рад(?:ы|а|ует|уемся)?›|здорово|приятно|помож|помог|выруч|хорошо|отлично|прекрасно|удобн|проще|легче|лучше|быстрее|надеемся|надеюсь|верим|ждем|рассчитываем|хотелось|просим|порадует|обрадует|оценим)~${NEAR}‹(?:если|когда|чтобы|как только)›`

/**
 * The ways a shop asks the buyer to do one of the verbs to the object: «оставьте отзыв», «просим оставить отзыв», «отзыв
 * хорошо бы оставить», «будем рады, если оставите отзыв».
 */
export function asks(verbs: string, object: string): RegExp[] {
  return [
    `${imperative(verbs)}${GAP}${object}`,
    `${object}${NEAR}${imperative(verbs)}`,
    `${LEAD}${GAP}${infinitive(verbs)}${GAP}${object}`,
    `${LEAD}${GAP}${object}${GAP}${infinitive(verbs)}`,
    `${object}${NEAR}${LEAD}${NEAR}${infinitive(verbs)}`,
    `${WISH}${NEAR}${youWill(verbs)}${GAP}${object}`,
    `${WISH}${NEAR}${object}${NEAR}${youWill(verbs)}`,
    `${HOPE}${NEAR}${youShall(verbs)}${GAP}${object}`,
  ].map((source) => new RegExp(source, 'u'))
}

/** The same without an object: verbs that say it alone. */
export function asksTo(verbs: string): RegExp[] {
  return [imperative(verbs), `${LEAD}${GAP}${infinitive(verbs)}`, `${WISH}${NEAR}${youWill(verbs)}`].map(
    (source) => new RegExp(source, 'u'),
  )
}

/** «не просим», «писать не обязательно»: the asking is denied. */
export const NOT_ASKED = new RegExp(
  wordSource`‹(?:не (?:просим|просит|прошу|нужно|надо|требу~|обязательн~|обязаны|призываем|настаиваем|нужен|нужна|нужны|станем просить)|необязательно|никого не|никогда не|нельзя|запрещ~)›`,
  'u',
)

/** The part between commas, dashes and the like that a match begins in: what is denied there is denied of the match. */
export function clauseAround(text: string, { index, 0: found }: RegExpExecArray): string {
  const cuts = /[,;:()]|\s[-–—]\s|\s(?:но|а)\s/gu
  let from = 0
  for (const cut of text.matchAll(cuts)) {
    if (cut.index >= index + found.trimEnd().length) return text.slice(from, cut.index)
    if (cut.index <= index) from = cut.index + 1
  }
  return text.slice(from)
}
