import { isDeepStrictEqual } from 'node:util'
import type { Language } from '../reasons.ts'
import {
  attributeSyntax,
  bilingualSyntax,
  compatibilitySyntax,
  type Syntax,
  sizeSyntax,
} from './cell-lines.ts'
import type { Column } from './columns.ts'
import { choiceLabel, choiceOf } from './labels.ts'
import { formatMoment, parseMoment } from './moments.ts'

/** A cell that cannot be read; `expected` says what would be. */
export class CellProblem extends Error {
  readonly expected: string

  constructor(expected: string) {
    super(`expected ${expected}`)
    this.name = 'CellProblem'
    this.expected = expected
  }
}

/** What a reader would take for an empty cell. */
const BLANK = /^['\s]*$/

/**
 * A field as a cell: an empty cell is the field's standard, a lone apostrophe an empty text where that is something
 * else. `parseCell` of it gives the same value back.
 */
export function printCell(column: Column, value: unknown, language: Language): string {
  // A status stands in words even where it is the usual one: people look for it.
  if (value === undefined || (column.kind !== 'choice' && isDeepStrictEqual(value, column.standard)))
    return ''
  if (value === null) return ''
  switch (column.kind) {
    case 'text':
      return BLANK.test(String(value)) ? `'${String(value)}` : String(value)
    case 'number':
      return String(value)
    case 'flag':
    case 'choice':
      return choiceLabel(column.key, String(value), language)
    case 'moment':
      return formatMoment(String(value))
    case 'list':
      return printList(column, asArray(value), language)
    case 'bilingual-list':
      return printLines(bilingualSyntax, value, language)
    case 'attributes':
      return printLines(attributeSyntax, value, language)
    case 'sizes':
      return printLines(sizeSyntax, value, language)
    case 'compatibility':
      return printLines(compatibilitySyntax, value, language)
    case 'json':
      return JSON.stringify(value)
  }
}

/** The field that a cell says, the standard where it is empty. Throws `CellProblem`. */
export function parseCell(column: Column, cell: string): unknown {
  if (cell.trim() === '') return column.standard
  switch (column.kind) {
    case 'text':
      return cell.startsWith("'") && BLANK.test(cell) ? cell.slice(1) : cell
    case 'number':
      return parseNumber(cell)
    case 'flag':
      return parseFlag(column, cell)
    case 'choice':
      return parseChoice(column, cell)
    case 'moment':
      return parseMoment(cell) ?? fail('2026-12-31, 31.12.2026, 2026-12-31 18:00')
    case 'list':
      return parseList(column, cell)
    case 'bilingual-list':
      return parseLines(bilingualSyntax, cell, 'текст | 中文')
    case 'attributes':
      return parseLines(attributeSyntax, cell, 'key: Название | 名称 = 12 [кг]')
    case 'sizes':
      return parseLines(sizeSyntax, cell, 'M: chest = 96; waist = 80')
    case 'compatibility':
      return parseLines(compatibilitySyntax, cell, 'подходит: …, не подходит: …')
    case 'json':
      return parseJson(cell)
  }
}

function fail(expected: string): never {
  throw new CellProblem(expected)
}

const asArray = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])

function printList(column: Column, items: unknown[], language: Language): string {
  const words =
    column.choices.length > 0 ? items.map((one) => choiceLabel(column.key, String(one), language)) : items
  const text = words.join('\n')
  return isDeepStrictEqual(
    quietly(() => parseList(column, text)),
    items,
  )
    ? text
    : JSON.stringify(items)
}

/** A line each; short codes may also stand in one line. */
function parseList(column: Column, cell: string): unknown[] {
  if (cell.startsWith('[')) {
    const value = quietly(() => parseJson(cell))
    if (Array.isArray(value)) return value
  }
  const isCodes = column.choices.length > 0 || column.key === 'skus'
  const items = cell
    .split(isCodes ? /[\n\r,;]+/ : /\r?\n/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
  return column.choices.length > 0 ? items.map((one) => parseChoice(column, one)) : items
}

function printLines<T>(syntax: Syntax<T>, value: unknown, language: Language): string {
  const items = asArray(value) as T[]
  const lines = items.map((item) => {
    const line = syntax.print(item, language)
    const isExact =
      line.trim() !== '' &&
      !/[\n\r]/.test(line) &&
      !/^[[{]/.test(line) &&
      isDeepStrictEqual(
        quietly(() => syntax.parse(line)),
        item,
      )
    return isExact ? line : JSON.stringify(item)
  })
  return lines.join('\n')
}

function parseLines<T>(syntax: Syntax<T>, cell: string, expected: string): unknown[] {
  if (cell.startsWith('[')) {
    const value = quietly(() => parseJson(cell))
    if (Array.isArray(value)) return value
  }
  return cell
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .map((line) =>
      line.startsWith('{')
        ? parseJson(line)
        : (syntax.parse(line) ?? fail(`${expected} («${line.slice(0, 60)}»)`)),
    )
}

function parseNumber(cell: string): number {
  const text = cell.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.')
  return /^-?\d{1,15}(?:\.\d{1,10})?$/.test(text) ? Number(text) : fail('12')
}

function parseFlag(column: Column, cell: string): boolean {
  const choice = choiceOf(column.key, ['true', 'false'], cell)
  return choice === undefined ? fail('true, false') : choice === 'true'
}

function parseChoice(column: Column, cell: string): string {
  return choiceOf(column.key, column.choices, cell) ?? fail(column.choices.join(', '))
}

function parseJson(cell: string): unknown {
  try {
    return JSON.parse(cell)
  } catch {
    return fail('JSON')
  }
}

function quietly<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch (error) {
    if (error instanceof CellProblem) return undefined
    throw error
  }
}
