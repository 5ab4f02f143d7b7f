import { z } from 'zod'
import { hashText } from '../src/llm/hash-embedder.ts'
import { readLines } from './data.ts'
import { type Recall, recallOf } from './recall.ts'

const productSchema = z.object({ id: z.string(), article: z.string(), name: z.string() })
const querySchema = z.object({ query: z.string(), gold: z.array(z.string()) })

/** A marketplace's title against the shop's own names, by the built-in vectors alone: near-twins differ by a number. */
export function evaluateProducts(folder: string): Recall {
  const products = readLines(folder, 'prosept_products/products.jsonl', productSchema).map(
    ({ id, name, article }) => ({
      id,
      vector: hashText(`${name} ${article}`),
    }),
  )
  const queries = readLines(folder, 'prosept_products/queries_ozon_name.jsonl', querySchema)
  return recallOf(
    queries.map(({ query, gold }) => {
      const vector = hashText(query)
      const likeness = (other: number[]) => other.reduce((sum, x, i) => sum + x * (vector[i] ?? 0), 0)
      const ranked = products
        .map(({ id, vector: other }) => ({ id, score: likeness(other) }))
        .sort((a, b) => b.score - a.score)
      return { gold, found: ranked.slice(0, 10).map(({ id }) => id) }
    }),
  )
}
