import type { ModelUsage } from '../domain/draft.ts'
import type { AskOptions, ChatModel, StructuredRequest, StructuredResult } from './chat-model.ts'
import { maskedModel } from './masked-model.ts'
import { costMicros, type ModelPrice } from './model-price.ts'
import {
  askServer,
  type Client,
  loadClient,
  METHODS,
  type Message,
  type Method,
  type OpenAiServer,
  type Reply,
  userMessage,
} from './openai-request.ts'
import { parseAnswer } from './parse-answer.ts'
import { photoNote } from './photo-notes.ts'
import { readServerError, retryWhileBusy } from './server-errors.ts'
import { type JsonSchema, wireSchema } from './wire-schema.ts'

export type ChatModelConfig = OpenAiServer & {
  /** It can look at photos; without this it gets none. */
  canSee?: boolean | undefined
  price?: ModelPrice | undefined
}

/**
 * Any OpenAI-compatible server as a ChatModel. The client library is loaded with the first question, so that a
 * start without a model does not pay for it. What the server turned out not to support is remembered. Nothing
 * personal reaches the server as text: see `maskedModel`.
 */
export function createOpenAiChatModel(config: ChatModelConfig): ChatModel {
  return maskedModel(openAiChatModel(config))
}

/** At most this many answers are read: the first and one corrected. */
const MOST_ANSWERS = 2

function openAiChatModel(config: ChatModelConfig): ChatModel {
  const { model, canSee = false } = config
  let loading: Promise<Client> | undefined
  let methodIndex = 0

  async function completeStructured<T>(
    request: StructuredRequest<T>,
    options: AskOptions = {},
  ): Promise<StructuredResult<T>> {
    loading ??= loadClient(config)
    const client = await loading
    // From here on it is the server that takes the time.
    const startedAt = performance.now()
    const schema = wireSchema(request.schema)
    const usage: ModelUsage = { inputTokens: 0, outputTokens: 0, latencyMs: 0 }
    let images = canSee ? (request.photos?.images ?? []) : []
    const corrections: Message[] = []
    let askedAt = startedAt

    const tell = (outcome: string, tokens = NO_TOKENS, retryAfterMs?: number) =>
      options.onCall?.({
        model,
        outcome,
        ...tokens,
        costMicros: costMicros(config.price, tokens),
        latencyMs: Math.round(performance.now() - askedAt),
        retryAfterMs,
      })
    async function askOnce(method: Method, signal: AbortSignal): Promise<Reply> {
      askedAt = performance.now()
      const user = request.user + photoNote(request.photos, images.length > 0)
      const system = withSchema(request.system, schema, method, corrections.length > 0)
      const messages = [{ role: 'system' as const, content: system }, userMessage(user, images)]
      try {
        const question = { messages: [...messages, ...corrections], schema, name: request.name, method }
        return await askServer(client, question, signal)
      } catch (error) {
        const failure = readServerError(error)
        await tell(failure?.code ?? 'bug', NO_TOKENS, failure?.retryAfterMs)
        throw error
      }
    }

    for (let answers = 0; ; ) {
      const method = METHODS[methodIndex] ?? 'plain'
      const reply = await retryWhileBusy(startedAt + request.timeoutMs, (signal) => askOnce(method, signal), {
        attempts: options.attempts,
        secret: config.apiKey,
      })
      if (reply.kind === 'blind' || reply.kind === 'unsupported') {
        await tell(reply.kind === 'blind' ? 'photos_refused' : 'unsupported')
        if (reply.kind === 'blind') images = []
        else methodIndex = Math.max(methodIndex, METHODS.indexOf(method) + 1)
        continue
      }
      answers++
      usage.latencyMs = Math.round(performance.now() - startedAt)
      usage.inputTokens += reply.inputTokens
      usage.outputTokens += reply.outputTokens
      const fail = (reason: 'invalid_output' | 'refused' | 'truncated', detail: string, raw: string) =>
        ({ ok: false, reason, detail, raw, model, usage }) as const
      if (reply.kind !== 'text') {
        await tell(reply.kind, reply)
        return fail(reply.kind, reply.detail, '')
      }
      const parsed = parseAnswer(reply.raw, request.schema)
      await tell(parsed.ok ? 'ok' : 'invalid_output', reply)
      if (parsed.ok) return { ok: true, value: parsed.value, model, usage, sawPhotos: images.length > 0 }
      if (answers === MOST_ANSWERS) return fail('invalid_output', parsed.error, reply.raw)
      corrections.push(
        { role: 'assistant', content: reply.raw || '-' },
        {
          role: 'user',
          content: `Your answer could not be used: ${parsed.error}. Answer again with the JSON object only.`,
        },
      )
    }
  }

  return { model, canSee, completeStructured }
}

const NO_TOKENS = { inputTokens: 0, outputTokens: 0 }

/** A server that takes no schema reads it in the prompt; so does a model that got it wrong once. */
function withSchema(system: string, schema: JsonSchema, method: Method, wasWrong: boolean): string {
  if (!wasWrong && (method === 'json_schema' || method === 'tools')) return system
  return `${system}\n\nAnswer with one JSON object and nothing else. It must match this JSON Schema:\n${JSON.stringify(schema)}`
}
