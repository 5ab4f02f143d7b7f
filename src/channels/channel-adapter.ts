import type { ProductAttribute } from '../domain/product.ts'
import type { AppError } from '../shared/errors.ts'

export type MessageAuthor = 'buyer' | 'seller' | 'marketplace'

/** How far the marketplace is with a public answer, and why it refused it. */
export type Moderation = { state: 'pending' | 'published' | 'refused'; reason?: string | undefined }

/** What a review or a question tells of itself, beside its text. */
export type AboutFeedback = {
  /** The marketplace's word for how far it is dealt with: `NEW`, `VIEWED`, `PROCESSED`. */
  status: string
  rating?: number | undefined
  /** `DELIVERED`, or `CANCELLED`: the parcel was not taken. */
  orderStatus?: string | undefined
  authorName?: string | undefined
}

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
  /** Only of our own public answers. */
  moderation?: Moderation | undefined
  /** Only on the message that a review or a question itself is. */
  about?: AboutFeedback | undefined
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
  | {
      outcome: 'sent'
      traceId?: string | undefined
      /** Set where the marketplace names what it took, and shows it only after moderation. */
      inModeration?: { externalId: string } | undefined
    }
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

type OrderScheme = 'FBO' | 'FBS' | 'rFBS'

/** What came of a parcel's return, in the marketplace's own word; where it gives none, the words it shows. */
export type OrderReturn = {
  status: string
  reason?: string | undefined
  sku?: string | undefined
  scheme?: string | undefined
  /** ISO time. */
  changedAt?: string | undefined
}

/** One parcel of an order as the marketplace tells it now. What it does not tell is undefined, not false. */
export type OrderSnapshot = {
  postingNumber: string
  orderNumber: string
  scheme: OrderScheme
  /** The marketplace's finest word for it, e.g. `awaiting_packaging`, `in_pickup_point`, `delivered`. */
  status: string
  products: { sku: string; offerId?: string | undefined; name?: string | undefined; quantity: number }[]
  createdAt?: Date | undefined
  paidAt?: Date | undefined
  /** When it was handed over to delivery; before that, by when it is planned to be. */
  shipmentDate?: Date | undefined
  deliveryFrom?: Date | undefined
  deliveryUntil?: Date | undefined
  deliveredAt?: Date | undefined
  cancelReason?: string | undefined
  trackingNumber?: string | undefined
  /** Undefined when they could not be read. */
  returns?: OrderReturn[] | undefined
}

/** A step of a parcel told by a push; the only source of some times. */
export type OrderMilestone = { postingNumber: string; reached: 'delivered' | 'cancelled'; at: Date }

export type ProductStock = { fbo: number; fbs: number }
export type ProductPrice = { amount: number; oldAmount?: number | undefined; currency: string }

/** A catalogue item as the marketplace tells it now. What could not be read is undefined. */
export type ProductSnapshot = {
  /** The SKU it was asked for by; a product may have several. */
  sku: string
  productId: string
  offerId: string
  name: string
  isArchived: boolean
  brand?: string | undefined
  /** Plain text. */
  description?: string | undefined
  attributes: ProductAttribute[]
  pictureUrl?: string | undefined
  stock?: ProductStock | undefined
  price?: ProductPrice | undefined
}

/** A review or a question as a list of the marketplace tells it. */
export type ListedItem = {
  externalId: string
  publishedAt: Date
  /** See `AboutFeedback`. */
  status: string
  /** The type and raw body of the event that it is stored as. */
  eventType: string
  body: string
  /** All there is to it: no answers and no photos that only a reading would show. */
  isComplete: boolean
}

/** How a channel is looked through for what no push told: as conversations with a newest message, or item by item. */
export type Listing =
  /** `open` is the everyday pass; `all` also finds what happened in chats that are closed. */
  | { kind: 'conversations'; list(which: 'open' | 'all'): AsyncIterable<RemoteConversation> }
  /** Pages of what was published since, oldest first. */
  | { kind: 'items'; pages(publishedFrom: Date): AsyncIterable<ListedItem[]>; moderation: PublicModeration }

/** What a channel with moderation lets one see and do. */
export type PublicModeration = {
  /** An answer is in the thread from the start, not only once it was looked at. */
  showsPending: boolean
  /** Tells the marketplace that it is dealt with. Harmless twice. */
  markHandled(externalId: string): Promise<void>
}

/** A shop's connection to one of its channels. */
export type ChannelAdapter = {
  channel: string
  limits: ChannelLimits
  /** Newest first, at least down to `untilId` (a little further, so that edits are seen). */
  readThread(
    externalId: string,
    options: { untilId?: string | undefined; signal?: AbortSignal },
  ): Promise<ChannelMessage[]>
  listing: Listing
  sendReply(externalId: string, text: string): Promise<SendOutcome>
  /** Every parcel of an order of this shop, none for a number it does not have. Throws `unavailable`. */
  readOrders(orderNumber: string): Promise<OrderSnapshot[]>
  /** The products among these that the shop has; with `stock-price` only those two are looked up. Throws `unavailable`. */
  readProducts(skus: readonly string[], part?: 'all' | 'stock-price'): Promise<ProductSnapshot[]>
  /** The types of stored events that `readOrderEvent` understands. */
  orderEventTypes: readonly string[]
  /** What a stored push tells of a parcel; undefined when it is of no use. No network. */
  readOrderEvent(event: { body: string; receivedAt: Date }): OrderMilestone | undefined
}

/** Reads a stored event of any channel; needs no key and no network. Throws `invalid` for what makes no sense. */
export type ReadEvent = (event: StoredEvent) => ChannelEvent
export type StoredEvent = { channel: string; apiBase: string; type: string; body: string; receivedAt: Date }

/** The adapter of a shop's channel, made with the shop's key. Throws `not_found` for an unknown shop. */
export type OpenChannel = (shopId: string, channel: string) => Promise<ChannelAdapter>
