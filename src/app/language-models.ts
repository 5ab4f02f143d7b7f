import type { Env } from '../config/env-schema.ts'
import type { ChatModel } from '../llm/chat-model.ts'
import type { Embedder } from '../llm/embedder.ts'
import { hashEmbedder } from '../llm/hash-embedder.ts'
import { createOpenAiChatModel } from '../llm/openai-chat-model.ts'
import { connectOpenAiEmbedder } from '../llm/openai-embedder.ts'
import type { Logger } from '../shared/logger.ts'

type Health = { ok: boolean | null; error: string | null }
export type WatchedModel = ChatModel & { readonly health: Health }

/** The model that writes drafts: any OpenAI-compatible server; undefined when none is configured. */
export function chatModelOf(env: Env): WatchedModel | undefined {
  if (!env.OPENAI_API_KEY && !env.OPENAI_BASE_URL) return undefined
  return watch(
    createOpenAiChatModel({
      apiKey: env.OPENAI_API_KEY,
      baseUrl: env.OPENAI_BASE_URL,
      model: env.OPENAI_MODEL,
    }),
  )
}

/** Remembers how the last question went, for the console's banner. */
function watch(model: ChatModel): WatchedModel {
  const health: Health = { ok: null, error: null }
  return {
    model: model.model,
    health,
    async completeStructured(request) {
      try {
        const result = await model.completeStructured(request)
        Object.assign(health, { ok: true, error: null })
        return result
      } catch (error) {
        Object.assign(health, { ok: false, error: error instanceof Error ? error.message : String(error) })
        throw error
      }
    },
  }
}

/**
 * The embedder of the configured server, otherwise the built-in one. When the server cannot be asked at the start
 * the built-in one stands in, in its own space: search gets plainer, nothing gets mixed, and the log says so.
 */
export async function connectEmbedder(env: Env, log: Pick<Logger, 'warn'>): Promise<Embedder> {
  const model = env.OPENAI_EMBEDDING_MODEL
  if (!model) return hashEmbedder
  try {
    return await connectOpenAiEmbedder({ apiKey: env.OPENAI_API_KEY, baseUrl: env.OPENAI_BASE_URL, model })
  } catch (error) {
    log.warn({ err: error, model }, 'the embedding model cannot be used; the built-in embedder stands in')
    return hashEmbedder
  }
}
