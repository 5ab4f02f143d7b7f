import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { bug, notFound } from '../shared/errors.ts'

export type Prompt = {
  name: string
  number: number
  /** SHA-256 of the file, hex. */
  hash: string
  /** `name/vN@` and the first 12 digits of the hash: what a draft remembers. */
  version: string
  body: string
  /** Said by the code behind the system part of a text that an admin wrote. */
  insists?: string
}

const FOLDER = new URL('../../prompts/', import.meta.url)
const lockSchema = z.record(z.string(), z.string())

/** A shipped prompt, the newest version unless one is named. Versions are immutable; `prompts/lock.json` proves it. */
export function loadPrompt(name: string, number = newestVersion(name)): Prompt {
  const file = `${name}/v${number}.md`
  const body = readPrompt(file)
  const hash = hashOf(body)
  const locked = lockSchema.parse(JSON.parse(readFileSync(new URL('lock.json', FOLDER), 'utf8')))[file]
  if (locked !== hash) {
    throw bug('prompt_changed', `prompts/${file} is not the text that was locked; add a new version instead`)
  }
  return { name, number, hash, version: versionLabel(name, `v${number}`, hash), body }
}

/** The names of all shipped prompts: no other can be written. */
export function promptNames(): string[] {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}

/** The numbers of the shipped versions of a prompt, oldest first; an upgrade may add some and drop others. */
export function shippedNumbers(name: string): number[] {
  return readNames(name)
    .flatMap((file) => /^v(\d+)\.md$/.exec(file)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)
}

/** What a draft remembers of the text that it was written with. */
export const versionLabel = (name: string, key: string, hash: string): string =>
  `${name}/${key}@${hash.slice(0, 12)}`

export const hashOf = (body: string): string => createHash('sha256').update(body).digest('hex')

function newestVersion(name: string): number {
  const newest = shippedNumbers(name).at(-1)
  if (newest === undefined) throw notFound('prompt_not_found', `There is no prompt ${name}`)
  return newest
}

function readNames(name: string): string[] {
  if (!/^[a-z][a-z-]*$/.test(name)) return []
  try {
    return readdirSync(new URL(`${name}/`, FOLDER))
  } catch {
    return []
  }
}

function readPrompt(file: string): string {
  try {
    return readFileSync(new URL(file, FOLDER), 'utf8')
  } catch (cause) {
    throw notFound('prompt_not_found', `There is no prompt prompts/${file}`, { cause: String(cause) })
  }
}
