import { and, eq, inArray } from 'drizzle-orm'
import type { Database } from '../../db/client.ts'
import { knowledgeEntries } from '../../db/schema/knowledge.ts'
import type { DraftSentence, Evidence } from '../../domain/draft.ts'
import { findingMessage } from './messages.ts'

type Input = { shopId: string; evidence: readonly Evidence[]; now: Date }
type Row = Pick<typeof knowledgeEntries.$inferSelect, 'version' | 'status' | 'answerRu' | 'validUntil'>

/** Ids of the evidence whose entry was withdrawn, ran out, or says something else by now. */
export async function staleEvidence(
  db: Pick<Database, 'select'>,
  { shopId, evidence, now }: Input,
): Promise<Set<string>> {
  const entryIds = [...new Set(evidence.flatMap(({ entryId }) => entryId ?? []))]
  if (entryIds.length === 0) return new Set()
  const rows = await db
    .select({
      id: knowledgeEntries.id,
      version: knowledgeEntries.version,
      status: knowledgeEntries.status,
      answerRu: knowledgeEntries.answerRu,
      validUntil: knowledgeEntries.validUntil,
    })
    .from(knowledgeEntries)
    .where(and(eq(knowledgeEntries.shopId, shopId), inArray(knowledgeEntries.id, entryIds)))
  const byId = new Map(rows.map((row) => [row.id, row]))
  const isStale = (one: Evidence) => one.entryId !== undefined && !stands(one, byId.get(one.entryId), now)
  return new Set(evidence.filter(isStale).map(({ id }) => id))
}

/** A new version that says the same (another owner, another translation) takes nothing away. */
function stands({ kind, version, textRu }: Evidence, row: Row | undefined, now: Date): boolean {
  if (row?.status !== 'live' || (row.validUntil !== null && row.validUntil <= now)) return false
  return version === undefined || row.version === version || (kind === 'passage' && row.answerRu === textRu)
}

/** The sentences of a draft made earlier, those that rest on stale evidence no longer held. */
export const withStale = (sentences: readonly DraftSentence[], stale: ReadonlySet<string>): DraftSentence[] =>
  sentences.map((sentence) => {
    const gone = sentence.evidenceIds.filter((id) => stale.has(id))
    if (gone.length === 0) return sentence
    const kept = (sentence.findings ?? []).filter(({ kind }) => kind !== 'retired')
    const findings = gone.map((evidenceId) => ({
      kind: 'retired' as const,
      words: sentence.ru,
      evidenceId,
      message: findingMessage('retired', undefined),
    }))
    return { ...sentence, class: 'inferred', findings: [...kept, ...findings] }
  })
