import type { DraftPromise } from '../../domain/draft.ts'
import { splitSentences } from '../../domain/text/sentences.ts'

/** The shop as the one who will act: first person plural of the future. */
export const COMMITMENT =
  /(?<!\p{L})(?:(?:от|вы|при|пере)?шл[её]м|отправим|верн[её]м|заменим|обменяем|проверим|ответим|передадим|сообщим|свяжемся|компенсируем|возместим|примем|починим|отремонтируем|подготовим|собер[её]м|поможем|предложим|решим|рассмотрим|уточним|отложим|положим|доложим|продлим|сделаем|оплатим|начислим|подберем|подбер[её]м)(?!\p{L})/iu

/** Sentences that commit the shop to something. */
export function findPromises(sentences: { ru: string }[]): string[] {
  return sentences.flatMap(({ ru }) => splitSentences(ru)).filter((sentence) => COMMITMENT.test(sentence))
}

/** The same with who: the shop. By when is for `datePromises`. */
export const promisesIn = (sentences: { ru: string }[]): DraftPromise[] =>
  findPromises(sentences).map((what) => ({ who: 'shop', what, by: null }))

/**
 * What a text commits to that may have been changed by hand: of the promises of its draft those whose words it still
 * has, and what its own words promise beside them.
 */
export function promisesOfText(text: string, drafted: readonly DraftPromise[]): DraftPromise[] {
  const kept = drafted.filter(({ what }) => text.includes(what))
  const own = findPromises([{ ru: text }]).filter(
    (words) => !kept.some(({ what }) => words.includes(what) || what.includes(words)),
  )
  return [...kept, ...own.map((what): DraftPromise => ({ who: 'shop', what, by: null }))]
}
