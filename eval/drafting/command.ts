import { writeFileSync } from 'node:fs'
import { askedModel, type ModelFiles } from '../asked-model.ts'
import { type DraftingReport, evaluateDrafting, type System } from './evaluate.ts'
import { draftingHtml } from './report-html.ts'

export type DraftingOptions = ModelFiles & {
  split: 'dev' | 'held-out'
  /** Ids of conversations, as a regular expression. */
  only?: string | undefined
  /** Without it the built-in drafter alone is judged. */
  model?: string | undefined
  runs: number
  html?: string | undefined
}

/** Judges the built-in drafter, and beside it the model if one is named; writes the files that were asked for. */
export async function runDraftingSuite(options: DraftingOptions): Promise<DraftingReport> {
  const { split, only, model, runs, html } = options
  const systems: System[] = [{ name: 'built-in' }]
  const asked = model ? askedModel(model, options) : undefined
  if (model && asked) systems.push({ name: model, runs, model: asked.forRun })
  const report = await evaluateDrafting(systems, { split, only: only ? new RegExp(only) : undefined })
  if (html) writeFileSync(html, draftingHtml(report))
  asked?.finish()
  return report
}
