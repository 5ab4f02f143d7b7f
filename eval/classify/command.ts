import { writeFileSync } from 'node:fs'
import { classifyTurn } from '../../src/drafting/classify/classify-turn.ts'
import { classifyWithModel } from '../../src/drafting/classify/classify-with-model.ts'
import { createOpenAiChatModel } from '../../src/llm/openai-chat-model.ts'
import { batchModel, readAnswers } from '../drafting/batch.ts'
import { evaluateReaders, type Reader, type ReadingReport } from './evaluate.ts'

export type ClassifyOptions = {
  /** Without it the built-in reader alone is judged. */
  model?: string | undefined
  /** Recorded answers, JSON Lines of OpenAI's Batch API: nothing is asked of a server. */
  answers?: string | undefined
  /** Where the questions without an answer go, as a file to upload there. */
  export?: string | undefined
  /** Where a live model's answers go, to be replayed with `answers`. */
  record?: string | undefined
}

const TIMEOUT_MS = 60_000

/** Judges the built-in reader, and beside it the model if one is named, on both halves. */
export async function runClassifySuite({ model, ...files }: ClassifyOptions): Promise<ReadingReport[]> {
  const readers: Reader[] = [{ name: 'built-in', read: async (text) => classifyTurn(text) }]
  const asked = model ? askModel(model, files) : undefined
  if (asked) readers.push(asked.reader)
  const reports = [await evaluateReaders(readers, 'dev'), await evaluateReaders(readers, 'held-out')]
  const unanswered = asked?.batch.unanswered() ?? []
  if (files.export) writeLines(files.export, unanswered)
  if (files.record) writeLines(files.record, asked?.batch.recorded() ?? [])
  if (unanswered.length > 0)
    console.error(
      `${unanswered.length} questions have no answer yet: the model's figures hold only without any.`,
    )
  return reports
}

function askModel(model: string, files: Omit<ClassifyOptions, 'model'>) {
  const isLive = !files.answers && !files.export
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl } = process.env
  if (isLive && !apiKey && !baseUrl)
    throw new Error('A model needs OPENAI_API_KEY or OPENAI_BASE_URL, or --answers or --export')
  const answers = files.answers ? readAnswers(files.answers) : new Map()
  const live = isLive ? { live: createOpenAiChatModel({ apiKey, baseUrl, model }) } : {}
  const batch = batchModel(model, { answers, run: 0, ...live })
  const deps = { model: batch.model, timeoutMs: TIMEOUT_MS }
  const read = async (text: string) => (await classifyWithModel(deps, { text, thread: [] })).classification
  return { batch, reader: { name: model, read } }
}

const writeLines = (file: string, rows: readonly unknown[]) =>
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
