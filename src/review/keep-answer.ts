import { and, asc, between, desc, eq, lte, ne, or, sql } from 'drizzle-orm'
import type { Database, Transaction } from '../db/client.ts'
import { conversations, messages } from '../db/schema/conversations.ts'
import { draftEntries, drafts, replies } from '../db/schema/drafting.ts'
import { knowledgeEntries } from '../db/schema/knowledge.ts'
import { shops } from '../db/schema/shops.ts'
import type { Actor } from '../domain/actor.ts'
import { questionKey, withoutFrame } from '../domain/past-answer.ts'
import { type PersonalTrace, personalTraces } from '../domain/personal-traces.ts'
import { type Entry, entryContentSchema, textHash } from '../knowledge/entry-content.ts'
import { upsertEntry } from '../knowledge/save-entry.ts'
import type { Clock } from '../shared/clock.ts'
import { conflict, invalid, notFound } from '../shared/errors.ts'

type Deps = { db: Database; clock: Clock }
type Ref = { shopId: string; conversationId: string; replyId: string }

export type PastAnswerSuggestion = {
  questionRu: string
  answerRu: string
  /** The product the case was about, if one is known. */
  sku: string | null
  /** What must go before it can be kept. */
  traces: PersonalTrace[]
}

/** What a visible reply would be kept as: its question and its matter, without greeting, name and signature. */
export async function suggestPastAnswer({ db }: Deps, ref: Ref): Promise<PastAnswerSuggestion> {
  const { reply, draft, buyerName, sku, signature } = await loadVisible(db, ref)
  const asks = draft.classification.asks.join('\n')
  const questionRu = (asks || (await turnBefore(db, ref, reply.createdAt))).slice(0, 1000)
  const answerRu = withoutFrame(reply.text, signature)
  return { questionRu, answerRu, sku, traces: personalTraces(`${questionRu}\n${answerRu}`, buyerName) }
}

type Kept = { questionRu: string; answerRu: string; skus: string[] }

/**
 * Keeps an approved reply that the buyer has seen as a past answer. Live at once when somebody keeps it who may
 * write knowledge; an agent's is a draft until such a person makes it live. Refused with personal data in it, and
 * when the shop already has this question.
 */
export async function keepAnswer({ db, clock }: Deps, input: Ref & Kept & { actor: Actor }): Promise<Entry> {
  const { shopId, actor, questionRu, answerRu, skus } = input
  return db.transaction(async (tx) => {
    const { buyerName, draft } = await loadVisible(tx, input)
    refusePersonalData(`${questionRu}\n${answerRu}`, buyerName)
    const key = questionKey(questionRu)
    if (!key) throw invalid('past_answer_empty', 'A past answer needs the question it answers.')
    // The id follows from the question: of two who keep it at once, one finds it taken.
    const id = `past-${textHash(key).slice(0, 16)}`
    await refuseKnown(tx, { shopId, id, key })
    const content = entryContentSchema.parse({
      kind: 'past-answer',
      questionRu,
      answerRu,
      skus,
      restsOn: await entriesUnder(tx, { shopId, draftId: draft.id }),
      owner: actor.name,
      status: actor.role === 'agent' ? 'draft' : 'live',
    })
    const write = { shopId, id, content, expectedVersion: 0, changedBy: actor.id, now: clock.now() }
    return (await upsertEntry(tx, write)).entry
  })
}

const MOST_RESTED_ON = 20

/** The entries that the draft of the reply rests on: whoever asks alike is led to them too. */
async function entriesUnder(tx: Transaction, { shopId, draftId }: { shopId: string; draftId: string }) {
  const rows = await tx
    .select({ entryId: draftEntries.entryId })
    .from(draftEntries)
    .where(
      and(eq(draftEntries.shopId, shopId), eq(draftEntries.draftId, draftId), eq(draftEntries.isUsed, true)),
    )
    .orderBy(asc(draftEntries.entryId))
    .limit(MOST_RESTED_ON)
  return rows.map(({ entryId }) => entryId)
}

function refusePersonalData(text: string, buyerName: string | null): void {
  const traces = personalTraces(text, buyerName)
  if (traces.length === 0) return
  const words = traces.map(({ kind, span }) => `${kind} «${span}»`).join(', ')
  throw invalid('personal_data', `This must not be kept, it tells about a person: ${words}`, { traces })
}

/** How much longer or shorter the same question may be written. */
const SPACES_AND_SIGNS = 15

/** Compared here, because not every database knows the case of Cyrillic letters. */
async function refuseKnown(
  tx: Transaction,
  { shopId, id, key }: { shopId: string; id: string; key: string },
): Promise<void> {
  const length = sql<number>`char_length(${knowledgeEntries.questionRu})`
  const candidates = await tx
    .select({ id: knowledgeEntries.id, questionRu: knowledgeEntries.questionRu })
    .from(knowledgeEntries)
    .where(
      and(
        eq(knowledgeEntries.shopId, shopId),
        or(
          eq(knowledgeEntries.id, id),
          and(
            ne(knowledgeEntries.status, 'retired'),
            between(length, key.length, key.length + SPACES_AND_SIGNS),
          ),
        ),
      ),
    )
  const known = candidates.find((entry) => entry.id === id || questionKey(entry.questionRu) === key)
  if (known)
    throw conflict('question_known', `The shop already answers this question, in the entry ${known.id}.`, {
      entryId: known.id,
    })
}

async function loadVisible(db: Database | Transaction, { shopId, conversationId, replyId }: Ref) {
  const [row] = await db
    .select({ reply: replies, draft: drafts, conversation: conversations, signature: shops.signature })
    .from(replies)
    .innerJoin(shops, eq(shops.id, replies.shopId))
    .innerJoin(drafts, and(eq(drafts.shopId, replies.shopId), eq(drafts.id, replies.draftId)))
    .innerJoin(
      conversations,
      and(eq(conversations.shopId, replies.shopId), eq(conversations.id, replies.conversationId)),
    )
    .where(
      and(eq(replies.shopId, shopId), eq(replies.conversationId, conversationId), eq(replies.id, replyId)),
    )
  if (!row) throw notFound('reply_not_found', 'There is no such reply.')
  if (row.reply.status !== 'visible')
    throw conflict('reply_not_visible', 'Only a reply that the buyer has seen can be kept.', {
      what: row.reply.status,
    })
  const { buyerName, sku } = row.conversation
  return { ...row, buyerName, sku }
}

/** What the buyer wrote since the reply before, when nobody has read what was asked. */
async function turnBefore(db: Database, { shopId, conversationId }: Ref, until: Date): Promise<string> {
  const newest = await db
    .select({ author: messages.author, text: messages.text })
    .from(messages)
    .where(
      and(
        eq(messages.shopId, shopId),
        eq(messages.conversationId, conversationId),
        lte(messages.sentAt, until),
      ),
    )
    .orderBy(desc(messages.seq))
    .limit(20)
  const lastOfShop = newest.findIndex(({ author }) => author === 'seller')
  return newest
    .slice(0, lastOfShop < 0 ? newest.length : lastOfShop)
    .filter(({ author }) => author === 'buyer')
    .map(({ text }) => text)
    .reverse()
    .join('\n')
}
