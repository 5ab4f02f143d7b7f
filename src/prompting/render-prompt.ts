import { fillVariables, promptParts, variablesIn } from '../domain/prompt-text.ts'
import { bug } from '../shared/errors.ts'

/**
 * Fills `{{variables}}` and parts the text into its `## System` and `## User` halves. A variable without a value
 * and a value without a variable both throw: either means that prompt and code have drifted apart. What the code
 * itself insists on (`insists`) stands last in the system part.
 */
export function renderPrompt(
  prompt: { version: string; body: string; insists?: string | undefined },
  values: Record<string, string>,
): { system: string; user: string } {
  const names = new Set(variablesIn(prompt.body))
  const missing = [...names].filter((name) => !Object.hasOwn(values, name))
  const unused = Object.keys(values).filter((name) => !names.has(name))
  if (missing.length > 0)
    throw bug('prompt_variable_missing', `${prompt.version} needs ${missing.join(', ')}`)
  if (unused.length > 0) throw bug('prompt_variable_unused', `${prompt.version} has no ${unused.join(', ')}`)

  const parts = promptParts(prompt.body)
  if (!parts) throw bug('prompt_shape', `${prompt.version} must have the parts "## System" and "## User"`)
  const system = fillVariables(parts.system, values)
  return {
    system: prompt.insists ? `${system}\n\n${prompt.insists}` : system,
    user: fillVariables(parts.user, values),
  }
}

/** Marks a text as material: nothing inside can close the fence. */
export function fence(kind: string, text: string): string {
  return `<data kind="${kind}">\n${text.replace(/<(?=\s*\/?\s*data)/gi, '‹')}\n</data>`
}
