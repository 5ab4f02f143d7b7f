import { and, eq } from 'drizzle-orm'
import type { Database } from '../../db/client.ts'
import { drafts } from '../../db/schema/drafting.ts'
import type { ReadingLanguage } from '../../domain/reading/denials.ts'
import { type CardReading, cardReadingSchema, type Unread } from '../../domain/reading/reading.ts'
import type { ChatModel } from '../../llm/chat-model.ts'
import { loadLivePrompt } from '../../prompting/live-prompt.ts'
import type { Clock } from '../../shared/clock.ts'
import { notFound } from '../../shared/errors.ts'
import { loadSnapshot } from '../load-snapshot.ts'
import { keepReadings, loadReadings, onceAtATime, readingHash } from './kept-readings.ts'
import { READ_REPLY, type ReplyToRead, readReply } from './read-reply.ts'

type Ref = { shopId: string; conversationId: string }
export type ReadingDeps = {
  db: Database
  clock: Clock
  /** The model of a shop; undefined without one. */
  modelFor(ref: Ref): ChatModel | undefined
  timeoutMs: number
}
export type ReadCard = { reading: CardReading; why: null } | { reading: null; why: Unread }

/** The card of the pending draft in one language: the one that is kept, else read now. */
export async function readCardOfDraft(
  deps: ReadingDeps,
  { draftId, language, ...ref }: Ref & { draftId: string; language: ReadingLanguage },
): Promise<ReadCard> {
  const [draft] = await deps.db
    .select({ text: drafts.text })
    .from(drafts)
    .where(
      and(
        eq(drafts.shopId, ref.shopId),
        eq(drafts.conversationId, ref.conversationId),
        eq(drafts.id, draftId),
        eq(drafts.status, 'pending'),
      ),
    )
  if (!draft) throw notFound('draft_not_found', 'There is no such draft waiting in this conversation.')
  const buyerText = (await loadSnapshot(deps.db, ref))?.turnText ?? ''
  return readCardOfText(deps, { ...ref, text: draft.text, buyerText, language })
}

async function readCardOfText(
  { db, clock, modelFor, timeoutMs }: ReadingDeps,
  { shopId, conversationId, ...input }: Ref & ReplyToRead,
): Promise<ReadCard> {
  const ref = { shopId, conversationId }
  const { text, buyerText, language } = input
  const prompt = await loadLivePrompt(db, { shopId, name: READ_REPLY })
  const hash = readingHash(text, buyerText, prompt.version)
  const place = { ...ref, kind: 'card', language } as const
  const kept = await loadReadings(db, { ...place, hashes: [hash], schema: cardReadingSchema })
  const reading = kept.get(hash)
  if (reading) return { reading, why: null }
  const model = modelFor(ref)
  if (!model) return { reading: null, why: 'no_model' }
  return onceAtATime(`card/${shopId}/${conversationId}/${language}/${hash}`, async (): Promise<ReadCard> => {
    const asked = await readReply({ model, timeoutMs, prompt }, input)
    if (!asked.ok) return { reading: null, why: asked.why }
    await keepReadings(db, {
      ...place,
      made: [{ hash, content: asked.value, madeBy: asked.model }],
      now: clock.now(),
    })
    return { reading: asked.value, why: null }
  })
}
