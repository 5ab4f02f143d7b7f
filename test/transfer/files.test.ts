import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { entryContentSchema } from '../../src/knowledge/entry-content.ts'
import { productContentSchema } from '../../src/knowledge/product-content.ts'
import { mergeRow } from '../../src/knowledge/transfer/merge-row.ts'
import { columnsOf } from '../../src/knowledge/transfer/tables/columns.ts'
import { columnLabel } from '../../src/knowledge/transfer/tables/labels.ts'
import { writeFile } from '../../src/knowledge/transfer/write-file.ts'
import { anyEntry, anyProduct } from './any-content.ts'
import { bytesOf, readAll } from './raw-files.ts'

const LANGUAGES = ['zh', 'ru', 'en'] as const
const numRuns = Number(process.env.FC_RUNS ?? 60)

async function* each(rows: Record<string, unknown>[]) {
  yield* rows
}

describe.each(['csv', 'xlsx', 'jsonl'] as const)('a file in %s', (format) => {
  it.each(LANGUAGES)('holds any entries and products exactly, headed in %s', async (language) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyEntry(), { minLength: 1, maxLength: 6 }),
        fc.array(anyProduct(), { minLength: 1, maxLength: 6 }),
        async (entries, products) => {
          const named = entries.map((content, i) => ({ id: `e-${i}`, ...content }))
          const what = { entries: named, products } as const
          for (const [kind, rows] of Object.entries(what)) {
            const of = kind === 'entries' ? 'entries' : 'products'
            const file = await bytesOf(writeFile(each(rows), { what: of, format, language }))
            const { read, notes } = await readAll(file, of, format)
            expect(notes).toEqual([])
            const schema = of === 'entries' ? entryContentSchema : productContentSchema
            const back = read.map((row) => {
              if ('problem' in row) throw new Error(JSON.stringify(row))
              return schema.parse(mergeRow(of, undefined, row.given))
            })
            expect(back).toEqual(of === 'entries' ? entries : products)
          }
        },
      ),
      { numRuns, seed: Number(process.env.FC_SEED ?? 7) },
    )
  })
})

it('every column has a name in three languages', () => {
  for (const what of ['entries', 'products'] as const)
    for (const { key } of columnsOf(what)) {
      if (key === 'sku') continue
      for (const language of LANGUAGES) expect(columnLabel(key, language), key).not.toBe(key)
    }
})
