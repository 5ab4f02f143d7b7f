import { stripPoliteness } from './politeness.ts'
import { splitSentences } from './sentences.ts'
import { contentStems } from './tokens.ts'

const QUESTION_WORDS =
  'как|какой|какая|какое|какие|какого|каком|каким|что|чем|чего|где|куда|откуда|когда|почему|зачем|сколько|кто|чей|можно|можете|можно\\s+ли|могу|есть|будет|будут|подойдет|подойдёт|подходит|работает|поддерживает|нужно\\s+ли|надо\\s+ли|стоит\\s+ли|возможно\\s+ли|планируется|ожидается'
const REQUEST =
  /(?<!\p{L})(?:хочу|хотел[аи]?|хотелось|прошу|нужно|нужна|нужен|нужны|надо|верните|вернуть|отмените|отменить|замените|поменять|обменять|пришлите|вышлите|отправьте|сообщите|ответьте|объясните|помогите|посоветуйте|интересует|не\s+понимаю|не\s+могу)(?!\p{L})/iu
const OPENS_QUESTION = new RegExp(
  `^(?:а|и|или|ну|а\\s+еще|а\\s+ещё|еще|ещё|и\\s+еще|и\\s+ещё|также|кстати)?[\\s,]*(?:${QUESTION_WORDS})(?!\\p{L})`,
  'iu',
)
/** «Деньги когда придут»: a question word inside, but not as the start of a clause after a comma. */
const HOLDS_QUESTION =
  /(?<!,\s*)(?<!\p{L})(?:какой|какая|какое|какие|сколько|когда|где|куда|почему|зачем)(?!\p{L})/iu
/** «моющий режим есть или отдельно покупать» */
const CHOICE =
  /(?<!\p{L})(?:есть|идет|идёт|будет|можно|надо|нужно|входит)\s+(?:или|ли)(?!\p{L})|(?<!\p{L})\p{L}+\s+ли(?!\p{L})/iu
/** «1) сколько весит 2) сколько работает» */
const LIST_NUMBER = /(?:^|(?<=\s))\d[).]\s+(?=\p{L})/gmu

/** Words that after a bare «и» begin a question of their own; others go on with the first one. */
const AFTER_AND =
  '(?:можно|есть|нужно|надо|стоит|подойд[её]т)\\s+ли|есть|сколько|какой|какая|какое|какие|где|когда|куда|как'
/** A second question inside one sentence: «…, и сколько идёт доставка», «… и можно ли …», «…, а также есть ли чек». */
const JOINT = new RegExp(
  `\\s*(?:,\\s*(?:и|а|а\\s+также|и\\s+еще|и\\s+ещё|а\\s+еще|а\\s+ещё)|\\s(?:и\\s+еще|и\\s+ещё|а\\s+также|и(?=\\s+(?:${AFTER_AND})(?!\\p{L}))))\\s+(?=(?:${QUESTION_WORDS})(?!\\p{L})|\\p{L}+\\s+ли(?!\\p{L}))`,
  'giu',
)

/**
 * The questions and requests of a turn, each on its own. Told circumstances («купил неделю назад, не заряжается»)
 * stay with the question they belong to: the one that follows, or the last one.
 */
export function splitAsks(text: string): string[] {
  const asks: string[] = []
  let told: string[] = []
  const sentences = splitSentences(stripPoliteness(text.replace(LIST_NUMBER, '\n'))).flatMap(
    splitJointQuestions,
  )
  const isRest = sentences.some((sentence) => !IMPATIENT.test(sentence))
  for (const sentence of sentences) {
    if (isRest && IMPATIENT.test(sentence)) continue
    if (isAsk(sentence)) {
      const last = asks.at(-1)
      if (last !== undefined && told.length === 0 && isTail(sentence)) {
        asks[asks.length - 1] = `${last} ${sentence}`
        continue
      }
      asks.push([...told, sentence].join(' '))
      told = []
    } else told.push(sentence)
  }
  if (asks.length === 0) return told.length > 0 ? [told.join(' ')] : []
  const last = asks.at(-1)
  if (told.length > 0 && last !== undefined) asks[asks.length - 1] = `${last} ${told.join(' ')}`
  return asks.slice(0, 8)
}

/** «ответьте уже», «ау!», «есть кто?»: presses for an answer to what was asked, and asks nothing of its own. */
const IMPATIENT =
  /^\s*(?:(?:ну|же|да)[ ,]+)*(?:ответьте|отвечайте|ответите|отзовитесь|ау|алло|эй|жду(?: ответа)?|жд[её]м(?: ответа)?|где ответ|вы тут|вы там|вы здесь|есть (?:тут )?кто(?:-нибудь| живой)?|почему молчите|чего молчите|долго (?:ещ[её] )?ждать)(?:[ ,]+(?:уже|наконец|пожалуйста|вообще|там|тут|мне|же|хоть кто-нибудь))*[\s.!?]*$/iu

/** «Или только от 44?», «так можно?», «доплачу если нужно»: says nothing without the question before it. */
const isTail = (sentence: string): boolean => TAILS.some((tail) => tail.test(sentence))
const TAILS = [
  /^(?:или|либо)(?!\p{L})/iu,
  /^(?:а\s+|и\s+)?(?:так|это)\s+(?:можно|верно|нормально|правильно)(?:\s+ли)?[\s?.!]*$/iu,
  /^(?:можно|верно|правильно)\s+(?:так|это|ли)?[\s?.!]*$/iu,
  /^[^\s?]+(?:\s+[^\s?]+)?,?\s+если\s+(?:нужно|надо|что|потребуется)[\s.!]*$/iu,
]

function isAsk(sentence: string): boolean {
  return (
    sentence.includes('?') ||
    [OPENS_QUESTION, HOLDS_QUESTION, CHOICE, REQUEST].some((sign) => sign.test(sentence))
  )
}

/** Parts of one sentence, if each can stand alone; otherwise the sentence whole. */
function splitJointQuestions(sentence: string): string[] {
  const parts = sentence.split(JOINT).map((part) => part.trim())
  return parts.length > 1 && parts.every((part) => contentStems(part).length > 0) ? parts : [sentence]
}
