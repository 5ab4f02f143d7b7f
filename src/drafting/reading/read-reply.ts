import { z } from 'zod'
import type { CardLine, ReadingCard } from '../../domain/draft.ts'
import { compareWithRussian, isWrittenIn } from '../../domain/reading/compare-texts.ts'
import { denialsIn, type ReadingLanguage } from '../../domain/reading/denials.ts'
import type { CardReading, Compared, ReadingFinding } from '../../domain/reading/reading.ts'
import { asksBuyer, numberLines } from '../../domain/reading-card.ts'
import { splitSentences } from '../../domain/text/sentences.ts'
import type { ChatModel } from '../../llm/chat-model.ts'
import type { Prompt } from '../../prompting/load-prompt.ts'
import { fence, renderPrompt } from '../../prompting/render-prompt.ts'
import { findPromises } from '../compose/find-promises.ts'
import { type Asked, askToRead } from './ask-to-read.ts'
import { LANGUAGE_NAMES } from './languages.ts'

type Deps = { model: ChatModel; timeoutMs: number; prompt: Prompt }
/** The Russian text and what the buyer wrote: all that the reader is shown. */
export type ReplyToRead = { text: string; buyerText: string; language: ReadingLanguage }

export const READ_REPLY = 'read-reply'
const KINDS = ['courtesy', 'statement', 'promise', 'request'] as const
const BUYER_CHARACTERS = 5_000

type ReadSentence = { ru: string; text: string; kinds: (typeof KINDS)[number][]; by: string | null }

/**
 * Lets a model read the Russian text without its plan, sources or glosses, and compares what it wrote with what code
 * finds in the text: what the reading lost or added is said on the card, not repaired in silence.
 */
export async function readReply(deps: Deps, input: ReplyToRead): Promise<Asked<CardReading>> {
  const { text, buyerText, language } = input
  const { prompt } = deps
  const russian = splitSentences(text)
  const asked = await askToRead(deps, {
    promptVersion: prompt.version,
    ...renderPrompt(prompt, {
      language: LANGUAGE_NAMES[language],
      buyer: fence('buyer', buyerText.slice(0, BUYER_CHARACTERS)),
      reply: fence('reply', russian.map((sentence, index) => `[${index + 1}] ${sentence}`).join('\n')),
    }),
    schema: answerSchema(language),
    name: 'read_reply',
  })
  if (!asked.ok) return asked
  const { value, model } = asked
  const byNumber = new Map(value.sentences.map((one) => [one.number, one]))
  const sentences = russian.map((ru, index): ReadSentence => {
    const { text = '', kinds = [], by = null } = byNumber.get(index + 1) ?? {}
    return { ru, text: text.trim(), kinds, by: by?.trim() || null }
  })
  const compared = compare(sentences, language)
  return {
    ok: true,
    model,
    value: {
      card: cardOf(sentences, asksOf(value.asked, russian.length, buyerText), text),
      sentences: sentences.map(line),
      lost: compared.lost,
      added: [...compared.added, ...inventedAsks(value.asked, buyerText, language)],
      model,
      promptVersion: prompt.version,
    },
  }
}

function answerSchema(language: ReadingLanguage) {
  return z
    .object({
      sentences: z.array(
        z.object({
          number: z.int(),
          text: z.string(),
          kinds: z.array(z.enum(KINDS)),
          by: z.string().nullable(),
        }),
      ),
      asked: z.array(z.object({ words: z.string(), text: z.string(), answered_by: z.array(z.int()) })),
    })
    .superRefine(({ sentences }, context) => {
      const words = sentences.map(({ text }) => text).join('\n')
      if (words.trim() === '')
        context.addIssue({ code: 'custom', message: 'every sentence must be read', path: ['sentences'] })
      else if (!isWrittenIn(words, language)) {
        const message = `every text must be in ${LANGUAGE_NAMES[language]}`
        context.addIssue({ code: 'custom', message, path: ['sentences'] })
      }
    })
}
type Answer = z.infer<ReturnType<typeof answerSchema>>

type Ask = { line: CardLine; isAnswered: boolean }

function asksOf(asked: Answer['asked'], count: number, buyerText: string): Ask[] {
  return asked
    .filter(({ text }) => text.trim() !== '')
    .map(({ words, text, answered_by }) => ({
      // Words that the buyer did not write are not shown as the buyer's.
      line: { ru: buyerText.includes(words.trim()) ? words.trim() : '', text: text.trim() },
      isAnswered: answered_by.some((number) => number >= 1 && number <= count),
    }))
}

function cardOf(sentences: ReadSentence[], asks: Ask[], text: string): ReadingCard {
  const of = (kind: ReadSentence['kinds'][number]) => sentences.filter((one) => isOf(one, kind)).map(line)
  return {
    asked: asks.map((ask) => ask.line),
    answered: sentences
      .filter(
        ({ kinds }) =>
          kinds.includes('statement') && !kinds.includes('promise') && !kinds.includes('request'),
      )
      .map(line),
    promised: of('promise'),
    numbers: numberLines(text),
    denied: sentences.filter(({ ru }) => denialsIn(ru).length > 0).map(line),
    buyerMust: of('request'),
    open: asks.filter(({ isAnswered }) => !isAnswered).map((ask) => ask.line),
  }
}

/** What code finds stands in its place whatever the model took the sentence for. */
function isOf({ ru, kinds }: ReadSentence, kind: ReadSentence['kinds'][number]): boolean {
  if (kinds.includes(kind)) return true
  return kind === 'promise' ? isPromise(ru) : kind === 'request' && asksBuyer(ru)
}

const isPromise = (ru: string) => findPromises([{ ru }]).length > 0

const line = ({ ru, text, by }: ReadSentence): CardLine => ({
  ru,
  ...(text === '' ? {} : { text }),
  ...(by === null ? {} : { by }),
})

function compare(sentences: ReadSentence[], language: ReadingLanguage): Compared {
  const all: Compared = { lost: [], added: [] }
  for (const { ru, text, kinds, by } of sentences) {
    if (text === '') {
      all.lost.push({ kind: 'sentence', words: ru, within: ru })
      continue
    }
    const { lost, added } = compareWithRussian(ru, by === null ? text : `${text}\n${by}`, language)
    all.lost.push(...lost)
    all.added.push(...added)
    if (isPromise(ru) && !kinds.includes('promise')) all.lost.push({ kind: 'promise', words: ru, within: ru })
    if (asksBuyer(ru) && !kinds.includes('request')) all.lost.push({ kind: 'request', words: ru, within: ru })
  }
  return all
}

/** Numbers in the asks that the buyer never wrote. */
function inventedAsks(
  asked: Answer['asked'],
  buyerText: string,
  language: ReadingLanguage,
): ReadingFinding[] {
  const { added } = compareWithRussian(buyerText, asked.map(({ text }) => text).join('\n'), language)
  return added.filter(({ kind }) => kind === 'number')
}
