import { z } from 'zod'
import {
  type ComposedDraft,
  type ComposeInput,
  draftKindSchema,
  type Evidence,
  evidenceClassSchema,
} from '../../domain/draft.ts'
import { givenName } from '../../domain/text/given-names.ts'
import type { ChatModel, Photos } from '../../llm/chat-model.ts'
import { loadPrompt } from '../../prompting/load-prompt.ts'
import { fence, renderPrompt } from '../../prompting/render-prompt.ts'
import { AppError } from '../../shared/errors.ts'
import { composeBuiltIn } from './built-in-composer.ts'
import { threadText } from './thread-text.ts'

type Deps = { model: ChatModel; timeoutMs: number; promptNumber?: number | undefined }

const NO_EVIDENCE = 'none'
const SHOWN_CANDIDATES = 8
const SHOWN_CHARACTERS = 1_500

/**
 * Lets the model write. It may cite only the evidence it was given, and a factual sentence must cite some; when it
 * gives no usable answer or cannot be reached, the built-in composer stands in and the draft says why.
 */
export async function composeWithModel(deps: Deps, input: ComposeInput): Promise<ComposedDraft> {
  const evidence: Evidence[] = [...input.facts, ...distinctCandidates(input)]
  const prompt = loadPrompt('draft', deps.promptNumber)
  // The first name is all a greeting needs.
  const buyerName = givenName(input.buyerName)
  const { system, user } = renderPrompt(prompt, {
    shop_name: input.shop.name,
    buyer_name: buyerName ? fence('name', buyerName) : '(unknown)',
    product: input.product ? fence('product', input.product.name) : '(unknown)',
    category: input.classification.category,
    thread: threadText(input.thread),
    turn: fence('buyer', input.turnText.slice(0, 5_000)),
    asks: fence('asks', input.asks.join('\n')),
    evidence: evidence.length > 0 ? evidence.map(evidenceText).join('\n') : '(none)',
    note: input.agentNote ? input.agentNote.slice(0, 1_000) : '(none)',
  })
  try {
    const result = await deps.model.completeStructured({
      system,
      user,
      schema: answerSchema(evidence.map((item) => item.id)),
      name: 'draft_reply',
      purpose: 'draft',
      promptVersion: prompt.version,
      timeoutMs: deps.timeoutMs,
      photos: photosOf(input),
    })
    if (!result.ok) {
      return { ...(await standIn(input, `${result.reason}: ${result.detail}`)), usage: result.usage }
    }
    const { value } = result
    return {
      kind: value.kind,
      sentences: value.sentences.map(({ ru, zh, evidence_ids, class: claimed }) => ({
        ru: ru.trim(),
        zh,
        evidenceIds: [...new Set(evidence_ids)],
        class: claimed,
      })),
      promises: value.promises.map((what) => ({ who: 'shop', what, by: null })),
      unanswered: value.unanswered,
      abstained: value.kind === 'handover',
      composer: 'model',
      ...(input.photos ? { photos: { count: input.photos, seen: result.sawPhotos === true } } : {}),
      model: result.model,
      promptVersion: prompt.version,
      usage: result.usage,
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'unavailable') throw error
    return standIn(input, `${error.code}: ${error.message}`)
  }
}

const photosOf = ({ photos, photoImages }: ComposeInput): Photos | undefined =>
  photos ? { count: photos, images: photoImages ?? null } : undefined

async function standIn(input: ComposeInput, fallbackReason: string): Promise<ComposedDraft> {
  return { ...(await composeBuiltIn(input)), fallbackReason: fallbackReason.slice(0, 500) }
}

/** The shape of the answer, with the ids of this very draft, so that a made-up citation is invalid output. */
function answerSchema(ids: string[]) {
  const [first, ...others] = ids
  const sentence = z.object({
    ru: z.string(),
    zh: z.string(),
    // Without evidence there is nothing to cite, but an enum must not be empty.
    evidence_ids: z.array(z.enum([first ?? NO_EVIDENCE, ...others])),
    class: evidenceClassSchema,
  })
  return z
    .object({
      kind: draftKindSchema,
      sentences: z.array(sentence),
      unanswered: z.array(z.string()),
      promises: z.array(z.string()),
    })
    .superRefine((answer, context) => {
      const words = answer.sentences.map(({ ru }) => ru).join('')
      if (!/\p{Script=Cyrillic}/u.test(words)) {
        context.addIssue({ code: 'custom', message: 'the reply must be a Russian text', path: ['sentences'] })
      }
      for (const [i, { class: claimed, evidence_ids }] of answer.sentences.entries()) {
        if (['documented', 'order-fact', 'computed'].includes(claimed) && evidence_ids.length === 0) {
          const message = `a ${claimed} sentence must cite evidence`
          context.addIssue({ code: 'custom', message, path: ['sentences', i, 'evidence_ids'] })
        }
      }
    })
}

/** An entry found by several asks is shown once. */
function distinctCandidates({ candidates }: ComposeInput): Evidence[] {
  const best = [...candidates].sort((a, b) => b.score - a.score)
  return [...new Map(best.reverse().map((candidate) => [candidate.id, candidate])).values()]
    .reverse()
    .slice(0, SHOWN_CANDIDATES)
}

function evidenceText({ id, title, textRu, asOf }: Evidence): string {
  const date = asOf ? ` (as of ${asOf})` : ''
  return `[${id}]${date}\n${fence('evidence', `${title}\n${textRu}`.slice(0, SHOWN_CHARACTERS))}`
}
