import type { Database } from '../db/client.ts'
import type { Check, ComposedDraft, Evidence } from '../domain/draft.ts'
import type { CheckReply } from './checks/check-reply.ts'
import { varyCourtesy } from './compose/vary-courtesy.ts'
import { proveDraft } from './evidence/prove-draft.ts'
import type { PreparedCase, Ref } from './prepare-case.ts'
import { caseCategories } from './procedures/case-categories.ts'

export type JudgedDraft = { composed: ComposedDraft; text: string; checks: Check[] }

/**
 * The draft with its findings: every sentence against its evidence, the text against the rules. Where it repeats what
 * the shop sent before, its courtesy is worded otherwise; what it says stays, and if that alone is the repetition, the
 * finding stays too.
 */
export async function judgeDraft(
  { db, checkReply }: { db: Database; checkReply: CheckReply },
  ref: Ref,
  {
    prepared: { classification, gathered, offered, ownWords },
    composed,
    now,
  }: { prepared: PreparedCase; composed: ComposedDraft; now: Date },
): Promise<JudgedDraft> {
  const proven = await proveDraft(db, {
    shopId: ref.shopId,
    composed,
    offered,
    about: gathered.product?.name,
    asks: classification.asks,
    ownWords,
    now,
  })
  const categories = caseCategories(classification)
  const attempt = async (draft: ComposedDraft): Promise<JudgedDraft> => {
    const text = textOf(draft)
    const checks = await checkReply({ ...ref, text, categories, evidence: citedBy(draft, offered) })
    return { composed: draft, text, checks }
  }
  const plain = await attempt(proven)
  const isRepeated = plain.checks.some(({ rule, status }) => rule === 'repetition' && status !== 'pass')
  if (!isRepeated || proven.composer !== 'built-in') return plain
  return attempt(varyCourtesy(proven, ref.conversationId))
}

const citedBy = ({ sentences }: ComposedDraft, offered: Evidence[]): Evidence[] =>
  offered.filter(({ id }) => sentences.some(({ evidenceIds }) => evidenceIds.includes(id)))

const textOf = ({ sentences }: ComposedDraft): string =>
  sentences
    .map((sentence) => sentence.ru.trim())
    .filter(Boolean)
    .join(' ')
