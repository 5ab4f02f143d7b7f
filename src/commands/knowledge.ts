import { readFileSync, writeFileSync } from 'node:fs'
import { listShops, type ShopRow } from '../access/shops.ts'
import type { App } from '../app/create-app.ts'
import { embedPending } from '../knowledge/embed-pending.ts'
import {
  exportKnowledge,
  type ImportFormat,
  type ImportKind,
  importKnowledge,
} from '../knowledge/import-export.ts'
import { invalid, notFound } from '../shared/errors.ts'
import type { Report } from './run-command.ts'

type Common = { shop?: string; what: ImportKind; format?: ImportFormat }
export type ImportOptions = Common & { file: string; dryRun?: boolean }
export type ExportOptions = Common & { file?: string }

const SHOWN_MISTAKES = 20

/** Writes all of a file's entries or products, or none when a line is wrong; then embeds what is new. */
export async function importFile(app: App, options: ImportOptions): Promise<Report> {
  const { db, clock, liveSpace } = app
  const { what, file, dryRun = false } = options
  const shop = await chooseShop(app, options.shop)
  const text = readText(file)
  const format = options.format ?? formatOf(file)
  const input = { shopId: shop.id, what, format, text, changedBy: 'command line', dryRun }
  const report = await importKnowledge({ db, clock }, input)
  const failed = report.errors.length > 0
  if (!failed && !dryRun) await embedPending({ db, embedder: await liveSpace.embedderNow() })
  const mistakes = report.errors.map(({ line, message }) => `  line ${line}: ${message}`)
  const { created, changed, same } = report
  return {
    json: { ok: !failed, dryRun, ...report },
    text: failed
      ? ['Nothing was written:', ...mistakes.slice(0, SHOWN_MISTAKES), ...more(mistakes.length)].join('\n')
      : `${dryRun ? 'Would be' : 'Done:'} ${created} new, ${changed} changed, ${same} as before, in ${shop.name}.`,
    failed,
  }
}

/** A shop's entries or products, into a file or to stdout. Importing it again changes nothing. */
export async function exportFile(app: App, options: ExportOptions): Promise<Report> {
  const { what, file } = options
  const shop = await chooseShop(app, options.shop)
  const format = options.format ?? (file === undefined ? 'jsonl' : formatOf(file))
  const text = await exportKnowledge(app.db, { shopId: shop.id, what, format })
  if (file === undefined) return { json: { what, format, text }, text: text.trimEnd() }
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw invalid('file_not_written', `${file} cannot be written: ${wordsOf(error)}`)
  }
  const bytes = Buffer.byteLength(text)
  return { json: { what, format, file, bytes }, text: `Wrote ${bytes} bytes to ${file}.` }
}

async function chooseShop({ db }: App, wanted: string | undefined): Promise<ShopRow> {
  const shops = await listShops({ db })
  if (wanted !== undefined) {
    const found = shops.find(({ id, clientId }) => id === wanted || clientId === wanted)
    if (!found) throw notFound('shop_not_found', `There is no shop ${wanted}: see otvet shop list`)
    return found
  }
  const [only, another] = shops
  if (!only) throw notFound('shop_not_found', 'No shop is connected yet: otvet shop add')
  if (another)
    throw invalid('shop_missing', 'There are several shops: choose one with --shop <id or Client-Id>.')
  return only
}

/** `-` is stdin. */
function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    throw invalid('file_not_read', `${file} cannot be read: ${wordsOf(error)}`)
  }
}

function formatOf(file: string): ImportFormat {
  if (/\.csv$/i.test(file)) return 'csv'
  if (/\.(?:jsonl|ndjson)$/i.test(file)) return 'jsonl'
  throw invalid(
    'format_unknown',
    `The name ${file} does not tell its format: add --format jsonl or --format csv.`,
  )
}

const more = (count: number) => (count > SHOWN_MISTAKES ? [`  … and ${count - SHOWN_MISTAKES} more`] : [])
const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
