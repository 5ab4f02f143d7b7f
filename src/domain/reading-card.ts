import type { CardLine, ComposedDraft, Evidence, ReadingCard } from './draft.ts'
import { denialsIn } from './reading/denials.ts'
import { readRussianMentions } from './reading/russian-mentions.ts'
import { verbatimGlosses } from './reading/verbatim-glosses.ts'
import { splitSentences } from './text/sentences.ts'

/**
 * The part of the card that code reads from the Russian words: every number, date and denial, promises and requests.
 * What else is on it comes from the draft's structure. Nothing here was read by a model: a gloss that a model wrote
 * along with the draft is no second reading, and gives way to that of the entry a sentence was taken from.
 */
export function readingCard(
  draft: ComposedDraft,
  asks: readonly string[],
  sources: readonly Pick<Evidence, 'textRu' | 'textZh'>[] = [],
): ReadingCard {
  const glosses = draft.composer === 'model' ? verbatimGlosses(sources) : undefined
  const known = draft.sentences.map((one) => (glosses ? { ...one, zh: glosses.get(one.ru.trim()) } : one))
  const said = known.filter((sentence) => sentence.class !== 'courtesy')
  const text = draft.sentences.map((sentence) => sentence.ru).join('\n')
  return {
    asked: asks.map((ru) => askLine(ru, draft)),
    answered: said.filter((sentence) => sentence.evidenceIds.length > 0).map(line),
    promised: draft.promises.map(({ what, by }) => ({ ...withGloss(what, known), ...(by ? { by } : {}) })),
    numbers: numberLines(text),
    denied: known.filter(({ ru }) => denialsIn(ru).length > 0).map(line),
    buyerMust: known.filter(({ ru }) => asksBuyer(ru)).map(line),
    open: draft.unanswered.map((ru) => askLine(ru, draft)),
    ...(draft.photos ? { photos: draft.photos } : {}),
  }
}

/** Numbers with units, dates, times and sizes of a Russian text, each wording once. */
export function numberLines(text: string): CardLine[] {
  const lines = readRussianMentions(text).map(({ words, zh, en }) => ({ ru: words, zh, en }))
  return [...new Map(lines.map((one) => [one.ru, one])).values()]
}

/** Requests to the buyer, by their verb. */
const ASKS_BUYER =
  /(?<!\p{L})(?:пришлите|отправьте|напишите|укажите|уточните|подскажите|приложите|оформите|проверьте|сообщите|откройте|выберите|нажмите|сделайте|попробуйте|зарядите|перезагрузите|обратитесь|сохраните|ответьте|оцените|измерьте|включите|выключите|отключите|подключите|установите|снимите|замените|подождите|дождитесь|создайте|добавьте|закажите|примите|передайте|верните|упакуйте|заполните|сфотографируйте|используйте)(?!\p{L})/iu

/** Whether a Russian sentence asks or tells the buyer to do something. */
export const asksBuyer = (sentence: string): boolean => ASKS_BUYER.test(sentence)

type Sentence = { ru: string; zh?: string | undefined }

const line = ({ ru, zh }: Sentence): CardLine => ({ ru, zh })

function withGloss(ru: string, sentences: readonly Sentence[]): CardLine {
  const whole = sentences.find((sentence) => sentence.ru.includes(ru))
  // The gloss of a longer text would promise more than these words do.
  return { ru, zh: whole && splitSentences(whole.ru).length === 1 ? whole.zh : undefined }
}

/** «≈» because it is how the shop words the question, not what this buyer wrote. */
function askLine(ru: string, { askGlosses }: ComposedDraft): CardLine {
  const zh = askGlosses?.find(({ ask }) => ask === ru)?.zh
  return zh ? { ru, zh: `≈ ${zh}` } : { ru }
}
