import type { CaseDraft } from '../../../http/contracts/case.ts'

export type Piece = { text: string; status: 'warn' | 'block' | undefined }

/**
 * Each sentence of a draft in pieces, those that a check or its own evidence is against marked; the draft joins sentences
 * by a space.
 */
export function marksIn({ sentences, checks }: Pick<CaseDraft, 'sentences' | 'checks'>): Piece[][] {
  let at = 0
  return sentences.map(({ ru, findings = [] }) => {
    const text = ru.trim()
    const pieces = piecesOf(text, at, [...checks, ...findingPlaces(text, at, findings)])
    if (text !== '') at += text.length + 1
    return pieces
  })
}

type Marked = Pick<CaseDraft['checks'][number], 'status' | 'places'>

/** The words that do not hold; a sentence that does not hold as a whole is told below it. */
function findingPlaces(text: string, at: number, findings: readonly { words: string }[]): Marked[] {
  return findings.flatMap(({ words }) => {
    const from = words === text ? -1 : text.indexOf(words)
    return from < 0 ? [] : [{ status: 'warn', places: [{ from: at + from, to: at + from + words.length }] }]
  })
}

function piecesOf(text: string, at: number, checks: readonly Marked[]): Piece[] {
  const statuses: Piece['status'][] = Array.from({ length: text.length })
  for (const { status, places } of checks) {
    if (status === 'pass') continue
    for (const { from, to } of places ?? []) {
      for (let i = Math.max(from - at, 0); i < Math.min(to - at, text.length); i++) {
        if (statuses[i] !== 'block') statuses[i] = status
      }
    }
  }
  const pieces: Piece[] = []
  for (let i = 0; i < text.length; i++) {
    const last = pieces.at(-1)
    if (last && last.status === statuses[i]) last.text += text[i]
    else pieces.push({ text: text[i] ?? '', status: statuses[i] })
  }
  return pieces
}
