import type { Category } from '../../domain/category.ts'
import type { AllowedRemedy, Approver } from '../../domain/procedure.ts'
import { remediesOf } from '../../domain/remedy.ts'
import { replyChannel } from '../../domain/reply-channel.ts'
import type { CheckContext, Twin } from './rule.ts'

type Input = {
  channel: string
  category?: Category | undefined
  /** The remedies that the shop's own procedure for this case allows; without one the category decides. */
  procedureRemedies?: readonly AllowedRemedy[] | undefined
  /** What the text rests on: the shop's approved entries and the facts of the case. */
  houseRules?: readonly string[] | undefined
  /** Who is about to approve the text. */
  role?: Approver | undefined
  sku?: string | undefined
  twin?: Twin | undefined
}

/** What the rules need to know beside the text. */
export function checkContext({
  channel,
  category,
  procedureRemedies,
  houseRules = [],
  role,
  sku,
  twin,
}: Input): CheckContext {
  const kind = replyChannel(channel)
  return {
    channel: kind,
    remedies: {
      // What everybody reads offers nobody anything: that is for the buyer's own chat.
      allowed: kind.isPublic
        ? []
        : (procedureRemedies ??
          remediesOf(category).map((remedy) => ({ remedy, approver: 'agent' as const }))),
      isFromProcedure: kind.isPublic || procedureRemedies !== undefined,
      role,
    },
    houseRules,
    sku,
    twin,
  }
}
