import { z } from 'zod'
import { CATEGORIES } from '../../domain/category.ts'
import {
  type Classification,
  type ModelUsage,
  negativeKindSchema,
  RISK_FLAGS,
  riskFlagSchema,
  type ThreadMessage,
  toneSchema,
} from '../../domain/draft.ts'
import type { OwnCategories } from '../../domain/shop-category.ts'
import type { ChatModel } from '../../llm/chat-model.ts'
import { loadPrompt, type Prompt } from '../../prompting/load-prompt.ts'
import { fence, renderPrompt } from '../../prompting/render-prompt.ts'
import { AppError } from '../../shared/errors.ts'
import { threadText } from '../compose/thread-text.ts'
import { classifyTurn } from './classify-turn.ts'
import { needsPerson } from './risk-flags.ts'

const answerSchema = z.object({
  category: z.enum(CATEGORIES),
  confidence: z.number(),
  needs_reply: z.boolean(),
  needs_human: z.boolean(),
  risk_flags: z.array(riskFlagSchema),
  language: z.string(),
  asks: z.array(z.string()),
  tone: toneSchema,
  negative: negativeKindSchema.nullable(),
})

/** Without a prompt the shipped one. */
type Deps = { model: ChatModel; timeoutMs: number; prompt?: Prompt }
type Input = { text: string; thread: ThreadMessage[]; own?: OwnCategories | undefined }
export type ModelClassification = {
  classification: Classification
  by: 'model' | 'built-in'
  promptVersion?: string
  usage?: ModelUsage
  fallbackReason?: string
}

/**
 * Lets the model read the turn. What the rules find stays found: the model may add a risk flag or call a person,
 * never take one away. When it gives no usable answer, or takes the turn for another language than its letters are, the
 * built-in reading stands and says why.
 */
export async function classifyWithModel(deps: Deps, input: Input): Promise<ModelClassification> {
  const ruled = classifyTurn(input.text, input.own)
  const { prompt = loadPrompt('classify') } = deps
  const { system, user } = renderPrompt(prompt, {
    thread: threadText(input.thread),
    turn: fence('buyer', input.text),
  })
  try {
    const { model, timeoutMs } = deps
    const result = await model.completeStructured({
      system,
      user,
      schema: answerSchema,
      name: 'reading',
      purpose: 'classify',
      promptVersion: prompt.version,
      timeoutMs,
    })
    if (!result.ok)
      return { classification: ruled, by: 'built-in', fallbackReason: result.reason, usage: result.usage }
    const { value, usage } = result
    if (isOtherLanguage(value.language, ruled.language))
      return { classification: ruled, by: 'built-in', fallbackReason: 'wrong_language', usage }
    const found = new Set([...ruled.riskFlags, ...value.risk_flags])
    const riskFlags = RISK_FLAGS.filter((flag) => found.has(flag))
    const needsHuman = ruled.needsHuman || value.needs_human || needsPerson(riskFlags)
    const classification: Classification = {
      // What the shop has switched off falls to what the built-in reader finds nearest.
      category: input.own?.inactive.has(value.category) ? ruled.category : value.category,
      confidence: Math.min(1, Math.max(0, value.confidence)),
      needsReply: value.needs_reply || needsHuman,
      needsHuman,
      riskFlags,
      language: /^[a-z]{2,3}$/.test(value.language) ? value.language : ruled.language,
      asks: value.asks.slice(0, 8),
      tone: value.tone,
      negative: value.negative,
    }
    return { classification, by: 'model', promptVersion: prompt.version, usage }
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'unavailable') throw error
    return { classification: ruled, by: 'built-in', fallbackReason: error.code }
  }
}

/** Letters tell Russian from Chinese and from English beyond doubt; of other languages the model knows more. */
const BY_LETTERS = new Set(['ru', 'zh', 'en'])
const isOtherLanguage = (read: string, ruled: string): boolean =>
  BY_LETTERS.has(read) && BY_LETTERS.has(ruled) && read !== ruled
