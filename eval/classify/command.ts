import { classifyTurn } from '../../src/drafting/classify/classify-turn.ts'
import { classifyWithModel } from '../../src/drafting/classify/classify-with-model.ts'
import type { ChatModel } from '../../src/llm/chat-model.ts'
import { askedModel, type ModelFiles } from '../asked-model.ts'
import { evaluateReaders, type Reader, type ReadingReport } from './evaluate.ts'

/** Without a model the built-in reader alone is judged. */
export type ClassifyOptions = ModelFiles & { model?: string | undefined }

const TIMEOUT_MS = 60_000

/** Judges the built-in reader, and beside it the model if one is named, on both halves. */
export async function runClassifySuite({ model: name, ...files }: ClassifyOptions): Promise<ReadingReport[]> {
  const readers: Reader[] = [{ name: 'built-in', read: async (text) => classifyTurn(text) }]
  const asked = name ? askedModel(name, files) : undefined
  if (name && asked) readers.push(readerWith(asked.forRun(0), name))
  const reports = [await evaluateReaders(readers, 'dev'), await evaluateReaders(readers, 'held-out')]
  asked?.finish()
  return reports
}

function readerWith(model: ChatModel, name: string): Reader {
  const deps = { model, timeoutMs: TIMEOUT_MS }
  const read = async (text: string) => (await classifyWithModel(deps, { text, thread: [] })).classification
  return { name, read }
}
