import type { ThreadMessage } from '../../domain/draft.ts'
import { fence } from '../../prompting/render-prompt.ts'

const SHOWN_MESSAGES = 12
const SHOWN_CHARACTERS = 800

/** The newest messages of a thread as a prompt sees them, each fenced off as material. */
export function threadText(thread: ThreadMessage[]): string {
  const shown = thread.slice(-SHOWN_MESSAGES)
  if (shown.length === 0) return '(none)'
  return shown.map(({ author, text }) => fence(author, text.slice(0, SHOWN_CHARACTERS))).join('\n')
}
