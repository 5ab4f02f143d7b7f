import { type MappedText, type Span, spanOf } from '../../domain/text/mapped-text.ts'
import { firstOf, type Reading } from './reading.ts'
import { soundsOf } from './sounds.ts'
import { wordSource, words } from './word-pattern.ts'

/** Names of one kind of place that buyers may be led to. */
export type Names = {
  /** By sound in Latin letters; one spelling covers both alphabets. */
  sounds: RegExp
  /** Those long enough to be known when two pieces spell them: «теле грам». */
  long: RegExp
  /** Short words and slang, as they stand in unmasked text. */
  slang: RegExp
}

const US = wordSource`нас|наш~|нам|мы|мой|моего|меня|магазин~|продавц~|менеджер~|специалист~|мастер~|поддержк~|консультант~`
/** Together with these a name is a way out of the chat. */
const LEADS_AWAY = [
  words`‹(?:пиши|напиши|спиши|пришли|присылай|отправ|отправляй|скинь?|ски[нд]|кидай|сбрось?|свяжи|связ|обраща|обрати|подпи[шс]|добавля|добавь?|вступ|перейд|переход|заход|зайд|найд|найти|ищи|смотри|читай|стучи|звони|позвони|общ|ответ|отвеча|работа|дежур|консультир|пода?й|уточн|узна|розыгр|новин|инструкц|обзор|выложен|чат|канал|групп|бот|аккаунт|профил|ник|номер)~`,
  new RegExp(wordSource`‹(?:${US})›`, 'u'),
]
/** A feature of the product: what a watch shows and a television plays. */
const FEATURE = words`‹(?:уведомлени|поддержива|совместим|приложени[яей]|прошивк|часы|браслет|телевизор|приставк|колонк|наушник|смартфон|телефон|встроен|звонки|вызов|просмотр|смотреть|воспроизв|работает с|гарнитур|экран|функци|транслир|трансляц)~`

type Named = Span & { kind: 'disguised' | 'leads' | 'named' }

/** Where a text names such a place, and whether it hides the name, leads there, or merely speaks of it. */
export function namedPlaces(reading: Reading, names: Names): Named[] {
  const all = namesIn(reading, names)
  const out: Named[] = all.flatMap((span) =>
    isPlain(reading, span) ? [] : [{ ...span, kind: 'disguised' as const }],
  )
  const plainNames = all.filter((span) => isPlain(reading, span))
  for (const sentence of reading.sentences) {
    const inside = ({ from, to }: Span) => from >= sentence.span.from && to <= sentence.span.to
    const plain = plainNames.filter(inside)
    const slang = [...sentence.text.matchAll(names.slang)].map((match) => sentence.place(match))
    const isFeature =
      FEATURE.test(sentence.text) &&
      !/\+?\d(?:[ ()-]*\d){9}/u.test(sentence.text) &&
      !firstOf(sentence.text, [LEADS_AWAY[1] ?? /$^/])
    for (const span of [...plain, ...slang]) {
      if (isFeature) continue
      out.push({ ...span, kind: firstOf(sentence.text, LEADS_AWAY) ? 'leads' : 'named' })
    }
  }
  return out
}

/** One word of one alphabet, no signs among the letters. */
function isPlain({ original }: Reading, { from, to }: Span): boolean {
  return /^(?:\p{Script=Cyrillic}+|\p{Script=Latin}+)$/u.test(original.slice(from, to))
}

function namesIn(reading: Reading, names: Names): Span[] {
  const spans = [reading.folded, reading.latin].flatMap((view) => heardIn(view, reading.original, names))
  return spans.filter(({ from, to }, i) => spans.findIndex((one) => one.from === from && one.to === to) === i)
}

function heardIn(view: MappedText, original: string, { sounds, long }: Names): Span[] {
  const heard = soundsOf(view)
  const out: Span[] = []
  for (const match of heard.text.matchAll(sounds)) {
    const span = spanOf(heard, match.index, match.index + match[0].length)
    if (/[\p{L}\p{N}]/u.test(original.slice(Math.max(0, span.from - 1), span.from))) continue
    const pieces = original
      .slice(span.from, span.to)
      .split(/[^\p{L}\p{N}\p{M}\p{Cf}@!+€$]+/u)
      .filter(Boolean)
    const isSpelledOut = pieces.every((piece) => piece.length <= 2)
    const endsWord = !/\p{L}/u.test(original[span.to] ?? '')
    const isTornApart = long.test(match[0]) && pieces.length <= 3 && (endsWord || pieces.length === 2)
    if (pieces.length > 1 && !isSpelledOut && !isTornApart) continue
    out.push(span)
  }
  return out
}
