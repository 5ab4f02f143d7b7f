import { afterEach, describe, expect, it } from 'vitest'
import { type ModelServer, startModelServer } from '../../test/support/model-server.ts'
import { hashEmbedder, hashText } from './hash-embedder.ts'
import { connectOpenAiEmbedder, openAiEmbedder } from './openai-embedder.ts'

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
  it('never sees personal data, of questions or of knowledge', async () => {
    server = await startModelServer({ dimensions: 64 })
    const embedder = await connectOpenAiEmbedder({ baseUrl: server.url, model: 'bge-m3' })
    for (const kind of ['query', 'passage'] as const) {
      await embedder.embed(['Мой номер +7 912 345-67-89, чайник на 1,7 л'], kind)
      expect(server.requests.at(-1)?.input).toEqual(['Мой номер [[phone]], чайник на 1,7 л'])
    }
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
  it('that takes less at once gets halves, and of one text that is too long its beginning', async () => {
    server = await startModelServer({ dimensions: 64 })
    const embedder = await connectOpenAiEmbedder({ baseUrl: server.url, model: 'm' })
    const tooLong = { status: 413, message: 'input is too long' }
    server.enqueue(tooLong, { status: 400, message: 'maximum context length is 512 tokens' })
    const long = 'куртка '.repeat(100)
    expect(await embedder.embed([long, 'чайник'], 'passage')).toHaveLength(2)
    const lengths = server.requests.slice(1).map(({ input }) => [input].flat().map((text) => text?.length))
    expect(lengths).toEqual([[699, 6], [699], [350], [6]])
  })
  it('that refuses for another reason is not asked in halves', async () => {
    server = await startModelServer({ dimensions: 64 })
    const embedder = await connectOpenAiEmbedder({ baseUrl: server.url, model: 'm' })
    server.enqueue({ status: 400, message: 'unknown model' })
    await expect(embedder.embed(['а', 'б'], 'passage')).rejects.toMatchObject({
      code: 'model_request_refused',
    })
    expect(server.requests).toHaveLength(2)
  })
  it('gets no more characters at once than small servers take', async () => {
    server = await startModelServer({ dimensions: 64 })
    const embedder = await connectOpenAiEmbedder({ baseUrl: server.url, model: 'm' })
    await embedder.embed(
      Array.from({ length: 5 }, () => 'а'.repeat(10_000)),
      'passage',
    )
    expect(server.requests.slice(1).map(({ input }) => input?.length)).toEqual([2, 2, 1])
  })
  it('that changes its dimensions is refused', async () => {
    server = await startModelServer({ dimensions: 64 })
    const embedder = await openAiEmbedder({ baseUrl: server.url, model: 'm', dimensions: 32 })
    await expect(embedder.embed(['а'], 'passage')).rejects.toMatchObject({ code: 'embedding_dimensions' })
  })
  it('makes another space with other prefixes or another revision', async () => {
    const of = async (more: object) => (await openAiEmbedder({ model: 'm', dimensions: 8, ...more })).space
    const spaces = await Promise.all([
      of({}),
      of({ queryPrefix: 'q:' }),
      of({ passagePrefix: 'q:' }),
      of({ revision: '2' }),
    ])
    expect(spaces[0]).toBe('openai:m:8')
    expect(spaces[3]).toBe('openai:m@2:8')
    expect(new Set(spaces).size).toBe(4)
    server = await startModelServer()
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
