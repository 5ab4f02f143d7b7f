import type { Database } from '../../db/client.ts'
import type { ComposedDraft, Evidence } from '../../domain/draft.ts'
import { datePromises } from '../compose/date-promises.ts'
import { checkEvidence } from './check-evidence.ts'
import { staleEvidence } from './stale-evidence.ts'

type Input = {
  shopId: string
  composed: ComposedDraft
  offered: readonly Evidence[]
  about: string | undefined
  asks: readonly string[]
  /** Sentences that are the shop's own, such as its signature. */
  ownWords: readonly string[]
  now: Date
}

/** The draft with every sentence judged by what it cites, as live as that is now, and its promises dated, whoever composed it. */
export async function proveDraft(
  db: Database,
  { shopId, composed, offered, about = '', asks, ownWords, now }: Input,
): Promise<ComposedDraft> {
  const stale = await staleEvidence(db, { shopId, evidence: offered, now })
  const sentences = checkEvidence({ sentences: composed.sentences, offered, stale, about, asks, ownWords })
  const cited = new Set(sentences.flatMap(({ evidenceIds }) => evidenceIds))
  const evidence = offered.filter(({ id }) => cited.has(id))
  return { ...composed, sentences, promises: datePromises(composed.promises, evidence, now) }
}
