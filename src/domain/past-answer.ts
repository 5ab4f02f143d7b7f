import { normalise } from './text/normalise.ts'
import { splitSentences } from './text/sentences.ts'

const GREETING =
  /^(?:здравствуй(?:те)?|добр(?:ый|ое|ого) (?:день|утро|вечер|дня)|приветствуем|привет)(?!\p{L})/iu
const CLOSING = /^(?:с уважением|всегда рады помочь|хорошего (?:дня|вечера)|обращайтесь)(?!\p{L})/iu

/** The matter of a reply: without greeting, closing words and signature, which belong to one buyer and one day. */
export function withoutFrame(text: string, signature: string | null): string {
  const unsigned =
    signature && text.trim().endsWith(signature.trim())
      ? text.trim().slice(0, -signature.trim().length)
      : text
  const sentences = splitSentences(unsigned)
  const matter = sentences.filter((sentence) => !GREETING.test(sentence) && !CLOSING.test(sentence))
  return (matter.length > 0 ? matter : sentences).join(' ').trim()
}

/** Two questions with the same key are the same question: case, `ё`, punctuation and spaces do not matter. */
export const questionKey = (question: string): string =>
  normalise(question)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
