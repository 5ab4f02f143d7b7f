import { z } from 'zod'

type Parsed<T> = { ok: true; value: T } | { ok: false; error: string }

/** Reads a model's text as JSON of the given shape: tolerates thinking aloud, code fences and words around it. */
export function parseAnswer<T>(raw: string, schema: z.ZodType<T>): Parsed<T> {
  const text = raw.replace(/<think>[\s\S]*?<\/think>/g, '').trim()
  const start = text.indexOf('{')
  const end = text.lastIndexOf('}')
  if (start < 0 || end < start) return { ok: false, error: 'expected a JSON object, got none' }
  let json: unknown
  try {
    json = JSON.parse(text.slice(start, end + 1))
  } catch (error) {
    return {
      ok: false,
      error: `expected valid JSON: ${error instanceof Error ? error.message : String(error)}`,
    }
  }
  const parsed = schema.safeParse(json)
  return parsed.success
    ? { ok: true, value: parsed.data }
    : {
        ok: false,
        error: z
          .prettifyError(parsed.error)
          .replace(/\s*\n\s*/g, ' ')
          .slice(0, 600),
      }
}
