/** `unknown` where nobody tried yet, or trying told neither. */
export type Access = 'allowed' | 'denied' | 'unknown'

/**
 * What is known of one method of the marketplace. `by`: it was tried on purpose, a real call showed it, the key's roles
 * say so, or it stands and falls with a method that was tried.
 */
export type MethodAccess = {
  access: Access
  /** Our code: `subscription_required`, `missing_role` … */
  reason?: string | undefined
  /** The marketplace's own words. */
  words?: string | undefined
  by: 'tried' | 'call' | 'roles' | 'inferred'
  /** ISO time. */
  at: string
}
export type MethodsAccess = Record<string, MethodAccess>

/** What a channel as a whole allows. `access` alone stands in what older versions found. */
export type ChannelAccess = {
  access: Access
  reason?: string | undefined
  reads?: Access | undefined
  answers?: Access | undefined
}

/** The methods of a channel: without the first ones nothing comes in, without the next ones nothing goes out. */
export type ChannelMethods = {
  reads: readonly string[]
  answers: readonly string[]
  more: readonly string[]
  /** The one whose trial tells what the subscription includes for those that cannot be tried without harm. */
  gate: string
}

/** What concerns the whole key, whatever method is called. */
const OF_THE_KEY = ['key_invalid', 'key_deactivated', 'ip_restricted', 'offer_not_signed'] as const
export const isOfTheKey = (reason: string | null | undefined): boolean =>
  OF_THE_KEY.some((one) => one === reason)

/** What a person has to change in the cabinet before asking again makes sense. */
export const isLasting = (reason: string | null | undefined): boolean =>
  reason === 'subscription_required' || reason === 'missing_role'

export const isAboutAccess = (reason: string): boolean => isOfTheKey(reason) || isLasting(reason)

export const readsOf = (channel: ChannelAccess | undefined): Access =>
  channel?.reads ?? channel?.access ?? 'unknown'
export const answersOf = (channel: ChannelAccess | undefined): Access =>
  channel?.answers ?? channel?.access ?? 'unknown'

/** Sums the methods of a channel up: one that is denied closes its direction, one that is unknown leaves it open. */
export function summarizeChannel(needed: ChannelMethods, known: MethodsAccess): ChannelAccess {
  const reads = sum(needed.reads, known)
  const answers = sum(needed.answers, known)
  const denied = [...needed.reads, ...needed.answers].find((method) => known[method]?.access === 'denied')
  const access = denied ? 'denied' : reads === 'allowed' && answers === 'allowed' ? 'allowed' : 'unknown'
  const open = [...needed.reads, ...needed.answers].find((method) => known[method]?.access === 'unknown')
  const reason = known[denied ?? open ?? '']?.reason
  return { access, ...(reason ? { reason } : {}), reads, answers }
}

function sum(methods: readonly string[], known: MethodsAccess): Access {
  const all = methods.map((method) => known[method]?.access ?? 'unknown')
  if (all.includes('denied')) return 'denied'
  return all.every((access) => access === 'allowed') ? 'allowed' : 'unknown'
}

/** Puts what was learnt beside what was known; of two reports of a method the newer counts. */
export function mergeMethods(known: MethodsAccess, learnt: MethodsAccess): MethodsAccess {
  const merged = { ...known }
  for (const [method, one] of Object.entries(learnt)) {
    const before = merged[method]
    if (!before || before.at <= one.at) merged[method] = one
  }
  return merged
}

/**
 * What a real call showed, spread as far as it reaches: a refused key closes every method, and a call that works after
 * that proves the key, so that the others are open questions again.
 */
export function spreadCall(
  method: string,
  shown: MethodAccess,
  known: MethodsAccess,
  needed: readonly string[],
): MethodsAccess {
  if (isOfTheKey(shown.reason)) return Object.fromEntries(needed.map((one) => [one, shown]))
  const { at } = shown
  const doubtful = Object.entries(known).filter(([, { reason }]) => isOfTheKey(reason))
  return {
    ...Object.fromEntries(
      doubtful.map(([one]) => [one, { access: 'unknown' as const, by: 'inferred' as const, at }]),
    ),
    [method]: shown,
  }
}

/** A refusal of a real answer stands for a day: until then only its own success, or a person, takes it back. */
const REFUSAL_STANDS_MS = 24 * 3_600_000

type Untried = {
  /** The methods of the key's roles; undefined when they could not be read. */
  allowed: ReadonlySet<string> | undefined
  gate: MethodAccess | undefined
  before: MethodAccess | undefined
  at: string
}

/** What is to be believed of a method that cannot be tried without a trace: sending, marking, starting. */
export function judgeUntried(method: string, { allowed, gate, before, at }: Untried): MethodAccess {
  if (allowed && !allowed.has(method)) return { access: 'denied', reason: 'missing_role', by: 'roles', at }
  const age = Date.parse(at) - Date.parse(before?.at ?? '')
  const isFresh = before?.by === 'call' && age >= 0 && age < REFUSAL_STANDS_MS
  if (before && isFresh && before.access === 'denied' && before.reason === 'subscription_required')
    return before
  if (gate?.access === 'denied' && isAboutAccess(gate.reason ?? '') && gate.reason !== 'missing_role')
    return { ...gate, by: 'inferred', at }
  if (before && isFresh && before.access === 'allowed') return before
  return { access: gate?.access === 'allowed' ? 'allowed' : 'unknown', by: 'inferred', at }
}

export type Advice =
  | { to: 'add_role'; methods: string[] }
  | { to: 'subscribe' }
  | { to: 'new_key' }
  | { to: 'allow_network' }
  | { to: 'sign_offer' }

/** What a person can do about what is denied, each thing once, what concerns the whole key first. */
export function adviceFor(methods: readonly { method: string; access: Access; reason: string | null }[]) {
  const denied = methods.filter(({ access }) => access === 'denied')
  const has = (...reasons: string[]) => denied.some(({ reason }) => reasons.includes(reason ?? ''))
  const roleless = denied.flatMap(({ method, reason }) => (reason === 'missing_role' ? [method] : []))
  const advice: Advice[] = []
  if (has('key_invalid', 'key_deactivated')) advice.push({ to: 'new_key' })
  if (has('ip_restricted')) advice.push({ to: 'allow_network' })
  if (has('offer_not_signed')) advice.push({ to: 'sign_offer' })
  if (roleless.length > 0) advice.push({ to: 'add_role', methods: roleless })
  if (has('subscription_required')) advice.push({ to: 'subscribe' })
  return advice
}
