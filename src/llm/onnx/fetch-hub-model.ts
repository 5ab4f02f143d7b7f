import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { open, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { AppError, unavailable } from '../../shared/errors.ts'

export type HubModel = {
  hubUrl: string
  /** As the hub calls it: owner/name. */
  model: string
  /** The path of its .onnx file. */
  file: string
  revision?: string | undefined
  /** The folder for all models. */
  into: string
}

/** The hub's listing: git's own hash of a small file, SHA-256 of a large one. */
const listedSchema = z.array(
  z.looseObject({
    type: z.string(),
    path: z.string(),
    size: z.number(),
    oid: z.string(),
    lfs: z.looseObject({ oid: z.string(), size: z.number() }).optional(),
  }),
)
type Listed = z.infer<typeof listedSchema>[number]

const SMALL_FILES = ['tokenizer.json', 'tokenizer_config.json', 'config.json', '1_Pooling/config.json']
const LIST_TIMEOUT_MS = 30_000
/** A connection that brings nothing for so long is given up; the next try goes on where it stopped. */
const SILENCE_MS = 60_000

/** Where a model of a hub is, or will be, kept. */
function hubModelFolder({ model, file, revision = 'main', into }: Omit<HubModel, 'hubUrl'>): string {
  const safe = (text: string) => text.replace(/[^\w.-]+/g, '__').replace(/^\.+/, '_')
  return join(into, safe(`${model}@${revision}`), safe(file))
}

const isComplete = (folder: string) => existsSync(join(folder, 'complete'))

/** Whether nothing has to be fetched any more. */
export const hasHubModel = (wanted: Omit<HubModel, 'hubUrl'>): boolean => isComplete(hubModelFolder(wanted))

/**
 * Fetches a model once and answers its folder. Every file is checked against the size and hash that the hub lists;
 * what was interrupted goes on where it stopped, what is wrong is thrown away and fetched anew at the next try.
 */
export async function fetchHubModel(wanted: HubModel): Promise<string> {
  const folder = hubModelFolder(wanted)
  if (isComplete(folder)) return folder
  const { model, file } = wanted
  if (!/^[\w.-]+\/[\w.-]+$/.test(model))
    throw unavailable('hub_model_unknown', `${model} is no name of a hub's model: expected owner/name`)
  const listed = await listFiles(wanted)
  const named = (path: string) => listed.find((one) => one.type === 'file' && one.path === path)
  const main = named(file)
  if (!main || !named('tokenizer.json'))
    throw unavailable('hub_model_unfit', `${model} has no ${main ? 'tokenizer.json' : file} at the hub`)
  // Weights of large models lie beside it, under the name that the model file mentions.
  const weights = listed.filter(({ path }) => path === `${file}_data` || path === `${file}.data`)
  const small = SMALL_FILES.flatMap((path) => named(path) ?? [])
  for (const one of [...small, ...weights, main]) {
    const name =
      one === main ? 'model.onnx' : weights.includes(one) ? (one.path.split('/').at(-1) ?? '') : one.path
    await fetchFile(wanted, one, join(folder, name))
  }
  await writeFile(join(folder, 'complete'), '')
  return folder
}

async function listFiles({ hubUrl, model, revision = 'main' }: HubModel): Promise<Listed[]> {
  const url = `${hubUrl}/api/models/${model}/tree/${encodeURIComponent(revision)}?recursive=true`
  const response = await ask(url, { signal: AbortSignal.timeout(LIST_TIMEOUT_MS) })
  if (!response.ok) throw unavailable('hub_refused', `The hub answered ${response.status} to ${url}`)
  const parsed = listedSchema.safeParse(await response.json().catch(() => undefined))
  if (!parsed.success) throw unavailable('hub_unreadable', `The hub's list of files at ${url} cannot be read`)
  return parsed.data
}

async function fetchFile({ hubUrl, model, revision = 'main' }: HubModel, listed: Listed, path: string) {
  if (existsSync(path)) return
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const part = `${path}.part`
  const size = listed.lfs?.size ?? listed.size
  const from = existsSync(part) ? statSync(part).size : 0
  if (from > size) rmSync(part)
  if (from < size || size === 0) {
    const url = `${hubUrl}/${model}/resolve/${encodeURIComponent(revision)}/${listed.path}`
    await appendTo(part, url, from)
  }
  const got = statSync(part).size
  if (got < size) throw unavailable('hub_interrupted', `Only ${got} of ${size} bytes of ${listed.path} came`)
  if (got > size || !(await fits(part, listed))) {
    rmSync(part)
    throw unavailable(
      'hub_file_wrong',
      `${listed.path} is not the file that the hub lists; it was thrown away`,
    )
  }
  renameSync(part, path)
}

async function appendTo(part: string, url: string, from: number): Promise<void> {
  const silence = new AbortController()
  const giveUp = () => silence.abort(new Error('the connection fell silent'))
  let timer = setTimeout(giveUp, SILENCE_MS)
  try {
    const response = await ask(url, {
      signal: silence.signal,
      ...(from > 0 ? { headers: { range: `bytes=${from}-` } } : {}),
    })
    if (!response.ok || !response.body)
      throw unavailable('hub_refused', `The hub answered ${response.status} to ${url}`)
    // A server that knows no ranges begins anew.
    const flags = from > 0 && response.status === 206 ? 'a' : 'w'
    const file = await open(part, flags, 0o600)
    try {
      // Piece by piece: what came before the connection broke is in the file.
      for await (const piece of response.body) {
        clearTimeout(timer)
        timer = setTimeout(giveUp, SILENCE_MS)
        await file.write(piece)
      }
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw unavailable('hub_interrupted', `Fetching ${url} was interrupted: ${wordsOf(error)}`, {
      cause: error,
    })
  } finally {
    clearTimeout(timer)
  }
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    throw unavailable('hub_unreachable', `${url} cannot be reached: ${wordsOf(error)}`, { cause: error })
  }
}

async function fits(path: string, { lfs, oid, size }: Listed): Promise<boolean> {
  const hash = createHash(lfs ? 'sha256' : 'sha1')
  // Git hashes a file with its kind and size before it.
  if (!lfs) hash.update(`blob ${size}\0`)
  await pipeline(createReadStream(path), hash, { end: false })
  return hash.digest('hex') === (lfs?.oid ?? oid)
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
