/** What a channel allows a reply to be, and who reads it. */
export type ReplyChannel = {
  kind: 'chat' | 'answer' | 'review-reply'
  minLength: number
  maxLength: number
  /** Everyone who opens the product's page reads it. */
  isPublic: boolean
}

const CHAT: ReplyChannel = { kind: 'chat', minLength: 1, maxLength: 1000, isPublic: false }
const CHANNELS: Readonly<Record<string, ReplyChannel>> = {
  'ozon-chat': CHAT,
  'ozon-question': { kind: 'answer', minLength: 2, maxLength: 3000, isPublic: true },
  // Ozon documents no length for it; what others found to be taken.
  'ozon-review': { kind: 'review-reply', minLength: 1, maxLength: 1000, isPublic: true },
}

/** An unknown channel is held to a chat's limits. */
export function replyChannel(channel: string): ReplyChannel {
  return CHANNELS[channel] ?? CHAT
}
