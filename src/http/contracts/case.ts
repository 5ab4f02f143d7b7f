import { z } from 'zod'
import {
  checkSchema,
  classificationSchema,
  draftKindSchema,
  draftPromiseSchema,
  draftSentenceSchema,
  evidenceClassSchema,
  evidenceSchema,
  readingCardSchema,
  routeSchema,
} from '../../domain/draft.ts'
import { stageSchema } from './case-desk.ts'
import { idSchema, isoOrNullSchema, isoSchema, personSchema, trilingualSchema } from './common.ts'
import { inboxItemSchema, itemProductSchema, replyStateSchema } from './inbox.ts'
import { caseNoteSchema } from './notes.ts'
import { caseOrderSchema, caseProductSchema } from './product.ts'
import { promiseSchema } from './promises.ts'

/** Parameters of everything under /api/shops/:shopId/conversations/:id */
export const caseParamsSchema = z.object({ shopId: idSchema, id: idSchema })
export const draftParamsSchema = caseParamsSchema.extend({ draftId: idSchema })
export const replyParamsSchema = caseParamsSchema.extend({ replyId: idSchema })

export const CONVERSATION_STATUSES = ['open', 'waiting', 'answered', 'closed', 'escalated'] as const

export const caseConversationSchema = inboxItemSchema.extend({
  scheme: z.string().nullable(),
  orderNumber: z.string().nullable(),
  status: z.enum(CONVERSATION_STATUSES),
  /** Grows with every change; `write` is bound to it. */
  revision: z.int(),
  /** True when the marketplace closed the chat. */
  chatClosed: z.boolean(),
  /** An answer leaves by hand only: the case was pasted, or the shop may not send in this channel. */
  isCopyOnly: z.boolean(),
  /** An agent pasted it: the buyer's next message is pasted, too. */
  isPasted: z.boolean(),
  claimedUntil: isoOrNullSchema,
  note: z.string().nullable(),
  /** Who put it off, while it is. */
  snoozedBy: personSchema.nullable(),
  /** Until when it may be put off at the latest; null = it may not. */
  snoozeLatest: isoOrNullSchema,
  /** Where the buyer's words seem to bring a complaint; for a person to decide. */
  suggestedStage: stageSchema.nullable(),
})
export type CaseConversation = z.infer<typeof caseConversationSchema>

export const caseMessageSchema = z.object({
  id: z.string(),
  author: z.enum(['buyer', 'seller', 'marketplace']),
  /** The marketplace's own word: Customer, Seller, Support … */
  authorType: z.string(),
  text: z.string(),
  sentAt: isoSchema,
  editedAt: isoOrNullSchema,
  readAt: isoOrNullSchema,
  /** The marketplace's history showed it; a push alone does not confirm. */
  confirmed: z.boolean(),
  /** Earlier texts, oldest first. */
  versions: z.array(z.object({ text: z.string(), replacedAt: isoSchema })),
  attachments: z.array(
    z.object({
      position: z.int(),
      /** Path on this server; the browser never sees the marketplace's address. */
      url: z.string(),
      name: z.string().nullable(),
    }),
  ),
  /** Set on a message that one of our replies became. */
  replyState: replyStateSchema.optional(),
  replyId: z.string().optional(),
  /** What that text rests on as it left; null when it was not kept. */
  replyClass: evidenceClassSchema.nullable().optional(),
})
export type CaseMessage = z.infer<typeof caseMessageSchema>

export const caseDraftSchema = z.object({
  id: z.string(),
  kind: draftKindSchema,
  route: routeSchema,
  text: z.string(),
  sentences: z.array(draftSentenceSchema),
  evidence: z.array(evidenceSchema),
  evidenceClass: evidenceClassSchema,
  classification: classificationSchema,
  checks: z.array(checkSchema),
  readingCard: readingCardSchema,
  unanswered: z.array(z.string()),
  /** By name: what the procedure requires and nobody has told (`photo`), what may be out of date (`order:stale`). */
  missingFacts: z.array(z.string()),
  /** What an agent wrote in their own language, when the Russian was made from it. */
  agentText: z.string().nullable(),
  /** Who does what by when, in the words of the text. */
  promises: z.array(draftPromiseSchema),
  composer: z.string(),
  model: z.string().nullable(),
  promptVersion: z.string().nullable(),
  /** `drafting`, or why it came back: `rejected`, `lost`, `undo`, `redo` … */
  origin: z.string(),
  originReason: z.string().nullable(),
  fingerprint: z.string(),
  createdAt: isoSchema,
})
export type CaseDraft = z.infer<typeof caseDraftSchema>

export const caseReplySchema = z.object({
  id: z.string(),
  text: z.string(),
  /** What this very text rests on, also when a person changed the draft; null when it was not kept. */
  evidenceClass: evidenceClassSchema.nullable(),
  status: replyStateSchema,
  /** Name of the person or policy. */
  approvedBy: z.string(),
  createdAt: isoSchema,
  /** When it leaves; until then it can be undone. Null once it left. */
  sendAt: isoOrNullSchema,
  visibleAt: isoOrNullSchema,
  failureCode: z.string().nullable(),
  failureReason: trilingualSchema.nullable(),
  canUndo: z.boolean(),
})
export type CaseReply = z.infer<typeof caseReplySchema>

export const caseDecisionSchema = z.object({
  kind: z.enum(['approve', 'edit', 'redo', 'refuse', 'escalate']),
  actorName: z.string(),
  reason: z.string().nullable(),
  note: z.string().nullable(),
  decidedAt: isoSchema,
})
export type CaseDecision = z.infer<typeof caseDecisionSchema>

/** What the same buyer wrote to the shop elsewhere. */
export const otherConversationsSchema = z.object({
  /** Of all there are, those that are listed too. */
  total: z.int(),
  /** The newest ones, newest first. */
  items: z.array(
    z.object({
      conversationId: z.string(),
      channel: z.string(),
      status: z.enum(CONVERSATION_STATUSES),
      rating: z.int().nullable(),
      product: itemProductSchema.nullable(),
      lastBuyerText: z.string().nullable(),
      lastMessageAt: isoOrNullSchema,
      /** How it is known: by the marketplace's id of the buyer, by the order both are about, or because people say so. */
      link: z.enum(['buyer', 'order', 'merged']),
      openPromises: z.int(),
      /** One case with this conversation. */
      isMerged: z.boolean(),
      /** Written so near to this one that it may be the same matter. */
      isSuggested: z.boolean(),
      /** Words of the buyer wait in it. */
      isUnanswered: z.boolean(),
      /** Grows with every change; closing a case together with it is bound to it. */
      revision: z.int(),
    }),
  ),
})
export type OtherConversations = z.infer<typeof otherConversationsSchema>

/** GET /api/shops/:shopId/conversations/:id */
export const caseSchema = z.object({
  conversation: caseConversationSchema,
  /** Oldest first. */
  messages: z.array(caseMessageSchema),
  draft: caseDraftSchema.nullable(),
  /** What lay there when the case was handed on, while it is: to be read, not to be approved. */
  earlierDraft: caseDraftSchema.nullable(),
  /** Newest first. */
  replies: z.array(caseReplySchema),
  order: caseOrderSchema.nullable(),
  product: caseProductSchema.nullable(),
  /** Newest first. */
  decisions: z.array(caseDecisionSchema),
  /** What colleagues wrote about it, oldest first. */
  notes: z.array(caseNoteSchema),
  /** What the shop has promised this buyer: open ones by due time, then what was settled. */
  promises: z.array(promiseSchema),
  /** The buyer's other conversations with this shop. */
  others: otherConversationsSchema,
  /** Who else has it before them now. */
  readers: z.array(personSchema),
  /** Why the last drafting failed, in plain words. */
  draftError: z.string().nullable(),
})
export type Case = z.infer<typeof caseSchema>
