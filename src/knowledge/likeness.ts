import { STOP_WORDS } from '../domain/text/stop-words.ts'
import { strongTokens } from '../domain/text/strong-tokens.ts'
import { stem, tokenise } from '../domain/text/tokens.ts'
import { familyOf } from '../domain/text/word-families.ts'
import type { Vocabulary } from './vocabulary.ts'

type Word = { stem: string; family: number | undefined; grams: ReadonlySet<string> }
type ReadText = {
  words: Word[]
  /** Of all its tokens; made when first asked for, because long texts have many and are not compared by them. */
  trigrams: () => ReadonlySet<string>
  keys: ReadonlySet<string>
  names: ReadonlySet<string>
}

/** A question made ready to be held against many texts. */
export type ReadQuery = ReadText & {
  vocabulary: Vocabulary
  /** How alike its words are to each word met so far, in their order. */
  memo: Map<string, number[]>
}

/** A text with its exact keys, which are stored beside it: finding them again would cost more than all the rest. */
type Passage = { text: string; keys: readonly string[]; isAsked: boolean }

export type Likeness = {
  /** What share of the question's meaning the text covers, 0..1: rare words weigh more, near forms count in part. */
  covered: number
  /** What share of the text's meaning the question covers. */
  coveredBack: number
  /** Like pg_trgm's `similarity`, of texts that ask; of others 0. */
  trigram: number
  /** What share of the question's exact keys (measures, models, codes) the text has; 0 when it has none. */
  keysMet: number
  /** What share of the question's measures stands in the text with another number and the same unit. */
  keysMissed: number
  /** What share of the text's exact keys the question does not have; 0 when the question has none. */
  keysExtra: number
  /** 1 when both name the same article, SKU or model. */
  codesMet: number
  /** The same of words in Latin letters, which in a Russian text are names: met, and extra. */
  namesMet: number
  namesExtra: number
}

export function readQuery(text: string, vocabulary: Vocabulary): ReadQuery {
  return { ...readText({ text, keys: strongTokens(text), isAsked: true }), vocabulary, memo: new Map() }
}

export function likenessOf(query: ReadQuery, passage: Passage): Likeness {
  const other = rememberedText(passage)
  const best = query.words.map(() => 0)
  let [metBack, allBack] = [0, 0]
  for (const word of other.words) {
    const alike = alikeTo(query, word)
    let most = 0
    for (let i = 0; i < alike.length; i++) {
      const x = alike[i] ?? 0
      if (x > (best[i] ?? 0)) best[i] = x
      if (x > most) most = x
    }
    const weight = weightOf(word, query.vocabulary)
    allBack += weight
    metBack += weight * most
  }
  let [met, all] = [0, 0]
  for (const [i, word] of query.words.entries()) {
    const weight = weightOf(word, query.vocabulary)
    all += weight
    met += weight * (best[i] ?? 0)
  }
  return {
    covered: all === 0 ? 0 : met / all,
    coveredBack: allBack === 0 ? 0 : metBack / allBack,
    trigram: passage.isAsked ? shareOfUnion(query.trigrams(), other.trigrams()) : 0,
    ...keysOf(query.keys, other.keys),
    namesMet: shareIn(query.names, other.names),
    namesExtra: query.names.size === 0 ? 0 : shareMissing(other.names, query.names),
  }
}

/** What is known of the question's words. */
type Known = {
  /** What share of its meaning stands in the texts it was held against, to the word, and nearly so. */
  known: number
  nearlyKnown: number
  /** Of each word how sure it is that the shop uses it: 1 where it does anywhere, else the likest one in those texts. */
  heard: ReadonlyMap<string, number>
}

export function knownShares(
  { words, memo, vocabulary }: ReadQuery,
  isUsed: (stem: string) => boolean,
): Known {
  let [all, known, nearlyKnown] = [0, 0, 0]
  const heard = new Map<string, number>()
  for (const [i, word] of words.entries()) {
    const weight = weightOf(word, vocabulary)
    let most = 0
    for (const alike of memo.values()) most = Math.max(most, alike[i] ?? 0)
    all += weight
    nearlyKnown += weight * most
    if (most === 1) known += weight
    heard.set(word.stem, isUsed(word.stem) ? 1 : most)
  }
  return {
    known: all === 0 ? 0 : known / all,
    nearlyKnown: all === 0 ? 0 : nearlyKnown / all,
    heard,
  }
}

/** Inverse document frequency, as in BM25 but of a share. */
const weightOf = ({ stem: word }: Word, { shareOf }: Vocabulary): number => {
  const share = shareOf(word)
  return Math.log(1 + (1 - share) / share)
}

function alikeTo({ words, memo }: ReadQuery, other: Word): number[] {
  const known = memo.get(other.stem)
  if (known) return known
  const alike = words.map((word) => alikeness(word, other))
  memo.set(other.stem, alike)
  return alike
}

/** Words of one family, as «вернуть» and «возврат»: the same matter, but not the same word. */
const SAME_FAMILY = 0.7
/** Below this two words only happen to share letters. */
const LEAST_ALIKE = 0.4

function alikeness(a: Word, b: Word): number {
  if (a.stem === b.stem) return 1
  const isFamily = a.family !== undefined && a.family === b.family
  let shared = 0
  for (const gram of a.grams) if (b.grams.has(gram)) shared++
  const dice = (2 * shared) / (a.grams.size + b.grams.size)
  return Math.max(isFamily ? SAME_FAMILY : 0, dice < LEAST_ALIKE ? 0 : dice)
}

function shareOfUnion(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0
  for (const one of a) if (b.has(one)) shared++
  const union = a.size + b.size - shared
  return union === 0 ? 0 : shared / union
}

function keysOf(asked: ReadonlySet<string>, known: ReadonlySet<string>) {
  if (asked.size === 0) return { keysMet: 0, keysMissed: 0, keysExtra: 0, codesMet: 0 }
  let [met, missed, codesMet] = [0, 0, 0]
  const units = new Set([...known].map(unitOf))
  for (const key of asked) {
    if (known.has(key)) {
      met++
      if (CODE.test(key)) codesMet = 1
    } else if (unitOf(key) !== '' && units.has(unitOf(key))) missed++
  }
  const keysExtra = shareMissing(known, asked)
  return { keysMet: met / asked.size, keysMissed: missed / asked.size, keysExtra, codesMet }
}

function shareIn(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let met = 0
  for (const one of some) if (others.has(one)) met++
  return some.size === 0 ? 0 : met / some.size
}

const shareMissing = (some: ReadonlySet<string>, others: ReadonlySet<string>): number =>
  some.size === 0 ? 0 : 1 - shareIn(some, others)

const CODE = /^(?=.*\d)(?!\d+x)[a-zа-я\d]{4,}$/
/** `500мл` → `мл`; a model or a code has none. */
const unitOf = (key: string): string => /^[\d.]+([а-я°%]+)$/.exec(key)?.[1] ?? (key.includes('x') ? 'x' : '')

const LONGEST_READ = 4_000
const KEPT_TEXTS = 20_000
const texts = new Map<string, ReadText>()

/** The same passages come up again and again. */
function rememberedText(passage: Passage): ReadText {
  const known = texts.get(passage.text)
  if (known) return known
  if (texts.size >= KEPT_TEXTS) texts.clear()
  const read = readText(passage)
  texts.set(passage.text, read)
  return read
}

function readText({ text, keys }: Passage): ReadText {
  const tokens = tokenise(text.slice(0, LONGEST_READ))
  const distinct = new Map<string, Word>()
  for (const token of tokens) {
    if (STOP_WORDS.has(token)) continue
    const word = wordOf(token)
    if (!distinct.has(word.stem)) distinct.set(word.stem, word)
  }
  return {
    words: [...distinct.values()],
    trigrams: once(() => new Set(tokens.flatMap((token) => gramsOf(`  ${token} `, 3)))),
    keys: new Set(keys),
    names: new Set(tokens.filter((token) => /^[a-z]{2,}$/.test(token))),
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

const KEPT_WORDS = 50_000
const words = new Map<string, Word>()

function wordOf(token: string): Word {
  const known = words.get(token)
  if (known) return known
  if (words.size >= KEPT_WORDS) words.clear()
  const stemmed = stem(token)
  const padded = `^${stemmed}$`
  const grams = new Set([...gramsOf(padded, 2), ...gramsOf(padded, 3)])
  const word = { stem: stemmed, family: familyOf(token), grams }
  words.set(token, word)
  return word
}

function gramsOf(text: string, size: number): string[] {
  const grams: string[] = []
  for (let at = 0; at + size <= text.length; at++) grams.push(text.slice(at, at + size))
  return grams
}
