import { and, desc, eq, ne } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '../../db/client.ts'
import { messages } from '../../db/schema/conversations.ts'
import { compareWithRussian, isWrittenIn, languageOf } from '../../domain/reading/compare-texts.ts'
import type { ReadingLanguage } from '../../domain/reading/denials.ts'
import { type Translation, translationSchema, type Unread } from '../../domain/reading/reading.ts'
import type { ChatModel } from '../../llm/chat-model.ts'
import { loadLivePrompt } from '../../prompting/live-prompt.ts'
import type { Prompt } from '../../prompting/load-prompt.ts'
import { fence, renderPrompt } from '../../prompting/render-prompt.ts'
import { type Asked, askToRead } from './ask-to-read.ts'
import type { ReadingDeps } from './card-of-draft.ts'
import { keepReadings, loadReadings, onceAtATime, readingHash } from './kept-readings.ts'
import { LANGUAGE_NAMES } from './languages.ts'

type Ref = { shopId: string; conversationId: string }
type Message = { id: string; author: string; text: string }
export type TranslatedMessage = Translation & { messageId: string }
export type Translations = { translations: TranslatedMessage[]; why: Unread | null }

const TRANSLATE_MESSAGE = 'translate-message'
/** The newest that have words; older ones are rarely read. */
const MESSAGES = 30
/** One question to the model holds no more than this. */
const AT_ONCE = 10
const CHARACTERS = 4_000

/**
 * The messages of a conversation in an agent's language: those that are kept, the others translated now. Without a
 * model, or when it fails, what is kept is answered and the reason why there is no more.
 */
export async function translateMessages(
  deps: ReadingDeps,
  { language, ...ref }: Ref & { language: ReadingLanguage },
): Promise<Translations> {
  const { db, modelFor } = deps
  const wanted = (await newestMessages(db, ref)).filter(({ text }) => needsTranslation(text, language))
  const prompt = await loadLivePrompt(db, { shopId: ref.shopId, name: TRANSLATE_MESSAGE })
  const hashOf = new Map(wanted.map(({ id, text }) => [id, readingHash(text, prompt.version)]))
  const place = { ...ref, kind: 'translation', language } as const
  const load = () => loadReadings(db, { ...place, hashes: [...hashOf.values()], schema: translationSchema })
  let kept = await load()
  const missing = wanted.filter(({ id }) => !kept.has(hashOf.get(id) ?? ''))
  let why: Unread | null = null
  if (missing.length > 0) {
    const model = modelFor(ref)
    const what = readingHash(...missing.map(({ id }) => hashOf.get(id) ?? ''))
    why = model
      ? await onceAtATime(`translation/${ref.shopId}/${ref.conversationId}/${language}/${what}`, () =>
          translateAll({ ...deps, model, prompt }, { place, missing, hashOf }),
        )
      : 'no_model'
    kept = await load()
  }
  const translations = wanted.flatMap(({ id }) => {
    const found = kept.get(hashOf.get(id) ?? '')
    return found ? [{ messageId: id, ...found }] : []
  })
  return { translations, why: translations.length === wanted.length ? null : why }
}

async function newestMessages(db: Database, { shopId, conversationId }: Ref): Promise<Message[]> {
  const rows = await db
    .select({ id: messages.id, author: messages.author, text: messages.text })
    .from(messages)
    .where(
      and(eq(messages.shopId, shopId), eq(messages.conversationId, conversationId), ne(messages.text, '')),
    )
    .orderBy(desc(messages.seq))
    .limit(MESSAGES)
  return rows.reverse()
}

/** «ок», «👍» and «123» say the same in every language, and what is in the agent's own is read as it is. */
const needsTranslation = (text: string, language: ReadingLanguage) =>
  /\p{L}/u.test(text) && languageOf(text) !== language

type Work = {
  place: Ref & { kind: 'translation'; language: ReadingLanguage }
  missing: Message[]
  hashOf: Map<string, string>
}

/** Newest first, because those are looked at; what is done is kept even when the rest fails. */
async function translateAll(
  deps: ReadingDeps & { model: ChatModel; prompt: Prompt },
  { place, missing, hashOf }: Work,
): Promise<Unread | null> {
  const newestFirst = missing.toReversed()
  for (let at = 0; at < newestFirst.length; at += AT_ONCE) {
    const batch = newestFirst.slice(at, at + AT_ONCE).toReversed()
    const asked = await askForTranslations(deps, batch, place.language)
    if (!asked.ok) return asked.why
    const made = batch.flatMap(({ id }) => {
      const [hash, content] = [hashOf.get(id), asked.value.get(id)]
      return hash && content ? [{ hash, content, madeBy: asked.model }] : []
    })
    await keepReadings(deps.db, { ...place, made, now: deps.clock.now() })
    if (made.length < batch.length) return 'not_usable'
  }
  return null
}

/** One question for a few messages; what the answer left out is not in it. */
export async function askForTranslations(
  deps: { model: ChatModel; timeoutMs: number; prompt: Prompt },
  batch: Message[],
  language: ReadingLanguage,
): Promise<Asked<Map<string, Translation>>> {
  // Ids of the house are long and alike: short ones are copied without slips.
  const named = batch.map((message, index) => ({ ...message, short: `m${index + 1}` }))
  const { prompt } = deps
  const asked = await askToRead(deps, {
    promptVersion: prompt.version,
    ...renderPrompt(prompt, {
      language: LANGUAGE_NAMES[language],
      messages: named
        .map(
          ({ short, author, text }) => `[${short}] ${author}\n${fence('message', text.slice(0, CHARACTERS))}`,
        )
        .join('\n'),
    }),
    schema: answerSchema(
      named.map(({ short }) => short),
      language,
    ),
    name: 'translate_message',
  })
  if (!asked.ok) return asked
  const textOf = new Map(asked.value.messages.map(({ id, text }) => [id, text.trim()]))
  const value = new Map(
    named.flatMap(({ id, short, text }) => {
      const translation = textOf.get(short)
      return translation ? [[id, checked(text, translation, language)] as const] : []
    }),
  )
  return { ok: true, value, model: asked.model }
}

/** The shop's own words are compared as the buyer's are; what is not Russian has no reader to compare with. */
function checked(original: string, text: string, language: ReadingLanguage): Translation {
  if (languageOf(original) !== 'ru') return { text, lost: [], added: [] }
  return { text, ...compareWithRussian(original, text, language) }
}

function answerSchema([first = 'm1', ...others]: string[], language: ReadingLanguage) {
  return z
    .object({ messages: z.array(z.object({ id: z.enum([first, ...others]), text: z.string() })) })
    .superRefine((answer, context) => {
      const words = answer.messages.map(({ text }) => text).join('\n')
      if (isWrittenIn(words, language)) return
      const message = `every text must be in ${LANGUAGE_NAMES[language]}`
      context.addIssue({ code: 'custom', message, path: ['messages'] })
    })
}
