import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { hashText } from '../../src/llm/hash-embedder.ts'

const requestSchema = z.looseObject({
  model: z.string().optional(),
  messages: z.array(z.looseObject({ role: z.string(), content: z.unknown() })).default([]),
  response_format: z.looseObject({ type: z.string() }).optional(),
  tools: z.array(z.looseObject({ function: z.looseObject({ name: z.string() }) })).optional(),
  input: z.union([z.string(), z.array(z.string())]).optional(),
})
export type ModelRequest = z.infer<typeof requestSchema>

/** One scripted answer. `json` goes out in the way it was asked for: as content or as the tool's arguments. */
export type Scripted =
  | { json: unknown; delayMs?: number }
  | { text: string; delayMs?: number; finishReason?: string }
  | { refusal: string }
  | { status: number; message?: string; headers?: Record<string, string> }
  | { hangUp: true }
  /** The beginning of an answer, and then nothing: `cut` ends the connection, else it stays open. */
  | { stall: true; cut?: boolean }
  /** Sent as it stands, with 200. */
  | { body: string }

type Feature = 'json_schema' | 'tools' | 'json_object' | 'embeddings'
type Options = {
  /** Answers when the queue is empty. */
  answer?: (request: ModelRequest) => Scripted
  /** What the server says 400 to, as small local servers do. */
  lacks?: Feature[]
  dimensions?: number
  apiKey?: string
}

export type ModelServer = {
  url: string
  /** Bodies received on /chat/completions and /embeddings, in order. */
  requests: ModelRequest[]
  /** The next answers, before `answer` is asked. */
  enqueue(...answers: Scripted[]): void
  close(): Promise<void>
}

/** A stand-in for an OpenAI-compatible server on a loopback port. */
export async function startModelServer(options: Options = {}): Promise<ModelServer> {
  const requests: ModelRequest[] = []
  const queue: Scripted[] = []
  const refusals: string[] = []
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => sendError(response, 500, String(error)))
  })

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (options.apiKey && request.headers.authorization !== `Bearer ${options.apiKey}`) {
      return sendError(response, 401, 'Incorrect API key provided')
    }
    if (request.url?.endsWith('/models')) {
      return send(response, 200, {
        object: 'list',
        data: [{ id: 'test-model', object: 'model', owned_by: 'test' }],
      })
    }
    const body = requestSchema.parse(JSON.parse(await readBody(request)))
    requests.push(body)
    if (request.url?.endsWith('/embeddings')) {
      const scripted = queue.shift()
      if (scripted && 'status' in scripted) return sendScriptedError(response, scripted)
      return options.lacks?.includes('embeddings')
        ? sendError(response, 404, 'not found')
        : embed(body, response)
    }
    if (!request.url?.endsWith('/chat/completions')) return sendError(response, 404, 'not found')
    const missing = options.lacks?.find((feature) => usedFeatures(body).includes(feature))
    if (missing) return sendError(response, 400, `${missing} is not supported`)
    const refused = refusedBySchema(body)
    if (refused) {
      refusals.push(refused)
      return sendError(response, 400, `Invalid schema for response_format: ${refused}`)
    }
    await complete(body, response, queue.shift() ?? options.answer?.(body) ?? { text: 'ok' })
  }

  function embed(body: ModelRequest, response: ServerResponse): void {
    const texts = typeof body.input === 'string' ? [body.input] : (body.input ?? [])
    const data = texts.map((text, index) => ({
      object: 'embedding',
      index,
      embedding: hashText(text).slice(0, options.dimensions ?? 256),
    }))
    send(response, 200, {
      object: 'list',
      model: body.model,
      data,
      usage: { prompt_tokens: 1, total_tokens: 1 },
    })
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    enqueue: (...answers) => void queue.push(...answers),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      // The product asks in another way then, and nobody would notice.
      if (refusals.length > 0)
        throw new Error(`Schemas that a strict server refuses:\n${refusals.join('\n')}`)
    },
  }
}

async function complete(body: ModelRequest, response: ServerResponse, scripted: Scripted): Promise<void> {
  if ('hangUp' in scripted) return void response.destroy()
  if ('body' in scripted) {
    return void response.writeHead(200, { 'content-type': 'application/json' }).end(scripted.body)
  }
  if ('stall' in scripted) {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' })
    response.write('{"id":"chatcmpl-1","choices":[{"message":{"content":"{')
    if (scripted.cut) setTimeout(() => response.destroy(), 10)
    return
  }
  if ('status' in scripted) return sendScriptedError(response, scripted)
  if ('delayMs' in scripted && scripted.delayMs) await sleep(scripted.delayMs)
  if (response.destroyed) return
  const tool = body.tools?.[0]?.function.name
  let finishReason = 'stop'
  let message: Record<string, unknown>
  if ('refusal' in scripted) message = { role: 'assistant', content: null, refusal: scripted.refusal }
  else if ('text' in scripted) {
    message = { role: 'assistant', content: scripted.text }
    finishReason = scripted.finishReason ?? 'stop'
  } else if (tool) {
    const call = {
      id: 'call_1',
      type: 'function',
      function: { name: tool, arguments: JSON.stringify(scripted.json) },
    }
    message = { role: 'assistant', content: null, tool_calls: [call] }
    finishReason = 'tool_calls'
  } else message = { role: 'assistant', content: JSON.stringify(scripted.json) }
  send(response, 200, {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: body.model,
    choices: [{ index: 0, message, finish_reason: finishReason }],
    usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
  })
}

function usedFeatures(body: ModelRequest): Feature[] {
  const features: Feature[] = []
  if (body.response_format?.type === 'json_schema') features.push('json_schema')
  if (body.response_format?.type === 'json_object') features.push('json_object')
  if (body.tools) features.push('tools')
  return features
}

/** What OpenAI's structured outputs refused when they were new, and Azure's still do. */
function refusedBySchema({ response_format: format }: ModelRequest): string | undefined {
  if (format?.type !== 'json_schema') return undefined
  const { schema, strict } = strictSchema.parse(format).json_schema
  return strict ? refusedIn(schema, '$') : undefined
}
const strictSchema = z.object({ json_schema: z.object({ schema: z.unknown(), strict: z.boolean() }) })
const nodeSchema = z.looseObject({
  type: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
})

const STRICT_KEYWORDS = new Set(
  'type properties required additionalProperties items anyOf enum const description title $defs $ref'.split(
    ' ',
  ),
)

function refusedIn(schema: unknown, at: string): string | undefined {
  const node = nodeSchema.parse(schema)
  const keyword = Object.keys(node).find((one) => !STRICT_KEYWORDS.has(one))
  if (keyword) return `In context=(${at}), '${keyword}' is not permitted`
  if (Array.isArray(node.enum) && node.enum.length === 0) return `In context=(${at}), 'enum' is empty`
  const { properties, items, anyOf = [] } = node
  if (node.type === 'object') {
    const missing = Object.keys(properties ?? {}).find((name) => !node.required?.includes(name))
    if (missing) return `In context=(${at}), 'required' must name '${missing}'`
    if (node.additionalProperties !== false) return `In context=(${at}), 'additionalProperties' must be false`
  }
  const parts = [
    ...Object.entries(properties ?? {}),
    ...anyOf.map((one, index) => [`anyOf/${index}`, one] as const),
    ...(items === undefined ? [] : [['items', items] as const]),
  ]
  for (const [name, part] of parts) {
    const refused = refusedIn(part, `${at}.${name}`)
    if (refused) return refused
  }
  return undefined
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

function sendScriptedError(response: ServerResponse, scripted: Extract<Scripted, { status: number }>): void {
  sendError(response, scripted.status, scripted.message ?? 'scripted error', scripted.headers)
}

function sendError(
  response: ServerResponse,
  status: number,
  message: string,
  headers?: Record<string, string>,
): void {
  send(response, status, { error: { message, type: 'error', code: null } }, headers)
}
