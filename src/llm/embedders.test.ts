import { afterEach, describe, expect, it } from 'vitest'
import { type ModelServer, startModelServer } from '../../test/support/model-server.ts'
import { hashEmbedder, hashText } from './hash-embedder.ts'
import { connectOpenAiEmbedder } from './openai-embedder.ts'

const cosine = (a: number[], b: number[]) => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0)

describe('the built-in embedder', () => {
  it('puts a typo and another ending closer than another matter', () => {
    const question = hashText('Как вернуть куртку?')
    expect(cosine(question, hashText('как венрнуть курткуу'))).toBeGreaterThan(0.25)
    expect(cosine(question, hashText('возврат куртки'))).toBeGreaterThan(
      cosine(question, hashText('сколько весит пауэрбанк')) + 0.2,
    )
  })
  it('gives vectors of length 1, always the same ones', async () => {
    const [vector] = await hashEmbedder.embed(['Ёмкость 10000 мА·ч'], 'passage')
    expect(vector).toHaveLength(1024)
    expect(Math.hypot(...(vector ?? []))).toBeCloseTo(1, 10)
    expect(vector).toEqual(hashText('емкость 10000 мА·ч'))
  })
  it('has a zero vector for a text without words', () => {
    expect(hashText('?!').every((x) => x === 0)).toBe(true)
  })
  // The stored vectors of every installation depend on these numbers: a change needs a new space name.
  it('keeps its space', () => {
    const vector = hashText('Когда придёт заказ?')
    const largest = vector
      .map((x, i) => [i, Number(x.toFixed(4))] as const)
      .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
    expect(hashEmbedder.space).toBe('builtin-hash-v1')
    expect(largest.slice(0, 3)).toMatchInlineSnapshot(`
      [
        [
          221,
          0.4728,
        ],
        [
          445,
          -0.4728,
        ],
        [
          457,
          0.1894,
        ],
      ]
    `)
  })
})

describe('an embedding server', () => {
  let server: ModelServer
  afterEach(() => server.close())

  it('is asked in batches and once for its dimensions', async () => {
    server = await startModelServer({ dimensions: 64 })
    const embedder = await connectOpenAiEmbedder({ baseUrl: server.url, model: 'bge-m3', batchSize: 2 })
    expect(embedder).toMatchObject({ space: 'openai:bge-m3:64', dimensions: 64 })
    const vectors = await embedder.embed(['а', 'б', ''], 'passage')
    expect(vectors.map((v) => v.length)).toEqual([64, 64, 64])
    expect(server.requests.map((r) => r.input)).toEqual([['проверка'], ['а', 'б'], ['-']])
  })
  it('of the E5 family is told questions from passages', async () => {
    server = await startModelServer()
    const embedder = await connectOpenAiEmbedder({
      baseUrl: server.url,
      model: 'intfloat/multilingual-e5-large',
    })
    await embedder.embed(['размер'], 'query')
    expect(server.requests.at(-1)?.input).toEqual(['query: размер'])
  })
  it('that is busy is asked again; one that refuses the key is not', async () => {
    server = await startModelServer({ apiKey: 'right' })
    server.enqueue({ status: 429 })
    await expect(
      connectOpenAiEmbedder({ baseUrl: server.url, apiKey: 'right', model: 'm' }),
    ).resolves.toBeDefined()
    await expect(
      connectOpenAiEmbedder({ baseUrl: server.url, apiKey: 'wrong', model: 'm' }),
    ).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'model_key_refused',
    })
  })
})
