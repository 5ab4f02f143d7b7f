import type { Check } from '../../domain/draft.ts'
import { checkCancelRequest } from './cancel-request.ts'
import { checkContacts } from './contacts.ts'
import { checkLength } from './length.ts'
import { checkLinks } from './links.ts'
import { checkMessengers } from './messengers.ts'
import { checkMoneyPromise } from './money-promise.ts'
import { checkPersonalData } from './personal-data.ts'
import { checkPlaceholders } from './placeholders.ts'
import { checkReviewPressure } from './review-pressure.ts'
import type { CheckRule, TextLimits } from './rule.ts'
import { checkRussian } from './russian.ts'

const RULES: CheckRule[] = [
  checkRussian,
  checkLength,
  checkLinks,
  checkContacts,
  checkMessengers,
  checkPlaceholders,
  checkPersonalData,
  checkCancelRequest,
  checkReviewPressure,
  checkMoneyPromise,
]

/** Every rule's finding on a text about to be sent, in a fixed order. A `block` never leaves. */
export function runChecks(text: string, limits: TextLimits): Check[] {
  return RULES.map((rule) => rule(text, limits))
}
