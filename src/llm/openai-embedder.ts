import { setTimeout as sleep } from 'node:timers/promises'
import type OpenAI from 'openai'
import { maskForGood } from '../domain/privacy/mask.ts'
import { AppError, invalid } from '../shared/errors.ts'
import type { Embedder } from './embedder.ts'
import { type Prefixes, prefixed, prefixesOf, spaceId } from './embedder-recipe.ts'
import { toUnitLength } from './hash-embedder.ts'
import { retryWhileBusy } from './server-errors.ts'

export type OpenAiEmbedderConfig = {
  apiKey?: string | undefined
  baseUrl?: string | undefined
  model: string
  /** The operator's name for a state of the model, when a server changes it under the same name. */
  revision?: string | undefined
  queryPrefix?: string | undefined
  passagePrefix?: string | undefined
  batchSize?: number
  /** For one batch, retries included. A question is waited for no longer than `QUERY_TIMEOUT_MS`. */
  timeoutMs?: number
  /** Batches of passages a minute; questions are not held back. */
  requestsPerMinute?: number
}

/** About 12,000 tokens of Russian: what small local servers still take at once. */
const MOST_CHARACTERS = 24_000
/** A text is cut no shorter than this when the server calls it too long. */
const SHORTEST_CUT = 200
/** A buyer's question must not wait for a server that is down: search goes on without it. */
const QUERY_TIMEOUT_MS = 5_000

/** Asks the server once how long its vectors are, so that the space is known before anything is stored. */
export async function connectOpenAiEmbedder(config: OpenAiEmbedderConfig): Promise<Embedder> {
  const { embedBatch } = await openServer(config)
  const { query } = prefixesOf(config.model, { query: config.queryPrefix })
  const [probe] = await embedBatch([prefixed(query, 'проверка')], config.timeoutMs ?? 30_000)
  return openAiEmbedder({ ...config, dimensions: probe?.length ?? 0 })
}

/** The same without asking: for a space that is known already. */
export async function openAiEmbedder(
  config: OpenAiEmbedderConfig & { dimensions: number },
): Promise<Embedder> {
  const { model, dimensions, revision, timeoutMs = 30_000, batchSize = 64 } = config
  const prefixes = prefixesOf(model, { query: config.queryPrefix, passage: config.passagePrefix })
  const server = await openServer(config)
  const pace = createPace(config.requestsPerMinute)

  async function embed(texts: string[], kind: keyof Prefixes): Promise<number[][]> {
    // Personal data never leaves the house: a vector of «[[phone]]» finds as well as one of the number.
    const prepared = texts.map((text) => prefixed(prefixes[kind], maskForGood(text)))
    const vectors: number[][] = []
    for (const batch of batchesOf(prepared, batchSize)) {
      if (kind === 'passage') await pace()
      const patience = kind === 'query' ? Math.min(timeoutMs, QUERY_TIMEOUT_MS) : timeoutMs
      vectors.push(...(await server.embedFitting(batch, patience)))
    }
    const odd = vectors.find((vector) => vector.length !== dimensions)
    if (odd) {
      throw invalid('embedding_dimensions', `Expected vectors of ${dimensions} numbers, got ${odd.length}`)
    }
    return vectors
  }

  const name = `openai:${model}${revision ? `@${revision}` : ''}`
  return { space: spaceId(name, dimensions, [prefixes.query, prefixes.passage]), dimensions, embed }
}

async function openServer({ apiKey, baseUrl, model }: OpenAiEmbedderConfig) {
  const { default: Client } = await import('openai')
  const client = new Client({
    apiKey: apiKey || 'none',
    ...(baseUrl ? { baseURL: baseUrl } : {}),
    maxRetries: 0,
  })
  const embedBatch = (input: string[], timeoutMs: number) => askForVectors(client, model, input, timeoutMs)

  /** What the server calls too long is asked for in halves, at last as a shorter text. */
  async function embedFitting(input: string[], timeoutMs: number): Promise<number[][]> {
    try {
      return await embedBatch(input, timeoutMs)
    } catch (error) {
      const [text = ''] = input
      if (!isTooLong(error) || (input.length === 1 && text.length <= SHORTEST_CUT)) throw error
      if (input.length === 1) return embedFitting([text.slice(0, Math.ceil(text.length / 2))], timeoutMs)
      const half = Math.ceil(input.length / 2)
      const first = await embedFitting(input.slice(0, half), timeoutMs)
      return [...first, ...(await embedFitting(input.slice(half), timeoutMs))]
    }
  }
  return { embedBatch, embedFitting }
}

async function askForVectors(
  client: OpenAI,
  model: string,
  input: string[],
  timeoutMs: number,
): Promise<number[][]> {
  const response = await retryWhileBusy(performance.now() + timeoutMs, (signal) =>
    // Asked for plainly: many compatible servers do not know base64.
    client.embeddings.create({ model, input, encoding_format: 'float' }, { signal }),
  )
  const vectors = [...response.data]
    .sort((a, b) => a.index - b.index)
    .map((row) => toUnitLength(row.embedding))
  if (vectors.length !== input.length || vectors.some((vector) => vector.length === 0)) {
    throw invalid('embedding_count', `Expected ${input.length} vectors, got ${vectors.length}`)
  }
  return vectors
}

function isTooLong(error: unknown): boolean {
  if (!(error instanceof AppError) || error.code !== 'model_request_refused') return false
  if (error.details?.status === 413) return true
  return /too (?:long|large|many|big)|maximum|context|max_tokens|batch size|exceed/i.test(error.message)
}

function* batchesOf(texts: string[], most: number): Generator<string[]> {
  let batch: string[] = []
  let characters = 0
  for (const text of texts) {
    if (batch.length > 0 && (batch.length === most || characters + text.length > MOST_CHARACTERS)) {
      yield batch
      batch = []
      characters = 0
    }
    batch.push(text)
    characters += text.length
  }
  if (batch.length > 0) yield batch
}

/** Lets the next one pass when its time has come; without a limit at once. */
function createPace(perMinute: number | undefined): () => Promise<void> {
  if (!perMinute) return async () => {}
  const gapMs = 60_000 / perMinute
  let nextAt = 0
  return async () => {
    const now = performance.now()
    const at = Math.max(now, nextAt)
    nextAt = at + gapMs
    if (at > now) await sleep(at - now)
  }
}
