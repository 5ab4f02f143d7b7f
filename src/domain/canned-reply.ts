/** What a canned reply may leave to be filled in, written `{buyer}`. */
export const CANNED_VARIABLES = ['buyer', 'order', 'product', 'shop'] as const
export type CannedVariable = (typeof CANNED_VARIABLES)[number]
/** What is known in a case; null = it is not. */
export type CannedValues = Record<CannedVariable, string | null>

const VARIABLE = /\{([^{}\n]*)\}/g
/** «Здравствуйте, {buyer}!»: without a name the comma before it, or after it, goes too. */
const ADDRESS = /,[ \u00a0]*\{buyer\}(?=[!.,?:])|^\{buyer\},[ \u00a0]*(\p{L})/gmu

const isVariable = (name: string): name is CannedVariable =>
  CANNED_VARIABLES.some((variable) => variable === name)

/** Names in braces that no case could fill. */
export function unknownVariables(text: string): string[] {
  return [...text.matchAll(VARIABLE)].map(([, name = '']) => name).filter((name) => !isVariable(name))
}

/** The text as it goes into the editor. What is not known stays in its braces, and no check lets that leave. */
export function fillCanned(text: string, values: CannedValues): { text: string; missing: CannedVariable[] } {
  const addressed = values.buyer
    ? text
    : text.replace(ADDRESS, (_whole, next?: string) => next?.toUpperCase() ?? '')
  const missing = new Set<CannedVariable>()
  const filled = addressed.replace(VARIABLE, (whole, name: string) => {
    if (!isVariable(name)) return whole
    const value = values[name]
    if (value === null) missing.add(name)
    return value ?? whole
  })
  return { text: filled, missing: [...missing] }
}

/** A text in pieces, in order: plain ones and variables. */
export function cannedPieces(text: string): { at: number; text: string; variable?: CannedVariable }[] {
  const pieces: { at: number; text: string; variable?: CannedVariable }[] = []
  let at = 0
  for (const { index, 0: whole, 1: name = '' } of text.matchAll(VARIABLE)) {
    if (!isVariable(name)) continue
    if (index > at) pieces.push({ at, text: text.slice(at, index) })
    pieces.push({ at: index, text: whole, variable: name })
    at = index + whole.length
  }
  return at < text.length ? [...pieces, { at, text: text.slice(at) }] : pieces
}

/** A sent text as the beginning of a canned reply: what is this case's own becomes variables again. */
export function asTemplate(text: string, values: CannedValues): string {
  return CANNED_VARIABLES.reduce((whole, name) => {
    const value = values[name]
    return value ? whole.replaceAll(value, `{${name}}`) : whole
  }, text)
}

const NAME = /^\p{Script=Cyrillic}[\p{Script=Cyrillic}-]+$/u
const PATRONYMIC = /(?:вна|вич|чна|ьич)$/u

/**
 * How a buyer is spoken to, by the name the marketplace gives: «Марина К.» is «Марина», «Ольга Николаевна» stays
 * whole; undefined where it is no name in Russian (`user1999`).
 */
export function buyerFirstName(buyerName: string | null): string | null {
  const [first = '', second = ''] = (buyerName ?? '').trim().split(/\s+/)
  if (!NAME.test(first)) return null
  return NAME.test(second) && PATRONYMIC.test(second) ? `${first} ${second}` : first
}

/** Whether a search finds a canned reply: every word of it, in any of the texts, whatever case and ё. */
export function matchesCanned(texts: readonly string[], search: string): boolean {
  const text = folded(texts.join('\n'))
  return folded(search)
    .split(/\s+/)
    .every((word) => text.includes(word))
}

const folded = (text: string) => text.toLowerCase().replaceAll('ё', 'е').trim()
