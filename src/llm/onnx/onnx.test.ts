import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeTinyModel } from '../../../test/support/tiny-onnx.ts'
import { fetchHubModel, hasHubModel } from './fetch-hub-model.ts'
import type { OnnxPackages, OnnxTensor } from './load-packages.ts'
import { loadOnnxEmbedder } from './onnx-embedder.ts'

/** A folder whose node_modules hold onnxruntime-node and @huggingface/tokenizers, to run the real ones. */
// biome-ignore lint/style/noProcessEnv: names packages that are there only where somebody wants to run them.
const REAL = process.env.ONNX_PACKAGES_DIR

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otvet-onnx-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const WORDS = { куртка: [3, 0, 0], тёплая: [0, 4, 0], чайник: [0, 0, 5] }

/** Does what the tiny model and its tokenizer do. */
function standIn(vectors: Record<string, number[]> = WORDS) {
  const fed: Record<string, OnnxTensor>[] = []
  const names = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', ...Object.keys(vectors)]
  class Tensor {
    data: BigInt64Array
    dims: readonly number[]
    constructor(_type: 'int64', data: BigInt64Array, dims: readonly number[]) {
      this.data = data
      this.dims = dims
    }
  }
  const packages: OnnxPackages = {
    runtime: {
      Tensor,
      InferenceSession: {
        create: async () => ({
          inputNames: ['input_ids', 'attention_mask'],
          outputNames: ['last_hidden_state'],
          run: async (feeds) => {
            fed.push(feeds)
            const { data = [], dims = [] } = feeds.input_ids ?? {}
            const rows = Array.from(data, (id) => vectors[names[Number(id)] ?? ''] ?? [0, 0, 0])
            return { last_hidden_state: { data: rows.flat(), dims: [...dims, 3] } }
          },
        }),
      },
    },
    tokenizers: {
      Tokenizer: class {
        encode(text: string) {
          const ids = text
            .toLowerCase()
            .split(/\s+/)
            .map((word) => Math.max(1, names.indexOf(word)))
          return { ids: [2, ...ids, 3] }
        }
      },
    },
  }
  return { packages, fed }
}

describe.each(REAL ? (['stand-in', 'real'] as const) : (['stand-in'] as const))(
  'a local model (%s)',
  (kind) => {
    const load = (more = {}) => {
      if (kind === 'stand-in') return loadOnnxEmbedder({ folder, ...more }, standIn().packages)
      symlinkSync(join(REAL ?? '', 'node_modules'), join(folder, 'node_modules'))
      return loadOnnxEmbedder({ folder, ...more })
    }
    beforeEach(() => writeTinyModel(folder, WORDS))

    it('gives the mean of its tokens, of length 1, whatever stands beside it in the batch', async () => {
      const embedder = await load()
      expect(embedder.dimensions).toBe(3)
      const vectors = await embedder.embed(
        ['Куртка тёплая', 'чайник', 'чайник чайник куртка тёплая'],
        'passage',
      )
      // (3, 4, 0) / 5: padding must not count, or the first would differ from itself alone.
      for (const [i, x] of [0.6, 0.8, 0].entries()) expect(vectors[0]?.[i]).toBeCloseTo(x, 5)
      expect(vectors[1]?.[2]).toBeCloseTo(1, 5)
      expect(await embedder.embed(['Куртка тёплая'], 'passage')).toEqual([vectors[0]])
    })
    it('names its space by what its vectors depend on', async () => {
      const plain = await load()
      expect(plain.space).toMatch(/^onnx:otvet-onnx-.*@[0-9a-f]{12}:3:[0-9a-f]{8}$/)
      if (kind === 'real') return
      const cls = await load({ pooling: 'cls' })
      const prefixed = await load({ queryPrefix: 'query:' })
      writeTinyModel(folder, { ...WORDS, чайник: [1, 1, 1] })
      const retrained = await load()
      expect(new Set([plain, cls, prefixed, retrained].map(({ space }) => space)).size).toBe(4)
    })
    it('cuts what is longer than the model reads', async () => {
      const embedder = await load()
      const [vector] = await embedder.embed([`${'куртка '.repeat(30)}чайник`], 'passage')
      expect(vector?.[0]).toBeCloseTo(1, 5)
    })
  },
)

it('takes the first token where the model says so', async () => {
  writeTinyModel(folder, WORDS)
  const { packages } = standIn({ ...WORDS, '[CLS]': [0, 1, 0] })
  const embedder = await loadOnnxEmbedder({ folder, pooling: 'cls' }, packages)
  expect(await embedder.embed(['чайник'], 'query')).toEqual([[0, 1, 0]])
})

it('says what is missing: the model, then the packages', async () => {
  await expect(loadOnnxEmbedder({ folder })).rejects.toMatchObject({ code: 'onnx_model_missing' })
  writeTinyModel(folder, WORDS)
  await expect(loadOnnxEmbedder({ folder })).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'onnx_packages_missing',
    message: expect.stringContaining('npm install onnxruntime-node @huggingface/tokenizers'),
  })
})

describe('a model of a hub', () => {
  let hub: Server
  let hubUrl: string
  let asked: { path: string; range: string | undefined }[]
  /** Ends the connection after so many bytes of the model. */
  let breakAt: number | undefined
  let served: Record<string, Buffer>

  beforeEach(async () => {
    asked = []
    breakAt = undefined
    const made = join(folder, 'made')
    writeTinyModel(made, WORDS)
    const model = Buffer.concat([readFileSync(join(made, 'model.onnx')), Buffer.alloc(100_000)])
    served = { 'onnx/model.onnx': model, 'tokenizer.json': readFileSync(join(made, 'tokenizer.json')) }
    const listed = Object.entries(served).map(([path, content]) => ({
      type: 'file',
      path,
      size: content.length,
      oid: createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex'),
      ...(path.endsWith('.onnx')
        ? { lfs: { oid: createHash('sha256').update(content).digest('hex'), size: content.length } }
        : {}),
    }))
    hub = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '', 'http://hub')
      asked.push({ path: pathname, range: request.headers.range })
      if (pathname.startsWith('/api/models/')) return response.end(JSON.stringify(listed))
      const content = served[pathname.replace('/own/tiny/resolve/main/', '')]
      if (!content) return response.writeHead(404).end()
      const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
      response.writeHead(from > 0 ? 206 : 200, { 'content-length': content.length - from })
      if (breakAt === undefined || pathname.endsWith('.json')) return response.end(content.subarray(from))
      response.write(content.subarray(from, breakAt))
      // Only once something is on the disk: what is still under way when a connection breaks is lost, rightly.
      const watch = () => (partBytes() > 0 ? response.destroy() : setImmediate(watch))
      return watch()
    })
    await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve))
    hubUrl = `http://127.0.0.1:${(hub.address() as AddressInfo).port}`
  })
  afterEach(() => new Promise((resolve) => hub.close(resolve)))

  const partBytes = () => {
    const models = join(folder, 'models')
    const names = existsSync(models) ? readdirSync(models, { recursive: true, encoding: 'utf8' }) : []
    const part = names.find((name) => name.endsWith('model.onnx.part'))
    return part === undefined ? 0 : statSync(join(models, part)).size
  }
  const wanted = () => ({ hubUrl, model: 'own/tiny', file: 'onnx/model.onnx', into: join(folder, 'models') })

  it('is fetched once, checked and kept', async () => {
    expect(hasHubModel(wanted())).toBe(false)
    const got = await fetchHubModel(wanted())
    expect(readFileSync(join(got, 'model.onnx'))).toEqual(served['onnx/model.onnx'])
    expect(hasHubModel(wanted())).toBe(true)
    const before = asked.length
    await fetchHubModel(wanted())
    expect(asked).toHaveLength(before)
  })
  it('interrupted, goes on where it stopped', async () => {
    breakAt = 40_000
    await expect(fetchHubModel(wanted())).rejects.toMatchObject({ code: 'hub_interrupted' })
    breakAt = undefined
    const got = await fetchHubModel(wanted())
    expect(asked.at(-1)?.range).toMatch(/^bytes=[1-9]\d*-$/)
    expect(statSync(join(got, 'model.onnx')).size).toBe(served['onnx/model.onnx']?.length)
  })
  it('that is not what the hub lists is thrown away', async () => {
    const right = served['onnx/model.onnx'] ?? Buffer.alloc(0)
    served['onnx/model.onnx'] = Buffer.alloc(right.length, 1)
    await expect(fetchHubModel(wanted())).rejects.toMatchObject({ code: 'hub_file_wrong' })
    served['onnx/model.onnx'] = right
    await expect(fetchHubModel(wanted())).resolves.toBeDefined()
  })
  it('that is not there, or no name at all, is refused', async () => {
    await expect(fetchHubModel({ ...wanted(), file: 'onnx/other.onnx' })).rejects.toMatchObject({
      code: 'hub_model_unfit',
    })
    await expect(fetchHubModel({ ...wanted(), model: '../../etc' })).rejects.toMatchObject({
      code: 'hub_model_unknown',
    })
  })
})
