import { stem, tokenise } from '../domain/text/tokens.ts'

export type Named = { sku: string; name: string }

/** Where a product's name stops naming and starts describing: «… для iPhone 15», «…, чёрные», «… с микрофоном». */
const DESCRIPTION = /[,:(]|\s(?:для|с|со|на|из|и|от|под|без)\s/u
/** Endings of adjectives and participles; what such a word names, many things have. */
const ADJECTIVE = /(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ым|им|ых|их|ую|юю|ыми|ими)$/u

const HEAD = 2
const OWN_NAME = 2
const NAMING = 1
const DETAIL = 0.4
/** From here on a product counts as named. */
const CLEAR = 2
/** The thing with its model or brand: enough to leave the product that the chat is about for another one. */
export const EMPHATIC = 3.4
const AHEAD = 0.35

/**
 * The one product that the text names; undefined when none is or several are equally. The thing itself («пылесос»)
 * or a name that only one product has («Air») must be said; brand, kind and colour only decide between several.
 */
export function namedProduct<P extends Named>(
  text: string,
  products: readonly P[],
  least = CLEAR,
): P | undefined {
  const spoken = readSpeech(text)
  const named = products.map((product) => ({ product, words: nameWords(product.name) }))
  const owners = countOwners(named.map(({ words }) => words))
  const [best, second] = named
    .map(({ product, words }) => ({ product, score: scoreOf(words, spoken, owners) }))
    .sort((a, b) => b.score - a.score)
  if (!best || best.score < least) return undefined
  return best.score - (second?.score ?? 0) >= AHEAD ? best.product : undefined
}

type Role = 'head' | 'naming' | 'detail'
type NameWords = Map<string, Role>

function nameWords(name: string): NameWords {
  const end = name.search(DESCRIPTION)
  const naming = tokenise(end < 0 ? name : name.slice(0, end))
  const detail = end < 0 ? [] : tokenise(name.slice(end)).filter((token) => token.length > 2)
  const head = headOf(naming)
  const words: NameWords = new Map()
  for (const token of detail) words.set(stem(token), 'detail')
  for (const token of naming) {
    const isDetail = token.length < 3 || ADJECTIVE.test(token) || /^\p{N}/u.test(token)
    words.set(stem(token), token === head ? 'head' : isDetail ? 'detail' : 'naming')
  }
  return words
}

const headOf = (naming: string[]): string | undefined =>
  naming.find((token) => /^[а-я]{3,}$/u.test(token) && !ADJECTIVE.test(token))

/** The thing that a name names, as its stem: «пылесос», whatever its brand and colour. */
export function thingOf(name: string): string | undefined {
  const end = name.search(DESCRIPTION)
  const head = headOf(tokenise(end < 0 ? name : name.slice(0, end)))
  return head && stem(head)
}

/** How many of the products have a word in their name proper. */
function countOwners(names: NameWords[]): Map<string, number> {
  const owners = new Map<string, number>()
  for (const words of names)
    for (const [word, role] of words) if (role !== 'detail') owners.set(word, (owners.get(word) ?? 0) + 1)
  return owners
}

/** «2 часа», «18 часов»: time, not a watch; of that one speaks in other forms. */
const HOURS = /^час(?:а|у|е|ом|ов)?$/u

type Speech = { stems: string[]; properStems: Set<string> }

/** `properStems`: words written as names are, «Щит», V8, or in quotes; «пар» and «Пар» are told apart by it. */
function readSpeech(text: string): Speech {
  const proper = text.match(/(?<=[^\s.!?…][^\S\n]+|[«"„“])\p{Lu}[\p{L}\p{N}]*|(?<!\p{L})[A-Za-z]{2,}/gu) ?? []
  return {
    stems: [
      ...new Set(
        tokenise(text)
          .filter((token) => !HOURS.test(token))
          .map(stem),
      ),
    ],
    properStems: new Set(proper.flatMap((word) => tokenise(word).map(stem))),
  }
}

function scoreOf(words: NameWords, { stems, properStems }: Speech, owners: Map<string, number>): number {
  let score = 0
  for (const [word, role] of words) {
    const said = stems.find((one) => isSameWord(one, word))
    if (said === undefined) continue
    if (role === 'head') score += HEAD
    else if (role === 'detail') score += DETAIL
    else score += properStems.has(said) && owners.get(word) === 1 ? OWN_NAME : NAMING
  }
  return score
}

/** Snowball leaves some forms apart («футболок», «футболки»): long words with a long common start are one. */
function isSameWord(a: string, b: string): boolean {
  if (a === b) return true
  if (!/^[а-я]{5,}$/u.test(a) || !/^[а-я]{5,}$/u.test(b)) return false
  const common = Math.max(5, Math.min(a.length, b.length) - 1)
  return Math.abs(a.length - b.length) <= 2 && a.slice(0, common) === b.slice(0, common)
}
