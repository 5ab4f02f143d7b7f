import { RISK_FLAGS, type RiskFlag } from '../../domain/draft.ts'
import { findPersonalData } from '../../domain/privacy/find-personal-data.ts'
import type { PersonalKind } from '../../domain/privacy/found.ts'
import { unmask } from '../../domain/text/unmask.ts'
import { ABUSE } from './risks/abuse.ts'
import { ASKS_FOR_HUMAN } from './risks/asks-for-human.ts'
import { FRAUD, MONEY_DEMAND } from './risks/fraud.ts'
import { HEALTH_SAFETY } from './risks/health-safety.ts'
import { PROMPT_INJECTION } from './risks/prompt-injection.ts'
import type { RiskRule } from './risks/rule.ts'
import { SELF_HARM } from './risks/self-harm.ts'
import { LEGAL_THREAT, PUBLIC_THREAT } from './risks/threats.ts'

/** Fixed in code: no setting of a shop and no model switches one off. */
export const RISK_RULES: readonly RiskRule[] = [
  ...SELF_HARM,
  ...ABUSE,
  ...FRAUD,
  ...LEGAL_THREAT,
  ...HEALTH_SAFETY,
  ...MONEY_DEMAND,
  ...PROMPT_INJECTION,
  ...ASKS_FOR_HUMAN,
  ...PUBLIC_THREAT,
]

/** The rules that find something in a text, by flag and name. */
export function findRisks(text: string): RiskRule[] {
  const words = unmask(text).text
  return RISK_RULES.filter(({ pattern }) => pattern.test(words))
}

/** Signs that ask for care, whatever the message is about, in the order of `RISK_FLAGS`. */
export function findRiskFlags(text: string): RiskFlag[] {
  const found = new Set(findRisks(text).map(({ flag }) => flag))
  if (holdsPersonalData(text)) found.add('personal_data')
  return RISK_FLAGS.filter((flag) => found.has(flag))
}

/** A name or an order number alone tells the shop nothing that it does not know. */
const KNOWN_TO_SHOP: ReadonlySet<PersonalKind> = new Set(['name', 'order'])
const DOOR_CODE = /(?<!\p{L})код\p{L}* (?:от )?домофона/iu

const holdsPersonalData = (text: string): boolean =>
  DOOR_CODE.test(text) || findPersonalData(text).some(({ kind }) => !KNOWN_TO_SHOP.has(kind))

/** A phone number in a delivery wish needs care with the data, not a person. */
export const needsPerson = (flags: readonly RiskFlag[]): boolean =>
  flags.some((flag) => flag !== 'personal_data')
