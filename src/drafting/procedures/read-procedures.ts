import type { Database } from '../../db/client.ts'
import type { Classification, ComposeInput, ThreadMessage } from '../../domain/draft.ts'
import { type ProcedureFact, procedureForCase } from '../../domain/procedure.ts'
import type { Snapshot } from '../load-snapshot.ts'
import { caseCategories } from './case-categories.ts'
import { loadProcedures } from './load-procedures.ts'
import { missingFacts } from './missing-facts.ts'
import { askedAndAnswered, sentPromises } from './so-far.ts'

/** What composing learns from procedures and from what this conversation has settled already. */
export type CaseHandling = Pick<ComposeInput, 'procedure' | 'missingFacts' | 'soFar'>

type Input = {
  shopId: string
  conversationId: string
  snapshot: Pick<Snapshot, 'before' | 'turn' | 'conversation'>
  classification: Classification
  gathered: {
    known: readonly ProcedureFact[]
    missing: readonly string[]
    order?: { scheme: string } | undefined
    product?: { name: string } | undefined
  }
  /** What was sent later is left out. */
  until?: Date | undefined
}

/** How the shop handles this turn, which facts it still lacks for that, and what was asked, answered and promised. */
export async function readProcedures(
  db: Database,
  { shopId, conversationId, snapshot, classification, gathered, until }: Input,
): Promise<CaseHandling> {
  const { before, turn, conversation } = snapshot
  const categories = caseCategories(classification)
  const scheme = gathered.order?.scheme ?? conversation.scheme ?? undefined
  const procedure = procedureForCase(await loadProcedures(db, { shopId, categories }), scheme)
  const thread = [...before, ...turn]
  const byBuyer = thread.filter(({ author }) => author === 'buyer')
  const missing = missingFacts({
    procedure,
    known: gathered.known,
    buyerText: byBuyer.map(({ text }) => text).join('\n'),
    photos: byBuyer.reduce((sum, { photos }) => sum + photos, 0),
    productName: gathered.product?.name,
  })
  return {
    ...(procedure ? { procedure } : {}),
    missingFacts: [...missing, ...gathered.missing.filter((name) => name.endsWith(':stale'))],
    soFar: {
      ...askedAndAnswered(
        thread.map((message) => ({ ...message, author: message.author as ThreadMessage['author'] })),
      ),
      promised: await sentPromises(db, { shopId, conversationId, until }),
    },
  }
}
