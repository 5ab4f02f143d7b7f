import { join } from 'node:path'
import { z } from 'zod'
import { PERSONAL_KINDS } from '../src/domain/privacy/found.ts'
import { maskForGood } from '../src/domain/privacy/mask.ts'
import { readLines } from './data.ts'
import { type Share, shareOf } from './statistics.ts'

const CLEAN_KINDS = ['size', 'price', 'sku', 'date', 'model', 'quantity', 'standard', 'word'] as const

const piece = <K extends readonly string[]>(kinds: K) =>
  z.object({ kind: z.enum(kinds), text: z.string().min(1), at: z.int().nonnegative() })

const caseSchema = z
  .object({
    id: z.string(),
    text: z.string(),
    planted: z.array(piece(PERSONAL_KINDS)),
    clean: z.array(piece(CLEAN_KINDS)),
    author: z.string(),
    split: z.enum(['dev', 'held-out']),
  })
  .refine(
    ({ text, planted, clean }) => [...planted, ...clean].every((one) => text.startsWith(one.text, one.at)),
    {
      error: 'a piece does not stand where it says',
    },
  )
type Case = z.infer<typeof caseSchema>
type Split = Case['split']

type ByKind = { kind: string; hits: number; of: number }
export type PrivacyReport = {
  split: Split
  texts: number
  /** Share of planted pieces of which less than a telling run is left. */
  masked: Share
  /** Share of clean pieces of which something is gone. */
  touched: Share
  maskedByKind: ByKind[]
  touchedByKind: ByKind[]
  misses: { id: string; kind: string; piece: string; masked: string }[]
}

/** From so many letters and digits of a piece on, what is left of it gives it away. */
const TELLING_RUN = 4

export const privacyCases = (split: Split): Case[] =>
  readLines(join(import.meta.dirname, 'cases/privacy'), `${split}.jsonl`, caseSchema)

/** Masks every text for good and looks at what is left of its personal data and of its other numbers. */
export function evaluatePrivacy(split: Split): PrivacyReport {
  const cases = privacyCases(split)
  const judged = cases.flatMap(({ id, text, planted, clean }) => {
    const masked = maskForGood(text)
    const kept = keptPlaces(text, masked)
    const judge = (one: { kind: string; text: string; at: number }, isPlanted: boolean) => {
      const left = keptRuns(one, kept)
      const hit = isPlanted
        ? left.every((run) => run.replace(/[^\p{L}\p{N}]/gu, '').length < TELLING_RUN)
        : left[0] !== one.text
      return { id, kind: one.kind, piece: one.text, masked, isPlanted, hit }
    }
    return [...planted.map((one) => judge(one, true)), ...clean.map((one) => judge(one, false))]
  })
  const [planted, clean] = [judged.filter((one) => one.isPlanted), judged.filter((one) => !one.isPlanted)]
  return {
    split,
    texts: cases.length,
    masked: shareOf(hitsOf(planted), planted.length),
    touched: shareOf(hitsOf(clean), clean.length),
    maskedByKind: byKind(PERSONAL_KINDS, planted),
    touchedByKind: byKind(CLEAN_KINDS, clean),
    misses: judged
      .filter(({ isPlanted, hit }) => isPlanted !== hit)
      .map(({ id, kind, piece: text, masked }) => ({ id, kind, piece: text, masked })),
  }
}

const hitsOf = (all: { hit: boolean }[]) => all.filter(({ hit }) => hit).length

const byKind = (kinds: readonly string[], all: { kind: string; hit: boolean }[]): ByKind[] =>
  kinds.map((kind) => {
    const ofKind = all.filter((one) => one.kind === kind)
    return { kind, hits: hitsOf(ofKind), of: ofKind.length }
  })

/** Stretches of the text that the masked one still has, in order: between two tokens stands what was kept. */
function keptPlaces(text: string, masked: string): { start: number; end: number }[] {
  const literals = masked.split(/\[\[[a-z]+\]\]/u)
  let from = 0
  return literals.map((literal, i) => {
    const start = i === literals.length - 1 ? text.length - literal.length : text.indexOf(literal, from)
    if (start < from || !text.startsWith(literal, start)) {
      throw new Error(`«${masked}» is no mask of «${text}»`)
    }
    from = start + literal.length
    return { start, end: from }
  })
}

function keptRuns(
  { at, text }: { at: number; text: string },
  kept: { start: number; end: number }[],
): string[] {
  return kept
    .map(({ start, end }) => text.slice(Math.max(0, start - at), Math.max(0, end - at)))
    .filter((run) => run !== '')
}

/** The misses of the held-out half stay unseen: who looks at them tunes on them. */
export function privacyText(report: PrivacyReport): string {
  const percent = (x: number) => `${(x * 100).toFixed(1)} %`
  const line = (name: string, { share, low, high, hits, of }: Share) =>
    `${name.padEnd(16)} ${percent(share).padStart(8)}  (95 %: ${percent(low)} … ${percent(high)}, ${hits} of ${of})`
  const kinds = (all: ByKind[]) => all.map(({ kind, hits, of }) => `  ${kind.padEnd(14)} ${hits} of ${of}`)
  return [
    `— ${report.split}, ${report.texts} texts —`,
    line('planted, masked', report.masked),
    ...kinds(report.maskedByKind),
    line('clean, touched', report.touched),
    ...kinds(report.touchedByKind),
    ...(report.split === 'dev'
      ? report.misses.map(({ id, kind, piece: text, masked }) => `  ${id} ${kind} «${text}»\n    ${masked}`)
      : []),
  ].join('\n')
}
