import type { ComposedDraft, ComposeInput, Evidence } from '../../domain/draft.ts'
import type { ChatModel, Photos } from '../../llm/chat-model.ts'
import { loadPrompt, type Prompt } from '../../prompting/load-prompt.ts'
import { AppError } from '../../shared/errors.ts'
import { composeBuiltIn, isAboutLife } from './built-in-composer.ts'
import { answerKind, answerPromises, answerSentences, draftAnswerSchema } from './draft-answer.ts'
import { draftPrompt } from './draft-prompt.ts'
import { promisesIn } from './find-promises.ts'

/** Without a prompt the shipped one. */
type Deps = { model: ChatModel; timeoutMs: number; prompt?: Prompt }

const SHOWN_CANDIDATES = 8

/**
 * Lets the model write. It may cite only the evidence it was given, and a factual sentence must cite some; when it
 * gives no usable answer or cannot be reached, the built-in composer stands in and the draft says why.
 */
export async function composeWithModel(deps: Deps, input: ComposeInput): Promise<ComposedDraft> {
  if (isAboutLife(input)) return composeBuiltIn(input)
  const evidence: Evidence[] = [...input.facts, ...distinctCandidates(input)]
  const { prompt = loadPrompt('draft') } = deps
  const { system, user } = draftPrompt(prompt, input, evidence)
  try {
    const result = await deps.model.completeStructured({
      system,
      user,
      schema: draftAnswerSchema(
        evidence.map(({ id }) => id),
        input.asks,
      ),
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
    const sentences = answerSentences(value, input.shop.signature)
    return {
      kind: answerKind(value),
      sentences,
      promises: answerPromises(value, promisesIn(sentences)),
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

/** An entry found by several asks is shown once. */
function distinctCandidates({ candidates }: ComposeInput): Evidence[] {
  const best = [...candidates].sort((a, b) => b.score - a.score)
  return [...new Map(best.reverse().map((candidate) => [candidate.id, candidate])).values()]
    .reverse()
    .slice(0, SHOWN_CANDIDATES)
}
