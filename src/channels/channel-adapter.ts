import type { AppError } from '../shared/errors.ts'

export type MessageAuthor = 'buyer' | 'seller' | 'marketplace'

/** One message as the channel knows it, whatever way it came. */
export type ChannelMessage = {
  externalId: string
  author: MessageAuthor
  /** The channel's own word for the author, kept for the record. */
  authorType: string
  authorId: string
  text: string
  /** The pieces the channel gave the text in; one of them alone may be what was sent. */
  parts: string[]
  attachments: { url: string; name?: string | undefined }[]
  sentAt: Date
  /** Set when this is an edit with a known time. */
  editedAt?: Date | undefined
  isRead?: boolean | undefined
  orderNumber?: string | undefined
  sku?: string | undefined
}

/** What a stored event means. `confirmed` = the channel's own history said so, not only a push. */
export type ChannelEvent =
  | { kind: 'message'; message: ChannelMessage; isEdit: boolean; confirmed: boolean }
  | { kind: 'read'; upTo: string; author: MessageAuthor; at: Date }
  | { kind: 'closed' }

export type RemoteConversation = {
  externalId: string
  chatType: string
  /** False for chats with the marketplace itself: kept out of the inbox. */
  isWithBuyer: boolean
  isOpen: boolean
  lastMessageId?: string | undefined
}

/** What came of a send: `not_sent` only when it is certain that nothing can arrive. */
export type SendOutcome =
  | { outcome: 'sent'; traceId?: string | undefined }
  | {
      outcome: 'not_sent'
      error: AppError
      retryable: boolean
      retryAt?: Date | undefined
      traceId?: string | undefined
    }
  | { outcome: 'unknown'; error: AppError; traceId?: string | undefined }

/** Limits a channel puts on a reply, as data for checks and console. */
export type ChannelLimits = { minChars: number; maxChars: number; isPublic: boolean }

/** A shop's connection to one of its channels. Ozon chats now; reviews and questions are to follow. */
export type ChannelAdapter = {
  channel: string
  limits: ChannelLimits
  /** Newest first, at least down to `untilId` (a little further, so that edits are seen). */
  readThread(
    externalId: string,
    options: { untilId?: string | undefined; signal?: AbortSignal },
  ): Promise<ChannelMessage[]>
  listConversations(): AsyncIterable<RemoteConversation>
  sendReply(externalId: string, text: string): Promise<SendOutcome>
}

/** Reads a stored event of any channel; needs no key and no network. Throws `invalid` for what makes no sense. */
export type ReadEvent = (event: StoredEvent) => ChannelEvent
export type StoredEvent = { channel: string; apiBase: string; type: string; body: string; receivedAt: Date }

/** The adapter of a shop's channel, made with the shop's key. Throws `not_found` for an unknown shop. */
export type OpenChannel = (shopId: string, channel: string) => Promise<ChannelAdapter>
