import { bug } from '../shared/errors.ts'

const VARIABLE = /\{\{\s*([a-z][a-z0-9_]*)\s*\}\}/g

/**
 * Fills `{{variables}}` and parts the text into its `## System` and `## User` halves. A variable without a value
 * and a value without a variable both throw: either means that prompt and code have drifted apart. Values are
 * put in once and never read as templates themselves.
 */
export function renderPrompt(
  prompt: { version: string; body: string },
  values: Record<string, string>,
): { system: string; user: string } {
  const names = new Set([...prompt.body.matchAll(VARIABLE)].map((match) => match[1] ?? ''))
  const missing = [...names].filter((name) => !Object.hasOwn(values, name))
  const unused = Object.keys(values).filter((name) => !names.has(name))
  if (missing.length > 0)
    throw bug('prompt_variable_missing', `${prompt.version} needs ${missing.join(', ')}`)
  if (unused.length > 0) throw bug('prompt_variable_unused', `${prompt.version} has no ${unused.join(', ')}`)

  const parts = /^## System\n([\s\S]*?)\n## User\n([\s\S]*)$/.exec(prompt.body)
  if (!parts) throw bug('prompt_shape', `${prompt.version} must have the parts "## System" and "## User"`)
  const fill = (text = '') => text.trim().replace(VARIABLE, (_, name: string) => values[name] ?? '')
  return { system: fill(parts[1]), user: fill(parts[2]) }
}

/** Marks a text as material: nothing inside can close the fence. */
export function fence(kind: string, text: string): string {
  return `<data kind="${kind}">\n${text.replace(/<(?=\s*\/?\s*data)/gi, '‹')}\n</data>`
}
