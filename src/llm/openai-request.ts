import { z } from 'zod'
import type { PhotoImage } from '../domain/draft.ts'
import { isContentRefused, isPictureRefused, isUnsupportedRequest } from './server-errors.ts'
import type { JsonSchema } from './wire-schema.ts'

export type OpenAiServer = { apiKey?: string | undefined; baseUrl?: string | undefined; model: string }

/** How a server can be asked for structure, best first. Not every OpenAI-compatible one knows the first three. */
export const METHODS = ['json_schema', 'tools', 'json_object', 'plain'] as const
export type Method = (typeof METHODS)[number]
type Part = { type: 'text'; text: string } | { type: 'image_url'; image_url: { url: string } }
export type Message = { role: 'system' | 'user' | 'assistant'; content: string | Part[] }

/** What came back, as far as the server itself tells: whether the text is usable is for the caller to see. */
export type Reply =
  | { kind: 'text'; raw: string; inputTokens: number; outputTokens: number }
  | { kind: 'refused' | 'truncated'; detail: string; inputTokens: number; outputTokens: number }
  /** This way of asking is not known there; or the pictures were not taken. */
  | { kind: 'unsupported' }
  | { kind: 'blind' }

const CUT_OFF = 'the answer was cut off by the length limit'
const NO_TOKENS = { inputTokens: 0, outputTokens: 0 }

export async function loadClient(server: OpenAiServer) {
  const { ChatOpenAI } = await import('@langchain/openai')
  return new ChatOpenAI({
    model: server.model,
    // Local servers need no key, the library insists on one.
    apiKey: server.apiKey || 'none',
    configuration: server.baseUrl ? { baseURL: server.baseUrl } : {},
    // Repeating is ours: the library does not repeat a 429 without `Retry-After`, and knows no total deadline.
    maxRetries: 0,
    useResponsesApi: false,
    // Only there do a refusal and the reason of an end come through.
    __includeRawResponse: true,
  })
}
export type Client = Awaited<ReturnType<typeof loadClient>>

export function userMessage(text: string, images: readonly PhotoImage[]): Message {
  if (images.length === 0) return { role: 'user', content: text }
  const pictures = images.map(({ contentType, base64 }) => ({
    type: 'image_url' as const,
    image_url: { url: `data:${contentType};base64,${base64}` },
  }))
  return { role: 'user', content: [{ type: 'text', text }, ...pictures] }
}

/** One request. A server that does not know this way of asking is told apart from one that cannot answer now. */
export async function askServer(
  client: Client,
  {
    messages,
    schema,
    name,
    method,
  }: { messages: Message[]; schema: JsonSchema; name: string; method: Method },
  signal: AbortSignal,
): Promise<Reply> {
  const hasPictures = messages.some(({ content }) => typeof content !== 'string')
  try {
    return readAnswer(
      answerSchema.parse(await bind(client, schema, name, method).invoke(messages, { signal })),
    )
  } catch (error) {
    const words = error instanceof Error ? `${error.name} ${error.message}` : ''
    if (/length limit|LengthFinishReason/i.test(words))
      return { kind: 'truncated', detail: CUT_OFF, ...NO_TOKENS }
    if (isContentRefused(error) || /ContentFilterFinishReason/i.test(words))
      return { kind: 'refused', detail: "the server's content filter", ...NO_TOKENS }
    if (hasPictures && isPictureRefused(error)) return { kind: 'blind' }
    if (method !== 'plain' && isUnsupportedRequest(error)) return { kind: 'unsupported' }
    throw error
  }
}

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

/** What we read of LangChain's AIMessage. */
const answerSchema = z.object({
  text: z.string(),
  tool_calls: z.array(z.object({ args: z.unknown() })).optional(),
  invalid_tool_calls: z.array(z.object({ args: z.string().optional() })).optional(),
  additional_kwargs: z.object({
    __raw_response: z
      .object({
        choices: z.array(
          z.object({
            finish_reason: z.string().nullish(),
            message: z.object({ refusal: z.string().nullish() }),
          }),
        ),
      })
      .optional(),
  }),
  usage_metadata: z.object({ input_tokens: z.int(), output_tokens: z.int() }).optional(),
})
type Answer = z.infer<typeof answerSchema>

function readAnswer(answer: Answer): Reply {
  const tokens = {
    inputTokens: answer.usage_metadata?.input_tokens ?? 0,
    outputTokens: answer.usage_metadata?.output_tokens ?? 0,
  }
  const choice = answer.additional_kwargs.__raw_response?.choices[0]
  if (choice?.message.refusal) return { kind: 'refused', detail: choice.message.refusal, ...tokens }
  if (choice?.finish_reason === 'content_filter')
    return { kind: 'refused', detail: "the server's content filter", ...tokens }
  if (choice?.finish_reason === 'length') return { kind: 'truncated', detail: CUT_OFF, ...tokens }
  return { kind: 'text', raw: rawText(answer), ...tokens }
}

/** The arguments of the tool call, or the text when the server ignored the tool. */
function rawText(answer: Answer): string {
  const call = answer.tool_calls?.[0]
  return call ? JSON.stringify(call.args) : (answer.invalid_tool_calls?.[0]?.args ?? answer.text)
}
