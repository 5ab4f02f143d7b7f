import { z } from 'zod'
import { entryContentSchema } from '../../entry-content.ts'
import { productContentSchema } from '../../product-content.ts'
import type { TransferKind } from '../shapes.ts'

/** How a field stands in a cell. `lines`: items with a syntax of their own, `items`: items as JSON, a line each. */
export type CellKind =
  | 'text'
  | 'number'
  | 'flag'
  | 'choice'
  | 'moment'
  | 'list'
  | 'bilingual-list'
  | 'attributes'
  | 'sizes'
  | 'compatibility'
  | 'json'

export type Column = {
  /** The field's name; dotted for a field within another. */
  key: string
  kind: CellKind
  choices: string[]
  /** What the field is when nothing is said; undefined where it must be said. */
  standard: unknown
  isNullable: boolean
}

const SYNTAXES = new Set(['attributes', 'sizes', 'compatibility'] as const)

/** Made from the schemas, so that a new field is a new column. The id comes first. */
export function columnsOf(what: TransferKind): Column[] {
  return COLUMNS[what]
}

const COLUMNS: Record<TransferKind, Column[]> = {
  entries: [
    { key: 'id', kind: 'text', choices: [], standard: undefined, isNullable: false },
    ...Object.entries(entryContentSchema.shape).flatMap(([key, schema]) => toColumns(key, schema)),
  ],
  products: Object.entries(productContentSchema.shape).flatMap(([key, schema]) => toColumns(key, schema)),
}

function toColumns(key: string, schema: z.ZodType): Column[] {
  const { inner, isNullable } = unwrap(schema)
  if (inner instanceof z.ZodObject && !isBilingual(inner))
    return Object.entries(inner.shape).flatMap(([name, field]) =>
      // A mark that the house sets is nothing for people to type.
      unwrap(field as z.ZodType).inner instanceof z.ZodLiteral
        ? []
        : toColumns(`${key}.${name}`, field as z.ZodType),
    )
  const standard = schema.safeParse(undefined)
  return [
    {
      key,
      kind: kindOf(key, inner),
      choices: choicesOf(inner),
      standard: standard.success ? standard.data : undefined,
      isNullable,
    },
  ]
}

function unwrap(schema: z.ZodType): { inner: z.ZodType; isNullable: boolean } {
  let inner = schema
  let isNullable = false
  while (
    inner instanceof z.ZodDefault ||
    inner instanceof z.ZodNullable ||
    inner instanceof z.ZodOptional ||
    inner instanceof z.ZodPrefault
  ) {
    isNullable ||= inner instanceof z.ZodNullable
    inner = inner.unwrap() as z.ZodType
  }
  return { inner, isNullable }
}

function kindOf(key: string, schema: z.ZodType): CellKind {
  for (const syntax of SYNTAXES) if (key === syntax) return syntax
  if (schema instanceof z.ZodEnum) return 'choice'
  if (schema instanceof z.ZodNumber) return 'number'
  if (schema instanceof z.ZodBoolean) return 'flag'
  if (schema instanceof z.ZodISODateTime) return 'moment'
  if (schema instanceof z.ZodString) return 'text'
  if (!(schema instanceof z.ZodArray)) return 'json'
  const { inner } = unwrap(schema.element as z.ZodType)
  if (inner instanceof z.ZodString || inner instanceof z.ZodEnum) return 'list'
  return isBilingual(inner) ? 'bilingual-list' : 'json'
}

function isBilingual(schema: z.ZodType): boolean {
  return schema instanceof z.ZodObject && 'ru' in schema.shape && 'zh' in schema.shape
}

function choicesOf(schema: z.ZodType): string[] {
  if (schema instanceof z.ZodArray) return choicesOf(unwrap(schema.element as z.ZodType).inner)
  return schema instanceof z.ZodEnum ? schema.options.map(String) : []
}
