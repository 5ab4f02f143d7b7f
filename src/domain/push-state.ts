/** `slow`: they come, but the nightly grade is not green. `unreachable`: registered, and a test push fails. */
export const PUSH_STATES = [
  'on',
  'slow',
  'unreachable',
  'off',
  'off_by_seller',
  'off_for_good',
  'not_registered',
  'unknown',
] as const
export type PushState = (typeof PUSH_STATES)[number]

/** Ozon's own limits: an answer later than this, or fewer right ones, and it stops pushing after a day. */
export const PUSH_LIMITS = {
  answerMs: 5_000,
  rightShare: 0.5,
  /** Nightly grade by address: green up to the first, red from the second, off after three red days. */
  greenMs: 1_500,
  redMs: 2_500,
  redDays: 3,
} as const
