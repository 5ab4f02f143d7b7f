import type { EntryChange } from './entry-changes.ts'
import type { ProcedureContent } from './procedure.ts'
import { diffWords } from './text/word-diff.ts'

type InThree = { ru: string; zh: string; en: string }

const lines = ({ ru, zh, en }: InThree): string[] => [ru, zh, en].filter((text) => text !== '')

/** Each part of a procedure as a text that people compare. */
const AS_TEXT: { [Part in keyof ProcedureContent]: (content: ProcedureContent) => string[] } = {
  required: ({ required }) =>
    required.flatMap(({ fact, decides, question }) => [
      `${fact}${decides ? ' !' : ''}`,
      ...(question ? lines(question) : []),
    ]),
  steps: ({ steps }) =>
    steps.flatMap(({ schemes, ...step }, index) => [[`${index + 1}.`, ...schemes].join(' '), ...lines(step)]),
  remedies: ({ remedies }) => remedies.map(({ remedy, approver }) => `${remedy}: ${approver}`),
  offersAlternative: ({ offersAlternative }) => [String(offersAlternative)],
  tone: ({ tone }) => lines(tone),
  examples: ({ examples }) => examples.flatMap(({ ru, zh }) => [ru, zh]).filter((text) => text !== ''),
}
const PARTS = Object.keys(AS_TEXT) as (keyof ProcedureContent)[]

/** What differs between two versions of a procedure, part by part, word by word. */
export function procedureChanges(before: ProcedureContent, after: ProcedureContent): EntryChange[] {
  return PARTS.flatMap((field): EntryChange[] => {
    const [old, now] = [before, after].map((content) => AS_TEXT[field](content).join('\n'))
    return old === now ? [] : [{ field, kind: 'text', parts: diffWords(old ?? '', now ?? '') }]
  })
}
