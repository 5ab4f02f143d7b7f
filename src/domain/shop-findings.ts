/** What a check of a shop may say; the console has words for each in every language. */
export const SHOP_FINDINGS = [
  'key_works',
  'key_works_until',
  'key_ends',
  'not_asked',
  'methods_ok',
  'methods_missing',
  'chats_unreadable',
  'chats_not_included',
  'chats_included',
  'chats_doubtful',
  'pushes_not_registered',
  'pushes_off',
  'pushes_off_for_good',
  'pushes_slow',
  'pushes_ok',
  'push_failed',
  'pushes_unchecked',
] as const
export type ShopFindingCode = (typeof SHOP_FINDINGS)[number]
