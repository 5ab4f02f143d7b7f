import { existsSync, readFileSync } from 'node:fs'
import { Ajv, type AnySchemaObject } from 'ajv'
import addFormats from 'ajv-formats'

type Spec = {
  paths: Record<string, { post?: Operation }>
  components: { schemas: Record<string, AnySchemaObject> }
}
type Content = { content?: { 'application/json'?: { schema?: AnySchemaObject } } }
type Operation = { requestBody?: Content; responses: Record<string, Content> }

export type OzonSpec = {
  paths: string[]
  /** What is wrong with a request body; empty when nothing is. */
  requestErrors(path: string, body: unknown): string[]
  /** What is wrong with an answer, fields the document does not know included. */
  responseErrors(path: string, status: number, body: unknown): string[]
}

const LOCATION =
  process.env.OTVET_OZON_SPEC ??
  new URL('../../../shared/ozon/seller-api.openapi.json', import.meta.url).pathname

/** The marketplace's own document, when it lies beside the project; in CI it has to. */
export function loadOzonSpec(): OzonSpec | undefined {
  if (!existsSync(LOCATION)) {
    if (process.env.CI === 'true') throw new Error(`The Ozon specification is missing: ${LOCATION}`)
    console.info('The Ozon specification is not here (OTVET_OZON_SPEC): contract tests are left out.')
    return undefined
  }
  const spec = JSON.parse(readFileSync(LOCATION, 'utf8')) as Spec
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addFormat('uint64', {
    type: 'number',
    validate: (value: number) => Number.isInteger(value) && value >= 0,
  })
  ajv.addSchema({ $id: 'spec', components: { schemas: closed(spec.components.schemas) } })

  const errorsOf = (schema: AnySchemaObject | undefined, body: unknown): string[] => {
    if (!schema) return []
    const validate = ajv.compile(closed(schema))
    if (validate(body)) return []
    return (validate.errors ?? []).map(
      (error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
    )
  }
  const json = (part: Content | undefined) => part?.content?.['application/json']?.schema

  return {
    paths: Object.keys(spec.paths),
    requestErrors: (path, body) => {
      const operation = spec.paths[path]?.post
      return operation ? errorsOf(json(operation.requestBody), body) : [`unknown method ${path}`]
    },
    responseErrors: (path, status, body) => {
      const responses = spec.paths[path]?.post?.responses
      if (!responses) return [`unknown method ${path}`]
      // 401 and 429 are not listed; they have the shape of every other error.
      const part =
        responses[String(status)] ?? (status === 200 ? undefined : (responses['400'] ?? responses.default))
      return part ? errorsOf(json(part), body) : [`no ${status} in the document`]
    },
  }
}

/** Objects with named fields allow no others, and references point into the one added schema. */
function closed<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map(closed) as T
  if (typeof schema !== 'object' || schema === null) return schema
  const copy: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(schema)) {
    // Some "patterns" of the document are a picture of a date, not an expression.
    if (key === 'pattern' && typeof value === 'string' && value.includes('YYYY')) continue
    // "Either this field or that" is written so that a body with the one fits both.
    if (key === 'oneOf') continue
    copy[key] = key === '$ref' && typeof value === 'string' ? value.replace(/^#/, 'spec#') : closed(value)
  }
  if (copy.type === 'object' && 'properties' in copy && !('additionalProperties' in copy)) {
    copy.additionalProperties = false
  }
  return copy as T
}
