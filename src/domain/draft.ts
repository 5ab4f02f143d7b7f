import { z } from 'zod'
import { CATEGORIES } from './category.ts'
import type { CaseProcedure } from './procedure.ts'

/** The words the drafting pipeline and the console share. Schemas, because drafts are stored as JSON. */

/** Signs in a buyer's turn that ask for a person, whatever the category. */
export const RISK_FLAGS = [
  'self_harm',
  'abuse',
  'fraud',
  'legal_threat',
  'health_safety',
  'money_demand',
  'prompt_injection',
  'asks_for_human',
  'public_threat',
  'personal_data',
] as const
export const riskFlagSchema = z.enum(RISK_FLAGS)
export type RiskFlag = z.infer<typeof riskFlagSchema>

/** How the buyer speaks. */
export const TONES = ['calm', 'upset', 'angry', 'grateful'] as const
export const toneSchema = z.enum(TONES)
export type Tone = z.infer<typeof toneSchema>

/** What a turn that tells of something gone wrong is discontented with. */
export const NEGATIVE_KINDS = ['product_quality', 'logistics', 'service', 'price'] as const
export const negativeKindSchema = z.enum(NEGATIVE_KINDS)
export type NegativeKind = z.infer<typeof negativeKindSchema>

export const classificationSchema = z.object({
  category: z.enum(CATEGORIES),
  /** 0..1, how clearly the winning category stands out. */
  confidence: z.number().min(0).max(1),
  needsReply: z.boolean(),
  needsHuman: z.boolean(),
  riskFlags: z.array(riskFlagSchema),
  /** BCP 47 primary tag; `und` when the turn has no letters. */
  language: z.string(),
  /** The questions and requests of the turn, each on its own, in the buyer's words. */
  asks: z.array(z.string()),
  /** Readings of earlier versions have neither. */
  tone: toneSchema.optional(),
  /** Null when nothing went wrong. */
  negative: negativeKindSchema.nullish(),
})
export type Classification = z.infer<typeof classificationSchema>

export const evidenceSchema = z.object({
  /** Short and stable inside one draft: `k:12`, `p:battery_mah`, `o:status`. */
  id: z.string(),
  kind: z.enum(['passage', 'attribute', 'order', 'computed']),
  title: z.string(),
  textRu: z.string(),
  textZh: z.string().optional(),
  /** ISO time at which the fact was true. */
  asOf: z.string().optional(),
  entryId: z.string().optional(),
  version: z.int().optional(),
  /** Offered, but neither cited nor near: kept to check what a person writes, not shown. */
  isAside: z.boolean().optional(),
})
export type Evidence = z.infer<typeof evidenceSchema>

/** A fact that holds for this turn: a product attribute, an order fact or something computed. */
export type Fact = Evidence & { kind: 'attribute' | 'order' | 'computed' }

/** A knowledge entry the search found, best first. */
export type Candidate = Evidence & {
  kind: 'passage'
  /** The entry's own question, or its heading when it has none. */
  question: string
  /** The same question in Chinese, where the shop has it. */
  questionZh?: string
  /** Other ways buyers ask the same. */
  variants: string[]
  /** The entry's topic, if it has one. */
  topic?: string
  /** Calibrated 0..1 chance that this entry answers; comparable between searches. */
  score: number
  /** Which of the turn's asks found it (index into `asks`). */
  askIndex: number
}

/** What a sentence rests on; the weakest sentence decides the draft's class. Order: strongest first. */
export const EVIDENCE_CLASSES = ['documented', 'order-fact', 'computed', 'courtesy', 'inferred'] as const
export const evidenceClassSchema = z.enum(EVIDENCE_CLASSES)
export type EvidenceClass = z.infer<typeof evidenceClassSchema>

const DRAFT_KINDS = ['answer', 'clarify', 'acknowledge', 'handover'] as const
export const draftKindSchema = z.enum(DRAFT_KINDS)
export type DraftKind = z.infer<typeof draftKindSchema>

const trilingualSchema = z.object({ en: z.string(), zh: z.string(), ru: z.string() })
export type Trilingual = z.infer<typeof trilingualSchema>

/** What can be wrong between a sentence and its evidence. */
const FINDING_KINDS = [
  'number',
  'unit',
  'size',
  'date',
  'time',
  'model',
  'property',
  'polarity',
  'negation',
  'party',
  'state',
  'case',
  'promise',
  'words',
  'unclear',
  'courtesy',
  'no-evidence',
  'retired',
  'not-offered',
] as const
export const findingKindSchema = z.enum(FINDING_KINDS)
export type FindingKind = z.infer<typeof findingKindSchema>

export const sentenceFindingSchema = z.object({
  kind: findingKindSchema,
  /** The words of the sentence that do not hold, as they stand in it. */
  words: z.string(),
  /** What the evidence says instead, in its own words, where it says anything of it. */
  instead: z.string().optional(),
  /** Which evidence that is. */
  evidenceId: z.string().optional(),
  message: trilingualSchema,
  /** Not code: whoever read the finished text against its evidence found it. */
  by: z.literal('second-reading').optional(),
})
export type SentenceFinding = z.infer<typeof sentenceFindingSchema>

export const draftSentenceSchema = z.object({
  ru: z.string(),
  zh: z.string().optional(),
  evidenceIds: z.array(z.string()),
  class: evidenceClassSchema,
  /** Which of the turn's asks it answers (index into `asks`). */
  askIndexes: z.array(z.int().min(0)).optional(),
  /** Why it does not hold; none or empty when it does. Drafts of earlier versions have none. */
  findings: z.array(sentenceFindingSchema).optional(),
  /** Words of a cited piece that carry it, named by a second reading and found there by code: they settle its doubt. */
  confirmed: z.object({ evidenceId: z.string(), words: z.string() }).optional(),
})
export type DraftSentence = z.infer<typeof draftSentenceSchema>

/** A commitment of the text. `by` is an ISO day or time, null when the text names none. */
export const draftPromiseSchema = z.object({
  who: z.enum(['shop', 'marketplace', 'buyer']),
  /** In Russian, in the words of the text. */
  what: z.string(),
  by: z.string().nullable(),
})
export type DraftPromise = z.infer<typeof draftPromiseSchema>

export const modelUsageSchema = z.object({
  inputTokens: z.int(),
  outputTokens: z.int(),
  latencyMs: z.number(),
})
export type ModelUsage = z.infer<typeof modelUsageSchema>

const draftPhotosSchema = z.object({ count: z.int(), seen: z.boolean() })

export const composedDraftSchema = z.object({
  kind: draftKindSchema,
  sentences: z.array(draftSentenceSchema),
  promises: z.array(draftPromiseSchema),
  /** Asks the draft leaves open, in the buyer's words. */
  unanswered: z.array(z.string()),
  /** The Chinese question of the entry that was found for an ask: near to what was asked, no translation. */
  askGlosses: z.array(z.object({ ask: z.string(), zh: z.string() })).optional(),
  /** True when nothing supported an answer: the text then only acknowledges. */
  abstained: z.boolean(),
  composer: z.enum(['built-in', 'model']),
  model: z.string().optional(),
  /** `name/vN@hash` of the prompt, when a model wrote the text. */
  promptVersion: z.string().optional(),
  usage: modelUsageSchema.optional(),
  /** Why the built-in composer stood in for the model: `code: words`. */
  fallbackReason: z.string().optional(),
  /** The photos of the turn, and whether whoever wrote the text was shown every one of them. */
  photos: draftPhotosSchema.optional(),
})
export type ComposedDraft = z.infer<typeof composedDraftSchema>

/** A picture as a model gets it. */
export type PhotoImage = { contentType: string; base64: string }

export type ThreadMessage = { author: 'buyer' | 'seller' | 'marketplace'; text: string }

export type ComposeInput = {
  /** `ozon-chat`, `ozon-review`, `ozon-question`. */
  channel: string
  /** Set where a review is answered. */
  review?: { rating: number; orderStatus?: string | undefined }
  /** The buyer's newest turn: one or several messages joined by newlines. */
  turnText: string
  asks: string[]
  classification: Classification
  /** The last messages before the turn, oldest first. */
  thread: ThreadMessage[]
  buyerName?: string
  /** What an agent asked for when the last draft was sent back. */
  agentNote?: string
  shop: { name: string; signature?: string }
  facts: Fact[]
  candidates: Candidate[]
  /** How many photos came with the turn. */
  photos?: number
  /** All of them; null when one could not be had or no model can see. */
  photoImages?: readonly PhotoImage[] | null
  product?: { name: string; nameZh?: string }
  /** How the shop handles what the turn is about: the procedures of all its asks as one. */
  procedure?: CaseProcedure
  /** What the procedure requires and nobody has told, by name (`order`, `photo`); `…:stale` is told as of an earlier time. */
  missingFacts: string[]
  soFar: SoFar
}

/** What this conversation has settled before the turn. */
export type SoFar = {
  /** Facts that a sent reply asked the buyer for, by name. */
  asked: string[]
  /** Of those, what the buyer told since. */
  answered: string[]
  /** What the sent replies promised. */
  promised: DraftPromise[]
}

export const checkSchema = z.object({
  rule: z.string(),
  status: z.enum(['pass', 'warn', 'block']),
  /** The words that caused the finding, as they stand in the text. */
  span: z.string().optional(),
  /** Every place that caused it, in UTF-16 units of the text, in order; none when it is the text as a whole. */
  places: z.array(z.object({ from: z.int().min(0), to: z.int().min(0) })).optional(),
  /** Why, in words. */
  message: trilingualSchema,
  /** The rule itself, in our own words, and whose it is. Drafts of earlier versions have neither. */
  quote: trilingualSchema.optional(),
  source: z.string().optional(),
  /** The reply that the text repeats. */
  twin: z
    .object({
      text: z.string(),
      sentAt: z.string(),
      /** 0..1, the share of the text's 5-grams that the twin has. */
      share: z.number().min(0).max(1),
      conversationId: z.string(),
    })
    .optional(),
})
export type Check = z.infer<typeof checkSchema>

export const ROUTES = ['auto_send', 'review', 'escalate', 'no_reply'] as const
export const routeSchema = z.enum(ROUTES)
export type Route = z.infer<typeof routeSchema>

/** A line of the card: the Russian words, and in the agents' languages what is known without a model. */
export const cardLineSchema = z.object({
  ru: z.string(),
  zh: z.string().optional(),
  en: z.string().optional(),
  /** In the language of the reading, where a model read it. */
  text: z.string().optional(),
  /** Of a promise: by when, in the language of the reading, or an ISO day. */
  by: z.string().optional(),
})
export type CardLine = z.infer<typeof cardLineSchema>

/** What the Russian text says, for someone who does not read Russian. */

export const readingCardSchema = z.object({
  asked: z.array(cardLineSchema),
  answered: z.array(cardLineSchema),
  promised: z.array(cardLineSchema),
  /** Every number of the text with its unit, every date, time and size. */
  numbers: z.array(cardLineSchema),
  /** Sentences that deny or forbid something. */
  denied: z.array(cardLineSchema),
  buyerMust: z.array(cardLineSchema),
  open: z.array(cardLineSchema),
  /** Absent without photos; not seen = the text was written without a look at them. */
  photos: draftPhotosSchema.optional(),
})
export type ReadingCard = z.infer<typeof readingCardSchema>
