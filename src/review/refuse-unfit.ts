import type { Check } from '../domain/draft.ts'
import { invalid } from '../shared/errors.ts'

/** What a rule blocks never leaves; what it warns of leaves only when the person names the warning. */
export function refuseUnfit(checks: readonly Check[], acknowledged: readonly string[] = []): void {
  const blocking = checks.filter(({ status }) => status === 'block')
  if (blocking.length > 0) {
    throw invalid('text_blocked', `This text must not be sent: ${reasons(blocking)}`, { checks: blocking })
  }
  const open = checks.filter(({ rule, status }) => status === 'warn' && !acknowledged.includes(rule))
  if (open.length > 0) {
    throw invalid('warnings_not_acknowledged', `Read and accept the warnings first: ${reasons(open)}`, {
      checks: open,
    })
  }
}

const reasons = (checks: readonly Check[]) => checks.map(({ message }) => message.en).join('; ')
