import type OpenAI from 'openai'
import { invalid } from '../shared/errors.ts'
import type { Embedder } from './embedder.ts'
import { toUnitLength } from './hash-embedder.ts'
import { retryWhileBusy } from './server-errors.ts'

export type EmbedderConfig = {
  apiKey?: string | undefined
  baseUrl?: string | undefined
  model: string
  batchSize?: number
  /** For one batch, retries included. */
  timeoutMs?: number
}

/** Asks the server once how long its vectors are, so that the space is known before anything is stored. */
export async function connectOpenAiEmbedder(config: EmbedderConfig): Promise<Embedder> {
  const { default: Client } = await import('openai')
  const client = new Client({
    apiKey: config.apiKey || 'none',
    ...(config.baseUrl ? { baseURL: config.baseUrl } : {}),
    maxRetries: 0,
  })
  const batchSize = config.batchSize ?? 64
  const timeoutMs = config.timeoutMs ?? 30_000
  const [probe] = await embedBatch(client, config.model, ['проверка'], timeoutMs)
  const dimensions = probe?.length ?? 0

  async function embed(texts: string[], kind: 'query' | 'passage'): Promise<number[][]> {
    const vectors: number[][] = []
    for (let at = 0; at < texts.length; at += batchSize) {
      const batch = texts.slice(at, at + batchSize).map((text) => prepare(text, kind, config.model))
      vectors.push(...(await embedBatch(client, config.model, batch, timeoutMs)))
    }
    const odd = vectors.find((vector) => vector.length !== dimensions)
    if (odd) {
      throw invalid('embedding_dimensions', `Expected vectors of ${dimensions} numbers, got ${odd.length}`)
    }
    return vectors
  }

  return { space: `openai:${config.model}:${dimensions}`, dimensions, embed }
}

async function embedBatch(
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

/** The E5 family tells questions from passages by a prefix; an empty text is refused by most servers. */
function prepare(text: string, kind: 'query' | 'passage', model: string): string {
  const filled = text.trim() || '-'
  return /(^|[/-])e5([/-]|$)/i.test(model) ? `${kind}: ${filled}` : filled
}
