import { join } from 'node:path'
import { z } from 'zod'
import { CATEGORIES } from '../../src/domain/category.ts'
import { NEGATIVE_KINDS, riskFlagSchema, TONES } from '../../src/domain/draft.ts'
import { readLines } from '../data.ts'

const CASES = join(import.meta.dirname, '../cases/classify')

const caseSchema = z.strictObject({
  id: z.string(),
  text: z.string().min(1),
  category: z.enum(CATEGORIES),
  /** Categories that reasonable people would give as well. */
  mayCategory: z.array(z.enum(CATEGORIES)).optional(),
  flags: z.array(riskFlagSchema),
  /** Flags that are no false alarm here. */
  mayFlags: z.array(riskFlagSchema).optional(),
  /** How many questions and requests; null where nobody would count. */
  asks: z.int().min(0).nullable(),
  language: z.string(),
  tone: z.array(z.enum(TONES)).min(1),
  /** What the discontent is about, null where there is none; `any` where the words do not tell. */
  negative: z.union([z.literal('any'), z.array(z.enum(NEGATIVE_KINDS).nullable()).min(1)]),
  author: z.string(),
  split: z.enum(['dev', 'held-out']),
})
export type ReadingCase = z.infer<typeof caseSchema>

/** Turns of buyers with what is to be read in them. Work on `dev` alone. */
export const readingCases = (split: 'dev' | 'held-out'): ReadingCase[] =>
  readLines(CASES, `${split}.jsonl`, caseSchema)
