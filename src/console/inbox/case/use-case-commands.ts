import { useTranslation } from 'react-i18next'
import { useOfferedCommands } from '../../parts/commands.ts'

// Approving stands last: the first command is one Enter away from an empty search.
const ACTS = [
  ['edit', 'actions.edit', 'E'],
  ['write', 'actions.write', 'W'],
  ['canned', 'canned.button', '/'],
  ['redo', 'actions.redo', 'R'],
  ['refuse', 'actions.refuse', 'D'],
  ['escalate', 'actions.escalate', 'X'],
  ['snooze', 'actions.snooze', 'S'],
  ['note', 'notes.title', 'N'],
  ['mine', 'cases.takeMine', 'M'],
  ['caseMenu', 'cases.menu', 'G'],
  ['merge', 'cases.merge', 'B'],
  ['close', 'cases.close', 'C'],
  ['approve', 'actions.approve', 'Enter'],
] as const

/** What can be done with the case in front, for the command palette; what is not possible now is not offered. */
export function useCaseCommands(possible: Record<(typeof ACTS)[number][0], (() => unknown) | false | null>) {
  const { t } = useTranslation()
  useOfferedCommands(
    0,
    ACTS.flatMap(([name, label, key]) => {
      const run = possible[name]
      return run ? [{ id: `case/${name}`, title: t(label), key, run }] : []
    }),
  )
}
