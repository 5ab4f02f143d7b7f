export const PERSONAL_KINDS = [
  'phone',
  'email',
  'account',
  'card',
  'passport',
  'inn',
  'snils',
  'order',
  'address',
  'name',
] as const
export type PersonalKind = (typeof PERSONAL_KINDS)[number]

/** A piece of personal data in a text, as offsets in UTF-16 units. */
export type Found = { kind: PersonalKind; start: number; end: number }
