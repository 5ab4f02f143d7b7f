import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** Reads a JSON Lines file of the data folder, each line parsed; says which line is wrong. */
export function readLines<T extends z.ZodType>(folder: string, file: string, line: T): z.infer<T>[] {
  const path = join(folder, file)
  if (!existsSync(path)) throw new Error(`There is no ${path}; name the folder with --data`)
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((text) => text.trim() !== '')
    .map((text, i) => {
      const parsed = line.safeParse(JSON.parse(text))
      if (!parsed.success) throw new Error(`${path}:${i + 1}: ${z.prettifyError(parsed.error)}`)
      return parsed.data
    })
}

const kbSchema = z.object({ id: z.string(), question: z.string(), answer: z.string() })
const caseSchema = z.object({ id: z.string(), query: z.string(), gold: z.array(z.string()) })

/** Real support questions; rows of one question are one entry, so that twins do not fill the list. */
export function readSupportData(folder: string) {
  const rows = readLines(folder, 'rutube_support/kb.jsonl', kbSchema)
  const cases = readLines(folder, 'rutube_support/cases.dev.jsonl', caseSchema)
  const byQuestion = Map.groupBy(rows, (row) => row.question)
  const entries = [...byQuestion.values()].map((twins) => ({
    id: twins[0]?.id ?? '',
    question: twins[0]?.question ?? '',
    answer: [...new Set(twins.map((row) => row.answer))].join('\n'),
  }))
  const entryOf = new Map(
    [...byQuestion.values()].flatMap((twins) => twins.map((row) => [row.id, twins[0]?.id ?? ''])),
  )
  return {
    entries: entries.map((entry) => ({
      ...entry,
      answer: entry.answer.slice(0, 4000),
      question: entry.question.slice(0, 1000),
    })),
    cases: cases.map((one) => ({ ...one, gold: [...new Set(one.gold.map((id) => entryOf.get(id) ?? id))] })),
  }
}

export function readOffTopic(folder: string) {
  return readLines(
    folder,
    'offtopic_questions/rubq_dev.jsonl',
    z.object({ id: z.string(), query: z.string() }),
  )
}
