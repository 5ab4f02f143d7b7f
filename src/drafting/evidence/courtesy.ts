import { foldInPlace } from '../../domain/text/fold-in-place.ts'
import { isVerb } from '../../knowledge/findings/concepts.ts'
import type { PlacedFact } from '../../knowledge/findings/facts.ts'
import { COMMITMENT } from '../compose/find-promises.ts'
import { readBareNumbers } from './names.ts'
import type { Saying } from './saying.ts'

/** What a polite sentence does; one that does none of it says something. */
const POLITE = [
  /^(?:здравствуйте|добрый (?:день|вечер)|доброе утро|доброго дня|приветствуем|рады (?:вас )?(?:видеть|приветствовать))/u,
  /(?<!\p{L})(?:спасибо|благодарим|благодарны|признательны)(?!\p{L})/u,
  /(?<!\p{L})(?:извините|простите|извинения|сожале(?:ем|ния)|жаль|просим прощения|понимаем)(?!\p{L})/u,
  /(?<!\p{L})(?:рады|приятно|рад|надеемся|желаем|пусть|хорош(?:его|ей|их) (?:вам )?(?:дня|вечера|выходных|недели)|всего (?:доброго|хорошего)|приятных покупок|до свидания|хорошо, что|это поможет)(?!\p{L})/u,
  /^(?:с уважением|с наилучшими пожеланиями|ваш магазин|команда)(?!\p{L})/u,
  // What the buyer is asked to tell, show or wish for; «храните в холодильнике» is advice and wants a source.
  /(?<!\p{L})(?:подскажите|скажите|расскажите|напишите|пишите|допишите|уточните|поясните|сообщите|пришлите|вышлите|отправьте|приложите|прикрепите|загрузите|покажите|сфотографируйте|укажите|назовите|перечислите|опишите|измерьте|померьте|ответьте|поделитесь|дайте (?:нам )?знать|проверьте|посмотрите|обращайтесь|спрашивайте|не (?:беспокойтесь|волнуйтесь|переживайте|расстраивайтесь)|пользуйтесь|носите|наслаждайтесь|позвольте|подождите|ожидайте|будьте|берегите себя|(?:сделайте|снимите|добавьте|пришлите|отправьте) (?:\p{L}+,? ){0,3}(?:фото\p{L}*|видео|снимо\p{L}+))(?!\p{L})/u,
  /(?<!\p{L})(?:фото\p{L}*|видео|сообщени\p{L}|обращени\p{L}) (?:уже )?получ(?:ил|ен)\p{L}*|(?<!\p{L})передан[аоы]?(?!\p{L})|(?<!\p{L})передали(?!\p{L})|(?<!\p{L})у (?:сотрудника|специалиста|коллег\p{L}*)(?: магазина)?(?!\p{L})|(?<!\p{L})(?:работает|получил|ответит|посмотрит|смотрит|займ[её]тся) (?:сотрудник|коллега|специалист)|(?<!\p{L})(?:сотрудник|коллега|специалист)\p{L}*(?: магазина)? (?:получил|работает|ответит|посмотрит)|сообщение получено|ответ составлен еще без|фото\p{L}* не (?:видели|смотрели|открывали)/u,
]
const SOON = /(?<!\p{L})(?:сегодня|завтра|послезавтра|скоро|в ближайшее время)(?!\p{L})/u
const CLAIMS = new Set(['fit', 'free', 'waterproof', 'genuine', 'include', 'may', 'exist', 'need'])

/** Words of an entry into service or of a thing given: no courtesy gives them away. */
const GIVES =
  /(?<!\p{L})(?:дарим|подарим|подарок|подарк\p{L}+|скидк\p{L}+|бонус\p{L}*|промокод\p{L}*|компенсаци\p{L}+|гаранти(?:я|и|ю|руем)|возврат|возместим)(?!\p{L})/u

/** Where a sentence that calls itself courtesy states something after all; undefined when it is courtesy. */
export function statedIn(saying: Saying): { start: number; end: number } | undefined {
  const { text, facts, names } = saying
  const folded = foldInPlace(text)
  const isRequest = REQUEST.test(folded)
  const stated = facts.find(
    (fact) =>
      VALUES.has(fact.kind) || (fact.kind === 'claim' && CLAIMS.has(fact.sense) && !isAsked(fact, folded)),
  )
  if (stated) return stated
  const [number] = readBareNumbers(text, [...facts, ...names])
  if (number) return number
  const commitment = COMMITMENT.exec(folded) ?? SOON.exec(folded) ?? (isRequest ? null : GIVES.exec(folded))
  if (commitment) return { start: commitment.index, end: commitment.index + commitment[0].length }
  const told = TOLD.exec(folded)
  if (told) return { start: told.index, end: text.length }
  if (POLITE.some((pattern) => pattern.test(folded))) return statedBeside(saying, folded)
  return { start: 0, end: text.length }
}

const SUBORDINATE =
  /(?<!\p{L})(?:что|чтобы|если|когда|как\p{L}*|котор\p{L}+|где|куда|откуда|кто|чем|чего|чему|почему|зачем|сколько|ли|пока|хотя|поскольку|потому|раз|чтоб|ведь)(?!\p{L})/u
const TOLD =
  /(?<!\p{L})(?:рады|приятно|спешим|хотим|можем)? ?(?:сообщ(?:ить|аем|им)|информируем|напоминаем|обрадовать), что(?!\p{L})/u
/** A past tense: «курьер заболел». */
const PAST =
  /^(?!отдел|раздел|стол|угол|канал|журнал|материал|сигнал|персонал|металл|капитал|портал|зал|бал|вокзал|оригинал|номинал|потенциал|минерал|интервал|перевал|был[аои]?$|жел[ао]|дел[ао]|тел[ао]|мал[ао]|числ[ао]|сил[аы]|начал[ао]$|мыл[ао]|одеял[ао]|зеркал[ао]|предел|апрел|модел|недел|цел|бел|футбол|протокол|чехол|пол$|кол$|осел|узел|козел|орел|котел|уровен)\p{L}{3,}(?:[аеиыоуя]л|[аеиыуоя]л[аои])(?:ся|сь)?$/u
const PREDICATE =
  /^(?!или$|недел|модел|обмен$|цен$|стен$|смен$|времен$|колен$).*(?:ен|ена|ено|ены|или|али|яли|ели|ыли|ился|илась|илось|ались|ились)$/u

/** «Не переживайте, вмятина не влияет на работу»: a clause of its own beside a polite one states something. */
function statedBeside({ clauses }: Saying, folded: string): { start: number; end: number } | undefined {
  let last = { end: 0, sentence: 0 }
  let isSubordinate = false
  for (const { start, end, sentence, words } of clauses) {
    const between = folded.slice(last.end, start)
    if (sentence !== last.sentence || /[:;—–]| - /u.test(between)) isSubordinate = false
    last = { end, sentence }
    const clause = folded.slice(start, end).trim()
    isSubordinate ||= SUBORDINATE.test(clause)
    const says = words.some(
      ({ word }) =>
        PREDICATE.test(word) ||
        PAST.test(word) ||
        /^(?:не|нет|это|можно|нельзя|уже|сейчас|готов\p{L}*)$/u.test(word) ||
        isVerb(word),
    )
    if (says && !isSubordinate && !POLITE.some((pattern) => pattern.test(clause))) return { start, end }
  }
  return undefined
}
const REQUEST =
  /(?<!\p{L})(?:подскажите|напишите|уточните|сообщите|пришлите|приложите|укажите|расскажите|опишите|измерьте|отправьте|скажите|ответьте|проверьте|обращайтесь|пишите)(?!\p{L})/u
const VALUES = new Set(['quantity', 'size', 'date', 'hours', 'weekdays', 'role', 'start'])

/** «уточните, есть ли следы», «обращайтесь, если нужно», «как можно дольше»: asked or supposed, not claimed. */
function isAsked({ start, clause }: PlacedFact, folded: string): boolean {
  if (/(?<!\p{L})как $/u.test(folded.slice(0, start))) return true
  const words = folded.slice(clause.start, clause.end)
  return (
    REQUEST.test(words) ||
    /(?<!\p{L})(?:ли|если|что|как\p{L}*|где|когда|сколько|чем|чтобы|кто)(?!\p{L})/u.test(words)
  )
}
