import { strongTokens } from '../domain/text/strong-tokens.ts'
import { type EntryContent, textHash } from './entry-content.ts'
import { splitLongText } from './split-text.ts'

export type Piece = { part: string; text: string }

/** Raised when the cutting changes: passages of an older one are made anew by `refreshOldPassages`. */
export const PIECES_FORMAT = 2

/**
 * The pieces of an entry: each way of asking alone (short texts match short questions), and the answer with its
 * question, in chunks if it is long. What was really asked before is a part of its own kind, `past`. An entry that
 * is not live has none.
 */
export async function piecesOfEntry(entry: EntryContent): Promise<Piece[]> {
  if (entry.status !== 'live') return []
  const { questionRu, variants, answerRu } = entry
  const chunks = await splitLongText(answerRu)
  // The first words of the text as its heading: nobody asks so.
  const isEcho = answerRu.startsWith(questionRu.replace(/[\s.…]+$/, ''))
  return [
    ...(isEcho ? [] : [{ part: entry.kind === 'past-answer' ? 'past' : 'question', text: questionRu }]),
    ...variants.map((text, i) => ({ part: `variant-${i + 1}`, text })),
    ...chunks.map((chunk, i) =>
      i === 0
        ? { part: 'answer', text: [...(isEcho ? [] : [questionRu]), ...variants, chunk].join('\n') }
        : { part: `answer-${i + 1}`, text: `${questionRu}\n${chunk}` },
    ),
  ]
}

/** What a passage stores of its piece. */
export const passageOf = ({ part, text }: Piece) => ({
  part,
  text,
  textHash: textHash(text),
  keys: strongTokens(text),
  format: PIECES_FORMAT,
})
