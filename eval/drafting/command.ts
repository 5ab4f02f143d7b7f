import { writeFileSync } from 'node:fs'
import { createOpenAiChatModel } from '../../src/llm/openai-chat-model.ts'
import { type BatchRequest, batchModel, readAnswers } from './batch.ts'
import { type DraftingReport, evaluateDrafting, type System } from './evaluate.ts'
import { draftingHtml } from './report-html.ts'

export type DraftingOptions = {
  split: 'dev' | 'held-out'
  /** Ids of conversations, as a regular expression. */
  only?: string | undefined
  /** Without it the built-in drafter alone is judged. */
  model?: string | undefined
  runs: number
  /** Recorded answers, JSON Lines of OpenAI's Batch API: nothing is asked of a server. */
  answers?: string | undefined
  /** Where the questions without an answer go, as a file to upload there. */
  export?: string | undefined
  /** Where a live model's answers go, to be replayed with `answers`. */
  record?: string | undefined
  html?: string | undefined
}

/** Judges the built-in drafter, and beside it the model if one is named; writes the files that were asked for. */
export async function runDraftingSuite(options: DraftingOptions): Promise<DraftingReport> {
  const { split, only, model, runs, html } = options
  const systems: System[] = [{ name: 'built-in' }]
  const batches: ReturnType<typeof batchModel>[] = []
  if (model) {
    const answers = options.answers ? readAnswers(options.answers) : new Map()
    const isLive = !options.answers && !options.export
    const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl } = process.env
    if (isLive && !apiKey && !baseUrl)
      throw new Error('A model needs OPENAI_API_KEY or OPENAI_BASE_URL, or --answers or --export')
    const live = isLive ? { live: createOpenAiChatModel({ apiKey, baseUrl, model }) } : {}
    systems.push({
      name: model,
      runs,
      model: (run) => {
        const batch = batchModel(model, { answers, run, ...live })
        batches.push(batch)
        return batch.model
      },
    })
  }
  const report = await evaluateDrafting(systems, { split, only: only ? new RegExp(only) : undefined })
  const unanswered = batches.flatMap((batch) => batch.unanswered())
  if (options.export) writeLines(options.export, unanswered)
  if (options.record)
    writeLines(
      options.record,
      batches.flatMap((batch) => batch.recorded()),
    )
  if (html) writeFileSync(html, draftingHtml(report))
  if (unanswered.length > 0) console.error(openQuestions(unanswered, options.export))
  return report
}

const writeLines = (file: string, rows: readonly unknown[]) =>
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))

function openQuestions(unanswered: readonly BatchRequest[], file: string | undefined): string {
  const where = file ? `they stand in ${file}` : 'write them with --export <file>'
  return `${unanswered.length} questions have no answer yet: ${where}. The model's figures hold only without any.`
}
