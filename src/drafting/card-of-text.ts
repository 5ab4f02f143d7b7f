import { and, eq } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { drafts } from '../db/schema/drafting.ts'
import type { DraftSentence, ReadingCard } from '../domain/draft.ts'
import { readingCard } from '../domain/reading-card.ts'
import { splitSentences } from '../domain/text/sentences.ts'
import { findPromises } from './compose/find-promises.ts'

type Ref = { shopId: string; conversationId: string; text: string }
type Draft = Pick<
  typeof drafts.$inferSelect,
  'sentences' | 'unanswered' | 'classification' | 'evidence' | 'composer' | 'readingCard'
>

/** The card of a text that an agent changed: sentences kept from the pending draft keep what they rest on. */
export async function cardOfText({ db }: { db: Database }, ref: Ref): Promise<ReadingCard> {
  const [draft] = await db
    .select({
      sentences: drafts.sentences,
      unanswered: drafts.unanswered,
      classification: drafts.classification,
      readingCard: drafts.readingCard,
      evidence: drafts.evidence,
      composer: drafts.composer,
    })
    .from(drafts)
    .where(
      and(
        eq(drafts.shopId, ref.shopId),
        eq(drafts.conversationId, ref.conversationId),
        eq(drafts.status, 'pending'),
      ),
    )
  return cardOfWords(ref.text, draft)
}

/** The same of words alone: nothing is known to be answered, all promises, numbers and requests are listed. */
export function cardOfWords(text: string, draft?: Draft): ReadingCard {
  const known = draft?.sentences ?? []
  const keptWhole = known.filter(({ ru }) => text.includes(ru.trim()))
  const rest = keptWhole.reduce((left, { ru }) => left.replace(ru.trim(), '\n'), text)
  const own: DraftSentence[] = splitSentences(rest).map((ru) => ({ ru, evidenceIds: [], class: 'inferred' }))
  const sentences = [...keptWhole, ...own]
  return readingCard(
    {
      kind: 'answer',
      sentences,
      promises: findPromises(sentences),
      // Whether the new words answer it is not known: what was open stays on the list.
      unanswered: draft?.unanswered ?? [],
      abstained: false,
      composer: draft?.composer === 'model' ? 'model' : 'built-in',
      photos: draft?.readingCard.photos,
    },
    draft?.classification.asks ?? [],
    draft?.evidence,
  )
}
