import { z } from 'zod'

/** Every kind of work and the payload it carries. The key says what must never run twice at once. */
const conversationRef = z.object({ shopId: z.string(), conversationId: z.string() })

export const JOBS = {
  /** Turns stored events of one chat into messages. Key: shop/channel/external id. */
  ingest: z.object({ shopId: z.string(), channel: z.string(), externalId: z.string() }),
  /** Reads a chat from the marketplace and stores what is new in it. Key as above. */
  sync: z.object({ shopId: z.string(), channel: z.string(), externalId: z.string() }),
  /** Makes the draft of a conversation once its burst is quiet. Key: shop/conversation. */
  draft: conversationRef,
  /** Reads the draft and the messages of a conversation for people who read no Russian. Key: shop/conversation. */
  read: conversationRef,
  /** Sends and proves the reply of a conversation. Key: shop/conversation. */
  deliver: conversationRef,
  /** Looks what moderation makes of a public answer. Key: shop/reply. */
  follow: z.object({ shopId: z.string(), replyId: z.string() }),
  /** Sends a draft that leaves by itself once its undo time has passed. Key: shop/draft. */
  auto_send: z.object({ shopId: z.string(), draftId: z.string() }),
  /** Tells a buyer of a closed shop that the message was received. Key: shop/conversation. */
  acknowledge: conversationRef,
  /** Brings a snoozed case back into the queue. Key: shop/conversation. */
  wake: conversationRef,
  /** Sets by when the shop's own clocks want an answer, where hours or targets changed. Key: shop. */
  targets: z.object({ shopId: z.string() }),
  /** Puts on record what a reply that arrived promises. Key: shop/reply. */
  promises: z.object({ shopId: z.string(), replyId: z.string() }),
  /** Brings a case back whose promise is overdue. Key: shop/conversation. */
  promise_due: conversationRef,
  /** Looks through the shop's chats for what no push told. Key: shop. */
  poll: z.object({ shopId: z.string() }),
  /** Looks through a channel that has no pushes: reviews, questions. Key: shop/channel. */
  poll_items: z.object({ shopId: z.string(), channel: z.string() }),
  /** Asks the marketplace what the shop's key may do and whether pushes arrive. Key: shop. */
  check: z.object({ shopId: z.string() }),
  /** Looks whether the marketplace pushes to us, and switches pushes on again. Key: shop. */
  guard: z.object({ shopId: z.string() }),
  /** Reads the shop's catalogue at the marketplace, a page at a time. Key: shop. */
  catalogue: z.object({ shopId: z.string() }),
  /** Embeds the passages that have no vector of their current text. Key: shop. */
  embed: z.object({ shopId: z.string() }),
  /** Fills an embedding space and makes it live; `null` = the one that the settings name. Key: 'all'. */
  reembed: z.object({ space: z.string().nullable() }),
  /** Reads an uploaded file into a dry run, and once it is confirmed writes it. Key: shop/run. */
  import: z.object({ shopId: z.string(), runId: z.string() }),
  /** Compares what changed in a shop's knowledge with its neighbours. Key: shop. */
  findings: z.object({ shopId: z.string() }),
  /** Puts the next case of a test bench to both versions of a prompt. Key: shop/bench. */
  bench: z.object({ shopId: z.string(), benchId: z.string() }),
  /** Brings what figures are read from up to date. Key: shop. */
  figures: z.object({ shopId: z.string() }),
  /** Reads what the marketplace says of the shop's answers. Key: shop. */
  ratings: z.object({ shopId: z.string() }),
  /** Finds what people are to be told of outside the console. Key: shop/part. */
  alert_scan: z.object({ shopId: z.string(), part: z.enum(['now', 'bursts']) }),
  /** Tells one target what is due there. Key: target. */
  alert_tell: z.object({ targetId: z.string() }),
  /** Clears what is past its time: sessions, change notes. Key: 'all'. */
  tidy: z.object({}),
} as const

export type QueueName = keyof typeof JOBS
export type JobPayload<Q extends QueueName> = z.infer<(typeof JOBS)[Q]>
export const QUEUES = Object.keys(JOBS) as QueueName[]

export const chatKey = (ref: { shopId: string; channel: string; externalId: string }) =>
  `${ref.shopId}/${ref.channel}/${ref.externalId}`
export const conversationKey = (ref: { shopId: string; conversationId: string }) =>
  `${ref.shopId}/${ref.conversationId}`
export const draftKey = (ref: { shopId: string; draftId: string }) => `${ref.shopId}/${ref.draftId}`
export const replyKey = (ref: { shopId: string; replyId: string }) => `${ref.shopId}/${ref.replyId}`
export const channelKey = (ref: { shopId: string; channel: string }) => `${ref.shopId}/${ref.channel}`
export const benchKey = (ref: { shopId: string; benchId: string }) => `${ref.shopId}/${ref.benchId}`
export const importKey = (ref: { shopId: string; runId: string }) => `${ref.shopId}/${ref.runId}`
