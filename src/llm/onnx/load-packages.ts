import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { unavailable } from '../../shared/errors.ts'

/** What we use of onnxruntime-node. */
export type OnnxTensor = { data: ArrayLike<number | bigint>; dims: readonly number[] }
export type OnnxSession = {
  inputNames: readonly string[]
  outputNames: readonly string[]
  run(feeds: Record<string, OnnxTensor>): Promise<Record<string, OnnxTensor>>
}
export type OnnxRuntime = {
  InferenceSession: { create(path: string): Promise<OnnxSession> }
  Tensor: new (type: 'int64', data: BigInt64Array, dims: readonly number[]) => OnnxTensor
}

/** What we use of @huggingface/tokenizers. */
export type ModelTokenizer = { encode(text: string): { ids: number[] } }
type Tokenizers = { Tokenizer: new (tokenizer: unknown, config: unknown) => ModelTokenizer }

export type OnnxPackages = { runtime: OnnxRuntime; tokenizers: Tokenizers }

const RUNTIME = 'onnxruntime-node'
const TOKENIZERS = '@huggingface/tokenizers'

/**
 * Loads the two optional packages: those beside Otvet, else those of the model's folder or of a folder above it (as
 * DATA_DIR/node_modules). Neither is a dependency: they weigh 290 MB and only a local model needs them.
 */
export async function loadOnnxPackages(modelFolder: string): Promise<OnnxPackages> {
  const [runtime, tokenizers] = await Promise.all([load(RUNTIME, modelFolder), load(TOKENIZERS, modelFolder)])
  return { runtime: asRuntime(runtime), tokenizers: asTokenizers(tokenizers) }
}

async function load(name: string, modelFolder: string): Promise<Record<string, unknown>> {
  const failures: unknown[] = []
  for (const find of [
    () => name,
    () => pathToFileURL(createRequire(join(modelFolder, 'package.json')).resolve(name)).href,
  ]) {
    try {
      const loaded: Record<string, unknown> = await import(find())
      const { default: whole } = loaded
      // A CommonJS package arrives under `default`, with or without its names beside it.
      return typeof whole === 'object' && whole !== null ? { ...whole, ...loaded } : loaded
    } catch (error) {
      failures.push(error)
    }
  }
  const why = failures.find((error) => !isNotFound(error))
  throw unavailable(
    'onnx_packages_missing',
    why instanceof Error
      ? `The package ${name} does not load: ${why.message}`
      : `A local embedding model needs two more packages: npm install ${RUNTIME} ${TOKENIZERS} (in the folder of Otvet or of the model)`,
    { cause: why },
  )
}

/** Loaders that stand before Node's own say it in the message only. */
const isNotFound = (error: unknown) =>
  error instanceof Error &&
  (('code' in error && (error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND')) ||
    /^(?:Cannot find (?:package|module)|(?:Failed to|Could not) (?:load|resolve))/.test(error.message))

/** onnxruntime-node exports these two since its first version; looked at before it is believed. */
function asRuntime(loaded: Record<string, unknown>): OnnxRuntime {
  const { InferenceSession, Tensor } = loaded
  if (!InferenceSession || !Tensor) throw unfit(RUNTIME)
  return { InferenceSession, Tensor } as OnnxRuntime
}

function asTokenizers(loaded: Record<string, unknown>): Tokenizers {
  const { Tokenizer } = loaded
  if (!Tokenizer) throw unfit(TOKENIZERS)
  return { Tokenizer } as Tokenizers
}

const unfit = (name: string) =>
  unavailable('onnx_packages_unfit', `The package ${name} has another shape than the one this version knows`)
