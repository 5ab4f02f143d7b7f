import { createHash } from 'node:crypto'

/** How the vectors of a space are made: kept beside the space, so that any process can make more. Never a key. */
export type EmbedderRecipe = { provider: 'hash' | 'openai' | 'onnx'; config: Record<string, string> }

/** What is put before a question and before a passage: some models are trained to tell them apart so. */
export type Prefixes = { query: string; passage: string }

/** What a model's own prefixes are, by its name; none for a model that is not known to need any. */
export function prefixesOf(
  model: string,
  chosen: { query?: string | undefined; passage?: string | undefined } = {},
): Prefixes {
  const isE5 = /(^|[/_-])e5([/_-]|$)/i.test(model) && !/instruct/i.test(model)
  return {
    query: chosen.query ?? (isE5 ? 'query:' : ''),
    passage: chosen.passage ?? (isE5 ? 'passage:' : ''),
  }
}

/** Prefix and text, one space between them; an empty text is refused by most servers. */
export function prefixed(prefix: string, text: string): string {
  const filled = text.trim() || '-'
  return prefix === '' ? filled : `${prefix} ${filled}`
}

/** A space's id says all that its vectors depend on: what differs in any of it is never compared. */
export function spaceId(name: string, dimensions: number, traits: readonly string[]): string {
  const id = `${name}:${dimensions}`
  if (traits.every((trait) => trait === '')) return id
  return `${id}:${createHash('sha256').update(traits.join('\u0000')).digest('hex').slice(0, 8)}`
}
