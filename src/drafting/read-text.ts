import { and, eq } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { conversations } from '../db/schema/conversations.ts'
import { drafts } from '../db/schema/drafting.ts'
import { products } from '../db/schema/knowledge.ts'
import { shops } from '../db/schema/shops.ts'
import type { DraftPromise, DraftSentence, Evidence, ReadingCard } from '../domain/draft.ts'
import { readingCard } from '../domain/reading-card.ts'
import { datePromises } from './compose/date-promises.ts'
import { promisesIn } from './compose/find-promises.ts'
import { checkText } from './evidence/check-text.ts'
import { staleEvidence } from './evidence/stale-evidence.ts'

type Deps = { db: Database; clock: { now(): Date } }
type Ref = { shopId: string; conversationId: string; text: string }

/** What a text says that an agent wrote or changed, and what each of its sentences rests on. */
export type ReadText = {
  sentences: DraftSentence[]
  evidence: Evidence[]
  promises: DraftPromise[]
  readingCard: ReadingCard
}

/**
 * Reads a person's text against the pending draft: sentences kept from it keep what they rest on, the others are held
 * against everything it was offered. What was open stays so: whether the new words answer it is not known.
 */
export async function readText({ db, clock }: Deps, ref: Ref): Promise<ReadText> {
  const { shopId, conversationId, text } = ref
  const now = clock.now()
  const [row] = await db
    .select({ draft: drafts, signature: shops.signature, productName: products.nameRu })
    .from(conversations)
    .innerJoin(shops, eq(shops.id, conversations.shopId))
    .leftJoin(products, and(eq(products.shopId, shopId), eq(products.sku, conversations.sku)))
    .leftJoin(
      drafts,
      and(eq(drafts.shopId, shopId), eq(drafts.conversationId, conversationId), eq(drafts.status, 'pending')),
    )
    .where(and(eq(conversations.shopId, shopId), eq(conversations.id, conversationId)))
  const draft = row?.draft ?? undefined
  const offered = draft?.evidence ?? []
  const asks = draft?.classification.asks ?? []
  const sentences = checkText({
    text,
    known: draft?.sentences ?? [],
    offered,
    stale: await staleEvidence(db, { shopId, evidence: offered, now }),
    about: row?.productName ?? '',
    asks,
    ownWords: row?.signature ? [row.signature] : [],
  })
  const cited = new Set(sentences.flatMap(({ evidenceIds }) => evidenceIds))
  const evidence = offered.filter(({ id }) => cited.has(id))
  const promises = datePromises(promisesIn(sentences), evidence, now)
  const unanswered = draft?.unanswered ?? []
  const read = {
    photos: draft?.readingCard.photos,
    kind: 'answer',
    sentences,
    promises,
    unanswered,
    abstained: false,
    composer: draft?.composer === 'model' ? 'model' : 'built-in',
  } as const
  return { sentences, evidence, promises, readingCard: readingCard(read, asks, offered) }
}
