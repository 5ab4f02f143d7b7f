import { contentStems } from '../domain/text/tokens.ts'
import { hashText } from '../llm/hash-embedder.ts'

type Entry = { questions: string[]; answer: string }

/**
 * Fitted with `npm run eval -- calibrate` on real support questions and questions no shop can answer; in the order
 * of `supportFeatures`.
 */
const WEIGHTS = [-7.05, 4.83, -0.34, 2.64, 0.9, 1.77]

/**
 * The chance, 0 to 1, that an entry answers a query. Lexical on purpose: it is the same whatever embedding model
 * ranked the entries, so one threshold holds for all of them.
 */
export function supportScore(query: string, entry: Entry, isFirst: boolean): number {
  const features = supportFeatures(query, entry, isFirst)
  const sum = features.reduce((total, feature, i) => total + feature * (WEIGHTS[i] ?? 0), 0)
  return 1 / (1 + Math.exp(-sum))
}

/** Bias, likeness to the nearest way of asking, likeness to the whole, words covered, words in the query, first in rank. */
function supportFeatures(query: string, { questions, answer }: Entry, isFirst: boolean): number[] {
  const whole = [...questions, answer].join('\n')
  const vector = vectorOf(query)
  const words = [...new Set(contentStems(query))]
  const known = new Set(contentStems(whole))
  return [
    1,
    Math.max(0, ...questions.map((question) => cosine(vector, vectorOf(question)))),
    cosine(vector, vectorOf(whole)),
    words.filter((word) => known.has(word)).length / Math.max(1, words.length),
    Math.log(1 + words.length),
    isFirst ? 1 : 0,
  ]
}

const remembered = new Map<string, number[]>()

/** The same entries come up again and again; their vectors are kept. */
function vectorOf(text: string): number[] {
  const known = remembered.get(text)
  if (known) return known
  if (remembered.size >= 4_000) remembered.clear()
  const vector = hashText(text)
  remembered.set(text, vector)
  return vector
}

function cosine(a: number[], b: number[]): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}
