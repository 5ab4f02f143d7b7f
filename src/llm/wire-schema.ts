import { z } from 'zod'

export type JsonSchema = { [keyword: string]: unknown }

/**
 * What a server that enforces a schema strictly refuses to read (OpenAI's first structured outputs and Azure's to this
 * day): one such word, and the whole question comes back as 400. What they would have said is still checked when the
 * answer is read.
 */
const REFUSED_KEYWORDS = new Set([
  'default',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'patternProperties',
  'propertyNames',
  'minProperties',
  'maxProperties',
])

/** The shape of an answer as JSON Schema, in the words that every strict server reads. */
export function wireSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...wire } = z.toJSONSchema(schema, { override: ({ jsonSchema }) => plain(jsonSchema) })
  return wire
}

function plain(schema: JsonSchema): void {
  for (const keyword of REFUSED_KEYWORDS) delete schema[keyword]
}
