import type { Env } from '../config/env-schema.ts'
import type { ChatModel } from '../llm/chat-model.ts'
import { createOpenAiChatModel } from '../llm/openai-chat-model.ts'

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
