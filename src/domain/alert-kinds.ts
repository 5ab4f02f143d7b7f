import type { Actor } from './actor.ts'
import type { RiskFlag } from './draft.ts'

/** What a person may be told of outside the console. */
export const ALERT_KINDS = [
  'nearly_due',
  'overdue',
  'one_star',
  'risk',
  'channel_stopped',
  'key_expiring',
  'budget',
  'burst',
  'weekly_digest',
] as const
export type AlertKind = (typeof ALERT_KINDS)[number]

export const ALERT_TARGETS = ['telegram', 'email', 'webhook'] as const

/** Topics and the digest are pages of leads and admins; nobody is told more than the console shows them. */
const OF_LEADS: ReadonlySet<AlertKind> = new Set(['burst', 'weekly_digest'])

export const mayHear = (role: Actor['role'], kind: AlertKind): boolean =>
  role !== 'agent' || !OF_LEADS.has(kind)

/** Signs that somebody should look at once; wishes for a person and the like wait in the queue as all do. */
export const ALARMING_FLAGS = [
  'self_harm',
  'health_safety',
  'legal_threat',
  'public_threat',
  'fraud',
  'money_demand',
] as const satisfies readonly RiskFlag[]
export type AlarmingFlag = (typeof ALARMING_FLAGS)[number]

/** Why a target is not written to any more, until its person tries it again with success. */
export const BROKEN_CODES = [
  /** The receiver refuses for good: no such chat, no such mailbox, a 4xx of a webhook. */
  'refused',
  /** The mail server or the bot refuses us, whoever is written to. */
  'house_refused',
  /** The address leads into a private network, or answers with a redirect. */
  'not_allowed',
  /** A day of attempts brought no answer. */
  'gave_up',
] as const
export type BrokenCode = (typeof BROKEN_CODES)[number]
