import type { Faults } from './faults.ts'
import type { Question, Review } from './feedback/feedback.ts'
import type { PushCentre } from './pushes/push-centre.ts'
import type { RandomStreams } from './random.ts'
import type {
  KeyState,
  Limits,
  OrderState,
  ProductSeed,
  Quirks,
  SandboxPolicy,
  Scheme,
  Subscription,
} from './types.ts'

/** Everything the stand-in marketplace knows. Times are milliseconds since 1970. */
export type World = {
  now(): number
  sleep(ms: number): Promise<void>
  after(ms: number, run: () => void): () => void
  random: RandomStreams
  limits: Limits
  quirks: Quirks
  policy: SandboxPolicy
  baseUrl(): string
  drawPicture(product: ProductSeed): { contentType: string; body: string | Buffer }
  shops: Map<string, Shop>
  chats: Map<string, Chat>
  reviews: Map<string, Review>
  questions: Map<string, Question>
  files: Map<string, StoredFile>
  sends: SendRecord[]
  faults: Faults
  pushes: PushCentre
  events: Events
  nextMessageId(): bigint
}

export type SandboxEvent =
  | { kind: 'chat'; chatId: string }
  | { kind: 'seller-message'; chatId: string }
  | { kind: 'feedback'; id: string }
  | { kind: 'push' }
  | { kind: 'faults' }
  | { kind: 'order'; postingNumber: string }
  | { kind: 'product'; sku: string }

export type Events = {
  emit(event: SandboxEvent): void
  on(listener: (event: SandboxEvent) => void): () => void
}

export type Shop = {
  clientId: string
  apiKey: string
  sellerId: string
  name: string
  subscription: Subscription
  /** The separate subscription for reviews; undefined = as the other one says. */
  reviewManagement: boolean | undefined
  roles: { name: string; methods: string[] }[]
  keyState: KeyState
  keyExpiresAt: number
  products: Map<string, ProductSeed & { stock: { fbo: number; fbs: number } }>
  postings: Map<string, Posting>
  openCircles: Map<string, number>
  window: { startedAt: number; count: number }
  refusals: { method: string; at: number }[]
}

export type AuthorType =
  | 'Customer'
  | 'Seller'
  | 'Crm'
  | 'Courier'
  | 'Support'
  | 'NotificationUser'
  | 'ChatBot'

export type ChatType =
  | 'UNSPECIFIED'
  | 'SELLER_SUPPORT'
  | 'BUYER_SELLER'
  | 'SELLER_NOTIFICATION_LOGISTICS'
  | 'SELLER_API_NOTIFICATIONS'

export type Chat = {
  id: string
  clientId: string
  type: ChatType
  status: 'OPENED' | 'CLOSED'
  createdAt: number
  buyer: { id: string; name: string }
  postingNumber?: string | undefined
  contextSku?: string | undefined
  messages: Message[]
}

export type Message = {
  id: bigint
  author: { id: string; type: AuthorType }
  createdAt: number
  /** From when the API's history shows it. */
  visibleAt: number
  text: string
  picture?: { path: string; name: string; asLink: boolean; inSameItem: boolean; flagged: boolean } | undefined
  edits: { at: number; before: string }[]
  readBySeller: boolean
  readByBuyer: boolean
  context: { orderNumber: string; sku: string }
  /** Why the marketplace kept it from the buyer. */
  withheldBecause?: string | undefined
  /** Written in the marketplace's own cabinet, not through the API. */
  elsewhere?: boolean | undefined
}

export type StoredFile = { clientId: string; contentType: string; body: Buffer }

export type Posting = {
  clientId: string
  scheme: Scheme
  orderId: bigint
  orderNumber: string
  postingNumber: string
  lines: {
    sku: string
    offerId: string
    name: string
    price: number
    quantity: number
    size?: string | undefined
  }[]
  state: OrderState
  orderedAt: number
  paidAt: number
  cutoffAt: number
  deliveryFrom: number
  deliveryTo: number
  deliveringAt?: number | undefined
  deliveredAt?: number | undefined
  cancelledAt?: number | undefined
  returnedAt?: number | undefined
  returnId?: bigint | undefined
  changedAt: number
}

/** One request to a method that sends what others read, past the key check. `chatId`: or the review, or the question. */
export type SendRecord = {
  at: number
  path: string
  traceId: string
  clientId: string
  chatId: string
  kind: 'text' | 'file'
  text: string
  outcome: 'stored' | 'dropped' | 'refused' | 'not-reached'
  messageId?: string
  /** HTTP status of the answer; null when none was given. */
  status: number | null
  reason?: string
  fault?: string
}
