import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { unavailable } from '../../shared/errors.ts'
import type { Embedder } from '../embedder.ts'
import { type Prefixes, prefixed, prefixesOf, spaceId } from '../embedder-recipe.ts'
import { toUnitLength } from '../hash-embedder.ts'
import { loadOnnxPackages, type ModelTokenizer, type OnnxPackages, type OnnxTensor } from './load-packages.ts'

export type Pooling = 'mean' | 'cls'
export type OnnxEmbedderConfig = {
  /** Holds model.onnx (or onnx/model.onnx) and tokenizer.json; the other files of the model are optional. */
  folder: string
  /** How the model is called; otherwise as its folder. */
  name?: string | undefined
  pooling?: Pooling | undefined
  queryPrefix?: string | undefined
  passagePrefix?: string | undefined
}

/** The runtime computes on the thread that answers requests: few texts at a time keep its pauses short. */
const BATCH = 8
const MOST_TOKENS = 512

/**
 * A local model as an embedder: tokens in, one vector of length 1 out. Its space is named by a hash of its files, so
 * that a file exchanged under the same name makes another space.
 */
export async function loadOnnxEmbedder(
  config: OnnxEmbedderConfig,
  packages?: OnnxPackages,
): Promise<Embedder> {
  const folder = resolve(config.folder)
  const files = findFiles(folder)
  const { runtime, tokenizers } = packages ?? (await loadOnnxPackages(folder))
  const settings = readSettings(folder)
  const tokenizer = new tokenizers.Tokenizer(readJson(files.tokenizer), settings.tokenizer)
  const session = await runtime.InferenceSession.create(files.model).catch((error: unknown) => {
    throw unavailable('onnx_model_broken', `${files.model} cannot be loaded: ${wordsOf(error)}`)
  })
  const pooling = config.pooling ?? settings.pooling
  const name = config.name ?? basename(folder)
  const prefixes = prefixesOf(name, { query: config.queryPrefix, passage: config.passagePrefix })

  async function embedBatch(texts: string[]): Promise<number[][]> {
    const rows = texts.map((text) => cutTo(settings.mostTokens, tokensOf(tokenizer, text)))
    const width = Math.max(1, ...rows.map((ids) => ids.length))
    const tensor = (pick: (ids: number[], at: number) => number) => {
      const data = BigInt64Array.from(
        rows.flatMap((ids) => Array.from({ length: width }, (_, at) => BigInt(pick(ids, at)))),
      )
      return new runtime.Tensor('int64', data, [rows.length, width])
    }
    const feeds: Record<string, OnnxTensor> = {
      input_ids: tensor((ids, at) => ids[at] ?? settings.padToken),
      attention_mask: tensor((ids, at) => (at < ids.length ? 1 : 0)),
      token_type_ids: tensor(() => 0),
    }
    const asked = Object.fromEntries(
      session.inputNames.flatMap((input) => (feeds[input] ? [[input, feeds[input]]] : [])),
    )
    const output = await session.run(asked).catch((error: unknown) => {
      throw unavailable('onnx_model_failed', `The local embedding model failed: ${wordsOf(error)}`)
    })
    const lengths = rows.map((ids) => ids.length)
    return poolOutput(chooseOutput(output, session.outputNames), lengths, pooling).map(toUnitLength)
  }

  const [probe] = await embedBatch(['проверка'])
  const dimensions = probe?.length ?? 0
  const hash = await hashOf([files.model, files.tokenizer])
  return {
    space: spaceId(`onnx:${name}@${hash}`, dimensions, [pooling, prefixes.query, prefixes.passage]),
    dimensions,
    embed: async (texts: string[], kind: keyof Prefixes) => {
      const prepared = texts.map((text) => prefixed(prefixes[kind], text))
      const vectors: number[][] = []
      for (let at = 0; at < prepared.length; at += BATCH)
        vectors.push(...(await embedBatch(prepared.slice(at, at + BATCH))))
      return vectors
    },
  }
}

function findFiles(folder: string) {
  const model = ['model.onnx', 'onnx/model.onnx'].map((name) => join(folder, name)).find(existsSync)
  const tokenizer = join(folder, 'tokenizer.json')
  if (!model || !existsSync(tokenizer))
    throw unavailable(
      'onnx_model_missing',
      `${folder} holds no embedding model: expected model.onnx (or onnx/model.onnx) and tokenizer.json`,
    )
  return { model, tokenizer }
}

const modelConfigSchema = z.looseObject({
  max_position_embeddings: z.number().optional(),
  pad_token_id: z.number().nullish(),
  model_type: z.string().optional(),
})
const tokenizerConfigSchema = z.looseObject({ model_max_length: z.number().optional() })
const poolingSchema = z.looseObject({ pooling_mode_cls_token: z.boolean().optional() })

function readSettings(folder: string) {
  const read = <T extends z.ZodType>(schema: T, name: string): z.infer<T> => {
    const path = join(folder, name)
    const parsed = schema.safeParse(existsSync(path) ? readJson(path) : {})
    if (parsed.success) return parsed.data
    throw unavailable('onnx_model_broken', `${path} is not what a model has there`)
  }
  const model = read(modelConfigSchema, 'config.json')
  const tokenizer = read(tokenizerConfigSchema, 'tokenizer_config.json')
  const isCls = read(poolingSchema, '1_Pooling/config.json').pooling_mode_cls_token === true
  // The RoBERTa family counts its positions from 2.
  const positions =
    (model.max_position_embeddings ?? MOST_TOKENS) - (/roberta/i.test(model.model_type ?? '') ? 2 : 0)
  return {
    tokenizer,
    pooling: isCls ? ('cls' as const) : ('mean' as const),
    padToken: model.pad_token_id ?? 0,
    mostTokens: Math.min(MOST_TOKENS, positions, tokenizer.model_max_length ?? MOST_TOKENS),
  }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw unavailable('onnx_model_broken', `${path} is no JSON: ${wordsOf(error)}`)
  }
}

function tokensOf(tokenizer: ModelTokenizer, text: string): number[] {
  return [...tokenizer.encode(text).ids]
}

/** The last token closes the text and stays. */
function cutTo(most: number, ids: number[]): number[] {
  const last = ids.at(-1)
  return ids.length <= most || last === undefined ? ids : [...ids.slice(0, most - 1), last]
}

/** Models that pool by themselves say so by the name of their output. */
function chooseOutput(output: Record<string, OnnxTensor>, names: readonly string[]): OnnxTensor {
  const name = ['sentence_embedding', 'last_hidden_state', 'token_embeddings', ...names].find(
    (candidate) => output[candidate] !== undefined,
  )
  const tensor = name === undefined ? undefined : output[name]
  if (!tensor) throw unavailable('onnx_model_unfit', 'The local model has no output')
  return tensor
}

/** One vector a text of [texts, width] or, pooled over its own tokens, of [texts, tokens, width]. */
function poolOutput({ data, dims }: OnnxTensor, lengths: number[], pooling: Pooling): number[][] {
  const [texts = 0, second = 0, third] = dims
  if (texts !== lengths.length || (dims.length !== 2 && dims.length !== 3))
    throw unavailable(
      'onnx_model_unfit',
      `The local model gives [${dims.join(', ')}], expected a vector a text or a token`,
    )
  if (third === undefined)
    return lengths.map((_, row) => Array.from({ length: second }, (_, i) => Number(data[row * second + i])))
  return lengths.map((length, row) => {
    const counted = pooling === 'cls' ? 1 : Math.max(1, length)
    return Array.from({ length: third }, (_, i) => {
      let sum = 0
      for (let token = 0; token < counted; token++) sum += Number(data[(row * second + token) * third + i])
      return sum / counted
    })
  })
}

async function hashOf(paths: string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const path of paths) await pipeline(createReadStream(path), hash, { end: false })
  return hash.digest('hex').slice(0, 12)
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
