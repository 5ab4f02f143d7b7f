import type { Database } from '../db/client.ts'
import type {
  Candidate,
  Classification,
  ComposeInput,
  Evidence,
  Fact,
  PhotoImage,
  ThreadMessage,
} from '../domain/draft.ts'
import type { ProcedureFact } from '../domain/procedure.ts'
import { warnedOfOrders, withoutOrders } from './evidence-orders.ts'
import type { Snapshot } from './load-snapshot.ts'
import { type CaseHandling, readProcedures } from './procedures/read-procedures.ts'

export type Ref = { shopId: string; conversationId: string }
export type GatheredFacts = {
  facts: Fact[]
  /** Shown to the agent beside the draft; no composer gets them. */
  hints?: Evidence[] | undefined
  order?: { scheme: string; skus?: string[] | undefined } | undefined
  product?: { sku: string; name: string; nameZh?: string | undefined } | undefined
  missing: string[]
  /** What a procedure may require and the records hold already. */
  known: ProcedureFact[]
}
type SearchInput = {
  shopId: string
  text: string
  asks: string[]
  sku?: string | undefined
  orderSkus?: string[] | undefined
  scheme?: string | undefined
}

export type CaseDeps = {
  db: Database
  gatherFacts(input: Ref & { turnText: string }): Promise<GatheredFacts>
  search(input: SearchInput): Promise<Candidate[]>
  /** All photos of these addresses as a model gets them; null when they cannot be had or nobody could see them. */
  readPhotos?(urls: string[], ref: Ref): Promise<PhotoImage[] | null>
}

/** Everything that a composer is given, and what its text is judged by. */
export type PreparedCase = {
  input: ComposeInput
  /** The reading, with a warning where the evidence tried to give orders. */
  classification: Classification
  gathered: GatheredFacts
  candidates: Candidate[]
  offered: Evidence[]
  handled: CaseHandling
  /** Sentences that are the shop's own, such as its signature. */
  ownWords: string[]
}

/** Gather facts → retrieve → procedure. `until`: what the shop said later is left out, as in a replay. */
export async function prepareCase(
  deps: CaseDeps,
  ref: Ref,
  { snapshot, read, until }: { snapshot: Snapshot; read: Classification; until?: Date },
): Promise<PreparedCase> {
  const held = await deps.gatherFacts({ ...ref, turnText: snapshot.turnText })
  const found = await deps.search({
    shopId: ref.shopId,
    text: snapshot.turnText,
    asks: read.asks,
    sku: held.product?.sku ?? snapshot.conversation.sku ?? undefined,
    orderSkus: held.order?.skus,
    scheme: held.order?.scheme ?? snapshot.conversation.scheme ?? undefined,
  })
  const { candidates, hadOrders, facts } = withoutOrders({ facts: held.facts, candidates: found })
  const gathered = { ...held, facts }
  const handled = await readProcedures(deps.db, { ...ref, snapshot, classification: read, gathered, until })
  const photoImages = snapshot.photoUrls.length > 0 ? await deps.readPhotos?.(snapshot.photoUrls, ref) : null
  return {
    input: {
      // What the buyer asks is answered: the orders were not theirs.
      ...composeInput(snapshot, read, gathered, candidates),
      ...handled,
      photoImages,
    },
    classification: hadOrders ? warnedOfOrders(read) : read,
    gathered,
    candidates,
    offered: [...gathered.facts, ...candidates],
    handled,
    ownWords: ownWordsOf(snapshot.shop.signature, handled),
  }
}

/** What the shop itself words: its signature and the questions of its procedure. */
const ownWordsOf = (signature: string | null, { procedure }: CaseHandling): string[] => [
  ...(signature ? [signature] : []),
  ...(procedure?.required ?? []).flatMap(({ question }) => (question ? [question.ru] : [])),
]

function composeInput(
  { turnText, before, conversation, shop, photoUrls }: Snapshot,
  classification: Classification,
  { facts, product }: GatheredFacts,
  candidates: Candidate[],
): Omit<ComposeInput, keyof CaseHandling> {
  return {
    channel: conversation.channel,
    ...(conversation.rating === null
      ? {}
      : {
          review: { rating: conversation.rating, orderStatus: conversation.orderStatus ?? undefined },
        }),
    turnText,
    asks: classification.asks,
    classification,
    thread: threadBefore({ before }),
    ...(conversation.buyerName ? { buyerName: conversation.buyerName } : {}),
    ...(conversation.note ? { agentNote: conversation.note } : {}),
    shop: { name: shop.name, ...(shop.signature ? { signature: shop.signature } : {}) },
    facts,
    candidates,
    photos: photoUrls.length,
    ...(product
      ? { product: { name: product.name, ...(product.nameZh ? { nameZh: product.nameZh } : {}) } }
      : {}),
  }
}

export const threadBefore = ({ before }: Pick<Snapshot, 'before'>): ThreadMessage[] =>
  before.map(({ author, text }) => ({ author: author as ThreadMessage['author'], text }))
