import { z } from 'zod'
import type { ModelUsage } from '../domain/draft.ts'
import type { ChatModel, StructuredRequest, StructuredResult } from './chat-model.ts'
import { maskedModel } from './masked-model.ts'
import { parseAnswer } from './parse-answer.ts'
import { isUnsupportedRequest, retryWhileBusy } from './server-errors.ts'

export type ChatModelConfig = { apiKey?: string | undefined; baseUrl?: string | undefined; model: string }

/** How a server can be asked for structure, best first. Not every OpenAI-compatible one knows the first three. */
const METHODS = ['json_schema', 'tools', 'json_object', 'plain'] as const
type Method = (typeof METHODS)[number]
type JsonSchema = Record<string, unknown>
type Message = { role: 'system' | 'user' | 'assistant'; content: string }
type Reply = { answer: Answer } | { truncated: string } | { unsupported: true }

/**
 * Any OpenAI-compatible server as a ChatModel. The client library is loaded with the first question, so that a
 * start without a model does not pay for it. What the server turned out not to support is remembered. Nothing
 * personal reaches the server: see `maskedModel`.
 */
export function createOpenAiChatModel(config: ChatModelConfig): ChatModel {
  return maskedModel(openAiChatModel(config))
}

function openAiChatModel(config: ChatModelConfig): ChatModel {
  let loading: Promise<Client> | undefined
  let methodIndex = 0

  async function completeStructured<T>(request: StructuredRequest<T>): Promise<StructuredResult<T>> {
    const startedAt = performance.now()
    loading ??= loadClient(config)
    const client = await loading
    const schema = toJsonSchema(request.schema)
    const usage: ModelUsage = { inputTokens: 0, outputTokens: 0, latencyMs: 0 }
    const conversation: Message[] = [{ role: 'user', content: request.user }]
    let attempt = 0

    const fail = (reason: 'invalid_output' | 'refused' | 'truncated', detail: string, raw: string) =>
      ({ ok: false, reason, detail, raw, model: config.model, usage }) as const

    while (true) {
      const method = METHODS[methodIndex] ?? 'plain'
      const system = withSchema(request.system, schema, method, attempt)
      const messages: Message[] = [{ role: 'system', content: system }, ...conversation]
      const reply = await retryWhileBusy(startedAt + request.timeoutMs, (signal) =>
        ask(bind(client, schema, request.name, method), messages, signal, method),
      )
      if ('unsupported' in reply) {
        methodIndex = Math.max(methodIndex, METHODS.indexOf(method) + 1)
        continue
      }
      attempt++
      usage.latencyMs = Math.round(performance.now() - startedAt)
      if ('truncated' in reply) return fail('truncated', reply.truncated, '')
      const { answer } = reply
      usage.inputTokens += answer.usage_metadata?.input_tokens ?? 0
      usage.outputTokens += answer.usage_metadata?.output_tokens ?? 0
      const refusal = answer.additional_kwargs.__raw_response?.choices[0]?.message.refusal
      if (refusal) return fail('refused', refusal, refusal)
      const raw = rawText(answer)
      const parsed = parseAnswer(raw, request.schema)
      if (parsed.ok) return { ok: true, value: parsed.value, model: config.model, usage }
      if (attempt === 2) return fail('invalid_output', parsed.error, raw)
      const correction = `Your answer could not be used: ${parsed.error}. Answer again with the JSON object only.`
      conversation.push({ role: 'assistant', content: raw || '-' }, { role: 'user', content: correction })
    }
  }

  return { model: config.model, completeStructured }
}

async function loadClient(config: ChatModelConfig) {
  const { ChatOpenAI } = await import('@langchain/openai')
  return new ChatOpenAI({
    model: config.model,
    // Local servers need no key, the library insists on one.
    apiKey: config.apiKey || 'none',
    configuration: config.baseUrl ? { baseURL: config.baseUrl } : {},
    // Repeating is ours: the library does not repeat a 429 without `Retry-After`.
    maxRetries: 0,
    useResponsesApi: false,
    // Only there does a refusal come through.
    __includeRawResponse: true,
  })
}
type Client = Awaited<ReturnType<typeof loadClient>>

function bind(client: Client, schema: JsonSchema, name: string, method: Method) {
  switch (method) {
    case 'json_schema': {
      const format = { type: 'json_schema' as const, json_schema: { name, schema, strict: true } }
      // Without its own parser the client throws a malformed answer away; we want to read it.
      Object.defineProperty(format, '$parseRaw', { value: (content: string) => content })
      return client.withConfig({ response_format: format })
    }
    case 'tools': {
      const tool = { type: 'function' as const, function: { name, parameters: schema } }
      return client.withConfig({ tools: [tool], tool_choice: { type: 'function', function: { name } } })
    }
    case 'json_object':
      return client.withConfig({ response_format: { type: 'json_object' } })
    case 'plain':
      return client
  }
}

/** One request. A server that does not know this way of asking is told apart from one that cannot answer now. */
async function ask(
  runnable: ReturnType<typeof bind>,
  messages: Message[],
  signal: AbortSignal,
  method: Method,
): Promise<Reply> {
  try {
    return { answer: answerSchema.parse(await runnable.invoke(messages, { signal })) }
  } catch (error) {
    if (error instanceof Error && /length limit|LengthFinishReason/i.test(`${error.name} ${error.message}`)) {
      return { truncated: 'the answer was cut off by the length limit' }
    }
    if (method !== 'plain' && isUnsupportedRequest(error)) return { unsupported: true }
    throw error
  }
}

/** What we read of LangChain's AIMessage. */
const answerSchema = z.object({
  text: z.string(),
  tool_calls: z.array(z.object({ args: z.unknown() })).optional(),
  invalid_tool_calls: z.array(z.object({ args: z.string().optional() })).optional(),
  additional_kwargs: z.object({
    __raw_response: z
      .object({ choices: z.array(z.object({ message: z.object({ refusal: z.string().nullish() }) })) })
      .optional(),
  }),
  usage_metadata: z.object({ input_tokens: z.int(), output_tokens: z.int() }).optional(),
})
type Answer = z.infer<typeof answerSchema>

/** The arguments of the tool call, or the text when the server ignored the tool. */
function rawText(answer: Answer): string {
  const call = answer.tool_calls?.[0]
  return call ? JSON.stringify(call.args) : (answer.invalid_tool_calls?.[0]?.args ?? answer.text)
}

function toJsonSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...jsonSchema } = z.toJSONSchema(schema)
  return jsonSchema
}

/** A server that takes no schema reads it in the prompt; so does a model that got it wrong once. */
function withSchema(system: string, schema: JsonSchema, method: Method, attempt: number): string {
  if (attempt === 0 && (method === 'json_schema' || method === 'tools')) return system
  return `${system}\n\nAnswer with one JSON object and nothing else. It must match this JSON Schema:\n${JSON.stringify(schema)}`
}
