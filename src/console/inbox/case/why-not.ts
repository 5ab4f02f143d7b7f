import type { Check } from '../../../domain/draft.ts'
import type { Case } from '../../../http/contracts/case.ts'

export type WhyNot =
  | { kind: 'reply' }
  | { kind: 'window' }
  | { kind: 'check'; check: Check }
  | { kind: 'warnings'; count: number }
  | { kind: 'route' }
  | { kind: 'closed' }
  | { kind: 'claim'; by: string }

const ON_ITS_WAY = ['queued', 'sending', 'sent', 'uncertain', 'in_moderation']

export function replyOnItsWay({ replies }: Pick<Case, 'replies'>) {
  return replies.find(({ status }) => ON_ITS_WAY.includes(status))
}

/** Why nothing at all can be sent here now; the server holds the same rules and decides. */
export function whyNotAnswerable(
  { replies, conversation }: Pick<Case, 'replies' | 'conversation'>,
  me: string | undefined,
  nowMs: number,
): WhyNot | undefined {
  if (replyOnItsWay({ replies })) return { kind: 'reply' }
  const { windowUntil, windowRule, chatClosed, claimedBy, claimedUntil } = conversation
  const isPast = windowUntil !== null && Date.parse(windowUntil) <= nowMs
  if (isPast || (windowUntil === null && windowRule === 'none')) return { kind: 'window' }
  if (chatClosed) return { kind: 'closed' }
  if (claimedBy && claimedBy.id !== me && claimedUntil !== null && Date.parse(claimedUntil) > nowMs) {
    return { kind: 'claim', by: claimedBy.name }
  }
  return undefined
}

/** Why the draft as it stands cannot be approved by one key. */
export function whyNotApprovable(
  data: Case,
  me: string | undefined,
  nowMs: number,
  accepted: readonly Check[] = [],
): WhyNot | undefined {
  const general = whyNotAnswerable(data, me, nowMs)
  if (general || !data.draft) return general
  const check = data.draft.checks.find(({ status }) => status === 'block')
  if (check) return { kind: 'check', check }
  if (data.draft.route === 'escalate') return { kind: 'route' }
  const count = openWarnings(data.draft.checks, accepted.map(findingKey)).length
  return count > 0 ? { kind: 'warnings', count } : undefined
}

/** One finding as it stands: the rule and the words it is about. */
export const findingKey = ({ rule, span }: Pick<Check, 'rule' | 'span'>) => `${rule}:${span ?? ''}`

/** Warnings nobody has accepted yet, in the order in which they are shown. */
export function openWarnings(checks: readonly Check[], accepted: readonly string[]) {
  return checks.filter((check) => check.status === 'warn' && !accepted.includes(findingKey(check)))
}

/** The rules of all warnings, by which the server is told that they were accepted. */
export function warningsOf(checks: readonly Check[]) {
  return checks.filter(({ status }) => status === 'warn').map(({ rule }) => rule)
}
