import { writeFileSync } from 'node:fs'
import type { ChatModel } from '../src/llm/chat-model.ts'
import { createOpenAiChatModel } from '../src/llm/openai-chat-model.ts'
import { batchModel, readAnswers } from './drafting/batch.ts'

export type ModelFiles = {
  /** Recorded answers, JSON Lines of OpenAI's Batch API: nothing is asked of a server. */
  answers?: string | undefined
  /** Where the questions without an answer go, as a file to upload there. */
  export?: string | undefined
  /** Where a live model's answers go, to be replayed with `answers`. */
  record?: string | undefined
}

/** A model that a suite asks, live or by files; `finish` writes the files and tells how many questions are open. */
export function askedModel(
  name: string,
  files: ModelFiles,
): { forRun(run: number): ChatModel; finish(): void } {
  const isLive = !files.answers && !files.export
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl } = process.env
  if (isLive && !apiKey && !baseUrl)
    throw new Error('A model needs OPENAI_API_KEY or OPENAI_BASE_URL, or --answers or --export')
  const answers = files.answers ? readAnswers(files.answers) : new Map()
  const live = isLive ? { live: createOpenAiChatModel({ apiKey, baseUrl, model: name }) } : {}
  const batches: ReturnType<typeof batchModel>[] = []
  return {
    forRun: (run) => {
      const batch = batchModel(name, { answers, run, ...live })
      batches.push(batch)
      return batch.model
    },
    finish: () => {
      const unanswered = batches.flatMap((batch) => batch.unanswered())
      if (files.export) writeLines(files.export, unanswered)
      if (files.record)
        writeLines(
          files.record,
          batches.flatMap((batch) => batch.recorded()),
        )
      if (unanswered.length === 0) return
      const where = files.export ? `they stand in ${files.export}` : 'write them with --export <file>'
      console.error(
        `${unanswered.length} questions have no answer yet: ${where}. The model's figures hold only without any.`,
      )
    },
  }
}

const writeLines = (file: string, rows: readonly unknown[]) =>
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
