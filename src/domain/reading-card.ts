import type { CardLine, ComposedDraft, ReadingCard } from './draft.ts'

/** A number with its unit or a span of numbers, as written: «12 месяцев», «50-52», «2 490 ₽», «14:00». */
const NUMBER =
  /(?<![\p{L}\p{N}])\d[\d\u00a0\u202f ]*(?:[.,:×xх/–—-]\d[\d\u00a0\u202f ]*)*(?:[ \u00a0]?(?:%|°C|₽|\p{L}{1,12}\.?(?:·\p{L})?))?/gu

/** What the draft says and leaves open, taken from its structure, not from another reading of its words. */
export function readingCard(draft: ComposedDraft, asks: readonly string[]): ReadingCard {
  const said = draft.sentences.filter((sentence) => sentence.class !== 'courtesy')
  const text = draft.sentences.map((sentence) => sentence.ru).join(' ')
  return {
    asked: asks.map((ru) => askLine(ru, draft)),
    answered: said.filter((sentence) => sentence.evidenceIds.length > 0).map(line),
    promised: draft.promises.map((ru) => withGloss(ru, draft)),
    numbers: [...new Set([...text.matchAll(NUMBER)].map(([number]) => number.trim().replace(/\.$/, '')))],
    buyerMust: said.filter((sentence) => ASKS_BUYER.test(sentence.ru)).map(line),
    open: draft.unanswered.map((ru) => askLine(ru, draft)),
    ...(draft.photos ? { photos: draft.photos } : {}),
  }
}

/** Requests to the buyer, by their verb. */
const ASKS_BUYER =
  /(?<!\p{L})(?:пришлите|отправьте|напишите|укажите|уточните|подскажите|приложите|оформите|проверьте|сообщите|откройте|выберите|нажмите|сделайте|попробуйте|зарядите|перезагрузите|обратитесь|сохраните|ответьте|оцените|измерьте)(?!\p{L})/iu

const line = (sentence: ComposedDraft['sentences'][number]): CardLine => ({
  ru: sentence.ru,
  zh: sentence.zh,
})

function withGloss(ru: string, draft: ComposedDraft): CardLine {
  return { ru, zh: draft.sentences.find((sentence) => sentence.ru.includes(ru))?.zh }
}

/** «≈» because it is how the shop words the question, not what this buyer wrote. */
function askLine(ru: string, { askGlosses }: ComposedDraft): CardLine {
  const zh = askGlosses?.find(({ ask }) => ask === ru)?.zh
  return zh ? { ru, zh: `≈ ${zh}` } : { ru }
}
