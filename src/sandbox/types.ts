/** What a test or the demo hands to `createSandbox`. Structural on purpose: nothing of the product is imported. */
export type SandboxOptions = {
  shops: ShopSeed[]
  /** Injected time. With it, slow answers do not really wait unless `sleep` is given too. */
  clock?: { now(): Date }
  /** Injected timers for scripts and the push pump; real ones by default. */
  timers?: Timers
  sleep?: (ms: number) => Promise<void>
  /** Everything random (ids, quirks, faults) follows from it. */
  seed?: number
  limits?: Partial<Limits>
  quirks?: Partial<Quirks>
  policy?: Partial<SandboxPolicy>
  /** Address used in file links before `listen` gives a real one. */
  publicUrl?: string
  /** Delivers a push without a socket. Without it pushes go out over HTTP. */
  onPush?: PushTransport
  /** Shortens (0.01) or lengthens the gaps of the push retry schedule. */
  pushTimeScale?: number
  /** Picture of a product, served at `/pictures/<sku>`; a plain drawing by default. */
  drawPicture?: (product: ProductSeed) => { contentType: string; body: string | Buffer }
}

export type Timers = { after(ms: number, run: () => void): () => void }

export type PushTransport = (push: { url: string; body: string }) => Promise<{ status: number; body: string }>

export type Subscription =
  | 'UNKNOWN'
  | 'UNSPECIFIED'
  | 'PREMIUM'
  | 'PREMIUM_LITE'
  | 'PREMIUM_PLUS'
  | 'PREMIUM_PRO'

export type KeyState = 'active' | 'deactivated' | 'wrong-network'

export type ShopSeed = {
  clientId: string
  apiKey: string
  sellerId: string
  name: string
  /** PREMIUM_PLUS by default: the lowest one with chat methods. */
  subscription?: Subscription
  /** Whether reviews may be managed by API, whatever the subscription is called. */
  reviewManagement?: boolean
  /** One role with every method by default. */
  roles?: { name: string; methods: string[] }[]
  keyExpiresAt?: Date
  products?: ProductSeed[]
  /** So many plain products more, to fill pages with. */
  generatedProducts?: number
  /** Addresses that get pushes from the start; each is pinged when the pump first runs. */
  pushUrls?: string[]
  /** The marketplace's own chats with unread messages, as every cabinet has them. True by default. */
  systemChats?: boolean
}

type Words = { ru: string; zh?: string | undefined }

export type ProductSeed = {
  sku: string
  productId: string
  offerId: string
  name: Words
  brand?: string
  category?: Words
  description?: Words
  attributes?: { key: string; name: Words; value: number | boolean | Words; unit?: string | undefined }[]
  sizes?: { label: string; measures?: Record<string, string>; stock: number }[]
  stock?: { fbo: number; fbs: number }
  /** Whole rubles. */
  price: number
  oldPrice?: number | undefined
  picture?: { shape: string; color: string }
  archived?: boolean
}

export type Scheme = 'FBO' | 'FBS' | 'rFBS'

export type OrderState =
  | 'awaiting_packaging'
  | 'awaiting_deliver'
  | 'delivering'
  | 'delivered'
  | 'cancelled'
  | 'returned'

export type OrderSeed = {
  clientId: string
  /** A made-up number by default. */
  orderNumber?: string | undefined
  scheme: Scheme
  sku: string
  quantity?: number | undefined
  size?: string | undefined
  state?: OrderState
  /** Days between the order and now. */
  daysAgo?: number
  orderedAt?: Date
  paidAt?: Date
  deliveredAt?: Date
  cancelledAt?: Date
  /** False = made silently, as part of the shop's past. */
  announce?: boolean
}

/** One scripted buyer; the shape of the demo's scripts. */
export type SandboxScript = {
  id: string
  buyerName?: string | undefined
  /** Of a buyer who writes in several chats. */
  buyerId?: string | undefined
  order?:
    | {
        scheme: Scheme
        sku: string
        quantity?: number | undefined
        size?: string | undefined
        state: OrderState
        daysAgo: number
      }
    | undefined
  contextSku?: string | undefined
  /** `afterSeconds` counts from the step before. */
  steps: (
    | { do: 'say'; text: string; afterSeconds: number }
    | { do: 'photo'; caption?: string | undefined; afterSeconds: number }
    | { do: 'edit'; message: number; text: string; afterSeconds: number }
  )[]
  followUp?: string | undefined
}

export type Limits = {
  requestsPerSecond: number
  /** How long the marketplace looks at a comment or an answer before it is public. */
  moderationMs: number
  /** How many 429 within ten seconds make the method close itself. */
  refusalsUntilCircleOpens: number
  circleOpenMs: number
  /** How long a connection without an answer stays open over HTTP. */
  hangMs: number
  pushTimeoutMs: number
  pingEveryMs: number
  /** After so many attempts an address that mostly fails is suspended; at most 50. Infinity = never. */
  attemptsUntilJudged: number
}

/** Harmless oddities of the real marketplace; each number is a probability. */
export type Quirks = {
  /** `user.type` in pushes starts with the Cyrillic «С». */
  cyrillicUserType: number
  /** `seller_id` in pushes is a string. */
  sellerIdAsString: number
  /** A picture comes as `[name](url)` instead of `![](url)`. */
  pictureAsLink: number
  /** Caption and picture share one item instead of two. */
  captionInSameItem: number
  /** `is_image` is false although there is a picture. */
  isImageForgotten: number
  /** `context.order_number` is filled for a chat that has an order. */
  orderInContext: number
  /** A chat that does not match the list's filter comes back all the same. */
  looseFilter: number
  /** `/v2/returns/rfbs/list` answers an array, as live accounts saw, instead of the documented object. */
  rfbsReturnsAsArray: boolean
}

export type SandboxPolicy = {
  /** Refuse a second seller message while the buyer has not written yet (code 7). */
  refuseSecondSellerMessage: boolean
  /** Enforce the reply windows. */
  replyWindows: boolean
}
