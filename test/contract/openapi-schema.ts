import { Ajv } from 'ajv'
import formats from 'ajv-formats'

export type Schema = {
  $ref?: string
  type?: string
  format?: string
  pattern?: string
  enum?: unknown[]
  required?: string[]
  properties?: Record<string, Schema>
  items?: Schema
  allOf?: Schema[]
  oneOf?: Schema[]
  additionalProperties?: boolean
}

type Media = { content?: Record<string, { schema: Schema }> }
export type OpenApi = {
  paths: Record<
    string,
    { post: { requestBody?: Media; responses: Record<string, Media & { $ref?: string }> } }
  >
  components: { schemas: Record<string, Schema> }
}

export const requestSchema = (spec: OpenApi, path: string): Schema | undefined =>
  spec.paths[path]?.post.requestBody?.content?.['application/json']?.schema

export const responseSchema = (spec: OpenApi, path: string): Schema | undefined =>
  spec.paths[path]?.post.responses['200']?.content?.['application/json']?.schema

/** Names what is wrong with a body; nothing when it fits. A field the schema does not know is wrong, too. */
export function problemsOf(spec: OpenApi, schema: Schema, body: unknown): string[] {
  const ajv = new Ajv({ strict: false, allErrors: true })
  formats.default(ajv)
  ajv.addFormat('uint64', { type: 'number', validate: (value) => Number.isInteger(value) && value >= 0 })
  const validate = ajv.compile(resolved(spec, schema, 0))
  validate(body)
  return (validate.errors ?? []).map(
    (error) => `${error.instancePath || 'body'} ${error.message} ${JSON.stringify(error.params)}`,
  )
}

export type ExampleStyle = { lists: 'empty' | 'one item'; ids: 'numbers' | 'strings' }

/** JSON text (ids beyond 2^53 written out in full) in which every field of the schema is present. */
export function exampleOf(spec: OpenApi, schema: Schema, style: ExampleStyle, depth = 0): string {
  const { type, format, enum: values, properties, items, allOf } = withoutRef(spec, schema)
  if (depth > 12) return 'null'
  if (allOf?.[0]) return exampleOf(spec, allOf[0], style, depth + 1)
  if (values) return JSON.stringify(values[0])
  if (properties || type === 'object') {
    const members = Object.entries(properties ?? {}).map(
      ([name, member]) => `${JSON.stringify(name)}:${exampleOf(spec, member, style, depth + 1)}`,
    )
    return `{${[...members, '"a_field_of_tomorrow":{"x":[1]}'].join(',')}}`
  }
  if (type === 'array')
    return style.lists === 'empty' || !items ? '[]' : `[${exampleOf(spec, items, style, depth + 1)}]`
  if (type === 'boolean') return 'true'
  if (type === 'number') return '12.5'
  if (type === 'integer') return integerExample(format, style)
  if (format === 'date-time') return '"2026-11-21T09:00:00.123456Z"'
  return format === 'int64' || format === 'uint64' ? '"3000000000817031942"' : '"text"'
}

function integerExample(format: string | undefined, { ids }: ExampleStyle): string {
  const digits = format === 'int32' ? '7' : '3000000000817031942'
  return ids === 'strings' && format !== 'int32' ? `"${digits}"` : digits
}

function resolved(spec: OpenApi, schema: Schema, depth: number): Schema {
  if (depth > 20) return {}
  const plain = { ...withoutRef(spec, schema) }
  // Some patterns describe a format in words ("YYYY-MM-DD…"): they are no regular expressions.
  delete plain.pattern
  // "Either this field or that" is written so that a body with the one fits both.
  delete plain.oneOf
  if (plain.type === 'string' && /^u?int64$/.test(plain.format ?? '')) {
    delete plain.format
    plain.pattern = '^-?[0-9]{1,20}$'
  }
  if (plain.properties) {
    plain.properties = Object.fromEntries(
      Object.entries(plain.properties).map(([name, member]) => [name, resolved(spec, member, depth + 1)]),
    )
    plain.additionalProperties = false
  }
  if (plain.items) plain.items = resolved(spec, plain.items, depth + 1)
  if (plain.allOf) plain.allOf = plain.allOf.map((part) => resolved(spec, part, depth + 1))
  return plain
}

function withoutRef(spec: OpenApi, schema: Schema): Schema {
  let found = schema
  while (found.$ref) {
    const name = found.$ref.split('/').at(-1) ?? ''
    const target = spec.components.schemas[name]
    if (!target) throw new Error(`the specification has no ${found.$ref}`)
    found = target
  }
  return found
}
