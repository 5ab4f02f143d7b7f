import type { Actor } from '../domain/actor.ts'
import type { ShopScope } from '../domain/shop-scope.ts'
import type { Case } from './contracts/case.ts'
import type { Language } from './contracts/common.ts'
import type { Inbox, InboxQuery } from './contracts/inbox.ts'
import type { KeepAnswer, KnowledgeEntry, PastAnswer } from './contracts/knowledge.ts'
import type { DraftCard, Rewrite, RewrittenDraft, Translations } from './contracts/reading.ts'
import type {
  Approve,
  CheckText,
  Claimed,
  Edit,
  Redo,
  Refuse,
  ReplyQueued,
  TextChecked,
  Write,
} from './contracts/review.ts'

type CaseRef = { shopId: string; conversationId: string }
type ByActor = CaseRef & { actor: Actor }
type OnDraft = ByActor & { draftId: string }

/** What the routes need of `src/review`, bound to its own dependencies by the composition root. */
export type ReviewVerbs = {
  listInbox(query: InboxQuery & { actor: Actor; scope: ShopScope }): Promise<Inbox>
  loadCase(ref: ByActor): Promise<Case>
  claimConversation(input: ByActor): Promise<Claimed>
  releaseClaim(input: ByActor): Promise<void>
  approveDraft(input: OnDraft & Approve): Promise<ReplyQueued>
  editDraft(input: OnDraft & Edit): Promise<ReplyQueued>
  refuseDraft(input: OnDraft & Refuse): Promise<void>
  redoDraft(input: OnDraft & Redo): Promise<void>
  undoReply(input: ByActor & { replyId: string }): Promise<void>
  writeReply(input: ByActor & Write): Promise<ReplyQueued>
  suggestPastAnswer(ref: CaseRef & { replyId: string }): Promise<PastAnswer>
  keepAnswer(input: ByActor & { replyId: string } & KeepAnswer): Promise<KnowledgeEntry>
  /** `role`: of the person who may approve it. */
  checkText(input: CaseRef & CheckText & { role: Actor['role'] }): Promise<TextChecked>
  readCard(input: CaseRef & { draftId: string; language: Language }): Promise<DraftCard>
  translateMessages(input: CaseRef & { language: Language }): Promise<Translations>
  rewriteDraft(input: ByActor & Rewrite): Promise<RewrittenDraft>
}
