import type { EntryChange } from './entry-changes.ts'
import type { ProcedureContent } from './procedure.ts'
import { diffWords } from './text/word-diff.ts'

type InThree = { ru: string; zh: string; en: string }

const lines = ({ ru, zh, en }: InThree): string[] => [ru, zh, en].filter((text) => text !== '')

/** What people compare as a list of names. */
const AS_VALUE = {
  required: ({ required }: ProcedureContent) => required.map(({ fact, decides }) => ({ fact, decides })),
  remedies: ({ remedies }: ProcedureContent) =>
    remedies.map(({ remedy, approver }) => ({ remedy, approver })),
  offersAlternative: ({ offersAlternative }: ProcedureContent) => offersAlternative,
}
/** What people compare word by word. */
const AS_TEXT = {
  questions: ({ required }: ProcedureContent) =>
    required.flatMap(({ question }) => (question ? lines(question) : [])),
  steps: ({ steps }: ProcedureContent) =>
    steps.flatMap(({ schemes, ...step }, index) => [[`${index + 1}.`, ...schemes].join(' '), ...lines(step)]),
  tone: ({ tone }: ProcedureContent) => lines(tone),
  examples: ({ examples }: ProcedureContent) =>
    examples.flatMap(({ ru, zh }) => [ru, zh]).filter((text) => text !== ''),
}

/** What differs between two versions of a procedure, part by part: texts word by word, lists as they were and are. */
export function procedureChanges(before: ProcedureContent, after: ProcedureContent): EntryChange[] {
  return [
    ...Object.entries(AS_VALUE).flatMap(([field, part]): EntryChange[] => {
      const [old, now] = [part(before), part(after)]
      return JSON.stringify(old) === JSON.stringify(now)
        ? []
        : [{ field, kind: 'value', before: old, after: now }]
    }),
    ...Object.entries(AS_TEXT).flatMap(([field, part]): EntryChange[] => {
      const [old, now] = [part(before).join('\n'), part(after).join('\n')]
      return old === now ? [] : [{ field, kind: 'text', parts: diffWords(old, now) }]
    }),
  ]
}
