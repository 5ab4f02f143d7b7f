import type { Trilingual } from '../../domain/draft.ts'
import type { AllowedRemedy, Approver } from '../../domain/procedure.ts'
import type { ReplyChannel } from '../../domain/reply-channel.ts'
import type { Span } from '../../domain/text/mapped-text.ts'
import type { Reading } from './reading.ts'

/** Where a rule comes from: the marketplace's own pages, its programming interface, or the shop. */
export type RuleSource =
  | 'docs.ozon.ru/global/en/policies/communication'
  | 'docs.ozon.com/global: customers-questions'
  | 'Ozon Seller API'
  | 'Otvet'

export const COMMUNICATION = 'docs.ozon.ru/global/en/policies/communication' satisfies RuleSource
export const QUESTIONS = 'docs.ozon.com/global: customers-questions' satisfies RuleSource
export const SELLER_API = 'Ozon Seller API' satisfies RuleSource
/** No page of the marketplace says it; the shop would regret it. */
export const OWN = 'Otvet' satisfies RuleSource

/** A reply of the same shop that says nearly the same. */
export type Twin = { text: string; sentAt: string; share: number; conversationId: string }

/** What a text is judged by besides its words. */
export type CheckContext = {
  channel: ReplyChannel
  /** What the case's procedure lets the shop promise, who may approve each, and who is about to. */
  remedies: { allowed: readonly AllowedRemedy[]; isFromProcedure: boolean; role?: Approver | undefined }
  /** What the shop says to everybody, and the facts of the case: a sentence of these is no promise of the moment. */
  houseRules: readonly string[]
  /** The product the conversation is about. */
  sku?: string | undefined
  /** The nearest of the last replies, when one is nearer than the shop allows. */
  twin?: Twin | undefined
}

/** One place that a rule is against; without a span it is the text as a whole. */
export type Found = Partial<Span> & {
  status: 'warn' | 'block'
  /** A key of the rule's `reasons`. */
  reason: string
  params?: Record<string, string | number>
}

/** One rule of the house: what it forbids, in whose name, and how its breach is found. */
export type Rule = {
  id: string
  /** The rule in our own words. */
  quote: Trilingual
  source: RuleSource
  /** Said of a text that keeps the rule. */
  kept: Trilingual
  /** Why a text breaks it; `{name}` stands for a parameter. */
  reasons: Readonly<Record<string, Trilingual>>
  find(reading: Reading, context: CheckContext): Found[]
}
